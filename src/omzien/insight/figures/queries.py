"""From figures to queries: which rows are chosen, what is joined to them, and what is aggregated, compiled
once per shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS, ByColumn, Way
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.grouping import expanded, measured, with_columns, with_margins
from omzien.insight.figures.kept import kept
from omzien.insight.figures.narrowing import FILTERS, POOLED, narrowing
from omzien.insight.figures.store import Store
from omzien.insight.figures.terms import Table, Template, municipality, text
from omzien.insight.figures.values import MISSING, Selection


@dataclass(frozen=True, slots=True)
class Shape:
    """What a query looks like, whatever the municipality, the period and the values of its filters are.

    `figures` share base and basis; `by` are the dimensions of its groups; `filters` name a dimension and
    whether its missing is asked for; with `margins` the groups of one figure and all their margins (`wide`:
    more cells than persons.py has bits for).
    """

    figures: tuple[str, ...]
    in_municipality: bool
    filters: tuple[tuple[str, bool], ...] = ()
    by: tuple[str, ...] = ()
    margins: bool = False
    wide: bool = False


@lru_cache(maxsize=512)
def template(shape: Shape, dialect: str = "duckdb") -> Template:
    """The compiled query of a shape."""
    return kept(repr(shape), lambda: expression(shape), dialect)


def expression(shape: Shape) -> Table:
    """The Ibis expression of a shape."""
    return expression_of([CATALOGUE[name] for name in shape.figures], shape)


def expression_of(figures: Sequence[Figure], shape: Shape) -> Table:
    """The same of figures that need not be in the catalogue, whatever the names in the shape are."""
    *_, (_, chosen) = stages(figures, shape)
    rows = with_columns(chosen, figures[0], shape.by)
    if shape.margins:
        return with_margins(rows, figures[0], shape.by, wide=shape.wide)
    places = range(len(shape.by))
    return measured(expanded(rows, figures[0], shape.by, places), figures, places)


def stages(figures: Sequence[Figure], shape: Shape) -> Iterator[tuple[str, Table]]:
    """The rows of the base after each step of choosing, the last of them with the parts that are needed.

    The steps are `all`, `municipality`, `period`, `grain` (when the rows are expanded to a finer one) and
    `filter` (once for each of the shape). Counting and explaining both go by these, so that what is
    explained is what was counted.
    """
    base, basis = figures[0].base, figures[0].basis
    rows = base.root()
    yield "all", rows
    if shape.in_municipality:
        rows = rows.filter(rows.municipality == municipality())
        yield "municipality", rows
    rows = chosen = rows.filter(basis.within(rows))
    for name in base.parts:
        if name in _parts(figures, shape):
            rows = base.parts[name](rows, chosen)
    yield "period", rows
    if base.expand:
        rows = base.expand(rows)
        yield "grain", rows
    for place, (dimension, is_missing) in enumerate(shape.filters):
        rows = _filtered(rows, narrowing(dimension).ways[base.name], figures[0], place, is_missing=is_missing)
        yield "filter", rows


def _parts(figures: Sequence[Figure], shape: Shape) -> set[str]:
    named = [*shape.by, *(name for name, _ in shape.filters)]
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


def shape_of(
    figures: Sequence[Figure], selection: Selection, by: Sequence[str] = (), *, margins: bool = False
) -> Shape:
    """The shape of a question; ValueError when a figure cannot be filtered or split so."""
    for figure in figures:
        for name in (*selection.filters, *by):
            if name not in {**DIMENSIONS, **POOLED} and (name in by or name not in FILTERS):
                raise ValueError(f"there is no dimension {name}; there are: {', '.join(DIMENSIONS)}")
            if not narrowing(name).fits(figure):
                raise ValueError(
                    f"{figure.name} does not know {name}; it knows: {', '.join(figure.dimensions)}"
                )
    filters = tuple((name, selection.filters[name] == MISSING) for name in sorted(selection.filters))
    names = tuple(figure.name for figure in figures)
    return Shape(names, selection.municipality is not None, filters, tuple(by), margins)


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
    return store.said(template(shape, store.dialect), values_of(store, selection))
