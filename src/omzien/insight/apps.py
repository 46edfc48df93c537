"""The room as a Django app."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class InsightConfig(AppConfig):
    """Omzien's insight."""

    name = "omzien.insight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every `migrate` the database notes what is touched: said by an app with tables, once."""
        post_migrate.connect(_watch, sender=apps.get_app_config("gate"))


def _watch(**signal: Any) -> None:
    from omzien.insight.facts.touches import install  # the models are known by now

    install()
