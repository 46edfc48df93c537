"""Counting at sessions: heads add up, persons count once, a cancelled session has nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.community.rules import Sitting, Turnout, debt_problems, roll_call_problems, turnout


def test_two_sessions_with_ten_heads_are_twenty():
    assert turnout([Sitting(heads=10), Sitting(heads=10)]) == Turnout(2, 20, 0, 20)


def test_a_person_at_two_sessions_is_two_attendances_and_one_person():
    sittings = [Sitting(frozenset({1, 2})), Sitting(frozenset({1, 3}), heads=4)]
    assert turnout(sittings) == Turnout(sessions=2, attendances=8, persons=3, heads=4)


def test_a_cancelled_session_does_not_count():
    assert turnout([Sitting(cancelled=True), Sitting(frozenset({1}))]) == Turnout(1, 1, 1, 0)
    assert turnout([]) == Turnout(0, 0, 0, 0)


sittings = st.lists(
    st.builds(
        Sitting,
        residents=st.frozensets(st.integers(1, 9), max_size=6),
        heads=st.integers(0, 30),
        cancelled=st.booleans(),
    ),
    max_size=12,
)


@given(sittings, sittings)
def test_attendances_add_up_and_persons_do_not(first, second):
    one, other, both = turnout(first), turnout(second), turnout(first + second)
    assert both.attendances == one.attendances + other.attendances
    assert both.heads == one.heads + other.heads
    assert max(one.persons, other.persons) <= both.persons <= one.persons + other.persons
    assert both.persons + both.heads <= both.attendances or both.attendances == 0


TODAY = date(2020, 6, 15)
HELD = {"held_on": TODAY, "today": TODAY, "cancelled": False}


@pytest.mark.parametrize(
    ("changes", "residents", "heads", "fields"),
    [
        ({}, (1, 2), 3, []),
        ({}, (), 0, []),
        ({"cancelled": True}, (), 0, []),
        ({"held_on": date(2020, 6, 16)}, (), 0, []),
        ({"cancelled": True}, (1,), 0, ["cancelled"]),
        ({"cancelled": True}, (), 1, ["cancelled"]),
        ({"held_on": date(2020, 6, 16)}, (), 1, ["held_on"]),
        ({}, (), -1, ["anonymous_heads"]),
    ],
)
def test_roll_calls(changes, residents, heads, fields):
    problems = roll_call_problems(**(HELD | changes), residents=residents, heads=heads)
    assert [problem.field for problem in problems] == fields


def test_unknown_is_an_honest_answer():
    assert [len(list(debt_problems(answer))) for answer in ("ja", "nee", "onbekend", "", "misschien")] == [
        0,
        0,
        0,
        1,
        1,
    ]
