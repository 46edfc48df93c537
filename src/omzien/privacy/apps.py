"""The room as a Django app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Omzien's privacy."""

    name = "omzien.privacy"
    default_auto_field = "django.db.models.BigAutoField"
