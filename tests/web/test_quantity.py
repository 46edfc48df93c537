"""Numbers on a page: in Dutch notation, rounded like those of the report and never cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.insight.reports.library import library
from omzien.web.templatetags.omzien import quantity

pytestmark = pytest.mark.one_database("it reads no database")


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (7.69, 1, "7,7"),
        (1.5811, 1, "1,6"),
        (0.125, 2, "0,13"),
        (1234.5, 0, "1.235"),
        (1234567, 0, "1.234.567"),
        (0, 1, "0,0"),
        (None, 1, "–"),
    ],
)
def test_dutch_notation(value, decimals: int, said: str):
    assert quantity(value, decimals) == said


@given(st.floats(0, 1e6).map(lambda value: round(value, 6)), st.integers(0, 3))
def test_the_same_digits_as_in_the_report(value: float, decimals: int):
    assert quantity(value, decimals) == library("nl").notation.number(value, decimals)
