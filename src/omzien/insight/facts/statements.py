"""The SQL of facts: Django compiles the querysets of the rooms, with the type of each column said aloud."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Expression, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Substr

from omzien.gate.facts import Column, FactTable
from omzien.insight.extraction.job import FIRST_ROW, LAST_ROW, TableJob
from omzien.insight.facts.tables import TABLES, shape_of, types_of

PREFIX = "f_"  # a column may be called as a field of the model, an annotation may not
KEY_COLUMNS = (
    "list",
    "key",
    "code",
    "instrument",
    "parent",
    "kind",
    "domain",
    "version",
    "measures_impact",
)


def address() -> str:
    """Where ADBC finds Django's database."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    from psycopg.conninfo import make_conninfo  # loaded already by Django, on PostgreSQL

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo("", **{name: settings[key] for name, key in names.items() if settings[key]})


def job_of(table: FactTable, organisation_id: int, known: Mapping[str, str]) -> TableJob:
    """A fact table as a job for the extracting process; `known` are the fingerprints of its blocks."""
    return replace(_job(table.name, organisation_id, connection.vendor), known=known)


@lru_cache(maxsize=1024)
def _job(name: str, organisation_id: int, vendor: str) -> TableJob:
    """The part that stays as it is while the process runs: every page asks for it."""
    table = TABLES[name]
    owned = table.rows().order_by("pk")
    if table.organisation:
        owned = owned.filter(**{table.organisation: organisation_id})
    return TableJob(
        name=name,
        rows=statement(_columns(owned if table.small else _of_block(owned), table.columns)),
        small=table.small,
        columns=types_of(table),
        period=table.period,
        shape=shape_of(table),
        keys=tuple(place for place, column in enumerate(table.columns) if column in KEY_COLUMNS),
        known={},
    )


def _of_block(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    bounded: QuerySet[Any, Any] = rows.filter(pk__gte=int(FIRST_ROW), pk__lt=int(LAST_ROW))
    return bounded


def _columns(rows: QuerySet[Any, Any], columns: Mapping[str, Column]) -> QuerySet[Any, Any]:
    named = {PREFIX + name: _expression(column) for name, column in columns.items()}
    columns_only: QuerySet[Any, Any] = rows.annotate(**named).values_list(*named)
    return columns_only


def _expression(column: Column) -> Expression | F:
    if column.path.endswith("__year"):
        return Cast(Substr(_text(column.path.removesuffix("__year")), 1, 4), IntegerField())
    if column.type in ("int64", "int32") or (column.type == "bool" and connection.vendor == "sqlite"):
        return Cast(F(column.path), BigIntegerField())
    if column.type == "string" or (column.type == "date" and connection.vendor == "sqlite"):
        return Coalesce(_text(column.path), Value("", TextField()))
    return F(column.path)


def _text(path: str) -> Cast:
    return Cast(F(path), TextField())


def statement(rows: QuerySet[Any, Any]) -> str:
    """The SQL of a queryset with its parameters written out: only a plain query does ADBC stream."""
    sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    return str(sql % tuple(_literal(value) for value in parameters))


def _literal(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str | date):
        raise TypeError(f"a query of facts may have numbers, texts and dates in it, not {value!r}")
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
