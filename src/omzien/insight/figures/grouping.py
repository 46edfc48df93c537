"""Groups and margins: how the rows of a base are split by dimensions, and counted again for each margin.

A margin is never the sum of its cells: the rows are chosen once, and each margin is an aggregation of its own
over them. All of them are one query (what `GROUPING SETS` would be, which Ibis does not have, and which would
count a row with two domains twice in the total).
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from omzien.insight.figures import persons
from omzien.insight.figures.dimensions import Bridge, ByColumn
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.narrowing import narrowing
from omzien.insight.figures.persons import CELLS, COLUMNS, KNOWN, ROWS, TOO_WIDE, TOTAL
from omzien.insight.figures.terms import Column, Table, ibis
from omzien.insight.figures.values import MISSING

GROUPS: Mapping[int, tuple[int, ...]] = MappingProxyType(  # and by which of its dimensions it is grouped
    {CELLS: (0, 1), ROWS: (0,), COLUMNS: (1,), TOTAL: (), KNOWN: (), TOO_WIDE: ()}
)


def with_columns(rows: Table, figure: Figure, by: Sequence[str]) -> Table:
    """The rows with a column for each dimension of which a row has one value."""
    ways = [(place, narrowing(name).ways[figure.base.name]) for place, name in enumerate(by)]
    own = {f"by{place}": way.column(rows, figure.basis) for place, way in ways if isinstance(way, ByColumn)}
    return rows.mutate(**own)


def expanded(
    rows: Table, figure: Figure, by: Sequence[str], places: Collection[int], *, once: bool = True
) -> Table:
    """The rows, each for every value that it has of the dimensions at these places: `once`, or perhaps
    several times.
    """
    for place in places:
        way = narrowing(by[place]).ways[figure.base.name]
        if isinstance(way, Bridge):
            pairs = way.pairs().distinct() if once else way.pairs()
            pairs = pairs.select(**{f"unit{place}": pairs.unit, f"by{place}": pairs.value})
            rows = rows.left_join(pairs, rows[way.on] == pairs[f"unit{place}"])
    return rows


def measured(rows: Table, figures: Sequence[Figure], places: Collection[int]) -> Table:
    """Three columns for each figure (value, observations, missing), for each group of these places."""
    told: dict[str, Column] = {}
    for number, figure in enumerate(figures):
        told[f"v{number}"] = figure.measure.value(rows)
        told[f"n{number}"] = figure.measure.n(rows)
        told[f"m{number}"] = figure.measure.missing(rows)
    if not places:
        return rows.aggregate(**told)
    return rows.group_by([f"by{place}" for place in places]).aggregate(**told)


def with_margins(rows: Table, figure: Figure, by: Sequence[str], *, wide: bool = False) -> Table:
    """The cells of a figure by one or two dimensions, each margin, the total, and the total of the rows with
    a value of the first: one relation, that says of each row what it tells.

    Of persons it has a row TOO_WIDE when there are more cells than bits; then it is asked again as `wide`.
    """
    margins = (ROWS, TOTAL, KNOWN) if len(by) == 1 else (ROWS, COLUMNS, CELLS, TOTAL, KNOWN)
    if figure.measure.counts == "persons" and not figure.base.anonymous and not wide:
        return persons.counted(_people(rows, figure, by), margins, [f"by{place}" for place in range(len(by))])
    counted = _of_rows(rows, figure, by, margins)
    return ibis.union(*(_told(margin, counted[margin], len(by)) for margin in margins))


def _of_rows(rows: Table, figure: Figure, by: Sequence[str], margins: Sequence[int]) -> dict[int, Table]:
    of = {margin: expanded(rows, figure, by, GROUPS[margin]) for margin in margins if margin != KNOWN}
    of[KNOWN] = _known(rows, figure, by[0])
    return {margin: measured(of[margin], [figure], GROUPS[margin]) for margin in margins}


def _people(rows: Table, figure: Figure, by: Sequence[str]) -> Table:
    """Who is in which cell, perhaps several times. A row that is not counted is nobody, in its cell."""
    told = rows.mutate(who=figure.measure.counted(rows).ifelse(rows.resident, ibis.null("int64")))
    told = expanded(told, figure, by, range(len(by)), once=False)
    keys = {f"by{place}": ibis.coalesce(told[f"by{place}"], MISSING) for place in range(len(by))}
    return told.select("who", **keys)


def _told(margin: int, counted: Table, width: int) -> Table:
    names = [f"by{place}" for place in range(width)]
    keys = {name: counted[name] if name in counted.columns else ibis.null("string") for name in names}
    return counted.select(margin=ibis.literal(margin, "int32"), **keys, **_values(counted))


def _values(counted: Table) -> dict[str, Column]:
    return {name: counted[name] for name in ("v0", "n0", "m0")}


def _known(rows: Table, figure: Figure, dimension: str) -> Table:
    """The rows with at least one value of a dimension, each once."""
    way = narrowing(dimension).ways[figure.base.name]
    if isinstance(way, ByColumn):
        return rows.filter(rows.by0.notnull())
    pairs = way.pairs()
    return rows.semi_join(pairs, rows[way.on] == pairs.unit)
