"""Rows as the journal keeps them, to the last bit, and rows again."""

import base64
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from omzien.gate.refused import refused
from omzien.people.merging.pointers import rows_of


def written(row: Model) -> dict[str, Any]:
    """A row as JSON can hold it; microseconds and bytes included."""
    return {field.attname: _plain(field.value_from_object(row)) for field in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else str(value)


def put_back(model: type[Model], kept: list[dict[str, Any]]) -> None:
    """Make rows again as they were. What they pointed to and is gone becomes empty, if it may be."""
    made = []
    for cells in kept:
        row = model()
        for field in model._meta.concrete_fields:
            setattr(row, field.attname, _value(field, cells))
        made.append(row)
    rows_of(model).bulk_create(made)


def _value(field: Any, cells: dict[str, Any]) -> Any:
    value = cells.get(field.attname)
    if value is None or field.get_internal_type() == "JSONField":
        return value
    if field.remote_field is None:
        return field.to_python(value)
    if rows_of(field.related_model).filter(pk=value).exists():
        return value
    if not field.null:
        raise refused("what was set aside points to something that is gone: it cannot be put back")
    return None
