"""What a room tells insight: fact tables, declared as querysets of columns, already pseudonymous."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet

ColumnType = Literal["int64", "int32", "date", "bool", "string"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact table: the ORM path that it reads, its type, and its meaning."""

    path: str
    type: ColumnType
    doc: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of facts: no names, no free text, no exact address, birth year instead of date.

    `rows` gives an unsealed queryset; insight compiles it with these columns to SQL and reads it as Arrow.
    A path that ends in `__year` is the year of a date. Every table also gets the column `organisation` (its
    id). `period` names the column that tells of when a row is. `organisation` is the path to the
    organisation's id (None: the rows are everybody's). A `small` table (code lists, settings) is read anew
    each time; of the others the database notes what is touched. `depends_on` are the paths beyond its own
    columns that `rows` is filtered by.
    """

    name: str
    doc: str
    rows: Callable[[], QuerySet[Any, Any]]
    columns: Mapping[str, Column]
    period: str | None = None
    organisation: str | None = "organisation_id"
    small: bool = False
    depends_on: tuple[str, ...] = ()
