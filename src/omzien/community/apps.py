"""The room as a Django app."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Omzien's community."""

    name = "omzien.community"
    default_auto_field = "django.db.models.BigAutoField"
