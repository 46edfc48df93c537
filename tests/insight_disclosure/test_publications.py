"""What was published before is weighed together with what is published now."""

from datetime import date
from functools import cache
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from omzien.insight.disclosure import (
    Evidence,
    Place,
    Publication,
    Shown,
    State,
    Style,
    audit,
    protect,
    release,
    weigh,
)
from tests.insight_disclosure.made_up import hold
from tests.insight_disclosure.test_hiding import counts

THRESHOLD, MOST = 3, 12  # the attacker tries every number of people up to here in each of four groups


def quarter(**values: int) -> Evidence:
    evidence = counts(**values)
    evidence.adds_up("total", [key for key in values if key != "total"])
    return evidence


def published(evidence: Evidence, threshold: int, name: str = "q1") -> Publication:
    return Publication.of(name, evidence, protect(evidence, threshold))


def test_a_publication_is_kept_as_it_was(tmp_path):
    first = published(quarter(total=60, a=20, b=37, c=3), 10)
    first.write(tmp_path / "kept" / "q1.json")
    assert Publication.read(tmp_path / "kept" / "q1.json") == first


def test_two_large_numbers_that_differ_by_few_are_not_both_published():
    """12 in the first quarter and 14 in the half year say that 2 came in the second."""
    now = quarter(total=110, a=60, b=36, c=14)
    assert all(each.is_shown for each in protect(now, 10).values())
    hold(now, published(quarter(total=60, a=20, b=28, c=12), 10), ("total", *"abc"))
    shown = protect(now, 10)
    assert shown["c"].is_withheld
    assert not audit(now, shown, 10)


def test_what_was_hidden_then_is_not_given_away_by_what_was_hidden_with_it():
    """Last year 17 was hidden beside 3. Printing the 17 now, as last year's, would tell the 3."""
    last = quarter(total=60, a=40, b=17, c=3)
    first = published(last, 10)
    [beside] = [key for key in "ab" if first.counts[key].earlier is State.HIDDEN]
    now = counts(before=int(last.value(beside) or 0))
    now.after(first)
    now.same("before", f"q1/{beside}")
    assert protect(now, 10)["before"].is_withheld


def test_a_number_that_was_counted_anew_is_another_number():
    now = counts(before=18)
    now.after(published(quarter(total=60, a=40, b=17, c=3), 10))
    now.same("before", "q1/b")
    assert protect(now, 10)["before"].is_shown


def test_when_everything_was_told_already_there_is_no_release_and_the_audit_says_why():
    first = quarter(total=60, a=40, b=17, c=3)
    told = {key: Shown(State.SHOWN, raw.style, raw.value) for key, raw in first.numbers.items()}
    told["c"] = Shown(State.SMALL, told["c"].style, threshold=10)
    now = counts(other=50)
    now.after(Publication.of("q1", first, told))
    reasons = [breach.reason() for breach in audit(now, protect(now, 10), 10)]
    assert reasons == ["Wie goed rekent, weet dat q1/c precies 3 is. Dat volgt uit: q1/total, q1/a, q1/b."]


def of_a_year(**values: int) -> Evidence:
    evidence = Evidence()
    for key, value in values.items():
        place = Place(key, date(2024, 1, 1), date(2025, 1, 1))
        evidence.count(key, value, Style(), "registrations", place=place)
    return evidence


def in_parts(*earlier: Publication) -> Evidence:
    """57 and 3 are 60, beside what was published before of the same year."""
    now = of_a_year(total=60, a=57, c=3)
    now.adds_up("total", ["a", "c"])
    weigh(now, earlier, 10)
    return now


def test_what_was_told_already_is_no_reason_to_refuse_and_still_not_printed():
    """60 and 57 were published apart, by who did not know yet that the one is in the other."""
    now = in_parts(published(of_a_year(total=60), 10), published(of_a_year(a=57), 10, "q2"))
    assert now.told == {"c": 0}
    shown = release(now, 10)
    assert [shown[key].state for key in ("total", "a", "c")] == [State.SHOWN, State.SHOWN, State.SMALL]


def test_what_was_not_told_yet_is_told_now_neither():
    now = in_parts(published(of_a_year(total=60), 10))
    assert not now.told
    assert release(now, 10)["a"].is_withheld


def test_what_was_withheld_stays_so_after_a_correction():
    """17 was hidden beside 3; that it is 18 now would tell the 3 nearly as well."""
    first = of_a_year(total=60, a=40, b=17, c=3)
    first.adds_up("total", "abc")
    earlier = published(first, 10)
    [beside] = [key for key in "ab" if earlier.counts[key].earlier is State.HIDDEN]
    now = of_a_year(**{beside: int(first.value(beside) or 0) + 1})
    now.counted_from = "corrected"
    weigh(now, [earlier], 10)
    assert release(now, 10)[beside].state is State.HIDDEN


@cache
def everybody() -> dict[str, np.ndarray]:
    """Every number of people in two groups, a quarter ago and since, and all that is printed of them."""
    a, b, new_a, new_b = np.array(list(product(range(MOST), repeat=4)), dtype=np.int16).T
    then = {"a": a, "b": b, "total": a + b}
    now = {"a": a + new_a, "b": b + new_b, "total": a + b + new_a + new_b}
    since = {"a": new_a, "b": new_b, "total": new_a + new_b}
    return {
        f"{when} {key}": each
        for when, page in (("then", then), ("now", now), ("new", since))
        for key, each in page.items()
    }


@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
@settings(max_examples=120, deadline=None)
def test_nobody_works_out_a_small_count_from_two_quarters(values: list[int]):
    a, b, new_a, new_b = values
    then = published(quarter(total=a + b, a=a, b=b), THRESHOLD)
    now = quarter(total=sum(values), a=a + new_a, b=b + new_b)
    hold(now, then, ("total", "a", "b"))
    shown = protect(now, THRESHOLD)
    assert not audit(now, shown, THRESHOLD)
    fits = np.ones(MOST**4, dtype=bool)
    for key, each in shown.items():
        fits &= fitting(everybody()[f"now {key}"], each.state, now.value(key) or 0)
    for key, raw in then.counts.items():
        if not key.startswith("~"):
            fits &= fitting(everybody()[f"then {key}"], raw.earlier, raw.value or 0)
    truth = {"now": (a + new_a, b + new_b), "then": (a, b), "new": (new_a, new_b)}
    for when, numbers in truth.items():
        for key, number in zip(("a", "b", "total"), (*numbers, sum(numbers)), strict=True):
            if 0 < number < THRESHOLD:
                possible = set(everybody()[f"{when} {key}"][fits].tolist())
                assert len(possible) >= THRESHOLD - 1, f"{when} {key} is one of {possible}"


def fitting(column: np.ndarray, state: State | None, truth: float) -> np.ndarray:
    """The numbers that a sign leaves open, to who guesses rightly which dots stand for large counts."""
    if state is State.SHOWN:
        return np.asarray(column == truth)
    if state is State.SMALL:
        return np.asarray((column >= 1) & (column < THRESHOLD))
    return np.asarray(column >= (THRESHOLD if truth >= THRESHOLD else 0))
