"""Each sample is what counting one by one finds, in worlds in which what goes wrong happens often."""

from datetime import date, timedelta
from typing import Any

import pytest

from omzien.insight.effects import growth
from omzien.insight.effects.samples import months_later, numbers, places, together
from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, MISSING, Period, Selection
from omzien.insight.figures.units import RESULTS, RETURNS, SEVERAL, WAITS, rows_of
from omzien.insight.figures.values import add_months
from tests.insight.brute.units import BASES, Asked, Unit, units
from tests.insight.brute.units import months_later as by_the_month
from tests.insight.worlds import MADE_AT, PLACES, World, small_world, snapshot_of

PERIOD = Period(date(2018, 1, 1), date(2021, 6, 1))
SELECTIONS = (Selection(1, PERIOD), Selection(1, Period.year(2020), PLACES[0], {"form": "trajectory"}))
AS_OF = MADE_AT.date()
DAY_ONE = date(1970, 1, 1)
Known = tuple[World, Snapshot]


@pytest.fixture(scope="module", params=[3, 11])
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Known:
    """A world in which items are about domains, and some registrations have a main question."""
    world = dict(small_world(request.param, 40))
    world["items"] = [
        {"instrument": f"zrm_{year}", "key": key, "domain": domain, "highest": 5, "position": place}
        for year in (2013, 2017)
        for place, (key, domain) in enumerate((("financien", "financien"), ("huisvesting", "wonen")))
    ]
    world["questions"] = [row | {"is_main": place % 3 == 0} for place, row in enumerate(world["questions"])]
    return world, snapshot_of(world, tmp_path_factory.mktemp("facts"))


def ended(known: Known, selection: Selection) -> list[Unit]:
    """The interventions that ended in the selection."""
    asked = Asked(known[0], selection.period, selection.municipality, AS_OF)
    form = selection.filters.get("form")
    found = units(CATALOGUE["interventions_ended"], asked)
    return [unit for unit in found if form in (None, unit["form"])]


def told(known: Known, selection: Selection, sample: Any, key: str) -> dict[int, dict[str, Any]]:
    """The rows of a sample by their key."""
    columns = rows_of(known[1], selection, sample)
    lines = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert len({line[key] for line in lines}) == len(lines)
    return {line[key]: line for line in lines}


@pytest.mark.parametrize("selection", SELECTIONS)
def test_results_are_those_of_counting_one_by_one(known: Known, selection: Selection):
    found = told(known, selection, RESULTS, "intervention")
    expected = ended(known, selection)
    assert set(found) == {unit["intervention"] for unit in expected}
    levels = _newest(known, selection, expected)
    for unit in expected:
        line = found[unit["intervention"]]
        goals = [
            row["attainment"] for row in known[0]["goals"] if row["intervention"] == unit["intervention"]
        ]
        own = levels.get(unit["intervention"], [])
        asked = _domains(known[0], unit["registration"])
        grown = [end - start for domain, start, end in own if start and end and domain in asked]
        starts = [start for _, start, _ in own if start]
        over = by_the_month(unit["ended_on"], 6) < AS_OF
        assert line["days"] == (unit["ended_on"] - unit["started_on"]).days
        assert (line["judged"] or 0) == sum(one is not None for one in goals)
        assert (line["met"] or 0) == goals.count("met")
        assert line["growth"] == (pytest.approx(sum(grown) / len(grown)) if grown else None)
        assert line["problems"] == (sum(start < 4 for start in starts) if starts else None)
        assert line["returned"] == (unit["came_back"] if over else None)
        assert line["main_domain"] == _main(known[0], unit["registration"])


def _newest(known: Known, selection: Selection, chosen: list[Unit]) -> dict[int, list[tuple[str, Any, Any]]]:
    """Domain, start and end by intervention, on the newest version that the chosen have of each item."""
    asked = Asked(known[0], selection.period, selection.municipality, AS_OF)
    found: dict[int, list[tuple[str, Any, Any]]] = {}
    about = {"financien": "financien", "huisvesting": "wonen"}
    ids = {unit["intervention"] for unit in chosen}
    every = [unit for unit in _all_levels(asked) if unit["intervention"] in ids]
    for unit in every:
        if unit["instrument"] == max(one["instrument"] for one in every if one["item"] == unit["item"]):
            found.setdefault(unit["intervention"], []).append(
                (about[unit["item"]], unit["start"], unit["end"])
            )
    return found


def _all_levels(asked: Asked) -> list[Unit]:
    """Of every form of support, which the brute force tells of trajectories only."""
    world = dict(asked.world)
    world["interventions"] = [row | {"form": "trajectory"} for row in world["interventions"]]
    return BASES["levels"](Asked(world, asked.period, asked.municipality, asked.as_of))


def _domains(world: World, registration: int) -> set[str]:
    return {row["domain"] for row in world["questions"] if row["registration"] == registration}


def _main(world: World, registration: int) -> str:
    own = [row for row in world["questions"] if row["registration"] == registration]
    main, domains = [row["domain"] for row in own if row["is_main"]], {row["domain"] for row in own}
    if main:
        return str(min(main))
    return SEVERAL if len(domains) > 1 else next(iter(domains), MISSING)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_returns_are_the_first_registration_after_the_end(known: Known, selection: Selection):
    columns = rows_of(known[1], selection, RETURNS)
    found = sorted(zip(*(columns[name] for name in RETURNS.columns), strict=True), key=repr)
    last = (AS_OF - DAY_ONE).days - 1
    expected = []
    for unit in ended(known, selection):
        came = [
            (row["registered_on"], row["registration"], row["return_reason"] or MISSING)
            for row in known[0]["registrations"]
            if row["resident"] == unit["resident"] and unit["ended_on"] < row["registered_on"] < AS_OF
        ]
        first = min(came, default=None)
        if unit["ended_on"] < AS_OF:
            day, why = (_number(first[0]), first[2]) if first else (None, None)
            expected.append((unit["resident"], _number(unit["ended_on"]), day, why, last))
    assert found == sorted(expected, key=repr)


def _number(day: date | None) -> int | None:
    return None if day is None else (day - DAY_ONE).days


def test_waits_are_the_days_of_each_registration(known: Known):
    asked = Asked(known[0], PERIOD, None, AS_OF)
    columns = rows_of(known[1], SELECTIONS[0], WAITS)
    found = sorted(zip(*(columns[name] for name in WAITS.columns), strict=True), key=repr)
    names = ("registered_on", "explored_on", "first_support_on", "closed_on")
    expected = [
        (
            unit["resident"],
            *(_number(unit[name]) for name in names),
            unit["triage"] in (None, "right_place"),
            (AS_OF - DAY_ONE).days - 1,
        )
        for unit in units(CATALOGUE["registrations"], asked)
    ]
    assert found == sorted(expected, key=repr)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_growth_is_told_apart_by_view_version_and_question(known: Known, selection: Selection):
    found = {
        (one.instrument, one.view, one.item.key, one.is_asked): one for one in growth(known[1], selection)
    }
    expected: dict[Any, list[tuple[Any, Any]]] = {}
    for view in ("professional", "resident"):
        asked = Asked(_seen_by(known[0], view), selection.period, selection.municipality, AS_OF)
        ids = {unit["intervention"]: unit["registration"] for unit in ended(known, selection)}
        for unit in _all_levels(asked):
            if unit["intervention"] in ids:
                about = {"financien": "financien", "huisvesting": "wonen"}[unit["item"]]
                is_asked = about in _domains(known[0], ids[unit["intervention"]])
                key = (unit["instrument"], view, unit["item"], is_asked)
                expected.setdefault(key, []).append((unit["start"], unit["end"]))
    assert set(found) == set(expected)
    for key, levels in expected.items():
        pairs = [(start, end) for start, end in levels if start and end]
        grown = [end - start for start, end in pairs]
        one = found[key]
        assert (one.ended, one.pairs) == (len(levels), len(pairs))
        assert (one.better, one.same, one.worse) == tuple(
            sum(test) for test in ([g > 0 for g in grown], [g == 0 for g in grown], [g < 0 for g in grown])
        )
        assert one.at_the_top == sum(start == 5 for start, _ in pairs)
        assert one.growth.value == (pytest.approx(sum(grown) / len(grown)) if grown else None)


def _seen_by(world: World, view: str) -> World:
    """The same world with only the scores of this view, told as a professional's."""
    scores = [row | {"view": "professional"} for row in world["scores"] if row["view"] == view]
    return {**world, "scores": scores}


def test_a_dimension_without_a_value_is_a_part_of_its_own(known: Known):
    kinds = rows_of(known[1], SELECTIONS[0], RESULTS, ("kind", "age"))["by0"]
    assert kinds.count(MISSING) == sum(unit["kind"] is None for unit in ended(known, SELECTIONS[0])) > 0


def test_a_filter_that_interventions_do_not_know_is_refused(known: Known):
    with pytest.raises(ValueError, match="does not know channel"):
        rows_of(known[1], Selection(1, PERIOD, None, {"channel": "x"}), RESULTS)
    assert rows_of(known[1], Selection(1, Period.year(1999)), RESULTS)["days"] == ()


def test_months_later_ends_with_the_month():
    days = [date(2019, 1, 1) + timedelta(days=number) for number in range(800)]
    found = months_later(numbers([_number(day) for day in days]).astype("int64"), 18)
    assert list(found) == [_number(add_months(day, 18)) for day in days]


def test_columns_together_tell_alike_rows_from_others():
    found = together(["a", "b", "a", "a"], [1, 1, 1, None])
    assert found[0] == found[2]
    assert len(set(found)) == 3
    assert list(together()) == []
    assert places(["x", None, "x"])[1] == ["x", None]
