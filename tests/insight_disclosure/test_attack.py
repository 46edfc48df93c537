"""An attacker who has only the pages finds no hidden count; and finds them where less is hidden."""

from dataclasses import replace

import pytest

from omzien.insight.disclosure import Shown, State, audit, protect
from tests.insight_disclosure.attack import too_tight
from tests.insight_disclosure.made_up import Made, publication
from tests.insight_disclosure.sequences import leaks, sequence

PUBLICATIONS, SEQUENCES = 16, 10  # benchmarks/disclosure.py tries a thousand, and then new ones


@pytest.mark.parametrize("seed", range(PUBLICATIONS))
def test_no_hidden_count_of_linked_publications_can_be_worked_out(seed: int):
    made = publication(seed, most=4)
    shown = protect(made.evidence, made.threshold)
    assert not audit(made.evidence, shown, made.threshold)
    assert not too_tight(made, shown)


def hiding_only_the_small_ones(made: Made) -> dict[str, Shown]:
    """What many do: a count is hidden when it is small, and nothing else is."""
    counts = {key: raw.value or 0 for key, raw in made.evidence.numbers.items() if raw.counted}
    small = {key for key, value in counts.items() if 0 < value < made.threshold}
    return {
        key: Shown(State.SMALL, raw.style, threshold=made.threshold)
        if key in small or not small.isdisjoint(raw.basis)
        else Shown(State.SHOWN, raw.style, raw.value)
        for key, raw in made.evidence.numbers.items()
        if raw.earlier is None and not key.startswith("~")
    }


def test_the_attacker_finds_what_hiding_only_the_small_ones_leaves_open():
    every = [publication(seed, most=3) for seed in range(6)]
    assert sum(bool(too_tight(made, hiding_only_the_small_ones(made))) for made in every) >= 4


def test_the_audit_finds_what_the_attacker_finds():
    for seed in range(6):
        made = publication(seed, most=3)
        shown = hiding_only_the_small_ones(made)
        assert bool(audit(made.evidence, shown, made.threshold)) == bool(too_tight(made, shown))


def test_who_forgets_what_was_published_a_quarter_ago_gives_away_who_came_since():
    found = []
    for seed in range(6):
        made, alone = publication(seed, most=3), publication(seed, most=3, linked=False)
        shown = protect(alone.evidence, made.threshold)
        assert not too_tight(alone, shown)
        found += too_tight(replace(made, residents=made.residents[:0]), shown)
    assert any(name.startswith("new") for name in found)


@pytest.mark.parametrize("corrected", [False, True])
def test_nobody_works_out_a_small_count_from_all_that_was_published_over_time(corrected: bool):
    for seed in range(SEQUENCES):
        assert leaks(sequence(seed, corrected=corrected)) == [], seed


def test_who_forgets_what_was_published_before_gives_small_counts_away_over_time():
    assert any(leaks(sequence(seed, weighed=False)) for seed in range(SEQUENCES))
