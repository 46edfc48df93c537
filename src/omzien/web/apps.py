"""The room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Omzien's web."""

    name = "omzien.web"
    default_auto_field = "django.db.models.BigAutoField"
