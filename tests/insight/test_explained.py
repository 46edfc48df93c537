"""How a number was counted, and why two differ: the steps lead to the number, and add up."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omzien.insight.facts import earlier
from omzien.insight.figures import (
    CATALOGUE,
    MISSING,
    Asked,
    Cell,
    Period,
    Question,
    Selection,
    Value,
    behind,
    crosstab,
    differ,
    explain,
    measure,
    number,
)
from omzien.insight.figures.differences import kind_of
from omzien.insight.figures.store import store_of
from tests.insight.worlds import small_world, snapshot_of

UITGEEST, YEAR = "GM0450", Period.year(2020)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return snapshot_of(small_world(7, 60), tmp_path_factory.mktemp("explained"))


@pytest.fixture(scope="module")
def stores(snapshot, tmp_path_factory):
    """These facts, and later ones."""
    later = snapshot_of(small_world(7, 66), tmp_path_factory.mktemp("later"))
    return store_of(snapshot), store_of(later)


def of(figure: str, *narrowed: tuple[str, ...], **more: Any) -> Asked:
    """A number; of a dimension and values of it, a row has at least one."""
    told: dict[str, Any] = {"period": YEAR, "municipality": UITGEEST, **more}
    return Asked(CATALOGUE[figure], **told, narrowed=tuple((name, tuple(keys)) for name, *keys in narrowed))


# One figure of every kind: counted from these rows, by this day, as rows, as persons or as something else.
KINDS = {(one.base.name, one.basis.name, one.measure.counts): one for one in CATALOGUE.values()}


@pytest.mark.parametrize("figure", KINDS.values(), ids=[one.name for one in KINDS.values()])
def test_the_steps_lead_to_the_number(snapshot, figure):
    told = explain(snapshot, of(figure.name))
    if figure.per is None:
        selection = Selection(1, YEAR, UITGEEST)
        assert told.value == measure(snapshot, selection, [figure.name])[figure.name]
    kinds = [step.kind for step in told.steps]
    assert [kind for kind in kinds if kind != "grain"] == ["all", "municipality", "period", "figure"]
    rows = [step.rows for step in told.steps if step.kind not in ("all", "municipality", "period", "grain")]
    chosen = told.steps[-2].rows
    assert 0 <= rows[-1] <= chosen
    last = told.steps[-1]
    assert told.value.n == (last.persons if figure.measure.counts == "persons" else last.rows)


def test_a_cell_is_explained_as_it_was_counted(snapshot):
    """Every cell and margin of cross-tabs over a bridge, a column, a missing value and a family."""
    tabs = (
        ("registrations", "domain", "team"),
        ("residents_registered", "quarter", "domain"),
        ("zrm.growth", "item", "service"),
        ("interventions", "factor", "gender"),
    )
    for name, rows, columns in tabs:
        tab = crosstab(snapshot, Selection(1, YEAR, UITGEEST), name, rows, columns)
        question = Question(name, YEAR, rows, columns, UITGEEST)
        cells: dict[Any, Value] = {key: one for key, one in tab.cells.items() if MISSING in key or one.n}
        cells |= {(key, None): value for key, value in tab.row_totals.items()}
        assert cells
        for (row, column), value in cells.items():
            assert number(snapshot, Asked.of(Cell(question, row, column))) == value, (name, row, column)


def test_a_filter_and_a_row_of_the_same_dimension_both_narrow(snapshot):
    question = Question(
        "registrations", YEAR, "domain", filters=(("domain", "financien"), ("domain", "werk"))
    )
    tab = crosstab(snapshot, question.selection(1), "registrations", "domain")
    asked = Asked.of(Cell(question, row="wonen"))
    told = explain(snapshot, asked)
    assert told.value == tab.row_totals["wonen"]
    assert [(step.name, step.keys) for step in told.steps if step.kind == "filter"] == [
        ("domain", ("financien", "werk")),
        ("domain", ("wonen",)),
    ]


def test_it_says_which_norms_and_facts_it_depends_on(snapshot):
    told = explain(snapshot, of("exploration_within_norm_share"))
    assert told.settings == {"exploration_norm_days": 14}
    assert told.tables == {"registrations": snapshot.rows("registrations")}
    assert told.snapshot is snapshot
    assert UITGEEST in told.sql


def test_the_rows_behind_a_number_are_those_that_were_counted(snapshot):
    asked = of("registrations_right_place", ("domain", "financien"))
    assert len(set(behind(snapshot, asked))) == number(snapshot, asked).n > 0
    with pytest.raises(KeyError):
        behind(snapshot, of("safety_cases"))


def test_what_the_figure_does_not_know_falls_away():
    question = Question("group_sessions", YEAR, "gender", filters=(("domain", "financien"),))
    assert Asked.of(Cell(question, row="man")).narrowed == ()
    own = Asked.of(Cell(Question("registrations", YEAR)), worker="7")
    assert own.narrowed == (("worker", ("7",)),)


KEYS = {
    "domain": (("financien",), (MISSING, "wonen")),
    "team": (("noord",),),
    "service": (("AMW",), ("AMW", "SJD")),
}


FIGURES = (
    "registrations",
    "residents_registered",
    "registrations_referred_share",
    "interventions",
    "interventions_ended",
    "concurrent_residents",
    "goals_judged",
    "zrm.growth",
    "group_attendances",
)
Plain = tuple[
    str, int, str | None, tuple[tuple[str, ...] | None, ...]
]  # a figure, a year, a place, values for each of KEYS


def questions() -> st.SearchStrategy[Plain]:
    keys = st.tuples(*(st.sampled_from((None, None, *keys)) for keys in KEYS.values()))
    places = st.sampled_from((None, UITGEEST))
    return st.tuples(st.sampled_from(FIGURES), st.sampled_from((2019, 2020)), places, keys)


def asked_by(plain: Plain) -> Asked:
    figure, year, place, keys = plain
    known = CATALOGUE[figure].dimensions
    narrowed = [(name, *own) for name, own in zip(KEYS, keys, strict=True) if own and name in known]
    return of(figure, *narrowed, period=Period.year(year), municipality=place)


@settings(max_examples=25, deadline=None)
@given(questions(), questions(), st.booleans())
def test_the_steps_from_one_number_to_another_add_up(stores, first, second, is_later):
    one, other = (stores[0], asked_by(first)), (stores[is_later], asked_by(second))
    found = differ(one, other)
    assert (found.one, found.other) == (number(*one), number(*other))
    if found.by is not None:
        made = [change.by for change in found.changes if change.by is not None]
        assert sum(made) == pytest.approx(found.by, abs=1e-9)
    same_kind = kind_of(one[1].figure) == kind_of(other[1].figure)
    assert same_kind or any(change.by is None for change in found.changes)


def test_residents_and_registrations_differ_by_their_unit_alone(snapshot):
    found = differ((snapshot, of("registrations")), (snapshot, of("residents_registered")))
    about, unit = found.changes
    assert (about.what, about.by) == ("about", 0)
    assert (unit.what, unit.by) == ("unit", found.by)
    assert found.one.value == 14
    assert found.by == found.other.value - 14 < 0  # type: ignore[operator]


def test_one_change_at_a_time_each_with_its_own_number(snapshot):
    one = of("interventions", ("team", "noord"))
    other = of("interventions_ended", ("domain", "wonen"), period=Period.year(2019), municipality=None)
    found = differ((snapshot, one), (snapshot, other))
    assert [change.what for change in found.changes] == [
        "without",
        "municipality",
        "period",
        "basis",
        "about",
        "with",
    ]
    assert found.changes[0].value == number(snapshot, of("interventions"))
    assert found.changes[-1].value.value == found.other.value
    assert differ((snapshot, one), (snapshot, one)).changes == ()


def test_a_share_is_not_subtracted_from_a_count(snapshot):
    found = differ((snapshot, of("registrations")), (snapshot, of("registrations_referred_share")))
    assert found.by is None
    assert [(change.what, change.by) for change in found.changes] == [("figure", None)]


def test_what_was_counted_before_is_found_while_it_is_kept(tmp_path):
    old, new = (snapshot_of(small_world(seed, 5), tmp_path) for seed in (1, 2))
    then = datetime(2020, 1, 1, tzinfo=UTC)
    os.utime(tmp_path / "snapshots" / f"{old.digest}.json", (then.timestamp(), then.timestamp()))
    assert earlier(new, then) is None
    found = earlier(new, then + timedelta(days=1))
    assert found == old
    change = differ((old, of("registrations")), (new, of("registrations"))).changes
    assert [step.what for step in change] == ["snapshot"]
    for file in old.files("registrations"):
        Path(file).unlink()
    assert earlier(new, then + timedelta(days=1)) is None
