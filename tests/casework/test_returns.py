"""Returns: calendar months, the edges of the window, and rates that count expired windows only."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.returns import ReturnRate, add_months, is_return, return_rate, window_expired

days = st.dates(date(1990, 1, 1), date(2080, 12, 31))
months = st.integers(0, 60)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 3, 31), 11, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2019, 10, 1), 15, date(2021, 1, 1)),
        (date(2020, 12, 31), 0, date(2020, 12, 31)),
        (date(2020, 12, 31), 1, date(2021, 1, 31)),
        (date(2021, 1, 15), -1, date(2020, 12, 15)),
        (date(2020, 3, 31), -1, date(2020, 2, 29)),
    ],
)
def test_months(day, number, expected):
    assert add_months(day, number) == expected


@given(days, months)
def test_months_land_in_the_right_month_and_never_later_in_it(day, number):
    later = add_months(day, number)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == number
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(days, days, months)
def test_months_keep_the_order_of_days(one, other, number):
    first, second = sorted((one, other))
    assert add_months(first, number) <= add_months(second, number)


CLOSED = date(2019, 10, 31)


@pytest.mark.parametrize(
    ("registered", "counts"),
    [
        (date(2019, 10, 30), False),
        (date(2019, 10, 31), False),
        (date(2019, 11, 1), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 31), True),
        (date(2021, 2, 1), False),
    ],
)
def test_the_edges_of_a_window_of_fifteen_months(registered, counts):
    assert is_return(CLOSED, registered, 15) is counts


def test_a_window_has_expired_on_its_last_day():
    assert not window_expired(CLOSED, 15, date(2021, 1, 30))
    assert window_expired(CLOSED, 15, date(2021, 1, 31))


def test_only_expired_windows_count():
    closings = [(1, date(2019, 1, 10)), (2, date(2019, 6, 10)), (3, date(2020, 11, 1))]
    registrations = {
        1: [date(2018, 12, 1), date(2019, 5, 1), date(2019, 8, 1)],
        2: [date(2018, 11, 5)],
        3: [date(2020, 10, 1), date(2020, 12, 1)],
    }
    rate = return_rate(closings, registrations, months=15, last_day=date(2020, 12, 31))
    assert rate == ReturnRate(counted=2, returned=1, open=1, data_from=date(2018, 11, 5))
    assert rate.share == 0.5


def test_no_expired_window_is_no_rate_rather_than_nought():
    assert return_rate([(1, date(2020, 1, 1))], {}, months=15, last_day=date(2020, 2, 1)).share is None


people = st.integers(1, 5)
record = st.lists(st.tuples(people, st.dates(date(2015, 1, 1), date(2020, 12, 31))), max_size=15)


@given(record, record, st.integers(1, 24))
def test_more_data_never_takes_back_a_return(closings, registered, window):
    registrations = {who: [day for one, day in registered if one == who] for who, _ in registered}
    early = return_rate(closings, registrations, months=window, last_day=date(2019, 12, 31))
    late = return_rate(closings, registrations, months=window, last_day=date(2030, 1, 1))
    assert late.counted == len(closings)
    assert early.counted + early.open == len(closings)
    assert early.returned <= late.returned <= late.counted
