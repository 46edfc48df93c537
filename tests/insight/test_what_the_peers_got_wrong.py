"""Counting faults that were found in comparable systems, and laws that counts must keep."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from omzien.insight.figures import (
    CATALOGUE,
    MISSING,
    Period,
    Selection,
    crosstab,
    listing,
    measure,
)
from omzien.insight.figures.values import add_months
from tests.insight.worlds import SETTINGS, Row, World, snapshot_of, worlds

PLACE = "GM0450"
YEAR = Selection(1, Period.year(2020), PLACE)
D = date


def session(number: int, heads: int, **more: Any) -> Row:
    return {
        "session": number,
        "activity": number,
        "kind": "group",
        "topic": f"groep_{number}",
        "municipality": PLACE,
        "held_on": D(2020, 5, 1),
        "anonymous_heads": heads,
        "cancelled": False,
    } | more


def values(world: World, folder: Path, *names: str) -> list[float | None]:
    found = measure(snapshot_of({"settings": [SETTINGS]} | dict(world), folder), YEAR, names)
    return [found[name].value for name in names]


def test_two_sessions_with_ten_anonymous_heads_each_are_twenty(tmp_path: Path):
    world = {"sessions": [session(1, 10), session(2, 10)]}
    assert values(world, tmp_path, "group_anonymous_heads", "group_attendances", "group_sessions") == [
        20,
        20,
        2,
    ]


def test_a_cancelled_session_did_not_take_place(tmp_path: Path):
    world = {"sessions": [session(1, 10), session(2, 0, cancelled=True)]}
    assert values(world, tmp_path, "group_sessions", "group_attendances") == [1, 10]


def test_a_person_in_two_groups_is_one_in_the_total(tmp_path: Path):
    came = [
        {"attendance": n, "session": meeting, "resident": 7, "held_on": D(2020, 5, 1)}
        for n, meeting in enumerate((1, 2))
    ]
    snapshot = snapshot_of({"sessions": [session(1, 0), session(2, 0)], "attendances": came}, tmp_path)
    tab = crosstab(snapshot, YEAR, "group_participants", "topic")
    assert [value.value for value in tab.row_totals.values()] == [1, 1]
    assert tab.total.value == 1
    assert tab.known.value == 1
    assert (tab.share_of_units("groep_1"), tab.share_of_answers("groep_1")) == (1.0, 0.5)


def test_persons_and_answers_have_denominators_of_their_own(tmp_path: Path):
    """Three registrations: one with two domains, one with one, one without any."""
    world: World = {
        "registrations": [
            {"registration": n, "resident": n, "municipality": PLACE, "registered_on": D(2020, 1, n)}
            for n in (1, 2, 3)
        ],
        "questions": [
            {"question": n, "registration": of, "domain": domain, "registered_on": D(2020, 1, 1)}
            for n, (of, domain) in enumerate(((1, "financien"), (1, "wonen"), (2, "financien")))
        ],
    }
    tab = crosstab(snapshot_of(world, tmp_path), YEAR, "registrations", "domain")
    assert tab.several
    assert (tab.total.value, tab.known.value, tab.answers) == (3, 2, 3)
    assert (tab.share_of_units("financien"), tab.share_of_units("wonen")) == (1.0, 0.5)
    assert tab.share_of_answers("financien") == pytest.approx(2 / 3)
    assert tab.missing is not None
    assert (tab.missing.value, tab.row_keys[-1].label_nl) == (1, "niet ingevuld")


def test_two_questions_in_one_domain_are_one_registration_in_it(tmp_path: Path):
    world: World = {
        "registrations": [
            {"registration": 1, "resident": 1, "municipality": PLACE, "registered_on": D(2020, 1, 1)}
        ],
        "questions": [
            {
                "question": n,
                "registration": 1,
                "domain": "wonen",
                "subdomain": sub,
                "registered_on": D(2020, 1, 1),
            }
            for n, sub in enumerate(("huur", "overlast"))
        ],
    }
    snapshot = snapshot_of(world, tmp_path)
    assert crosstab(snapshot, YEAR, "registrations", "domain").row_totals["wonen"].value == 1
    assert crosstab(snapshot, YEAR, "registrations", "subdomain").total.value == 1


@pytest.mark.parametrize(
    ("day", "year"),
    [(D(2019, 12, 31), 2019), (D(2020, 1, 1), 2020), (D(2020, 12, 31), 2020), (D(2021, 1, 1), 2021)],
)
def test_a_day_belongs_to_one_year(day: date, year: int, tmp_path: Path):
    row = {"registration": 1, "resident": 1, "municipality": PLACE, "registered_on": day}
    snapshot = snapshot_of({"registrations": [row]}, tmp_path)
    counted = {
        one: measure(snapshot, Selection(1, Period.year(one), PLACE), ["registrations"])[
            "registrations"
        ].value
        for one in (2019, 2020, 2021)
    }
    assert counted == {one: int(one == year) for one in counted}


def test_somebody_without_a_resident_row_or_a_birth_year_is_not_lost(tmp_path: Path):
    world: World = {
        "residents": [
            {"resident": 1, "gender": "vrouw", "municipality": PLACE, "registered_on": D(2020, 1, 1)}
        ],
        "registrations": [
            {"registration": n, "resident": n, "municipality": PLACE, "registered_on": D(2020, 1, 1)}
            for n in (1, 2)
        ],
    }
    tab = crosstab(snapshot_of(world, tmp_path), YEAR, "residents_registered", "age", "gender")
    assert {key: value.value for key, value in tab.cells.items()} == {
        (MISSING, "vrouw"): 1,
        (MISSING, MISSING): 1,
    }


def test_an_anonymous_visitor_is_a_visit_and_no_resident(tmp_path: Path):
    visits = [
        {
            "visit": n,
            "resident": who,
            "municipality": PLACE,
            "visited_on": D(2020, 1, 1),
            "problematic_debt": "ja",
        }
        for n, who in enumerate((None, None, 1, 1))
    ]
    names = ("walk_in_visits", "walk_in_residents", "walk_in_problematic_debt", "walk_in_anonymous")
    assert values({"walk_ins": visits}, tmp_path, *names) == [4, 1, 1, 2]


def test_growth_of_two_versions_of_an_instrument_is_never_averaged(tmp_path: Path):
    world = _measured({"start": "zrm_2013", "end": "zrm_2017"})
    assert values(world, tmp_path, "zrm.financien.pairs") == [0]


def test_the_residents_own_view_is_no_pair_with_the_professionals(tmp_path: Path):
    world = _measured({"start": "zrm_2017", "end": "zrm_2017"}, {"start": "professional", "end": "resident"})
    assert values(world, tmp_path, "zrm.financien.pairs", "zrm.financien.ended") == [0, 1]


def _measured(instruments: dict[str, str], views: dict[str, str] | None = None) -> World:
    days = {"start": D(2020, 2, 1), "end": D(2020, 5, 1)}
    return {
        "interventions": [
            {
                "intervention": 1,
                "resident": 1,
                "municipality": PLACE,
                "form": "trajectory",
                "started_on": D(2020, 1, 1),
                "ended_on": D(2020, 6, 1),
            }
        ],
        "measurement_links": [{"intervention": 1, "measurement": n} for n in (1, 2)],
        "scores": [
            {
                "measurement": n,
                "instrument": instruments[moment],
                "item": "financien",
                "moment": moment,
                "view": (views or {}).get(moment, "professional"),
                "measured_on": days[moment],
                "level": n,
            }
            for n, moment in enumerate(("start", "end"), 1)
        ],
    }


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2019, 11, 30), 15, D(2021, 2, 28)),
        (D(2018, 11, 30), 15, D(2020, 2, 29)),
        (D(2020, 1, 31), 1, D(2020, 2, 29)),
        (D(2020, 12, 31), 2, D(2021, 2, 28)),
        (D(2020, 5, 31), -3, D(2020, 2, 29)),
    ],
)
def test_months_do_not_run_over_the_end_of_a_month(day: date, months: int, later: date):
    assert add_months(day, months) == later


def test_the_period_before_is_as_long(tmp_path: Path):
    assert Period.year(2021).previous() == Period.year(2020)
    half = Period(D(2020, 7, 1), D(2021, 1, 1))
    assert half.previous() == Period(D(2020, 1, 1), D(2020, 7, 1))
    assert Period(D(2020, 3, 10), D(2020, 3, 20)).previous() == Period(D(2020, 2, 29), D(2020, 3, 10))
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(D(2020, 1, 1), D(2020, 1, 1))


EVENTS = [
    name
    for name, figure in CATALOGUE.items()
    if figure.basis.column
    and not figure.per
    and (figure.measure.counts == "rows" or figure.unit in ("heads", "minutes"))
]
PEOPLE = [
    name for name, figure in CATALOGUE.items() if figure.basis.column and figure.measure.counts == "persons"
]


@settings(max_examples=15, deadline=None)
@given(worlds(12))
def test_when_a_period_is_split_events_add_up_and_people_do_not_exceed(world: World):
    middle = D(2020, 6, 1)
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, Path(folder))
        periods = (Period.year(2020), Period(D(2020, 1, 1), middle), Period(middle, D(2021, 1, 1)))
        whole, first, second = (measure(snapshot, Selection(1, period)) for period in periods)
    for name in EVENTS:
        assert whole[name].value == (first[name].value or 0) + (second[name].value or 0), name
    for name in PEOPLE:
        parts = [first[name].value or 0, second[name].value or 0]
        assert max(parts) <= (whole[name].value or 0) <= sum(parts), name


@settings(max_examples=10, deadline=None)
@given(worlds(12))
def test_municipalities_together_are_the_organisation(world: World):
    with TemporaryDirectory() as folder:
        snapshot = snapshot_of(world, Path(folder))
        whole, here, there = (
            measure(snapshot, Selection(1, Period.year(2020), place)) for place in (None, PLACE, "GM0114")
        )
    for name in EVENTS:
        assert whole[name].value == (here[name].value or 0) + (there[name].value or 0), name


def test_a_figure_that_does_not_know_a_filter_says_what_it_knows(tmp_path: Path):
    snapshot = snapshot_of({}, tmp_path)
    filtered = Selection(1, Period.year(2020), filters={"topic": "geld"})
    with pytest.raises(ValueError, match="registrations does not know topic; it knows: municipality"):
        measure(snapshot, filtered, ["registrations"])
    with pytest.raises(ValueError, match="there is no dimension shoe_size"):
        crosstab(snapshot, YEAR, "registrations", "shoe_size")
    with pytest.raises(KeyError):
        measure(snapshot, YEAR, ["no_such_figure"])
    assert set(measure(snapshot, filtered)) < set(CATALOGUE)


def test_a_filter_cannot_break_out_of_the_query(tmp_path: Path):
    snapshot = snapshot_of({"registrations": []}, tmp_path)
    evil = Selection(
        1, Period.year(2020), "GM0450' OR 'a'='a", {"channel": "x'; DROP VIEW registrations; --"}
    )
    assert measure(snapshot, evil, ["registrations"])["registrations"].value == 0
    assert measure(snapshot, YEAR, ["registrations"])["registrations"].value == 0


def test_the_list_has_everything_that_the_command_line_promises(tmp_path: Path):
    world: World = {
        "registrations": [
            {"registration": n, "resident": n, "municipality": PLACE, "registered_on": D(2020 - n % 2, 1, 1)}
            for n in (1, 2, 4)
        ]
    }
    lines = {line["name"]: line for line in listing(snapshot_of(world, tmp_path), YEAR)}
    line = lines["registrations"]
    assert (line["value"], line["previous"], line["change"], line["missing"], line["n"]) == (2, 1, 1.0, 0, 2)
    assert (line["unit"], line["label"], line["date_basis"]) == (
        "registrations",
        "Aanmeldingen",
        "aangemeld in de periode",
    )
    assert lines[f"registrations_by_domain.{MISSING}"]["value"] == 2
    assert set(CATALOGUE) - set(lines) == {name for name, figure in CATALOGUE.items() if figure.per}
