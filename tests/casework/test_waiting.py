"""Waiting per step: the norm's own day is within it, and an over-norm wait says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.waiting import Norms, Wait, WaitingFor, reason_problems, waits

DAY = date(2020, 12, 20)
NORMS = Norms(exploration=14, support=28)


def days(number):
    return DAY + timedelta(days=number)


def waits_of(explored=None, supported=None, closed=None):
    given_days = {"explored_on": explored, "supported_on": supported, "closed_on": closed}
    rows = {name: None if number is None else days(number) for name, number in given_days.items()}
    found = waits(registered_on=DAY, norms=NORMS, **rows)
    return [(wait.step.value, wait.days(days(100)), wait.until is None) for wait in found]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ({}, [("exploration", 100, True)]),
        ({"explored": 14}, [("exploration", 14, False), ("support", 86, True)]),
        ({"explored": 14, "supported": 20}, [("exploration", 14, False), ("support", 6, False)]),
        ({"explored": 0, "supported": 0}, [("exploration", 0, False), ("support", 0, False)]),
        ({"supported": 3}, [("exploration", 3, False), ("support", 0, False)]),
        ({"explored": 9, "supported": 3}, [("exploration", 3, False), ("support", 0, False)]),
        ({"closed": 2}, []),
        ({"explored": 2, "closed": 9}, [("exploration", 2, False)]),
        ({"explored": 2, "supported": 4, "closed": 9}, [("exploration", 2, False), ("support", 2, False)]),
    ],
    ids=[
        "nobody explored yet", "waits for support", "both done", "all on one day", "advice on the spot",
        "advice before the exploration", "advice at the desk: no wait", "withdrew after exploring",
        "all done, closed",
    ],
)  # fmt: skip
def test_waits_of_a_registration(moments, expected):
    assert waits_of(**moments) == expected


@pytest.mark.parametrize(("lasted", "over"), [(0, False), (13, False), (14, False), (15, True)])
def test_the_day_of_the_norm_is_within_it_also_over_the_turn_of_the_year(lasted, over):
    wait = Wait(WaitingFor.EXPLORATION, DAY, days(lasted), 14)
    assert wait.over_norm(days(400)) is over
    assert wait.deadline == date(2021, 1, 3)


def test_a_running_wait_is_over_the_norm_from_the_day_after_its_deadline():
    wait = Wait(WaitingFor.EXPLORATION, DAY, None, 14)
    assert not wait.over_norm(wait.deadline)
    assert wait.over_norm(wait.deadline + timedelta(days=1))


def said(wait, reason):
    return [str(problem) for problem in reason_problems(wait, reason=reason, today=days(50), field="reason")]


def test_reasons():
    late, soon = (
        Wait(WaitingFor.EXPLORATION, DAY, days(20), 14),
        Wait(WaitingFor.EXPLORATION, DAY, days(3), 14),
    )
    assert said(late, None) == ["this took 20 days and the norm is 14: say why"]
    assert said(soon, "capaciteit") == [
        "this took 3 days, which is within the norm of 14: leave the reason out"
    ]
    assert said(late, "capaciteit") == said(soon, None) == []


moments = st.none() | st.integers(0, 500)


@given(explored=moments, supported=moments, closed=moments)
def test_waits_join_up_and_are_never_negative(explored, supported, closed):
    rows = {"explored_on": explored, "supported_on": supported, "closed_on": closed}
    found = list(
        waits(registered_on=DAY, norms=NORMS, **{k: None if v is None else days(v) for k, v in rows.items()})
    )
    assert [wait.step for wait in found] == [WaitingFor.EXPLORATION, WaitingFor.SUPPORT][: len(found)]
    assert all(wait.days(days(500)) >= 0 for wait in found)
    if len(found) == 2:
        assert found[0].until == found[1].since
    if closed is not None:
        assert all(wait.until for wait in found)
