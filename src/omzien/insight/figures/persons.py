"""Counting different persons for all margins of a cross-tab in one pass over the rows.

To tell persons apart is what a count of persons costs, and each margin has to tell them apart anew. So each
cell gets a bit, each person is told apart once and gets the bits of the cells that it is in, and persons with
the same bits are one row with a number. A margin has the bits of its cells: it counts who has one of them.
There are WORDS numbers of BITS bits; of a wider cross-tab a row says so.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from omzien.insight.figures.terms import Column, Table, ibis
from omzien.insight.figures.values import MISSING

CELLS, ROWS, COLUMNS, TOTAL, KNOWN, TOO_WIDE = range(6)  # what a row of a query with margins tells of
WORDS, BITS = 2, 62  # the sign and one more bit are left alone
NAMES = [f"bits{word}" for word in range(WORDS)]


def counted(people: Table, margins: Sequence[int], by: Sequence[str]) -> Table:
    """The number of persons for each margin; `people` says in `who` who is in which cell, the keys of which
    are texts in the columns `by`.
    """
    cells = _with_bits(people.select(*by).distinct(), by)
    masks = ibis.union(*(_masks(cells, margin, by) for margin in margins), _too_wide(cells, by))
    persons = _persons(people, cells, by)
    meets = reduce(or_, ((masks[name] & persons[f"their_{name}"]) != 0 for name in NAMES))
    joined = masks.left_join(persons, meets)
    told = joined.group_by(["margin", *by]).aggregate(
        number=ibis.coalesce(joined.number.sum().cast("int64"), ibis.literal(0, "int64"))
    )
    return told.select("margin", *by, v0=told.number, n0=told.number, m0=ibis.literal(0, "int64"))


def _with_bits(cells: Table, by: Sequence[str]) -> Table:
    numbered = cells.mutate(cell=ibis.row_number().over(order_by=list(by)).cast("int64"))
    place = numbered.cell % BITS
    bit = (ibis.literal(2.0) ** place).cast("int64")  # exact; each engine shifts by other types of number
    words = {
        name: ((numbered.cell - place) == word * BITS).ifelse(bit, 0).cast("int64")
        for word, name in enumerate(NAMES)
    }
    return numbered.mutate(**words)


def _persons(people: Table, cells: Table, by: Sequence[str]) -> Table:
    """How many persons have which bits."""
    known = people.filter(people.who.notnull())
    each = known.inner_join(cells, list(by)).group_by("who").aggregate(**_together(cells, "their_"))
    return each.group_by([f"their_{name}" for name in NAMES]).aggregate(number=each.count())


def _together(cells: Table, prefix: str = "") -> dict[str, Column]:
    return {f"{prefix}{name}": ibis._[name].bit_or() for name in NAMES}


def _masks(cells: Table, margin: int, by: Sequence[str]) -> Table:
    """The bits of the groups of a margin."""
    kept = {CELLS: list(by), ROWS: [by[0]], COLUMNS: [by[-1]]}.get(margin, [])
    rows = cells.filter(cells[by[0]] != MISSING) if margin == KNOWN else cells
    masks = rows.group_by(kept).aggregate(**_together(cells)) if kept else rows.aggregate(**_together(cells))
    return _row(masks, margin, by)


def _too_wide(cells: Table, by: Sequence[str]) -> Table:
    number = cells.aggregate(number=cells.count(), **_together(cells))
    return _row(number.filter(number.number > WORDS * BITS), TOO_WIDE, by)


def _row(masks: Table, margin: int, by: Sequence[str]) -> Table:
    keys = {name: masks[name] if name in masks.columns else ibis.null("string") for name in by}
    return masks.select(margin=ibis.literal(margin, "int32"), **keys, **{name: masks[name] for name in NAMES})
