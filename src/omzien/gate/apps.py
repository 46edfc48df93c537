"""The gate as a Django app."""

from django.apps import AppConfig


class GateConfig(AppConfig):
    """Registers the check that every route names its act."""

    name = "omzien.gate"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the system check."""
        from omzien.gate import desk  # noqa: F401
