"""Does a typed table tie? Pure rules: what is stated, what it should be, and whether rounding explains it.

Printed numbers are rounded, each by half a unit at most. So a sum of n printed parts may differ from its
printed total by (n + 1) half units and still be right; by more it cannot be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from omzien.insight.reports.typed.tables import Kind, TypedColumn, TypedRow, TypedTable

Rule = Literal["sum", "shares", "reserves"]
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Check:
    """Two numbers that should be the same, and whether rounding explains it when they are not.

    `stated` is what `row` says (of shares: 100%), `found` the sum of its parts, or what the row `other` says.
    """

    rule: Rule
    column: TypedColumn
    row: str
    stated: Decimal
    found: Decimal
    is_rounding: bool
    other: str = ""

    @property
    def difference(self) -> Decimal:
        """By how much they differ; never negative."""
        return abs(self.found - self.stated)


def within_rounding(difference: Decimal, rounded: int, column: TypedColumn) -> bool:
    """Can so many rounded numbers together explain this difference? Counted numbers are not rounded."""
    return not column.exact and abs(difference) * 2 <= rounded * column.unit


def checks(table: TypedTable) -> tuple[Check, ...]:
    """Every check that a table allows, tied or not; none: it states nothing that can be checked."""
    return tuple(
        check for place, column in enumerate(table.columns) for check in _of_column(table, place, column)
    )


def findings(table: TypedTable) -> tuple[Check, ...]:
    """What in a table does not tie to the last digit; none: the table ties."""
    return tuple(check for check in checks(table) if check.difference)


def _of_column(table: TypedTable, place: int, column: TypedColumn) -> Iterator[Check]:
    yield from _sums(table, place, column)
    if column.share:
        yield from _shares(table, place, column)
    else:
        yield from _reserves(table, place, column)


def _sums(table: TypedTable, place: int, column: TypedColumn) -> Iterator[Check]:
    """Every total and subtotal against the sum of its parts."""
    for row, parts in sums(table.rows):
        stated, values = row.values[place], _given(parts, place)
        if stated is not None and values:
            found = sum(values, Decimal(0))
            fits = within_rounding(found - stated, len(values) + 1, column)
            yield Check("sum", column, row.label, stated, found, fits)


def _shares(table: TypedTable, place: int, column: TypedColumn) -> Iterator[Check]:
    """The parts of every whole against 100%; where a total states 100%, that sum was checked already."""
    for parts, total in groups(table.rows):
        values = _given(parts, place)
        if values and (total is None or total.values[place] != WHOLE):
            found = sum(values, Decimal(0))
            fits = within_rounding(found - WHOLE, len(values), column)
            yield Check("shares", column, total.label if total else "", WHOLE, found, fits)


def _reserves(table: TypedTable, place: int, column: TypedColumn) -> Iterator[Check]:
    """The result against the change in reserves, when both are given."""
    results, reserves = (
        [row for row in table.rows if row.kind is kind] for kind in (Kind.RESULT, Kind.RESERVES)
    )
    for one, other in zip(results, reserves, strict=False):
        stated, found = one.values[place], other.values[place]
        if stated is not None and found is not None:
            fits = within_rounding(found - stated, 2, column)
            yield Check("reserves", column, one.label, stated, found, fits, other.label)


def sums(rows: Sequence[TypedRow]) -> Iterator[tuple[TypedRow, list[TypedRow]]]:
    """Every row that is a sum, with the rows that it adds up."""
    for parts, total in groups(rows):
        if total is not None:
            yield total, parts
    for row in rows:
        if row.kind is Kind.SUBTOTAL:
            yield row, [each for each in rows if each.label in row.sum_of]


def groups(rows: Sequence[TypedRow]) -> Iterator[tuple[list[TypedRow], TypedRow | None]]:
    """The parts that make up a whole together, with the total below them if there is one."""
    parts: list[TypedRow] = []
    for row in rows:
        if row.kind is Kind.PART:
            parts.append(row)
        elif row.kind is Kind.TOTAL:
            yield parts, row
            parts = []
    if parts:
        yield parts, None


def _given(rows: Sequence[TypedRow], place: int) -> list[Decimal]:
    return [value for row in rows if (value := row.values[place]) is not None]
