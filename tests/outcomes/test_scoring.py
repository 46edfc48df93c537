"""What levels add up to, which moment is proposed, what last time was: versions and views are never mixed."""

import statistics
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from omzien.outcomes.rules import (
    Reading,
    Scale,
    Spread,
    last_levels,
    proposed_moment,
    total,
)

DAY = date(2026, 1, 5)
ITEMS = ("a", "b", "c", "d")
levels = st.dictionaries(st.sampled_from(ITEMS), st.none() | st.integers(0, 10))
scales = st.builds(
    Scale,
    items=st.just(ITEMS),
    lowest=st.just(0),
    highest=st.just(10),
    scoring=st.sampled_from(("", "sum", "mean")),
    times=st.integers(1, 4),
    reversed_items=st.frozensets(st.sampled_from(ITEMS)),
    least_answered=st.integers(1, 4),
)
readings = st.lists(
    st.builds(
        Reading,
        number=st.integers(1, 10_000),
        instrument=st.sampled_from(("zrm_2013", "zrm_2017")),
        view=st.sampled_from(("professional", "resident")),
        moment=st.sampled_from(("start", "interim", "end")),
        measured_on=st.integers(0, 900).map(lambda days: DAY + timedelta(days)),
        levels=st.fixed_dictionaries({"a": st.integers(1, 5)}),
    ),
    unique_by=lambda one: one.number,
)


@given(scales, levels)
def test_a_total_lies_between_the_ends_of_the_scale(scale: Scale, given_levels):
    answered = sum(level is not None for level in given_levels.values())
    found = total(scale, given_levels)
    assert (found is None) == (not scale.scoring or answered < scale.least_answered)
    if found is not None:
        many = len(scale.items) if scale.scoring == "sum" else 1
        assert 0 <= found <= scale.times * 10 * many


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_turning_every_item_round_turns_the_total_round(given_levels):
    answers = dict(zip(ITEMS, given_levels, strict=True))
    plain = Scale(ITEMS, 1, 5, scoring="sum")
    turned = Scale(ITEMS, 1, 5, scoring="sum", reversed_items=frozenset(ITEMS))
    assert total(plain, answers) == sum(given_levels)
    assert (total(plain, answers) or 0) + (total(turned, answers) or 0) == 4 * 6


def test_totals_by_hand():
    scale = Scale(("a", "b", "c"), 1, 5, scoring="mean", reversed_items=frozenset("c"), least_answered=2)
    assert total(scale, {"a": 4, "b": None, "c": 2}) == 4.0
    assert total(scale, {"a": 4}) is None
    assert total(Scale(("a", "b"), 0, 5, scoring="sum", times=4), {"a": 3}) == 24.0


@given(readings, st.sampled_from(("zrm_2013", "zrm_2017")), st.sampled_from(("professional", "resident")))
def test_last_time_is_of_the_same_version_and_view(made, instrument: str, view: str):
    same = [one for one in made if (one.instrument, one.view) == (instrument, view)]
    found = last_levels(made, instrument=instrument, view=view)
    newest = max(same, key=lambda one: (one.measured_on, one.number), default=None)
    assert found == (newest.levels if newest else {})
    if newest:
        without = last_levels(made, instrument=instrument, view=view, without=newest.number)
        assert (without == {}) == (len(same) == 1)


@given(readings, st.booleans())
def test_the_moment_is_proposed_from_the_same_version_and_view_only(made, closing: bool):
    found = proposed_moment(made, instrument="zrm_2017", view="professional", is_closing=closing)
    begun = any(
        (one.instrument, one.view, one.moment) == ("zrm_2017", "professional", "start") for one in made
    )
    assert found == ("start" if not begun else "end" if closing else "interim")


@given(st.lists(st.integers(1, 10)))
def test_mean_and_spread_are_those_of_the_marks(marks):
    spread = Spread({value: marks.count(value) for value in range(1, 11)})
    assert spread.number == len(marks)
    assert spread.mean == (sum(marks) / len(marks) if marks else None)
    if len(marks) > 1:
        assert abs((spread.deviation or 0) - statistics.stdev(marks)) < 1e-9
    else:
        assert spread.deviation is None
