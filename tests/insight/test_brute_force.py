"""Every figure and every cell and margin of cross-tabs equals a count in plain Python, in many small
worlds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omzien.insight.facts import Snapshot
from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    MISSING,
    Figure,
    Period,
    Selection,
    Value,
    crosstab,
    family_of,
    measure,
)
from omzien.insight.figures.queries import shape_of, sql
from omzien.insight.figures.store import store_of
from tests.insight.brute import COUNTS, Asked, Counted, Unit, units, values
from tests.insight.worlds import MADE_AT, PLACES, World, small_world, snapshot_of, worlds

PERIODS = (Period.year(2020), Period.year(2019), Period.year(2020).previous().previous())
SELECTIONS = st.builds(Selection, st.just(1), st.sampled_from(PERIODS), st.sampled_from((None, *PLACES)))
FEW = settings(max_examples=20, deadline=None)


def question(world: World, selection: Selection) -> Asked:
    """The same question, as the brute force takes it."""
    return Asked(world, selection.period, selection.municipality, MADE_AT.date())


def agree(value: Value | None, counted: Counted) -> None:
    """Fail unless the figure is what was counted; a group that is not there has nothing in it."""
    if value is None:
        assert counted[0] in (None, 0)
        assert counted[1] == 0
        return
    assert (value.n, value.missing) == counted[1:], (value, counted)
    assert (value.value is None) == (counted[0] is None), (value, counted)
    assert value.value is None or value.value == pytest.approx(counted[0], abs=1e-9), (value, counted)


@FEW
@given(worlds(), SELECTIONS)
def test_every_figure_equals_brute_force(world: World, selection: Selection):
    asked = question(world, selection)
    expected = {
        name: counted
        for figure in CATALOGUE.values()
        for name, counted in _members(figure, units(figure, asked), asked)
    }
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, Path(folder))
        found = measure(snapshot, selection)
        assert set(found) == set(expected)
        for name, counted in expected.items():
            with _telling_the_query(snapshot, selection, name):
                agree(found[name], counted)


@contextmanager
def _telling_the_query(snapshot: Snapshot, selection: Selection, name: str) -> Iterator[None]:
    """When a figure is wrong, show how it was asked."""
    try:
        yield
    except AssertionError as wrong:
        figure = CATALOGUE[family_of(name)]
        store = store_of(snapshot)
        query = sql(store, selection, shape_of([figure], selection, by=(figure.per,) if figure.per else ()))
        wrong.add_note(f"{name}: {store.rows(query)}\n{query}")
        raise


def _members(figure: Figure, counted: list[Unit], asked: Asked) -> list[tuple[str, Counted]]:
    if figure.per is None:
        return [(figure.name, COUNTS[figure.name](counted, asked))]
    keys = {"item": ("financien", "huisvesting"), "factor": ("schulden", "taal")}[figure.per]
    first, _, rest = figure.name.partition(".")
    return [
        (f"{first}.{key}.{rest}", COUNTS[figure.name]([u for u in counted if u[figure.per] == key], asked))
        for key in keys
    ]


def check_crosstab(
    snapshot: Snapshot, selection: Selection, asked: Asked, figure: Figure, rows: str, columns: str | None
) -> None:
    """Compare all cells, both margins, the total and the known with brute force."""
    tab = crosstab(snapshot, selection, figure.name, rows, columns)
    counted = units(figure, asked)
    of_rows = [values(figure, unit, rows, asked) or {MISSING} for unit in counted]
    of_columns = [values(figure, unit, columns, asked) or {MISSING} if columns else {""} for unit in counted]
    count = COUNTS[figure.name]

    def among(row: str | None, column: str | None) -> Counted:
        chosen = [
            unit
            for unit, own_rows, own_columns in zip(counted, of_rows, of_columns, strict=True)
            if (row is None or row in own_rows) and (column is None or column in own_columns)
        ]
        return count(chosen, asked)

    row_keys = {key for keys in of_rows for key in keys}
    column_keys = {key for keys in of_columns for key in keys}
    assert {category.key for category in tab.row_keys} == row_keys
    if columns:
        assert {category.key for category in tab.column_keys} == column_keys
    agree(tab.total, among(None, None))
    agree(tab.known, count([u for u, keys in zip(counted, of_rows, strict=True) if keys != {MISSING}], asked))
    for row in row_keys:
        agree(tab.row_totals[row], among(row, None))
        for column in column_keys:
            agree(tab.cells.get((row, column)), among(row, column))
    for column in column_keys if columns else ():
        agree(tab.column_totals[column], among(None, column))


@settings(max_examples=10, deadline=None)
@given(worlds(), SELECTIONS, st.data())
def test_cross_tabs_equal_brute_force(world: World, selection: Selection, data: st.DataObject):
    asked = question(world, selection)
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, Path(folder))
        for name in data.draw(
            st.lists(st.sampled_from(sorted(CATALOGUE)), min_size=4, max_size=8, unique=True)
        ):
            figure = CATALOGUE[name]
            rows = data.draw(st.sampled_from(figure.dimensions))
            others = [None, *(name for name in figure.dimensions if name != rows)]
            columns = data.draw(st.sampled_from(others))
            check_crosstab(snapshot, selection, asked, figure, rows, columns)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_each_figure_by_each_of_its_dimensions(name: str, one_world: tuple[World, Snapshot]):
    world, snapshot = one_world
    selection = Selection(1, Period.year(2020))
    figure = CATALOGUE[name]
    for dimension in figure.dimensions:
        check_crosstab(snapshot, selection, question(world, selection), figure, dimension, None)


@pytest.fixture(scope="module")
def one_world(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Snapshot]:
    world = small_world(seed=2020, size=14)
    return world, snapshot_of(world, tmp_path_factory.mktemp("facts"))


@FEW
@given(worlds(), SELECTIONS, st.data())
def test_a_filter_is_who_has_one_of_its_values(world: World, selection: Selection, data: st.DataObject):
    """Of one value that is the row of the cross-tab; of several a row that has two counts once."""
    name = data.draw(st.sampled_from(sorted(name for name, figure in CATALOGUE.items() if not figure.per)))
    figure, asked = CATALOGUE[name], question(world, selection)
    dimension = data.draw(st.sampled_from(figure.dimensions))
    counted = [(unit, values(figure, unit, dimension, asked) or {MISSING}) for unit in units(figure, asked)]
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, Path(folder))
        tab = crosstab(snapshot, selection, name, dimension)
        keys = [key.key for key in tab.row_keys]
        several = data.draw(st.lists(st.sampled_from([*keys, MISSING, "nothing's"]), min_size=2, unique=True))
        for wanted in (*((key,) for key in keys), tuple(several)):
            filtered = Selection(1, selection.period, selection.municipality, {dimension: wanted})
            found = measure(snapshot, filtered, [name])[name]
            agree(found, COUNTS[name]([unit for unit, own in counted if own & set(wanted)], asked))
            assert len(wanted) > 1 or found == tab.row_totals[wanted[0]]


def test_the_brute_force_counts_every_figure_and_no_other():
    assert set(COUNTS) == set(CATALOGUE)


def test_every_dimension_splits_some_figure():
    assert {name for figure in CATALOGUE.values() for name in figure.dimensions} == set(DIMENSIONS)
