"""The SQL of facts: Django compiles the querysets of the rooms, with the type of each column said aloud."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Count,
    Expression,
    F,
    Func,
    IntegerField,
    Max,
    QuerySet,
    Sum,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Substr

from omzien.gate.facts import Column, FactTable
from omzien.insight.extraction.job import FIRST_DAY, LAST_DAY, TableJob
from omzien.insight.facts.tables import shape_of, types_of

PREFIX = "f_"  # a column may be called as a field of the model, an annotation may not
PRIME = 1_000_000_007  # moments are summed modulo this: five thousand whole ones overflow SQLite's integers
KEY_COLUMNS = ("list", "key", "code", "instrument", "parent", "kind", "domain", "version")


class Moment(Func):
    """A moment as a whole number, written so that both databases know it."""

    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Seconds since 1970 times a million, plus the digits of the fraction."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        fraction = f"CAST(substr({sql} || '000000', 21, 6) AS INTEGER)"
        return f"(unixepoch({sql}) * 1000000 + {fraction})", (*parameters, *parameters)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Microseconds since 1970."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        return f"CAST(extract(epoch from {sql}) * 1000000 AS bigint)", parameters


def address() -> str:
    """Where ADBC finds Django's database."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    from psycopg.conninfo import make_conninfo  # loaded already by Django, on PostgreSQL

    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo("", **{name: settings[key] for name, key in names.items() if settings[key]})


def job_of(table: FactTable, organisation_id: int, known: Mapping[str, str]) -> TableJob:
    """A fact table as a job for the extracting process; `known` are the fingerprints of its files by year."""
    owned = table.rows().order_by("pk")
    if table.organisation:
        owned = owned.filter(**{table.organisation: organisation_id})
    return TableJob(
        name=table.name,
        rows=statement(_columns(_within_bounds(owned, table), table.columns)),
        totals=statement(_totals(owned, table)) if table.changes else None,
        columns=types_of(table),
        period=table.period,
        shape=shape_of(table),
        keys=tuple(place for place, name in enumerate(table.columns) if name in KEY_COLUMNS),
        known=known,
    )


def _within_bounds(rows: QuerySet[Any, Any], table: FactTable) -> QuerySet[Any, Any]:
    if table.period is None:
        return rows
    path = table.columns[table.period].path
    if connection.vendor == "sqlite":
        # As text, so that SQLite reads in the order of the numbers: by the index on days it would sort all.
        inside: QuerySet[Any, Any] = rows.annotate(f_day=_text(path))
        return inside.filter(f_day__gte=FIRST_DAY, f_day__lte=LAST_DAY)
    bounds = (date.fromisoformat(FIRST_DAY), date.fromisoformat(LAST_DAY))
    return rows.filter(**{f"{path}__gte": bounds[0], f"{path}__lte": bounds[1]})


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


def _totals(rows: QuerySet[Any, Any], table: FactTable) -> QuerySet[Any, Any]:
    """One row per year: what fingerprints are made of."""
    year = Substr(_text(table.columns[table.period].path), 1, 4) if table.period else Value("", TextField())
    found = {f"f_sum_{place}": _sum(F(path)) for place, path in enumerate(["pk", *_own_numbers(table)])}
    for place, path in enumerate(table.changes):
        found[f"f_moments_{place}"] = _sum(Moment(F(path)) % PRIME)
        found[f"f_latest_{place}"] = Cast(Max(Moment(F(path))), TextField())
    grouped = rows.order_by().annotate(f_year=year).values("f_year")
    totals: QuerySet[Any, Any] = grouped.annotate(f_count=Count("pk"), **found)
    return totals.values_list("f_year", "f_count", *found)


def _own_numbers(table: FactTable) -> list[str]:
    paths = [column.path for column in table.columns.values() if column.type in ("int64", "int32")]
    return [path for path in paths if "__" not in path and path not in ("id", "pseudonym")]


def _sum(value: Any) -> Cast:
    """As text: a sum over PostgreSQL's bigints is a numeric, and that is no Arrow type."""
    return Cast(Sum(Cast(value, BigIntegerField())), TextField())


def statement(rows: QuerySet[Any, Any]) -> str:
    """The SQL of a queryset with its parameters written out: only a plain query does ADBC stream."""
    sql, parameters = rows.query.get_compiler(connection=connection).as_sql()
    return str(sql % tuple(_literal(value) for value in parameters))


def _literal(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str | date):
        raise TypeError(f"a query of facts may have numbers, texts and dates in it, not {value!r}")
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
