"""The room as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Omzien's casework."""

    name = "omzien.casework"
    default_auto_field = "django.db.models.BigAutoField"
