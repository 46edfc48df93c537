"""From figures to queries: which rows are chosen, what is joined to them, and what is aggregated, compiled
once per shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS, FILTERS, ByColumn, Way, narrowing
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.kept import kept
from omzien.insight.figures.store import Store
from omzien.insight.figures.terms import Column, Table, Template, municipality, text
from omzien.insight.figures.values import MISSING, Selection


@dataclass(frozen=True, slots=True)
class Shape:
    """What a query looks like, whatever the municipality, the period and the values of its filters are.

    `figures` share base and basis; `by` are the dimensions of its groups; `filters` name a dimension and
    whether its missing is asked for; `known` is a dimension of which a row must have a value.
    """

    figures: tuple[str, ...]
    in_municipality: bool
    filters: tuple[tuple[str, bool], ...] = ()
    by: tuple[str, ...] = ()
    known: str | None = None


@lru_cache(maxsize=512)
def template(shape: Shape) -> Template:
    """The compiled query of a shape."""
    return kept(repr(shape), lambda: expression(shape))


def expression(shape: Shape) -> Table:
    """The Ibis expression of a shape."""
    figures = [CATALOGUE[name] for name in shape.figures]
    rows = _grouped_rows(_chosen(figures, shape), figures[0], shape)
    measured: dict[str, Column] = {}
    for place, figure in enumerate(figures):
        measured[f"v{place}"] = figure.measure.value(rows)
        measured[f"n{place}"] = figure.measure.n(rows)
        measured[f"m{place}"] = figure.measure.missing(rows)
    if not shape.by:
        return rows.aggregate(**measured)
    return rows.group_by([f"by{place}" for place in range(len(shape.by))]).aggregate(**measured)


def _chosen(figures: Sequence[Figure], shape: Shape) -> Table:
    """The rows of the base that are in the selection, with the parts that are needed."""
    base, basis = figures[0].base, figures[0].basis
    rows = base.root()
    if shape.in_municipality:
        rows = rows.filter(rows.municipality == municipality())
    rows = rows.filter(basis.within(rows))
    chosen = rows
    for name in base.parts:
        if name in _parts(figures, shape):
            rows = base.parts[name](rows, chosen)
    if base.expand:
        rows = base.expand(rows)
    for place, (dimension, is_missing) in enumerate(shape.filters):
        rows = _filtered(rows, narrowing(dimension).ways[base.name], figures[0], place, is_missing=is_missing)
    return rows


def _parts(figures: Sequence[Figure], shape: Shape) -> set[str]:
    named = [*shape.by, *(name for name, _ in shape.filters), *filter(None, [shape.known])]
    ways = [narrowing(name).ways[figures[0].base.name] for name in named]
    return {way.part for way in ways if isinstance(way, ByColumn) and way.part} | {
        part for figure in figures for part in figure.needs
    }


def _filtered(rows: Table, way: Way, figure: Figure, place: int, *, is_missing: bool) -> Table:
    if isinstance(way, ByColumn):
        column = way.column(rows, figure.basis)
        return rows.filter(column.isnull() if is_missing else column == text(f"filter{place}"))
    pairs = way.pairs()
    if is_missing:
        return rows.anti_join(pairs, rows[way.on] == pairs.unit)
    having = pairs.filter(pairs.value == text(f"filter{place}"))
    return rows.semi_join(having, rows[way.on] == having.unit)


def _grouped_rows(rows: Table, figure: Figure, shape: Shape) -> Table:
    """The rows with a column for each dimension; a row with several values is there once for each of them."""
    if shape.known:
        rows = _with_a_value(rows, DIMENSIONS[shape.known].ways[figure.base.name], figure)
    for place, name in enumerate(shape.by):
        way = DIMENSIONS[name].ways[figure.base.name]
        if isinstance(way, ByColumn):
            rows = rows.mutate(**{f"by{place}": way.column(rows, figure.basis)})
            continue
        pairs = way.pairs()
        pairs = pairs.select(**{f"unit{place}": pairs.unit, f"by{place}": pairs.value})
        rows = rows.left_join(pairs, rows[way.on] == pairs[f"unit{place}"])
    return rows


def _with_a_value(rows: Table, way: Way, figure: Figure) -> Table:
    if isinstance(way, ByColumn):
        return rows.filter(way.column(rows, figure.basis).notnull())
    pairs = way.pairs()
    return rows.semi_join(pairs, rows[way.on] == pairs.unit)


def shape_of(
    figures: Sequence[Figure], selection: Selection, by: Sequence[str] = (), known: str | None = None
) -> Shape:
    """The shape of a question; ValueError when a figure cannot be filtered or split so."""
    for figure in figures:
        for name in (*selection.filters, *by):
            if name not in DIMENSIONS and (name in by or name not in FILTERS):
                raise ValueError(f"there is no dimension {name}; there are: {', '.join(DIMENSIONS)}")
            if not narrowing(name).fits(figure):
                raise ValueError(
                    f"{figure.name} does not know {name}; it knows: {', '.join(figure.dimensions)}"
                )
    filters = tuple((name, selection.filters[name] == MISSING) for name in sorted(selection.filters))
    names = tuple(figure.name for figure in figures)
    return Shape(names, selection.municipality is not None, filters, tuple(by), known)


def values_of(store: Store, selection: Selection) -> Mapping[str, str | int | date]:
    """The values of all terms for this selection."""
    filters = {
        f"filter{place}": selection.filters[name] for place, name in enumerate(sorted(selection.filters))
    }
    return {
        "start": selection.period.start,
        "until": selection.period.until,
        "as_of": store.as_of,
        "municipality": selection.municipality or "",
        **store.settings,
        **filters,
    }


def sql(store: Store, selection: Selection, shape: Shape) -> str:
    """The query of a shape for a selection."""
    return template(shape).with_values(values_of(store, selection))
