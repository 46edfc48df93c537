"""Counting figures: all that share a base and a date basis in one query."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import Any

from omzien.insight.facts import Snapshot
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.engines import Row
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.queries import Shape, shape_of, sql
from omzien.insight.figures.store import Store, store_of
from omzien.insight.figures.values import Selection, Value

AT_ONCE = 2  # questions to the engine: while one is planned, which takes one core, the other is counted


def measure(
    snapshot: Snapshot | Store, selection: Selection, names: Iterable[str] | None = None
) -> dict[str, Value]:
    """The value of each named figure (None: all that know the selection's filters), by name.

    A figure of a family is counted for each value of its dimension: `zrm.growth` gives
    `zrm.financien.growth` and so on, and the name of one of these may be asked for as well. KeyError for an
    unknown name, ValueError for a filter that a named figure does not know.
    """
    store = store_of(snapshot)
    asked = None if names is None else list(names)
    batches = list(_batches(_figures(asked, selection)))
    questions = [sql(store, selection, _shape(selection, batch)) for batch in batches]
    found: dict[str, Value] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for batch, rows in zip(batches, threads.map(store.rows, questions), strict=True):
            found |= _counted(store, batch, rows)
    if asked is None:
        return found
    return {name: value for name in asked for name, value in _answer(name, found)}


def shapes(selection: Selection) -> Iterator[Shape]:
    """The shapes of what `measure` asks for all figures, for who compiles them beforehand."""
    for batch in _batches(_figures(None, selection)):
        yield _shape(selection, batch)


def family_of(name: str) -> str:
    """The name in the catalogue of a figure: `zrm.growth` of `zrm.financien.growth`."""
    first, _, rest = name.partition(".")
    return f"{first}.{rest.rpartition('.')[2]}" if rest and name not in CATALOGUE else name


def _answer(name: str, found: dict[str, Value]) -> list[tuple[str, Value]]:
    if CATALOGUE[family_of(name)].per is None or name not in CATALOGUE:
        return [(name, found[name])]
    return [(key, value) for key, value in found.items() if family_of(key) == name]


def _figures(names: list[str] | None, selection: Selection) -> list[Figure]:
    if names is None:
        return [figure for figure in CATALOGUE.values() if set(selection.filters) <= set(figure.dimensions)]
    return list({family_of(name): CATALOGUE[family_of(name)] for name in names}.values())


def _batches(figures: Iterable[Figure]) -> Iterator[list[Figure]]:
    def place(figure: Figure) -> tuple[str, str]:
        return figure.base.name, figure.basis.name

    for _, batch in groupby(sorted(figures, key=place), key=place):
        yield list(batch)


def _counted(store: Store, figures: Sequence[Figure], rows: Sequence[Row]) -> dict[str, Value]:
    if figures[0].per:
        return _family(store, figures, rows, figures[0].per)
    row = rows[0]
    return {figure.name: value_of(store, figure, row[3 * place :]) for place, figure in enumerate(figures)}


def _family(store: Store, figures: Sequence[Figure], rows: Sequence[Row], per: str) -> dict[str, Value]:
    by_key = {row[0]: row[1:] for row in rows if row[0] is not None}
    known = store.items if per == "item" else _codes(store, per)
    nothing = (None, 0, 0) * len(figures)
    return {
        name: value_of(store, figure, by_key.get(key, nothing)[3 * place :], name)
        for key in dict.fromkeys([*known, *sorted(by_key)])
        for place, figure in enumerate(figures)
        for name in [member(figure, key)]
    }


def _shape(selection: Selection, figures: Sequence[Figure]) -> Shape:
    per = figures[0].per
    return shape_of(figures, selection, by=(per,) if per else ())


def _codes(store: Store, per: str) -> list[str]:
    source = DIMENSIONS[per].names
    named = [(category.order, key) for (where, key), category in store.names.items() if where == source]
    return [key for _, key in sorted(named)]


def member(figure: Figure, key: str) -> str:
    """The name of one member of a family."""
    first, _, rest = figure.name.partition(".")
    return f"{first}.{key}.{rest}"


def value_of(store: Store, figure: Figure, row: Sequence[Any], name: str = "") -> Value:
    """A value from the three columns of a query: value, observations, missing."""
    value, n, missing = row[:3]
    if value is None and figure.measure.counts:
        value = 0
    few = max(figure.smallest_cell, store.settings["internal_threshold"])
    return Value(name or figure.name, value, n, missing, thin=0 < n < few)
