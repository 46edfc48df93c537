"""Periods: both ends belong to them, and either may be open."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from omzien.organisation.rules import in_force, overlaps, roles_on

DAYS = st.dates(date(2019, 1, 1), date(2021, 1, 1))
OPEN_DAYS = st.none() | DAYS


@dataclass
class Span:
    valid_from: date | None
    valid_until: date | None
    role: str = "worker"


@given(DAYS)
def test_a_period_of_one_day_holds_on_that_day_only(day):
    assert in_force(day, day, day)
    assert not in_force(day, day, day + timedelta(days=1))
    assert not in_force(day, day, day - timedelta(days=1))


@given(OPEN_DAYS, OPEN_DAYS, DAYS)
def test_an_open_end_never_shuts_out(start, until, day):
    assert in_force(None, None, day)
    assert in_force(start, until, day) == (in_force(start, None, day) and in_force(None, until, day))


@given(OPEN_DAYS, OPEN_DAYS, OPEN_DAYS, OPEN_DAYS)
def test_two_periods_overlap_when_some_day_is_in_both(a, b, c, d):
    one, other = Span(a, b), Span(c, d)
    assert overlaps(one, other) == overlaps(other, one)
    some = any(in_force(a, b, day) and in_force(c, d, day) for day in (a, b, c, d, date(2000, 1, 1)) if day)
    whole = all(start is None or until is None or start <= until for start, until in ((a, b), (c, d)))
    if whole:
        assert overlaps(one, other) == some


def test_roles_of_a_day_are_those_granted_then():
    grants = [Span(date(2020, 1, 1), None), Span(date(2020, 1, 1), date(2020, 3, 31), "team_lead")]
    assert roles_on(grants, date(2020, 3, 31)) == {"worker", "team_lead"}
    assert roles_on(grants, date(2020, 4, 1)) == {"worker"}
    assert roles_on(grants, date(2019, 12, 31)) == frozenset()
