"""What is hidden costs the reader as little as can be: compared with every other choice on small tables."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from omzien.insight.disclosure import Evidence, Style
from omzien.insight.disclosure.choosing import choose, exposed
from omzien.insight.disclosure.linked import Linked

tables = st.lists(st.integers(0, 9), min_size=6, max_size=6)


def two_by_three(values: list[int]) -> Linked:
    evidence = Evidence()
    cells = [[f"{row}{column}" for column in "abc"] for row in "12"]
    for key, value in zip([*cells[0], *cells[1]], values, strict=True):
        evidence.count(key, value, Style(), "people")
    lines = {"1": cells[0], "2": cells[1]}
    lines |= {column: [row[at] for row in cells] for at, column in enumerate("abc")}
    for total, parts in lines.items():
        evidence.count(total, sum(evidence.value(part) or 0 for part in parts), Style(), "people")
        evidence.adds_up(total, parts)
    evidence.count("all", sum(values), Style(), "people")
    evidence.adds_up("all", "12")
    evidence.adds_up("all", "abc")
    return Linked(evidence, 4)


def cost(linked: Linked, places: set[int]) -> float:
    return sum(linked.counts[place].cost for place in places - linked.forced)


def cheapest_of_all(linked: Linked) -> float:
    """The cost of the cheapest choice that exposes nobody, by trying all of them."""
    choices = [place for place, count in enumerate(linked.counts) if count.is_choice]
    sizes = range(len(choices) + 1)
    every = [linked.forced | set(some) for size in sizes for some in combinations(choices, size)]
    every.sort(key=lambda places: cost(linked, places))
    return next(cost(linked, places) for places in every if not exposed(linked, places))


@given(tables)
@settings(max_examples=8, deadline=None)
def test_no_other_choice_is_cheaper(values: list[int]):
    linked = two_by_three(values)
    assert abs(cost(linked, choose(linked, exact=True)) - cheapest_of_all(linked)) < 1e-6


@given(tables)
@settings(max_examples=20, deadline=None)
def test_the_way_for_large_tables_is_as_safe_and_shows_whatever_it_can(values: list[int]):
    linked = two_by_three(values)
    hidden = choose(linked, exact=False)
    assert not exposed(linked, hidden)
    assert all(exposed(linked, hidden - {place}) for place in hidden - linked.forced)
