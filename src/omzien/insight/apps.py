"""The room as a Django app."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Omzien's insight."""

    name = "omzien.insight"
    default_auto_field = "django.db.models.BigAutoField"
