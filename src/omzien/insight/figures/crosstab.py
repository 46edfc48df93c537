"""Cross-tabs: any figure by any one or two of its dimensions, with margins that are counted, never summed."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from omzien.insight.facts import Snapshot
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.engines import Row
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.grouping import GROUPS
from omzien.insight.figures.measure import value_of
from omzien.insight.figures.narrowing import narrowing
from omzien.insight.figures.persons import CELLS, COLUMNS, KNOWN, ROWS, TOO_WIDE, TOTAL
from omzien.insight.figures.queries import Shape, shape_of, sql
from omzien.insight.figures.store import Store, store_of
from omzien.insight.figures.values import MISSING, Category, CrossTab, Keys, Selection, Value


def breakdown(snapshot: Snapshot | Store, selection: Selection, figure: str, by: str) -> CrossTab:
    """A figure by one dimension."""
    return crosstab(snapshot, selection, figure, by)


def crosstab(
    snapshot: Snapshot | Store, selection: Selection, figure: str, rows: str, columns: str | None = None
) -> CrossTab:
    """A figure by one or two dimensions. KeyError for an unknown figure, ValueError for a dimension that it
    lacks.
    """
    store, by = store_of(snapshot), (rows, columns) if columns else (rows,)
    told = _with_margins(store, selection, CATALOGUE[figure], by)
    row_totals, column_totals = told[ROWS], told[COLUMNS]
    cells = told[CELLS] if columns else {(*key, ""): value for key, value in row_totals.items()}
    return CrossTab(
        figure=figure,
        rows=rows,
        columns=columns,
        row_keys=_categories(store, rows, row_totals),
        column_keys=_categories(store, columns, column_totals) if columns else (),
        cells=MappingProxyType({(key[0], key[1]): value for key, value in cells.items()}),
        row_totals=MappingProxyType({key[0]: value for key, value in row_totals.items()}),
        column_totals=MappingProxyType({key[0]: value for key, value in column_totals.items()}),
        total=told[TOTAL][()],
        known=told[KNOWN][()],
        several=any(narrowing(name).several(CATALOGUE[figure]) for name in by),
    )


def parts(
    snapshot: Snapshot | Store, selection: Selection, figure: str, by: str
) -> tuple[tuple[Category, ...], dict[str, Value]]:
    """The rows of a breakdown without its margins, for who has those already: one query instead of three."""
    store, counted = store_of(snapshot), CATALOGUE[figure]
    rows = store.rows(sql(store, selection, shape_of([counted], selection, by=(by,))))
    found = {_keys(row[:1]): value_of(store, counted, row[1:]) for row in rows}
    return _categories(store, by, found), {key[0]: value for key, value in found.items()}


def _with_margins(
    store: Store, selection: Selection, figure: Figure, by: Sequence[str]
) -> dict[int, dict[Keys, Value]]:
    """What each margin tells, by the keys of its groups: one query."""
    told: dict[int, dict[Keys, Value]] = {margin: {} for margin in GROUPS}
    for margin, *row in _answer(store, selection, shape_of([figure], selection, by=by, margins=True)):
        keys = _keys([row[place] for place in GROUPS[margin]])
        told[margin][keys] = value_of(store, figure, row[len(by) :])
    return told


def _answer(store: Store, selection: Selection, shape: Shape) -> list[Row]:
    """The rows of a cross-tab; of one that was too wide it is known the next time."""
    if shape not in store.wide and store.dialect != "pyspark":  # Ibis cannot write there what bits need
        rows = store.rows(sql(store, selection, shape))
        if all(margin != TOO_WIDE for margin, *_ in rows):
            return rows
        store.wide.add(shape)
    return store.rows(sql(store, selection, replace(shape, wide=True)))


def _keys(row: Sequence[object]) -> Keys:
    """A missing value has the key MISSING."""
    return tuple(MISSING if key is None else str(key) for key in row)


def _categories(store: Store, dimension: str, found: dict[Keys, Value]) -> tuple[Category, ...]:
    """The values that occur, in the order of their list; the missing last."""
    keys = [None if key[0] == MISSING else key[0] for key in found]
    named = [store.category(narrowing(dimension), key) for key in keys]
    return tuple(sorted(named, key=lambda category: (*category.order, category.key)))
