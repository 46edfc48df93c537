"""Results, returns, waiting and growth on tables of a few rows that one can count by eye."""

from typing import Any

import numpy as np
import pytest

from omzien.insight.effects.growth import growth_of
from omzien.insight.effects.results import results_of
from omzien.insight.effects.returns import returns_of
from omzien.insight.effects.waiting import waiting_of
from omzien.insight.figures import Category

TALK, MONEY = Category("talk", "Gesprekken", "Talks"), Category("money", "Budget", "Budget")


def columns(names: str, *rows: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    return dict(zip(names.split(), zip(*rows, strict=True), strict=True))


RESULTS = columns(
    "resident main_domain problems days judged met growth returned by0 by1",
    (1, "wonen", 0, 10, 2, 1, 1.0, True, "talk", "18-34"),
    (1, "wonen", 0, 20, 1, 1, None, None, "money", "18-34"),
    (2, "wonen", None, 30, None, None, 0.0, False, "talk", "18-34"),
    (3, "geld", 7, 40, 3, 3, 2.0, False, "money", "65+"),
    (4, "geld", 4, 50, 0, 0, 1.0, True, "talk", "65+"),
)


def test_goals_are_counted_one_by_one_and_residents_in_each_part():
    found = results_of(RESULTS, "goals_met", (TALK, MONEY), ())
    talk, money = found.parts
    assert (talk.raw.value, talk.raw.n, talk.interventions, talk.residents) == (0.5, 2, 3, 3)
    assert (money.raw.value, money.raw.n, money.interventions, money.residents) == (1.0, 4, 2, 2)
    assert found.whole.raw.value == pytest.approx(5 / 6)
    assert found.whole.residents == 4
    assert found.several == 1  # the first resident has one of each
    assert talk.raw.thin


def test_what_is_not_known_is_left_out_and_what_is_spread_is_said():
    days = results_of(RESULTS, "days", (TALK, MONEY), ()).parts[0]
    assert (days.raw.value, days.raw.n, days.spread) == (30, 3, (20, 40))
    growth = results_of(RESULTS, "growth", (TALK, MONEY), ()).parts
    assert growth[0].raw.value == pytest.approx(2 / 3)
    assert growth[0].raw.n == 3
    assert list(growth[0].spread) == pytest.approx([np.std([1, 0, 1], ddof=1)])
    assert (growth[1].raw.n, growth[1].spread) == (1, ())
    assert results_of(RESULTS, "returned", (TALK, MONEY), ()).parts[0].raw.value == pytest.approx(2 / 3)


def test_strata_are_alike_in_age_question_and_number_of_problems():
    """Many problems are one stratum: seven and four are alike; none and unknown are not."""
    found = results_of(RESULTS, "days", (TALK, MONEY), ("age", "domain", "problems")).parts[0].alike
    assert (found.strata, found.alone, found.covered) == pytest.approx((2, 1, 4 / 5))
    by_age = results_of(RESULTS, "days", (TALK, MONEY), ("age",)).parts[0].alike
    assert (by_age.strata, by_age.alone, by_age.covered) == (2, 0, 1)


def test_only_a_difference_beyond_chance_stands_out():
    many = columns(
        "resident main_domain problems days growth by0 by1",
        *(
            (one, "wonen", 0, 1, one % 2 + (one < 50), "talk" if one < 50 else "money", "65+")
            for one in range(100)
        ),
    )
    assert results_of(many, "growth", (TALK, MONEY), ("age",)).stands_out == {"talk": 1, "money": -1}
    alike = many | {"growth": tuple(one % 2 for one in range(100))}
    assert results_of(alike, "growth", (TALK, MONEY), ("age",)).stands_out == {}


def test_of_nothing_there_are_no_results():
    nothing = dict.fromkeys(RESULTS, ())
    nobody = dict.fromkeys(("resident", "ended", "came", "reason", "known_until"), ())
    found = results_of(nothing, "growth", (), ("age",))
    assert (found.parts, found.several, found.whole.raw.value) == ((), 0, None)
    assert returns_of(nobody, ()).interventions == 0


def test_a_rate_counts_expired_windows_only_and_the_curve_uses_the_others_too():
    """Known until day 400. The third ended so late that three months have not passed."""
    rows = columns(
        "resident ended came reason known_until",
        (1, 0, 60, "money", 400),
        (2, 10, None, None, 400),
        (3, 350, None, None, 400),
        (4, 20, 200, "talk", 400),
        (1, 30, 60, "money", 400),
    )
    found = returns_of(rows, (TALK, MONEY))
    assert (found.interventions, found.residents) == (5, 4)
    three, six = found.windows[:2]
    assert (three.months, three.rate.value, three.rate.n) == (3, 0.5, 4)
    assert three.curve.value == pytest.approx(1 - 4 / 5 * 2 / 3)  # 30 days: 1 of 5; 60 days: 1 of 3 left
    assert six.rate.value == pytest.approx(3 / 4)
    assert found.windows[-1].rate.value is None
    assert found.windows[-1].curve.value is None  # nobody was followed for two years
    by_reason = {category.key: curve.at(365).value for category, curve in found.reasons}
    whole = found.curve.at(365).value
    assert whole is not None
    assert sum(share or 0 for share in by_reason.values()) == pytest.approx(whole)


WAITS = columns(
    "registered explored supported closed in_house known_until",
    (0, 5, 10, 90, True, 100),
    (0, 20, None, None, True, 100),
    (95, None, None, None, True, 100),  # waits for five days
    (10, None, None, None, True, 100),  # waits, and too long
    (0, None, None, 30, True, 100),  # closed without
    (0, None, None, 0, False, 100),  # belongs elsewhere: does not wait
    (0, 3, 1, 50, False, 100),  # explored all the same; support began before
    (90, 130, None, None, True, 100),  # planned for later: waits still
)


def test_who_still_waits_is_counted_as_waiting():
    found = waiting_of(WAITS, "exploration", 14)
    assert (found.registrations, found.still, found.late, found.without) == (7, 3, 1, 1)
    assert found.within.value == pytest.approx(1 - 6 / 7 * 5 / 6)  # after 3 and 5 days, of 7 and of 6
    assert found.half.value == 20
    assert found.most.value is None


def test_support_that_began_before_the_exploration_took_no_time():
    found = waiting_of(WAITS, "support", 28)
    assert (found.registrations, found.still, found.without) == (3, 1, 0)
    assert list(found.curve.days) == [0, 5]
    assert list(found.curve.share) == pytest.approx([1 / 3, 2 / 3])


def test_growth_of_pairs_with_its_ceiling():
    """Growth of +1, +1, 0 and -1: mean a quarter, sum of squares three."""
    rows = columns(
        "instrument view item is_asked ended pairs start end squares better worse at_the_top",
        ("zrm_2013", "professional", "money", True, 3, 0, None, None, None, 0, 0, 0),
        ("zrm_2017", "resident", "money", True, 2, 1, 3, 4, 1, 1, 0, 0),
        ("zrm_2017", "professional", "money", False, 9, 4, 14, 15, 3, 2, 1, 1),
    )
    newest, residents, older = growth_of(rows, {"money": MONEY})
    assert (newest.instrument, newest.view, newest.is_asked) == ("zrm_2017", "professional", False)
    assert (newest.start, newest.end, newest.growth.value) == (3.5, 3.75, 0.25)
    assert newest.deviation == pytest.approx(np.std([1, 1, 0, -1], ddof=1))
    assert newest.growth.high == pytest.approx(0.25 + 3.182446 * np.std([1, 1, 0, -1], ddof=1) / 2, abs=1e-6)
    assert (newest.better, newest.same, newest.worse, newest.at_the_top) == (2, 1, 1, 1)
    assert newest.coverage == pytest.approx(4 / 9)
    assert (residents.view, residents.growth.value, residents.growth.low) == ("resident", 1.0, None)
    assert (older.instrument, older.growth.value, older.deviation) == ("zrm_2013", None, None)
