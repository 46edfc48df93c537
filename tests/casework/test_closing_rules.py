"""What closing asks for, and what it leaves behind."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.closing import (
    SENTENCES,
    Demands,
    Dossier,
    Missing,
    after_care_until,
    follow_up_due,
    missing_at_closing,
)

EVERYTHING = Demands(goal=True, end_measurement=True, result=True)


def test_an_empty_trajectory_misses_all_that_is_demanded():
    assert missing_at_closing(EVERYTHING, Dossier("trajectory")) == [
        Missing.GOAL,
        Missing.END_MEASUREMENT,
        Missing.RESULT,
    ]


def test_goals_must_be_judged():
    dossier = Dossier("trajectory", goals=2, goals_judged=1, end_measured=True, result_chosen=True)
    assert missing_at_closing(EVERYTHING, dossier) == [Missing.JUDGEMENT]


def test_a_whole_trajectory_misses_nothing():
    dossier = Dossier("trajectory", goals=1, goals_judged=1, end_measured=True, result_chosen=True)
    assert missing_at_closing(EVERYTHING, dossier) == []


@pytest.mark.parametrize("form", ["light_support", "advice"])
def test_light_support_and_advice_have_no_plan(form):
    assert missing_at_closing(EVERYTHING, Dossier(form)) == [Missing.RESULT]


def test_broken_off_support_asks_for_the_result_only():
    assert missing_at_closing(EVERYTHING, Dossier("trajectory"), broken_off=True) == [Missing.RESULT]


@pytest.mark.parametrize("wishes", list(product([False, True], repeat=3)))
def test_nothing_is_asked_that_the_service_does_not_demand(wishes):
    demands = Demands(*wishes)
    asked = set(missing_at_closing(demands, Dossier("trajectory")))
    allowed = {
        what
        for what, wished in zip((Missing.GOAL, Missing.END_MEASUREMENT, Missing.RESULT), wishes, strict=True)
        if wished
    }
    assert asked == allowed


def test_every_missing_thing_has_a_sentence():
    assert set(SENTENCES) == set(Missing)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_after_care_lasts_183_days(closed_on):
    assert after_care_until(closed_on) - closed_on == timedelta(days=183)


def test_a_follow_up_only_where_the_service_plans_one():
    assert follow_up_due(date(2024, 2, 1), 28) == date(2024, 2, 29)
    assert follow_up_due(date(2024, 2, 1), None) is None
    assert follow_up_due(date(2024, 2, 1), 0) == date(2024, 2, 1)
