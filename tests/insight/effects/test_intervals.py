"""Estimates and their intervals: against what was published, scipy, and all that can happen."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from omzien.insight.effects.intervals import (
    Estimate,
    Kind,
    design_effect,
    difference,
    estimate,
    mean_margin,
    median_interval,
    wilson,
)
from omzien.insight.figures.quantiles import t_quantile, z_quantile

QUICK = settings(max_examples=30, deadline=None)
SMALL = st.lists(st.integers(-5, 5), min_size=2, max_size=40)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 9, 19, 20, 21, 22, 120, 5000])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.995])
def test_quantiles_are_those_of_scipy(freedom: int, level: float):
    assert t_quantile(freedom, level) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=2e-6)
    assert z_quantile(level) == pytest.approx(stats.norm.ppf((1 + level) / 2), rel=1e-12)


def test_students_distribution_needs_a_degree_of_freedom():
    with pytest.raises(ValueError, match="at least one"):
        t_quantile(0)


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_as_newcombe_published_it_in_1998(part: int, n: int, low: float, high: float):
    assert wilson(part / n, n) == pytest.approx((low, high), abs=5e-5)


@QUICK
@given(st.integers(1, 300), st.data())
def test_a_share_is_that_of_scipy(n: int, data: st.DataObject):
    part = data.draw(st.integers(0, n))
    expected = stats.binomtest(part, n).proportion_ci(method="wilson")
    assert wilson(part / n, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


@QUICK
@given(SMALL)
def test_a_mean_of_different_residents_is_that_of_student(numbers: list[int]):
    values = np.array(numbers, float)
    found = estimate("mean", values, np.arange(len(values)))
    spread = float(values.std(ddof=1))
    half = stats.t.ppf(0.975, len(values) - 1) * spread / math.sqrt(len(values))
    assert found.value == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=1e-7)
    assert mean_margin(spread, len(values)) == pytest.approx(half, abs=1e-7)


@QUICK
@given(SMALL, st.data())
def test_several_of_one_resident_widen_the_interval_as_the_ratio_estimator_says(
    numbers: list[int], data: st.DataObject
):
    values = np.array(numbers, float)
    of = np.array(data.draw(st.lists(st.integers(0, 5), min_size=len(values), max_size=len(values))))
    residents = sorted(set(of))
    errors = values - values.mean()
    if not errors.any() or len(residents) in (1, len(values)):
        return
    together = sum(float(errors[of == one].sum()) ** 2 for one in residents)
    clustered = together * len(residents) / (len(residents) - 1) / len(values) ** 2
    alone = float(values.var(ddof=1)) / len(values)
    assert design_effect(values, of) == pytest.approx(max(1.0, clustered / alone))


def test_one_resident_counted_twice_says_no_more_than_once():
    once = np.array([1.0, 2.0, 4.0, 5.0, 3.0, 3.0])
    twice = estimate("mean", np.repeat(once, 2), np.repeat(np.arange(6), 2))
    alone = estimate("mean", once, np.arange(6))
    assert (twice.value, twice.low, twice.high) == pytest.approx((alone.value, alone.low, alone.high))


def test_a_median_of_residents_counted_twice_has_the_interval_of_once():
    once = np.array([3.0, 1.0, 4.0, 1.5, 9.0, 2.6, 5.0, 3.5, 8.0, 7.0])
    twice = estimate("median", np.repeat(once, 2), np.repeat(np.arange(10), 2))
    alone = estimate("median", once, np.arange(10))
    assert (twice.value, twice.low, twice.high) == (alone.value, alone.low, alone.high)


@pytest.mark.parametrize("n", [1, 5, 6, 7, 10, 11, 25])
def test_the_median_lies_between_the_two_with_the_certainty_that_is_asked(n: int):
    low, high = median_interval(np.arange(1, n + 1, dtype=float))
    if low is None:
        assert 1 - 2 * 0.5**n < 0.95  # even the whole range is not certain enough
        return
    missed = 2 * stats.binom.cdf(low - 1, n, 0.5)
    assert missed <= 0.05 < 2 * stats.binom.cdf(low, n, 0.5)
    assert high == n + 1 - low


def test_the_median_of_many():
    assert median_interval(np.arange(1, 10_002, dtype=float)) == pytest.approx((4903, 5099), abs=2)


def test_the_median_of_ten_by_all_that_can_happen():
    """Each observation is below the median or above it, either as likely."""
    low, high = 2, 9
    assert median_interval(np.arange(1, 11, dtype=float)) == (low, high)
    below = [sum(sides) for sides in product((0, 1), repeat=10)]
    holds = sum(low <= count < high for count in below) / len(below)
    assert holds == pytest.approx(1 - 2 * 11 / 1024)


def test_a_difference_of_shares_as_newcombe_published_it_in_1998():
    one, other = 56 / 70, 48 / 80
    found = difference(Estimate(one, *wilson(one, 70), 70), Estimate(other, *wilson(other, 80), 80))
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_without_observations_there_is_nothing_and_of_one_there_is_no_interval():
    nobody = np.empty(0)
    kinds: tuple[Kind, ...] = ("share", "mean", "median")
    for kind in kinds:
        assert estimate(kind, nobody, nobody.astype(int)) == Estimate(None, None, None, 0)
    assert estimate("mean", np.array([2.0]), np.array([7])) == Estimate(2.0, None, None, 1)
    nothing = estimate("mean", nobody, nobody.astype(int))
    assert difference(nothing, Estimate(1.0, 0.0, 2.0, 3)).value is None


@QUICK
@given(st.integers(1, 60), st.integers(1, 4))
def test_few_are_called_thin(n: int, residents: int):
    assert estimate("share", np.ones(n), np.arange(n) % residents).thin == (n < 30)
