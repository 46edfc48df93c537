"""One column of the data package, made from one model field: its type and what a value must satisfy."""

from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa
from django.core import validators
from django.db import models
from django.db.models.fields import NOT_PROVIDED

Kind = Literal["string", "date", "integer", "boolean", "json", "object"]

ARROW: dict[Kind, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
    "json": pa.string(),
    "object": pa.string(),
}
# A key is compared, joined and shown on one line; characters that nobody sees have no place in it.
KEY_PATTERN = r"^[^\x00-\x1f\x7f]+$"
EMAIL_PATTERN = r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a column points to: `columns` of this table hold the key (`target_columns`) of a row of `table`.

    `code_list` names the list when the target is a code: the key is looked up in that list only.
    """

    field: str
    table: str
    columns: tuple[str, ...]
    target_columns: tuple[str, ...]
    code_list: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `default` is what an empty cell means; `private` columns are never echoed in a message."""

    name: str
    field: str
    kind: Kind
    doc: str = ""
    required: bool = False
    default: Any = None
    enum: tuple[str, ...] = ()
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    private: bool = False

    @property
    def arrow(self) -> pa.DataType:
        """The type of this column in an Arrow table."""
        return ARROW[self.kind]


_INTEGERS: dict[type[Any], tuple[int, int]] = {
    models.PositiveSmallIntegerField: (0, 32_767),
    models.PositiveIntegerField: (0, 2_147_483_647),
    models.SmallIntegerField: (-32_768, 32_767),
    models.IntegerField: (-2_147_483_648, 2_147_483_647),
}


def column_of(field: Any, *, name: str, secret: bool, doc: str = "") -> Column:
    """The column for the values of a plain field. `secret`: the field's own text may be personal data."""
    kind = _kind(field)
    low, high = _INTEGERS.get(type(field), (None, None))
    return Column(
        name=name,
        field=field.name,
        kind=kind,
        doc=doc or str(field.help_text),
        required=_required(field),
        default=_default(field, kind),
        enum=tuple(str(value) for value, _ in field.choices or () if value != ""),
        max_length=field.max_length if kind == "string" else None,
        minimum=low,
        maximum=high,
        pattern=_pattern(field),
        private=secret and kind == "string" and not field.choices and name not in ("key", "code"),
    )


def _kind(field: Any) -> Kind:
    if isinstance(field, models.JSONField):
        return "json" if field.default is list else "object"
    kinds: tuple[tuple[type[Any], Kind], ...] = (
        (models.DateField, "date"),
        (models.BooleanField, "boolean"),
        (models.IntegerField, "integer"),
        (models.CharField, "string"),
        (models.TextField, "string"),
    )
    for django_type, kind in kinds:
        if isinstance(field, django_type):
            return kind
    raise TypeError(f"{field}: a data package has no column for a {type(field).__name__}")


def _required(field: Any) -> bool:
    """Must every row have a value? A key is always given, although the model can make one."""
    return field.name == "key" or not (field.null or field.blank or field.default is not NOT_PROVIDED)


def _default(field: Any, kind: Kind) -> Any:
    if field.name == "key":
        return None
    if field.default is not NOT_PROVIDED:
        value = field.get_default()
        return "[]" if kind == "json" else str(value) if kind == "string" else value
    return "" if kind == "string" and not field.null else None


def _pattern(field: Any) -> str | None:
    if isinstance(field, models.SlugField):
        return r"^[-a-zA-Z0-9_]+$"
    if isinstance(field, models.EmailField):
        return EMAIL_PATTERN
    if any(isinstance(validator, validators.RegexValidator) for validator in field.validators):
        raise TypeError(f"{field}: say here how its pattern reads in a Table Schema")
    return KEY_PATTERN if field.name in ("key", "code") else None
