"""Each figure on tables of about ten rows that one can count by eye."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from omzien.insight.facts import Snapshot
from omzien.insight.figures import Period, Selection, crosstab, listing, measure
from tests.insight.worlds import SETTINGS, Row, World, snapshot_of

UITGEEST, EMMEN = "GM0450", "GM0114"
YEAR = Selection(1, Period.year(2020), UITGEEST)
D = date
Make = Callable[[World], Snapshot]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Facts of given rows, read on 1 March 2021; a return may take 15 months."""

    def make(world: World) -> Snapshot:
        settings = {"settings": [SETTINGS | {"return_window_months": 15}]}
        return snapshot_of(settings | dict(world), tmp_path, datetime(2021, 3, 1, 12, tzinfo=UTC))

    return make


def registration(number: int, resident: int, day: date, **more: Any) -> Row:
    return {
        "registration": number,
        "resident": resident,
        "municipality": UITGEEST,
        "registered_on": day,
        "triage": "right_place",
    } | more


def intervention(number: int, resident: int, start: date, end: date | None = None, **more: Any) -> Row:
    return {
        "intervention": number,
        "registration": number,
        "resident": resident,
        "municipality": UITGEEST,
        "service": "AMW",
        "form": "trajectory",
        "started_on": start,
        "ended_on": end,
    } | more


def numbers(snapshot: Snapshot, *names: str, selection: Selection = YEAR) -> list[float | None]:
    """The values of these figures."""
    found = measure(snapshot, selection, names)
    return [found[name].value for name in names]


def test_registrations_and_residents(made: Make):
    snapshot = made(
        {
            "registrations": [
                registration(1, 1, D(2020, 1, 1)),
                registration(2, 1, D(2020, 5, 1), referral_source="huisarts"),
                registration(3, 2, D(2020, 12, 31), triage="advice_done"),
                registration(4, 3, D(2020, 6, 1), triage="elsewhere"),
                registration(5, 4, D(2020, 6, 1), triage=None),
                registration(6, 5, D(2019, 12, 31)),
                registration(7, 6, D(2021, 1, 1)),
                registration(8, 7, D(2020, 6, 1), municipality=EMMEN),
            ]
        }
    )
    assert numbers(snapshot, "registrations", "residents_registered", "registrations_referred") == [5, 4, 1]
    assert numbers(snapshot, "registrations_referred_share") == [0.2]
    judged = ("registrations_right_place", "registrations_advice_done", "registrations_elsewhere")
    assert numbers(snapshot, *judged) == [2, 1, 1]
    right = measure(snapshot, YEAR, ["registrations_right_place_share"])["registrations_right_place_share"]
    assert (right.value, right.n, right.missing, right.thin) == (0.5, 4, 1, True)


def test_waiting_for_exploration(made: Make):
    def told(number: int, day: date, explored: date | None, **more: Any) -> Row:
        return registration(number, number, day, explored_on=explored, **more)

    snapshot = made(
        {
            "registrations": [
                told(1, D(2020, 1, 1), D(2020, 1, 1)),
                told(2, D(2020, 1, 1), D(2020, 1, 15)),  # fourteen days: just within the norm
                told(3, D(2020, 1, 1), D(2020, 1, 16), over_norm_reason="onbereikbaar"),
                told(4, D(2020, 12, 30), D(2021, 1, 4)),
                told(5, D(2020, 6, 1), None),  # waits, and is over the norm
                told(6, D(2020, 6, 1), None, closed_on=D(2020, 7, 1)),  # never explored: nobody waits
                told(7, D(2020, 6, 1), None, triage="advice_done"),
            ]
        }
    )
    wait = measure(snapshot, YEAR, ["exploration_wait_median"])["exploration_wait_median"]
    assert (wait.value, wait.n, wait.missing) == (9.5, 4, 2)  # of 0, 5, 14 and 15 days
    within = measure(snapshot, YEAR, ["exploration_within_norm_share"])["exploration_within_norm_share"]
    assert (within.value, within.n, within.missing) == (0.6, 5, 1)
    assert numbers(snapshot, "exploration_over_norm", "waiting_for_exploration") == [2, 2]
    reasons = crosstab(snapshot, YEAR, "exploration_over_norm", "over_norm_reason")
    assert {key: value.value for key, value in reasons.row_totals.items()} == {
        "onbereikbaar": 1,
        "(missing)": 1,
    }


def test_who_waits_within_the_norm_is_not_counted_as_late(made: Make):
    snapshot = made(
        {"registrations": [registration(1, 1, D(2021, 2, 15)), registration(2, 2, D(2021, 2, 14))]}
    )
    year = Selection(1, Period.year(2021), UITGEEST)
    within = measure(snapshot, year, ["exploration_within_norm_share"])["exploration_within_norm_share"]
    assert (within.value, within.n, within.missing) == (
        0.0,
        1,
        1,
    )  # read on 1 March: one waits 15 days, one 14


def test_waiting_for_support(made: Make):
    def told(number: int, explored: date) -> Row:
        return registration(number, number, D(2020, 1, 1), explored_on=explored)

    snapshot = made(
        {
            "registrations": [told(number, D(2020, 2, 1)) for number in range(1, 6)],
            "interventions": [
                intervention(1, 1, D(2020, 1, 15)),  # before the exploration: zero days
                intervention(2, 2, D(2020, 2, 29)),  # 28 days: just within the norm
                intervention(3, 3, D(2020, 3, 1)),
                intervention(4, 4, D(2021, 1, 1)),
            ],
        }
    )
    figures = ("support_wait_median", "support_within_norm_share", "support_over_norm", "waiting_for_support")
    assert numbers(snapshot, *figures) == [28.5, 0.4, 3, 2]


def test_returns_look_back_and_only_expired_windows_have_a_rate(made: Make):
    snapshot = made(
        {
            "registrations": [
                registration(1, 1, D(2020, 4, 30)),  # 15 months after 31 January 2019: the last day
                registration(2, 2, D(2020, 5, 1)),  # a day too late
                registration(3, 3, D(2020, 2, 1), return_reason="financien"),
                registration(4, 4, D(2020, 2, 1)),  # after light support: no return
            ],
            "interventions": [
                intervention(1, 1, D(2018, 9, 1), D(2019, 1, 31)),
                intervention(2, 2, D(2018, 9, 1), D(2019, 1, 31)),
                intervention(3, 3, D(2019, 9, 1), D(2020, 1, 1)),  # its window expires in 2021
                intervention(4, 4, D(2019, 1, 1), D(2019, 1, 31), form="light_support"),
            ],
        }
    )
    figures = ("returns", "returns_share", "return_windows_expired", "return_rate")
    assert numbers(snapshot, *figures) == [2, 0.5, 2, 0.5]
    reasons = crosstab(snapshot, YEAR, "returns", "return_reason")
    assert reasons.row_totals["financien"].value == 1
    line = next(line for line in listing(snapshot, YEAR) if line["name"] == "returns")
    assert line["data_from"] == "2020-02-01"


def test_a_window_that_the_facts_do_not_reach_has_not_expired(made: Make):
    rows = [
        intervention(1, 1, D(2019, 1, 1), D(2019, 11, 30)),
        intervention(2, 2, D(2019, 1, 1), D(2019, 12, 1)),
    ]
    year = Selection(1, Period.year(2021), UITGEEST)
    assert numbers(made({"interventions": rows}), "return_windows_expired", selection=year) == [1]


def test_interventions_and_those_side_by_side(made: Make):
    snapshot = made(
        {
            "interventions": [
                intervention(1, 1, D(2020, 1, 1), D(2020, 3, 1)),
                intervention(2, 1, D(2020, 3, 1), None, service="SJD"),  # one day together is together
                intervention(3, 2, D(2020, 1, 1), D(2020, 3, 1)),
                intervention(4, 2, D(2020, 2, 1), D(2020, 3, 1)),  # the same service
                intervention(5, 3, D(2019, 1, 1), D(2020, 1, 31), form="light_support"),
                intervention(6, 3, D(2019, 2, 1), D(2019, 6, 1), service="SJD"),  # together, but not in 2020
                intervention(7, 4, D(2020, 2, 1), D(2020, 2, 1), form="advice"),
            ]
        }
    )
    forms = ("individual_trajectories", "light_support_contacts", "information_and_advice")
    assert numbers(snapshot, "interventions", "residents_with_intervention", *forms) == [5, 3, 4, 0, 1]
    assert numbers(snapshot, "concurrent_interventions", "concurrent_residents") == [2, 1]
    assert numbers(snapshot, "interventions_ended", "trajectories_ended", "duration_median") == [5, 3, 60]
    by_service = crosstab(snapshot, YEAR, "interventions", "service")
    assert {key: value.value for key, value in by_service.row_totals.items()} == {"AMW": 4, "SJD": 1}


def test_factors_and_the_duration_with_and_without(made: Make):
    ends = (D(2020, 1, 11), D(2020, 1, 21), D(2020, 1, 31), D(2020, 2, 10))
    snapshot = made(
        {
            "codes": [{"list": "factor", "key": "schulden", "name_nl": "Schulden", "name_en": "Debt"}],
            "interventions": [intervention(n, n, D(2020, 1, 1), end) for n, end in enumerate(ends, 1)],
            "factors": [{"intervention": n, "factor": "schulden", "noted_on": D(2020, 1, 1)} for n in (3, 4)],
        }
    )
    figures = [f"factor.schulden.{name}" for name in ("count", "duration_with", "duration_without")]
    assert numbers(snapshot, *figures) == [2, 35, 15]


def test_zrm_growth_has_its_pairs_gaps_and_spread(made: Make):
    levels = {1: (2, 4), 2: (3, 3), 3: (4, 3), 4: (3, None), 5: (None, 4)}
    scores = [
        {
            "measurement": 10 * owner + place,
            "instrument": "zrm_2017",
            "item": "financien",
            "moment": ("start", "end")[place],
            "view": "professional",
            "measured_on": D(2020, 2 + place, 1),
            "level": level,
        }
        for owner, pair in levels.items()
        for place, level in enumerate(pair)
    ]
    own_view = scores[0] | {"measurement": 99, "view": "resident", "level": 1}
    second_start = scores[0] | {"measurement": 98, "measured_on": D(2020, 2, 2), "level": 5}
    snapshot = made(
        {
            "items": [{"instrument": "zrm_2017", "key": "financien", "name_nl": "Financiën", "position": 0}],
            "interventions": [intervention(n, n, D(2020, 1, 1), D(2020, 12, 31)) for n in levels],
            "scores": [*scores, own_view, second_start],
            "measurement_links": [
                {"intervention": owner, "measurement": 10 * owner + place}
                for owner in levels
                for place in (0, 1)
            ]
            + [{"intervention": 1, "measurement": number} for number in (98, 99)],
        }
    )
    names = ("count", "ended", "pairs", "coverage", "start", "end", "growth", "better", "same", "worse")
    found = numbers(snapshot, *(f"zrm.financien.{name}" for name in names))
    assert found == pytest.approx([4, 5, 3, 0.6, 3, 10 / 3, 1 / 3, 1, 1, 1])
    assert numbers(snapshot, "zrm.financien.deviation") == pytest.approx([1.527525], abs=1e-6)
    assert numbers(snapshot, "trajectories_measured", "trajectories_measured_share") == [3, 0.6]


def test_goals_referrals_contacts_and_what_else_is_counted(made: Make):
    judged = ("met", "met", "partly", "not_met", None)
    snapshot = made(
        {
            "residents": [{"resident": 1, "municipality": UITGEEST, "registered_on": D(2020, 1, 1)}],
            "interventions": [intervention(1, 1, D(2019, 1, 1), D(2020, 6, 1))],
            "goals": [
                {"goal": n, "intervention": 1, "set_on": D(2019, 1, 1), "attainment": one}
                for n, one in enumerate(judged)
            ],
            "referrals": [
                {
                    "referral": n,
                    "resident": 1,
                    "municipality": UITGEEST,
                    "direction": way,
                    "referred_on": D(2020, 2, 1),
                }
                for n, way in enumerate(("incoming", "outgoing", "outgoing", "internal"))
            ],
            "contacts": [
                {"contact": 1, "resident": 1, "intervention": 1, "held_on": D(2020, 1, 1), "minutes": 30},
                {
                    "contact": 2,
                    "resident": 1,
                    "intervention": None,
                    "held_on": D(2020, 1, 1),
                    "minutes": None,
                },
            ],
            "follow_ups": [
                {
                    "follow_up": 1,
                    "resident": 1,
                    "intervention": 1,
                    "due_on": D(2020, 7, 1),
                    "done_on": D(2020, 7, 2),
                },
                {"follow_up": 2, "resident": 1, "intervention": 1, "due_on": D(2020, 8, 1)},
            ],
            "partner_questions": [{"question": 1, "municipality": UITGEEST, "asked_on": D(2020, 1, 1)}],
            "safety_cases": [
                {
                    "case": 1,
                    "municipality": UITGEEST,
                    "opened_on": D(2020, 1, 1),
                    "report_needed": True,
                    "help_possible": True,
                },
                {"case": 2, "municipality": UITGEEST, "opened_on": D(2020, 1, 1), "report_needed": None},
            ],
        }
    )
    assert numbers(snapshot, "goals_judged", "goals_met_share") == [4, 0.5]
    assert numbers(snapshot, "referrals_incoming", "referrals_outgoing", "referrals_internal") == [1, 2, 1]
    assert numbers(snapshot, "contacts", "contact_minutes") == [2, 30]
    assert numbers(snapshot, "follow_ups", "follow_ups_done_share") == [2, 0.5]
    assert numbers(snapshot, "partner_questions", "safety_cases", "safety_reports") == [1, 2, 1]
    assert numbers(snapshot, "safety_help") == [1]
