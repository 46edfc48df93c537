"""The room as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Omzien's organisation."""

    name = "omzien.organisation"
    default_auto_field = "django.db.models.BigAutoField"
