"""A reference to one code list."""

from django.db import models


def code(list_name: str, **options: object) -> models.ForeignKey:  # type: ignore[type-arg]
    """A reference to one code list; `null=True` where nobody may have said it."""
    return models.ForeignKey(
        "organisation.Code",
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": list_name},
        blank=bool(options.get("null")),
        **options,  # type: ignore[arg-type]
    )
