"""The room as a Django app."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Omzien's outcomes."""

    name = "omzien.outcomes"
    default_auto_field = "django.db.models.BigAutoField"
