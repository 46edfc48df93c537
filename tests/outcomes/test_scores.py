"""Scores that are refused, each with a sentence that says what to mend."""

from datetime import date
from typing import Any

import pytest

from omzien.outcomes.rules import Scale, circumstances_problems, problems_of

ZRM = Scale(items=("financien", "huisvesting"), lowest=1, highest=5)


def said(problems):
    return [(problem.field, str(problem)) for problem in problems]


def test_good_scores_have_no_problems():
    assert said(problems_of(ZRM, {"financien": 1, "huisvesting": None})) == []


@pytest.mark.parametrize("level", [0, 6, -1, 99])
def test_a_level_off_the_scale(level):
    assert said(problems_of(ZRM, {"financien": level})) == [
        ("scores.financien", f"level {level} is off the scale: it runs from 1 to 5")
    ]


def test_all_problems_are_said_at_once():
    assert len(said(problems_of(ZRM, {"financien": 7, "verslaving": 3, "huisvesting": 0}))) == 3


@pytest.mark.parametrize("levels", [{}, {"financien": None, "huisvesting": None}])
def test_nothing_scored(levels):
    assert said(problems_of(ZRM, levels)) == [("scores", "score at least one item")]


def test_circumstances():
    today = date(2026, 3, 12)
    good: dict[str, Any] = {"moment": "start", "view": "resident", "measured_on": today, "today": today}
    assert said(circumstances_problems(**good)) == []
    bad: dict[str, Any] = {
        "moment": "begin",
        "view": "gemeente",
        "measured_on": date(2026, 3, 13),
        "today": today,
    }
    assert [field for field, _ in said(circumstances_problems(**bad))] == ["moment", "view", "measured_on"]
