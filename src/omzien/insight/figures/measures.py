"""How a figure is counted from the rows of its base: the value, the observations behind it, and what is
missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from omzien.insight.figures.quantiles import EXACT_UP_TO, expanded, t_quantile, z_quantile
from omzien.insight.figures.terms import Column, Table, ibis

Predicate = Callable[[Table], Column]


@dataclass(frozen=True, slots=True)
class Measure:
    """Three aggregations over the rows of a base. `counted` are the rows behind the value: those that `n`
    counts, or whose residents it counts. `counts` tells what is counted: rows, persons, or nothing (a mean).
    """

    value: Predicate
    n: Predicate
    missing: Predicate
    counted: Predicate
    counts: str = ""


def _all(table: Table) -> Column:
    return ibis.literal(value=True)


def _none(table: Table) -> Column:
    return ibis.literal(0).cast("int64")


def _number(where: Predicate) -> Predicate:
    """Of no rows at all it is 0, also on Spark, where Ibis writes a count as a sum."""
    return lambda table: ibis.coalesce(table.count(where=where(table)), 0)


def rows(where: Predicate = _all, *, unsaid: Predicate | None = None) -> Measure:
    """How many rows; `unsaid` are the rows that do not tell whether they belong."""
    return Measure(_number(where), _number(where), _number(unsaid) if unsaid else _none, where, "rows")


def persons(where: Predicate = _all) -> Measure:
    """How many different residents; rows without a resident are missing."""

    known, unknown = _split(lambda table: table.resident, where)

    def value(table: Table) -> Column:
        return table.resident.nunique(where=known(table))

    return Measure(value, value, _number(unknown), known, "persons")


def total(column: Predicate, where: Predicate = _all) -> Measure:
    """The sum of a whole number; 0 when there are no rows."""
    known, unknown = _split(column, where)

    def value(table: Table) -> Column:
        return ibis.coalesce(column(table).sum(where=known(table)).cast("int64"), 0)

    return Measure(value, _number(known), _number(unknown), known)


def median(column: Predicate, where: Predicate = _all) -> Measure:
    """The middle value; halfway between the two middle ones when their number is even."""
    known, unknown = _split(column, where)

    def value(table: Table) -> Column:
        # Not `median(where=...)`: Ibis writes that for Spark as if the 0.5 were a column.
        return known(table).ifelse(column(table), None).median()

    return Measure(value, _number(known), _number(unknown), known)


def mean(column: Predicate, where: Predicate = _all) -> Measure:
    """The mean: an integer sum, divided by the number."""
    known, unknown = _split(column, where)

    def value(table: Table) -> Column:
        return _ratio(column(table).cast("int64").sum(where=known(table)), table.count(where=known(table)))

    return Measure(value, _number(known), _number(unknown), known)


def deviation(column: Predicate, where: Predicate = _all) -> Measure:
    """The standard deviation of a sample (n - 1)."""
    known, unknown = _split(column, where)

    def value(table: Table) -> Column:
        return column(table).cast("float64").std(how="sample", where=known(table))

    return Measure(value, _number(known), _number(unknown), known)


def margin(column: Predicate, where: Predicate = _all) -> Measure:
    """Half the 95% interval of the mean (Student, 1908); nothing for fewer than two."""
    known, unknown = _split(column, where)

    def value(table: Table) -> Column:
        n = table.count(where=known(table)).cast("float64")
        spread = column(table).cast("float64").std(how="sample", where=known(table))
        few = [(n == freedom + 1, t_quantile(freedom)) for freedom in range(1, EXACT_UP_TO + 1)]
        quantile = ibis.cases(*few, else_=expanded((n - 1).nullif(0.0), z_quantile()))
        return (n > 1).ifelse(quantile * spread / n.sqrt(), None)

    return Measure(value, _number(known), _number(unknown), known)


def share(part: Predicate, of: Predicate = _all) -> Measure:
    """The share of the rows in `of` for which `part` is true; where it is null, the row is missing."""

    def one(table: Table) -> Column:
        return part(table).cast("int32")  # PostgreSQL knows no wider; Spark cannot read `x IS NULL IS NULL`

    known, unknown = _split(one, of)

    def value(table: Table) -> Column:
        return _ratio(one(table).sum(where=known(table)), table.count(where=known(table)))

    return Measure(value, _number(known), _number(unknown), known)


def _split(column: Predicate, where: Predicate) -> tuple[Predicate, Predicate]:
    return (
        lambda table: where(table) & column(table).notnull(),
        lambda table: where(table) & column(table).isnull(),
    )


def _ratio(part: Any, whole: Any) -> Column:
    """As float64 and never a decimal: a decimal was cut to five digits on another engine."""
    return part.cast("float64") / whole.nullif(0).cast("float64")
