"""Which two measurements are a pair, and what growth is: on hand-made readings and under property tests."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.outcomes.rules import MOMENTS, VIEWS, Pair, Reading, Scale, growth, open_items, pairs

ZRM = Scale(items=("financien", "huisvesting", "justitie"), lowest=1, highest=5)
DAY = date(2023, 3, 1)


def reading(number=1, moment="start", day=0, instrument="zrm_2017", view="professional", **levels):
    return Reading(number, instrument, view, moment, DAY + timedelta(days=day), levels)


def test_first_start_and_last_end_make_the_pair():
    early, late = reading(1, "start", 0), reading(2, "start", 5)
    middle, first_end, last_end = reading(3, "interim", 20), reading(4, "end", 40), reading(5, "end", 60)
    assert pairs([late, last_end, middle, early, first_end]) == [Pair(early, last_end)]


def test_two_on_the_same_day_are_kept_apart_by_their_number():
    assert pairs([reading(2), reading(1), reading(4, "end", 9), reading(3, "end", 9)]) == [
        Pair(reading(1), reading(4, "end", 9))
    ]


def test_start_and_end_may_be_on_one_day():
    assert len(pairs([reading(1, "start", 0), reading(2, "end", 0)])) == 1


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [reading(1, "start")],
        [reading(1, "end")],
        [reading(1, "start"), reading(2, "interim", 9)],
        [reading(1, "start", 9), reading(2, "end", 0)],
        [reading(1, "start"), reading(2, "end", 9, instrument="zrm_2013")],
        [reading(1, "start"), reading(2, "end", 9, view="resident")],
    ],
    ids=[
        "none",
        "no end",
        "no start",
        "interim is no end",
        "end before start",
        "another version",
        "another view",
    ],
)
def test_what_is_no_pair(readings):
    assert pairs(readings) == []


def test_each_view_has_its_own_pair():
    mine = [reading(1), reading(2, "end", 9)]
    theirs = [reading(3, view="resident"), reading(4, "end", 9, view="resident")]
    assert pairs(mine + theirs) == [Pair(*mine), Pair(*theirs)]


def test_growth_needs_a_level_at_both_ends():
    pair = Pair(
        reading(1, financien=2, huisvesting=None, justitie=5),
        reading(2, "end", 9, financien=4, huisvesting=3, justitie=4),
    )
    assert [(one.item, one.points, one.change, one.at_ceiling) for one in growth(pair, ZRM)] == [
        ("financien", 2, "better", False),
        ("justitie", -1, "worse", True),
    ]


def test_the_same_level_is_the_same():
    [one] = growth(Pair(reading(1, financien=3), reading(2, "end", 9, financien=3)), ZRM)
    assert (one.points, one.change) == (0, "same")


def test_open_items_are_named_in_the_instruments_order():
    assert open_items(ZRM, {"huisvesting": 3, "financien": None}) == ["financien", "justitie"]


readings = st.lists(
    st.builds(
        Reading,
        number=st.integers(1, 99),
        instrument=st.sampled_from(["zrm_2013", "zrm_2017"]),
        view=st.sampled_from(VIEWS),
        moment=st.sampled_from(MOMENTS),
        measured_on=st.dates(date(2022, 1, 1), date(2024, 12, 31)),
        levels=st.dictionaries(st.sampled_from(ZRM.items), st.none() | st.integers(1, 5)),
    ),
    max_size=12,
    unique_by=lambda one: one.number,
)


@given(readings, st.randoms())
def test_pairs_never_mix_and_do_not_depend_on_order(found, chance):
    made = pairs(found)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert pairs(shuffled) == made
    assert len({(pair.start.instrument, pair.start.view) for pair in made}) == len(made)
    for pair in made:
        assert (pair.start.instrument, pair.start.view) == (pair.end.instrument, pair.end.view)
        assert (pair.start.moment, pair.end.moment) == ("start", "end")
        assert pair.start.measured_on <= pair.end.measured_on


@given(readings)
def test_growth_is_never_more_than_the_scale_and_a_ceiling_never_grows(found):
    for pair in pairs(found):
        for one in growth(pair, ZRM):
            assert abs(one.points) <= ZRM.highest - ZRM.lowest
            assert not (one.at_ceiling and one.change == "better")
