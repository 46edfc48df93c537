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

    `rows` gives an unsealed queryset; insight compiles `rows().values_list(<paths>)` to SQL and reads it
    as Arrow. Every table also gets the column `organisation` (its id). `period` names the column whose year partitions the table (None: one partition).
    """

    name: str
    doc: str
    rows: Callable[[], QuerySet[Any, Any]]
    columns: Mapping[str, Column]
    period: str | None = None
