"""The generated organisation, counted by brute force, arrives at every printed figure."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest

from tests.demo.conftest import PUBLISHED, in_year

UITGEEST, EMMEN = "GM0450", "GM0114"
Frames = dict[str, pd.DataFrame]


def registrations(world: Frames) -> Any:
    return in_year(world["registrations"], "registered_on", UITGEEST, 2020)


def walk_ins(world: Frames) -> Any:
    visits = in_year(world["walk_in_visits"], "visited_on", UITGEEST, 2020)
    return visits[visits["resident"].notna()]


def sessions(world: Frames, municipality: str, year: int, kind: str) -> Any:
    activities = world["activities"].rename(columns={"key": "activity"})
    rows = world["sessions"].merge(activities[["activity", "kind", "municipality"]], on="activity")
    rows = in_year(rows, "held_on", municipality, year)
    return rows[(rows["kind"] == kind) & ~rows["cancelled"]]


def attendances(world: Frames, municipality: str, year: int, kind: str) -> Any:
    held = sessions(world, municipality, year, kind)["key"]
    return world["attendances"][world["attendances"]["session"].isin(held)]


COUNTS = {
    "registrations": lambda world: len(registrations(world)),
    "residents_registered": lambda world: registrations(world)["resident"].nunique(),
    "registrations_referred": lambda world: (registrations(world)["channel"] == "verwezen").sum(),
    "registrations_right_place": lambda world: (registrations(world)["triage"] == "right_place").sum(),
    "walk_in_residents": lambda world: walk_ins(world)["resident"].nunique(),
    "walk_in_problematic_debt": lambda world: (
        walk_ins(world).query("problematic_debt == 'ja'")["resident"].nunique()
    ),
    "group_participants": lambda world: attendances(world, UITGEEST, 2020, "group")["resident"].nunique(),
}


@pytest.mark.parametrize("figure", PUBLISHED["uitgeest_2020"])
def test_uitgeest_2020(world: Frames, figure: str):
    assert COUNTS[figure](world) == PUBLISHED["uitgeest_2020"][figure]


def test_in_uitgeest_2020_whoever_was_not_referred_came_of_their_own_accord(world: Frames):
    assert (registrations(world)["channel"] == "eigen_initiatief").sum() == 118 - 32


def _most(values: Any, count: int) -> list[str]:
    """The most frequent values; a tie for the last place would make the answer a matter of luck."""
    ranked = values.value_counts()
    assert len(ranked) == count or ranked.iloc[count - 1] > ranked.iloc[count]
    return list(ranked.index[:count])


def _in_order(values: Any, count: int) -> list[str]:
    """The same, where the order matters as well."""
    assert values.value_counts().iloc[:count].is_unique
    return _most(values, count)


@pytest.mark.parametrize("which", ["main", "answers", "persons"])
def test_the_reasons_of_uitgeest_2020_stand_in_the_printed_order(world: Frames, which: str):
    asked = world["questions"].merge(
        registrations(world).rename(columns={"key": "registration"}), on="registration"
    )
    asked = asked[asked["is_main"]] if which == "main" else asked
    domains = asked.drop_duplicates(["resident", "domain"]) if which == "persons" else asked
    subdomains = asked.drop_duplicates(["resident", "subdomain"]) if which == "persons" else asked
    orderings = PUBLISHED["uitgeest_2020_orderings"]
    assert _in_order(domains["domain"], 4) == orderings["registration_reasons"]
    assert set(_most(subdomains["subdomain"], 2)) == set(orderings["sub_reasons_frequent"])


def test_returns_of_uitgeest_2020_are_about_money_first_and_housing_second(world: Frames):
    reasons = registrations(world)["return_reason"].dropna()
    assert _in_order(reasons, 2) == PUBLISHED["uitgeest_2020_orderings"]["return_reasons"]


def test_most_interventions_of_uitgeest_2020_are_of_sjd_then_amw(world: Frames):
    started = in_year(world["interventions"], "started_on", UITGEEST, 2020)
    assert (
        _in_order(started["service"], 2)
        == PUBLISHED["uitgeest_2020_orderings"]["services_most_interventions"]
    )
    assert len(started) > started["resident"].nunique()


def _form(world: Frames, year: int, form: str) -> int:
    started = in_year(world["interventions"], "started_on", EMMEN, year)
    return int((started["form"] == form).sum())


def _heads(world: Frames, year: int, kind: str) -> int:
    heads = sessions(world, EMMEN, year, kind)["anonymous_heads"].sum()
    return int(heads) + len(attendances(world, EMMEN, year, kind))


REACH = {
    "individual_trajectories": lambda world, year: _form(world, year, "trajectory"),
    "light_support_contacts": lambda world, year: _form(world, year, "light_support"),
    "information_and_advice": lambda world, year: _form(world, year, "advice"),
    "group_sessions": lambda world, year: len(sessions(world, EMMEN, year, "group")),
    "group_attendances": lambda world, year: _heads(world, year, "group"),
    "volunteer_information_point": lambda world, year: _heads(world, year, "information_point"),
}


def _per_cents(before: int, after: int) -> int:
    exact = (Decimal(after) / Decimal(before) - 1) * 100
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))  # halves away from zero: -2.5 is -3


@pytest.mark.parametrize("figure", PUBLISHED["emmen_2023"])
def test_reach_of_emmen_2023(world: Frames, figure: str):
    value, change = PUBLISHED["emmen_2023"][figure]
    counted = REACH[figure](world, 2023)
    assert counted == value
    assert _per_cents(REACH[figure](world, 2022), counted) == change


def _trajectories(world: Frames, year: int, since: str = "started_on") -> Any:
    rows = in_year(world["interventions"], since, EMMEN, year)
    return rows[rows["form"] == "trajectory"]["key"]


def _levels(world: Frames, trajectories: Any, item: str, moment: str) -> Any:
    links = world["measurement_links"].drop(columns="key")
    measured = world["measurements"].rename(columns={"key": "measurement"}).merge(links, on="measurement")
    measured = measured[(measured["view"] == "professional") & (measured["moment"] == moment)]
    scores = world["scores"][(world["scores"]["item"] == item) & world["scores"]["level"].notna()]
    rows = scores.merge(measured, on="measurement")
    rows = rows[rows["intervention"].isin(trajectories)]
    assert rows["intervention"].is_unique
    return rows.set_index("intervention")["level"]


def _growth(world: Frames, trajectories: Any, item: str) -> Any:
    ends, starts = (_levels(world, trajectories, item, moment) for moment in ("end", "start"))
    return (ends - starts).dropna()


def _mean(values: Any) -> str:
    exact = Decimal(int(values.sum())) / len(values)
    return str(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize("item", PUBLISHED["emmen_2023_zrm"])
def test_zrm_of_emmen_2023(world: Frames, item: str):
    count, change, growth = PUBLISHED["emmen_2023_zrm"][item]
    start = _levels(world, _trajectories(world, 2023), item, "start")
    assert len(start) == count
    assert _per_cents(len(_levels(world, _trajectories(world, 2022), item, "start")), count) == change
    grown = _growth(world, _trajectories(world, 2023), item)
    assert _mean(grown) == growth
    assert 0.4 < len(grown) / count < 0.9  # ends are missing, as they are in life
    assert (grown < 0).any() or len(grown) < 100
    assert (start == 5).any()


@pytest.mark.parametrize("item", PUBLISHED["emmen_2023_zrm"])
def test_zrm_growth_of_emmen_2023_is_the_same_over_the_trajectories_that_ended(world: Frames, item: str):
    """What was printed does not say which year a trajectory counts in; both ways of counting give it."""
    _, _, growth = PUBLISHED["emmen_2023_zrm"][item]
    ended = _growth(world, _trajectories(world, 2023, "ended_on"), item)
    assert _mean(ended) == growth


def test_the_printed_items_are_the_most_frequent_of_emmen_2023(world: Frames):
    smallest = min(count for count, _, _ in PUBLISHED["emmen_2023_zrm"].values())
    others = set(world["scores"]["item"]) - set(PUBLISHED["emmen_2023_zrm"])
    began = _trajectories(world, 2023)
    assert all(len(_levels(world, began, item, "start")) < smallest for item in others)
