"""Comparing within strata, on tables that one can work out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from omzien.insight.effects.intervals import Estimate, Kind, difference, estimate
from omzien.insight.effects.standardising import compared

# Young people (stratum 0) grow more than old people (1), with either help; one help has most of the young.
STRATA = np.array([0] * 8 + [1] * 2 + [0] * 2 + [1] * 8)
CHOSEN = np.array([True] * 10 + [False] * 10)
GROWTH = np.array([2.0] * 8 + [1.0] * 2 + [2.0] * 2 + [1.0] * 8)
QUICK = settings(max_examples=40, deadline=None)
EACH = np.arange(20)


def test_a_difference_that_is_all_in_who_is_helped_goes_away():
    raw = GROWTH[CHOSEN].mean() - GROWTH[~CHOSEN].mean()
    found = compared("mean", GROWTH, EACH, STRATA, CHOSEN)
    assert raw == pytest.approx(0.6)
    assert (found.one.value, found.others.value, found.difference.value) == pytest.approx((1.5, 1.5, 0))
    assert (found.covered, found.strata, found.alone) == (1.0, 2, 0)


def test_a_mean_and_its_interval_worked_out_by_hand():
    """Stratum 0: of the one 1 and 3, of the others 2. Stratum 1: of the one 5, of the others 1 and 3 and 5.
    The weights are 3/7 and 4/7; the variance of the one within its strata is 2 with 1 degree of freedom.
    """
    values = np.array([1.0, 3.0, 5.0, 2.0, 1.0, 3.0, 5.0])
    strata = np.array([0, 0, 1, 0, 1, 1, 1])
    chosen = np.array([True, True, True, False, False, False, False])
    found = compared("mean", values, np.arange(7), strata, chosen)
    variance = 2 * ((3 / 7) ** 2 / 2 + (4 / 7) ** 2 / 1)
    half = stats.t.ppf(0.975, 1) * np.sqrt(variance)
    assert found.one.value == pytest.approx(3 / 7 * 2 + 4 / 7 * 5)
    assert found.one.high == pytest.approx(found.one.value + half)
    assert found.others.value == pytest.approx(3 / 7 * 2 + 4 / 7 * 3)


def test_strata_without_the_one_or_without_the_others_are_left_out_and_said():
    strata = np.append(STRATA, [2, 2, 2, 3])
    chosen = np.append(CHOSEN, [True, True, True, False])
    values = np.append(GROWTH, [100.0, 100.0, 100.0, -100.0])
    found = compared("mean", values, np.arange(24), strata, chosen)
    assert (found.one.value, found.others.value) == pytest.approx((1.5, 1.5))
    assert (found.covered, found.strata, found.alone) == pytest.approx((20 / 24, 2, 2))


def test_nothing_is_said_where_nothing_is_shared():
    found = compared("share", np.ones(4), np.arange(4), np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0], bool))
    assert found.one.value is None
    assert found.difference.value is None
    assert (found.covered, found.strata, found.alone) == (0.0, 0, 2)


@pytest.mark.parametrize("kind", ["share", "mean"])
@QUICK
@given(data=st.data())
def test_with_one_stratum_it_is_the_plain_estimate(kind: Kind, data: st.DataObject):
    values = np.array(data.draw(st.lists(st.integers(0, 1), min_size=6, max_size=40)), float)
    chosen = np.arange(len(values)) < data.draw(st.integers(2, len(values) - 2))
    each = np.arange(len(values))
    found = compared(kind, values, each, np.zeros(len(values), int), chosen)
    one, others = (estimate(kind, values[side], each[side]) for side in (chosen, ~chosen))
    assert _ends(found.one) == pytest.approx(_ends(one))
    assert _ends(found.others) == pytest.approx(_ends(others))
    assert _ends(found.difference) == pytest.approx(_ends(difference(one, others)))


def _ends(found: Estimate) -> tuple[float | None, ...]:
    return found.value, found.low, found.high


@QUICK
@given(st.data())
def test_it_is_the_weighted_mean_of_the_means_of_the_strata(data: st.DataObject):
    rows = data.draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 9), st.integers(0, 6)),
            min_size=2,
            max_size=40,
        )
    )
    strata, chosen, values, of = (np.array(column) for column in zip(*rows, strict=True))
    shared = [s for s in set(strata) if len({c for t, c in zip(strata, chosen, strict=True) if t == s}) == 2]
    found = compared("mean", values.astype(float), of, strata, chosen)
    if not shared:
        assert found.one.value is None
        return
    sizes = {s: int((strata == s).sum()) for s in shared}
    for side, told in ((chosen, found.one), (~chosen, found.others)):
        expected = sum(sizes[s] * values[side & (strata == s)].mean() for s in shared) / sum(sizes.values())
        assert told.value == pytest.approx(expected)
    assert found.covered == pytest.approx(sum(sizes.values()) / len(values))


def test_the_median_is_weighed_too():
    """The one has eight young and two old; weighed as the whole group, half of each: 1 and 2 meet at half."""
    found = compared("median", GROWTH, EACH, STRATA, CHOSEN)
    assert found.one.value in (1.0, 2.0)
    assert (found.one.low, found.one.high) == (1.0, 2.0)
    days = np.array([10.0, 20.0, 30.0, 40.0, 50.0, 15.0, 25.0, 35.0, 45.0, 55.0])
    plain = compared("median", days, np.arange(10), np.zeros(10, int), np.arange(10) < 5)
    assert (plain.one.value, plain.others.value, plain.difference.value) == (30.0, 35.0, -5.0)
