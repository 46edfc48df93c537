"""No withheld count can be worked out again: attacked by trying every table that fits with what is shown."""

from collections.abc import Mapping
from functools import cache
from itertools import product

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.hiding import protect
from omzien.insight.disclosure.values import Shown, State, Style

THRESHOLD = 3
MOST = 16  # the attacker tries every value up to here, more than any count in these tests


def counts(**values: int) -> Evidence:
    evidence = Evidence()
    for key, value in values.items():
        evidence.count(key, value, Style("count"), key)
    return evidence


def states(shown: Mapping[str, Shown]) -> dict[str, State]:
    return {key: each.state for key, each in shown.items()}


def test_it_shows_what_is_large_enough():
    evidence = counts(total=118, referred=32, own=86)
    evidence.adds_up("total", ["referred", "own"])
    assert {each.value for each in protect(evidence, 10).values()} == {118, 32, 86}


def test_a_lone_small_count_is_called_small():
    shown = protect(counts(visitors=8), 10)["visitors"]
    assert (shown.state, shown.value, shown.threshold) == (State.SMALL, None, 10)


def test_zero_and_the_threshold_itself_are_shown():
    assert states(protect(counts(none=0, enough=10), 10)) == {"none": State.SHOWN, "enough": State.SHOWN}


def test_eight_visitors_of_whom_six_in_debt_are_both_hidden():
    evidence = counts(visitors=8, in_debt=6)
    evidence.part_of("in_debt", "visitors")
    assert all(each.is_withheld and each.value is None for each in protect(evidence, 10).values())


def test_a_small_complement_hides_one_of_the_two_large_counts():
    """40 visitors of whom 38 ...: both are large, and the two others would be known by subtraction."""
    evidence = counts(visitors=40, in_debt=38)
    evidence.part_of("in_debt", "visitors")
    assert states(protect(evidence, 10)) == {"visitors": State.SHOWN, "in_debt": State.HIDDEN}


def test_shares_changes_and_means_go_with_the_counts_they_stand_on():
    evidence = counts(total=100, part=4, pairs=3, before=50)
    evidence.part_of("part", "total")
    evidence.share("share", "part", "total")
    evidence.change("change", "part", "before")
    evidence.derive("mean", 0.71, Style("growth", decimals=2), "growth", ("pairs",))
    shown = protect(evidence, 10)
    assert all(shown[key].value is None for key in ("part", "share", "change", "mean"))
    assert shown["total"].value == 100


def test_one_hidden_row_takes_a_second_one_along():
    evidence = counts(total=60, a=40, b=17, c=3)
    evidence.adds_up("total", ["a", "b", "c"])
    assert states(protect(evidence, 10)) == {
        "total": State.SHOWN, "a": State.SHOWN, "b": State.HIDDEN, "c": State.SMALL,
    }  # fmt: skip


def test_a_count_in_two_places_is_hidden_in_both_and_the_total_stays():
    evidence = counts(total=118, right=96, advice=15, elsewhere=7, again_advice=15, again_elsewhere=7)
    evidence.adds_up("total", ["right", "advice", "elsewhere"])
    evidence.same("advice", "again_advice")
    evidence.same("elsewhere", "again_elsewhere")
    shown = protect(evidence, 10)
    assert {key for key, each in shown.items() if each.is_shown} == {"total", "right"}


def test_counts_that_are_not_about_people_are_shown():
    evidence = Evidence()
    evidence.count("sessions", 4, Style("count"), "sessions", guarded=False)
    assert protect(evidence, 10)["sessions"].value == 4


def test_a_linked_count_of_people_does_not_give_the_rows_away():
    """12 people in the hidden row would say that at least 12 of the 15 left registrations are in it."""
    evidence = counts(total=60, a=45, b=12, c=3, people_b=12)
    evidence.adds_up("total", ["a", "b", "c"])
    evidence.at_most("people_b", "b")
    shown = protect(evidence, 10)
    assert shown["c"].is_withheld
    assert shown["a"].is_withheld or (shown["b"].is_withheld and shown["people_b"].is_withheld)


cells = st.lists(st.integers(0, 6), min_size=4, max_size=4)


@given(cells)
@settings(max_examples=150, deadline=None)
@example([1, 0, 0, 6])
@example([2, 2, 0, 0])
@example([1, 6, 6, 1])
def test_nobody_works_out_a_hidden_cell_of_a_cross_table(values: list[int]):
    evidence, tables = cross_table(values)
    attack(evidence, tables)


@given(st.lists(st.integers(0, 6), min_size=3, max_size=3), st.integers(0, 6))
@settings(max_examples=150, deadline=None)
@example([4, 0, 1], 3)  # a `<3` elsewhere says what is left beside a part
def test_nobody_works_out_a_hidden_part_or_its_complement(values: list[int], answered: int):
    part = min(answered, values[0])
    evidence = counts(total=sum(values), a=values[0], b=values[1], c=values[2], part=part)
    evidence.adds_up("total", "abc")
    evidence.part_of("part", "a")
    a, b, c, of_a = every_table()[:, every_table()[3] <= every_table()[0]]
    attack(evidence, {"a": a, "b": b, "c": c, "part": of_a, "total": a + b + c, "rest": a - of_a})


def cross_table(values: list[int]) -> tuple[Evidence, dict[str, np.ndarray]]:
    """Two by two with counted margins, and every table of that shape that there can be."""
    grid = every_table()

    def margins(a, b, c, d):
        return {"r1": a + b, "r2": c + d, "c1": a + c, "c2": b + d, "total": a + b + c + d}

    evidence = counts(**dict(zip("abcd", values, strict=True)), **margins(*values))
    for total, parts in (("r1", "ab"), ("r2", "cd"), ("c1", "ac"), ("c2", "bd")):
        evidence.adds_up(total, parts)
    evidence.adds_up("total", ["r1", "r2"])
    evidence.adds_up("total", ["c1", "c2"])
    return evidence, {**dict(zip("abcd", grid, strict=True)), **margins(*grid)}


@cache
def every_table() -> np.ndarray:
    """Four counts in every combination, one combination a column."""
    return np.array(list(product(range(MOST), repeat=4)), dtype=np.int16).T


def attack(evidence: Evidence, tables: Mapping[str, np.ndarray]) -> None:
    shown = protect(evidence, THRESHOLD)
    fits = np.ones(next(iter(tables.values())).shape, dtype=bool)
    for key, each in shown.items():
        if each.value is not None:
            fits &= tables[key] == each.value
        elif each.state is State.SMALL:
            fits &= (tables[key] >= 1) & (tables[key] < THRESHOLD)
    assert fits.any()
    as_large = fits.copy()  # for a reader who takes a dot beside a `<3` for a larger count
    for key in (key for key, each in shown.items() if each.state is State.HIDDEN):
        as_large &= tables[key] >= THRESHOLD
    if State.SMALL in states(shown).values() and as_large.any():
        fits = as_large
    for key, column in tables.items():
        if 0 < truth(key, evidence) < THRESHOLD:
            possible = set(column[fits].tolist())
            told = (
                ("a", "part") if key == "rest" else (key,)
            )  # who reads `<3` there knows as much of the rest
            small = any(shown[each].state is State.SMALL for each in told)
            assert len(possible) >= (THRESHOLD - 1 if small else THRESHOLD), f"{key} is one of {possible}"


def truth(key: str, evidence: Evidence) -> float:
    if key == "rest":
        return (evidence.value("a") or 0) - (evidence.value("part") or 0)
    return evidence.value(key) or 0
