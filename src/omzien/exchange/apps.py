"""The room as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Omzien's exchange."""

    name = "omzien.exchange"
    default_auto_field = "django.db.models.BigAutoField"
