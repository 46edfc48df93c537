"""A question survives its address, whatever it asks; and what is no question is refused in words."""

import dataclasses
from datetime import date, timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from omzien.gate.refused import Refused
from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    MISSING,
    Against,
    Cell,
    Period,
    Question,
    period_of,
    period_text,
)
from omzien.insight.figures.question import LONGEST

YEAR = Period.year(2020)
ASKED = Question("registrations", YEAR)


def whole(text: str) -> Period:
    """The period of such a text."""
    found = period_of(text)
    assert found is not None
    return found


ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on any machine
ENDS = ("", *(f"-Q{number}" for number in range(1, 5)), *(f"-{month:02d}" for month in range(1, 13)))
own = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days)),
    st.dates(date(1901, 1, 1), date(2098, 12, 30)),
    st.integers(1, LONGEST.days - 1),
)
named = st.builds(lambda year, end: whole(f"{year}{end}"), st.integers(2000, 2099), st.sampled_from(ENDS))
periods = st.one_of(own, named)
SIGNS = "aZ0_-.()+: &=%#?/<>'\"é☠;,"  # what an address, a page or a query could stumble over
keys = st.just(MISSING) | st.text(SIGNS, min_size=1, max_size=64)
dimensions = st.sampled_from(sorted(DIMENSIONS))
against = st.one_of(
    st.sampled_from(("before", "year_before")).map(lambda key: Against("period", key)),
    periods.map(lambda period: Against("period", period_text(period))),
    st.builds(Against, dimensions, keys),
)
questions = st.builds(
    Question,
    st.sampled_from(sorted(CATALOGUE)),
    periods,
    st.none() | dimensions,
    st.none() | dimensions,
    st.none() | keys,
    st.sets(st.tuples(dimensions, keys), max_size=4).map(lambda found: tuple(sorted(found))),
    st.none() | against,
)


@ANY
@given(questions)
def test_a_question_is_read_from_its_own_address(question: Question):
    assert Question.from_query(parse_qs(question.to_query()), newest=YEAR) == question


@ANY
@given(questions, st.none() | keys, st.none() | keys)
def test_so_is_one_number_of_its_answer(question: Question, row: str | None, column: str | None):
    cell = Cell(question, row, column)
    assert Cell.from_query(parse_qs(cell.to_query()), newest=YEAR) == cell


@ANY
@given(questions)
def test_fitted_asks_only_what_the_figure_knows(question: Question):
    fitted = question.fitted()
    known = CATALOGUE[fitted.figure]
    named = {fitted.rows, fitted.columns, *dict(fitted.filters)} - {None}
    assert named <= set(known.dimensions)
    assert not fitted.unfit
    assert fitted.fitted() == fitted
    assert known.per is None or known.per in (fitted.rows, fitted.columns)
    assert fitted.columns is None or (fitted.rows and fitted.rows != fitted.columns)


@ANY
@given(questions.filter(lambda question: question.against))
def test_what_it_is_compared_with_is_a_question_too(question: Question):
    other = question.other()
    assert other is not None
    assert other.against is None
    assert Question.from_query(parse_qs(other.to_query()), newest=YEAR) == other


@ANY
@given(periods)
def test_a_period_is_read_from_its_own_text(period: Period):
    assert period_of(period_text(period)) == period


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-Q1", date(2020, 1, 1), date(2020, 3, 31)),
        ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-02-10..2020-05-14", date(2020, 2, 10), date(2020, 5, 14)),
    ],
)
def test_periods_as_they_are_written(text: str, start: date, last: date):
    period = whole(text)
    assert (period.start, period.last_day) == (start, last)
    assert period_text(period) == text


HOSTILE = {
    "figure": ["nothing", "registrations'; DROP TABLE x", "<script>", "\x00", "a" * 5000],
    "rows": ["worker", "../etc", "DOMAIN"],
    "columns": ["☠", "domain,channel"],
    "municipality": ["⟦until⟧", "\n", "x" * 65],
    "period": [
        "2020-13",
        "20",
        "0000",
        "9999",
        "2020-Q5",
        "now",
        "2020-01-01..",
        "2020-05-01..2020-01-01",
        "²⁰²⁰",
    ],
    "year": ["-1", "2020.5"],
    "filter": ["team", ":oost", "team:", "worker:1", "team:⟦start⟧", "nothing:1"],
    "against": ["period:never", "period", "worker:1", "team:\x07"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in HOSTILE.items() for value in values]
)
def test_what_is_no_question_is_refused_in_words(name: str, value: str):
    with pytest.raises(Refused) as refusal:
        Question.from_query({name: [value]}, newest=YEAR)
    assert all(str(problem) and len(str(problem)) < 200 for problem in refusal.value.problems)


@ANY
@given(
    st.dictionaries(st.sampled_from([*HOSTILE, "row", "other"]), st.lists(st.text(max_size=80), max_size=3))
)
def test_no_text_at_all_does_more_than_that(query: dict[str, list[str]]):
    try:
        Cell.from_query(query, newest=YEAR).question.fitted().other()
    except Refused:
        return


def test_two_days_of_ones_own_go_before_a_period():
    asked = Question.from_query(
        {"period": ["2020"], "from": ["2020-02-01"], "to": ["2020-02-29"]}, newest=YEAR
    )
    assert period_text(asked.period) == "2020-02"


@pytest.mark.parametrize("pair", [("2020-02-30", "2020-03-01"), ("2020-03-01", "2020-02-01"), ("1", "2")])
def test_days_that_are_no_period_are_refused(pair: tuple[str, str]):
    with pytest.raises(Refused):
        Question.from_query({"from": [pair[0]], "to": [pair[1]]}, newest=YEAR)


def test_one_day_alone_is_no_period_yet():
    half = {"from": ["2020-02-01"], "to": [""]}
    assert Question.from_query(half, newest=YEAR) == ASKED
    with pytest.raises(Refused):
        Question.from_query(half | {"days": ["own"]}, newest=YEAR)


def test_what_an_address_leaves_out_is_the_newest_period():
    assert Question.from_query({"year": [""]}, newest=YEAR) == ASKED


@pytest.mark.parametrize(
    ("period", "against", "dimension", "key", "beside"),
    [
        ("2020", "before", "quarter", "2020-Q3", "2019-Q3"),
        ("2020-Q1", "before", "month", "2020-02", "2019-11"),
        ("2020-Q1", "year_before", "month", "2020-02", "2019-02"),
        ("2020", "2018", "year", "2020", "2018"),
        ("2020", "before", "quarter", MISSING, MISSING),
        ("2020", "before", "domain", "2020", "2020"),
    ],
)
def test_beside_a_quarter_stands_the_same_place_in_the_other_period(
    period: str, against: str, dimension: str, key: str, beside: str
):
    asked = dataclasses.replace(ASKED, period=whole(period), against=Against("period", against))
    assert asked.counterpart(dimension, key) == beside


def test_another_team_takes_the_place_of_the_own():
    teams = (("team", "oost"), ("team", "zuid"))
    asked = dataclasses.replace(ASKED, filters=(("age", "65+"), *teams), against=Against("team", "west"))
    other = asked.other()
    assert other is not None
    assert other.filters == (("age", "65+"), ("team", "west"))
    assert asked.selection(7).filters == {"age": "65+", "team": ("oost", "zuid")}
