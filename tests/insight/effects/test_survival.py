"""Curves: against a table from the textbooks, lifelines, scipy, and counting by hand."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from omzien.insight.effects.survival import aalen_johansen, kaplan_meier

# Weeks in remission on 6-MP (Freireich et al., 1963), the example of every textbook.
WEEKS = (6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
RELAPSED = (1,) * 9 + (0,) * 12
REFERENCE = json.loads(Path(__file__).with_name("lifelines.json").read_text())["samples"]
QUICK = settings(max_examples=40, deadline=None)
FOLLOWED = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), min_size=1, max_size=25)


def test_the_example_of_the_textbooks():
    curve = kaplan_meier(np.array(WEEKS), np.array(RELAPSED) > 0)
    assert list(curve.days) == [6, 7, 10, 13, 16, 22, 23]
    assert list(curve.at_risk) == [21, 17, 15, 12, 11, 7, 6]
    assert list(1 - curve.share) == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert curve.at(5).value == 0
    assert curve.at(12).value == curve.at(10).value == pytest.approx(0.2471, abs=5e-5)
    assert curve.at(35).n == 21
    assert curve.at(36).value is None  # nobody was followed for so long
    assert (curve.events, curve.last, curve.steady) == (9, 35, 17)  # ten were followed for 17 weeks or longer


def test_the_middle_of_the_example_and_its_interval():
    """23 weeks; of the band one side crosses a half after 13 weeks, the other never."""
    middle = kaplan_meier(np.array(WEEKS), np.array(RELAPSED) > 0).quantile(0.5)
    assert (middle.value, middle.low, middle.high) == (23, 13, None)
    assert kaplan_meier(np.array(WEEKS), np.array(RELAPSED) > 0).quantile(0.9).value is None


def _at(curve: Any, rows: list[list[float]]) -> list[list[float]]:
    """The rows of lifelines on the days of a curve."""
    by_day = {row[0]: row[1:] for row in rows}
    return [by_day[float(day)] for day in curve.days]


@pytest.mark.parametrize("sample", REFERENCE)
def test_a_curve_is_that_of_lifelines(sample: dict[str, Any]):
    curve = kaplan_meier(np.array(sample["days"]), np.array(sample["cause"]) > 0)
    for place, (survival, low, high) in enumerate(_at(curve, sample["kaplan_meier"])):
        assert 1 - curve.share[place] == pytest.approx(survival, abs=1e-12)
        if 0 < survival < 1:
            assert (1 - curve.high[place], 1 - curve.low[place]) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize("sample", REFERENCE)
@pytest.mark.parametrize("cause", [1, 2, 3])
def test_a_curve_by_cause_is_that_of_lifelines(sample: dict[str, Any], cause: int):
    found = aalen_johansen(np.array(sample["apart"]), np.array(sample["cause"]), (1, 2, 3))[cause]
    for place, (share, low, high) in enumerate(_at(found, sample["aalen_johansen"][str(cause)])):
        assert found.share[place] == pytest.approx(share, abs=1e-12)
        if 0 < share < 1 and low >= 0:  # lifelines has no band where the last one left comes back
            assert (found.low[place], found.high[place]) == pytest.approx((low, high), abs=1e-9)


@QUICK
@given(FOLLOWED)
def test_a_curve_and_its_band_are_those_of_scipy(followed: list[tuple[int, int]]):
    days, happened = np.array([day for day, _ in followed]), np.array([cause > 0 for _, cause in followed])
    curve = kaplan_meier(days, happened)
    if not happened.any():
        assert not len(curve.days)
        assert curve.at(int(days.max())).value == 0
        return
    with np.errstate(all="ignore"):
        told = ecdf(CensoredData(uncensored=days[happened], right=days[~happened])).sf
    assert curve.share == pytest.approx(1 - told.evaluate(curve.days), abs=1e-12)
    assert np.all(np.diff(curve.share) > 0)
    inside = ~np.isnan(curve.low)
    assert np.all((curve.low <= curve.share)[inside] & (curve.share <= curve.high)[inside])


@QUICK
@given(FOLLOWED)
def test_by_cause_adds_up_to_the_whole_and_equals_counting_day_by_day(followed: list[tuple[int, int]]):
    days, cause = np.array([day for day, _ in followed]), np.array([one for _, one in followed])
    found = aalen_johansen(days, cause, (1, 2, 3))
    whole = kaplan_meier(days, cause > 0)
    together = sum((curve.share for curve in found.values()), np.zeros(len(whole.days)))
    assert together == pytest.approx(whole.share, abs=1e-12)
    for one, curve in found.items():
        assert list(curve.share) == pytest.approx(_day_by_day(followed, one, list(whole.days)))
        assert curve.events == sum(why == one for _, why in followed)


def _day_by_day(followed: list[tuple[int, int]], cause: int, times: list[int]) -> list[float]:
    left, share, found = 1.0, 0.0, []
    for time in times:
        at_risk = sum(day >= time for day, _ in followed)
        today = [why for day, why in followed if day == time and why]
        share += left * today.count(cause) / at_risk
        left *= 1 - len(today) / at_risk
        found.append(share)
    return found


def test_of_nobody_there_is_no_curve():
    nobody = np.empty(0, np.int64)
    assert kaplan_meier(nobody, nobody > 0).at(0).value is None
    assert aalen_johansen(nobody, nobody, (1,))[1].n == 0
