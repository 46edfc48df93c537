"""From figures to queries: which rows are chosen, what is joined to them, and what is aggregated, compiled
once per shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS, ByColumn, Way
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.grouping import expanded, measured, with_columns, with_margins
from omzien.insight.figures.kept import kept
from omzien.insight.figures.narrowing import FILTERS, POOLED, narrowing
from omzien.insight.figures.store import Store
from omzien.insight.figures.terms import Table, Template, Term, municipality, texts
from omzien.insight.figures.values import MISSING, Keys, Narrowing, Selection

Wanted = Literal["values", "missing", "either"]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a query looks like, whatever the municipality, the period and the values of its filters are.

    `figures` share base and basis; `by` are the dimensions of its groups; `filters` name a dimension and
    whether values of it are wanted, its missing, or either; with `margins` the groups of one figure and all
    their margins (`wide`: more cells than persons.py has bits for).
    """

    figures: tuple[str, ...]
    in_municipality: bool
    filters: tuple[tuple[str, Wanted], ...] = ()
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
    for place, (dimension, wanted) in enumerate(shape.filters):
        rows = _filtered(rows, narrowing(dimension).ways[base.name], figures[0], place, wanted)
        yield "filter", rows


def _parts(figures: Sequence[Figure], shape: Shape) -> set[str]:
    named = [*shape.by, *(name for name, _ in shape.filters)]
    ways = [narrowing(name).ways[figures[0].base.name] for name in named]
    return {way.part for way in ways if isinstance(way, ByColumn) and way.part} | {
        part for figure in figures for part in figure.needs
    }


def _filtered(rows: Table, way: Way, figure: Figure, place: int, wanted: Wanted) -> Table:
    """The rows that have at least one of the wanted values, each once."""
    values = texts(f"filter{place}")
    if isinstance(way, ByColumn):
        column = way.column(rows, figure.basis)
        has, lacks = column.isin(values), column.isnull()
        return rows.filter({"values": has, "missing": lacks, "either": has | lacks}[wanted])
    pairs = way.pairs()
    having = pairs.filter(pairs.value.isin(values))
    if wanted == "values":
        return rows.semi_join(having, rows[way.on] == having.unit)
    others = pairs if wanted == "missing" else pairs.anti_join(having, pairs.unit == having.unit)
    return rows.anti_join(others, rows[way.on] == others.unit)


def filters_of(narrowed: Sequence[Narrowing]) -> tuple[tuple[str, Wanted], ...]:
    """What a shape says of these."""
    return tuple((name, _wanted(keys)) for name, keys in narrowed)


def _wanted(keys: Keys) -> Wanted:
    if MISSING not in keys:
        return "values"
    return "either" if set(keys) - {MISSING} else "missing"


def terms_of(narrowed: Sequence[Narrowing]) -> dict[str, Term]:
    """The values of the terms that a shape has for these."""
    return {
        f"filter{place}": tuple(key for key in keys if key != MISSING)
        for place, (_, keys) in enumerate(narrowed)
    }


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
    filters, names = filters_of(selection.narrowed), tuple(figure.name for figure in figures)
    return Shape(names, selection.municipality is not None, filters, tuple(by), margins)


def values_of(store: Store, selection: Selection) -> Mapping[str, Term]:
    """The values of all terms for this selection."""
    return {
        "start": selection.period.start,
        "until": selection.period.until,
        "as_of": store.as_of,
        "municipality": selection.municipality or "",
        **store.settings,
        **terms_of(selection.narrowed),
    }


def sql(store: Store, selection: Selection, shape: Shape) -> str:
    """The query of a shape for a selection."""
    return store.said(template(shape, store.dialect), values_of(store, selection))
