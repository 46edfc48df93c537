"""What an expression may speak of: the fact tables, and terms that get their value when a query is run.

Expressions are Ibis on unbound tables, so the same ones compile for DuckDB, PostgreSQL and Spark. A term
compiles to a marked text; a compiled query is kept with the marks in it and used again for every
municipality and period.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from omzien.gate.facts import FactTable
from omzien.insight.facts import TABLES
from omzien.insight.figures.engines import standard

Table = Any  # an Ibis table; Ibis has no types of its own that mypy can use
Column = Any  # an Ibis column or scalar
IBIS = {"int64": "int64", "int32": "int32", "date": "date", "bool": "boolean", "string": "string"}


class _Ibis:
    """Ibis, loaded when an expression is first made: who finds its questions compiled does without."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("ibis"), name)


ibis = _Ibis()


class Facts:
    """The fact tables, as unbound Ibis tables, by name: `FACTS.registrations`."""

    def __getattr__(self, name: str) -> Table:
        if name not in TABLES:
            raise AttributeError(f"there is no fact table {name}")
        return _unbound(name)


@cache
def _unbound(name: str) -> Table:
    return ibis.table(_schema(TABLES[name]), name=name)


def _schema(table: FactTable) -> dict[str, str]:
    return {name: IBIS[column.type] for name, column in table.columns.items()} | {"organisation": "int64"}


FACTS = Facts()


def mark(name: str) -> str:
    """How a term looks in a compiled query."""
    return f"⟦{name}⟧"


def text(name: str) -> Column:
    """A text that is known when the query runs."""
    return ibis.literal(mark(name))


def texts(name: str) -> list[Column]:
    """Texts that are known when the query runs, for `isin`. How many they are is known no earlier."""
    return [text(name)]


def _day(name: str) -> Column:
    return text(name).cast("date")


def _number(name: str) -> Column:
    return text(name).cast("int64")


def start() -> Column:
    """The first day of the period."""
    return _day("start")


def until() -> Column:
    """The first day after the period."""
    return _day("until")


def as_of() -> Column:
    """The first day that the facts know nothing about."""
    return _day("as_of")


def municipality() -> Column:
    """The GM code of the selection."""
    return text("municipality")


def exploration_norm() -> Column:
    """The organisation's norm for the wait until the exploration, in days."""
    return _number("exploration_norm_days")


def support_norm() -> Column:
    """The organisation's norm for the wait from exploration to support, in days."""
    return _number("support_norm_days")


def return_months() -> Column:
    """The organisation's window within which coming back is a return, in months."""
    return _number("return_window_months")


Term = str | int | date | tuple[str, ...]  # the value of a term; several for what `texts` made
BETWEEN = "', '"  # a mark stands between quotes: so one text in a list becomes several


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled query with marks in it."""

    sql: str

    def with_values(self, values: Mapping[str, Term], escaped: Callable[[str], str] = standard) -> str:
        """The query with each mark replaced, escaped for its engine; a mark without a value is an error."""
        sql = self.sql
        for name, value in values.items():
            several = value if isinstance(value, tuple) else (value,)
            sql = sql.replace(mark(name), BETWEEN.join(escaped(str(one)) for one in several))
        if "⟦" in sql:
            raise ValueError(f"no value for {sql[sql.index('⟦') : sql.index('⟧') + 1]}")
        return sql


def compiled(expression: Table, dialect: str) -> Template:
    """An Ibis expression as SQL of this dialect."""
    return Template(str(ibis.to_sql(expression, dialect=dialect)))
