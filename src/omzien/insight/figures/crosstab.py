"""Cross-tabs: any figure by any one or two of its dimensions, with margins that are counted, never summed."""

from collections.abc import Sequence
from types import MappingProxyType

from omzien.insight.facts import Snapshot
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.measure import value_of
from omzien.insight.figures.queries import shape_of, sql
from omzien.insight.figures.store import Store, store_of
from omzien.insight.figures.values import MISSING, Category, CrossTab, Selection, Value

Keys = tuple[str, ...]


def breakdown(snapshot: Snapshot, selection: Selection, figure: str, by: str) -> CrossTab:
    """A figure by one dimension."""
    return crosstab(snapshot, selection, figure, by)


def crosstab(
    snapshot: Snapshot, selection: Selection, figure: str, rows: str, columns: str | None = None
) -> CrossTab:
    """A figure by one or two dimensions. KeyError for an unknown figure, ValueError for a dimension that it
    lacks.
    """
    counted = _Counted(store_of(snapshot), selection, CATALOGUE[figure])
    by = (rows, columns) if columns else (rows,)
    row_totals = counted.by(rows)
    column_totals = counted.by(columns) if columns else {}
    cells = counted.by(*by) if columns else {(*key, ""): value for key, value in row_totals.items()}
    several = any(DIMENSIONS[name].several(CATALOGUE[figure]) for name in by)
    return CrossTab(
        figure=figure,
        rows=rows,
        columns=columns,
        row_keys=counted.categories(rows, row_totals),
        column_keys=counted.categories(columns, column_totals) if columns else (),
        cells=MappingProxyType({(key[0], key[1]): value for key, value in cells.items()}),
        row_totals=MappingProxyType({key[0]: value for key, value in row_totals.items()}),
        column_totals=MappingProxyType({key[0]: value for key, value in column_totals.items()}),
        total=counted.total(),
        known=counted.known(rows),
        several=several,
    )


def parts(
    snapshot: Snapshot, selection: Selection, figure: str, by: str
) -> tuple[tuple[Category, ...], dict[str, Value]]:
    """The rows of a breakdown without its margins, for who has those already: one query instead of three."""
    counted = _Counted(store_of(snapshot), selection, CATALOGUE[figure])
    found = counted.by(by)
    return counted.categories(by, found), {key[0]: value for key, value in found.items()}


class _Counted:
    """One figure, counted again for each margin."""

    def __init__(self, store: Store, selection: Selection, figure: Figure):
        self.store, self.selection, self.figure = store, selection, figure

    def by(self, *dimensions: str) -> dict[Keys, Value]:
        """The figure in each group; a missing value has the key MISSING."""
        width = len(dimensions)
        return {
            tuple(MISSING if key is None else str(key) for key in row[:width]): self._value(row[width:])
            for row in self._rows(dimensions)
        }

    def total(self) -> Value:
        """The figure over all rows, each once."""
        return self._value(self._rows(())[0])

    def known(self, dimension: str) -> Value:
        """The figure over the rows with at least one value of the dimension, each once."""
        return self._value(self._rows((), known=dimension)[0])

    def categories(self, dimension: str, found: dict[Keys, Value]) -> tuple[Category, ...]:
        """The values that occur, in the order of their list; the missing last."""
        keys = [None if key[0] == MISSING else key[0] for key in found]
        named = [self.store.category(DIMENSIONS[dimension], key) for key in keys]
        return tuple(sorted(named, key=lambda category: (*category.order, category.key)))

    def _rows(self, by: Sequence[str], known: str | None = None) -> list[tuple[object, ...]]:
        shape = shape_of([self.figure], self.selection, by=by, known=known)
        return self.store.rows(sql(self.store, self.selection, shape))

    def _value(self, row: Sequence[object]) -> Value:
        return value_of(self.store, self.figure, row)
