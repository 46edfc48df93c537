"""What disclosure control hides, whether it holds, and how long it takes; against the simple rules of others.

    python benchmarks/disclosure.py [--quick] [--seconds N]

Publications are made up: two cross-tabs of the same people with a margin in common, shares, residents beside
registrations, and the same tables of a quarter ago. An attacker who knows nothing of our code reads only what
is printed, on both pages, and asks an integer program how few and how many there can be in every small cell.
Then sequences of three to six publications over time, of groups that overlap, with another attacker who
keeps every page: as they are, and with facts that are corrected in between. After these it goes on with
publications and sequences that nobody tried before, for so many seconds; the seed of one that fails is
printed.

Row-and-column marking (hide a second count in every row and column with one) is counted as it is, and again
with more marks until it is as safe: as it is, most of its tables can be worked out.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks import disclosure_rules as rules
from benchmarks.common import not_run, report
from omzien.insight.disclosure import Evidence, Style, audit, protect
from omzien.insight.disclosure.choosing import choose, exposed
from omzien.insight.disclosure.linked import Linked
from tests.insight_disclosure.attack import too_tight
from tests.insight_disclosure.made_up import ALL, Cell, Made, count, key, publication
from tests.insight_disclosure.sequences import leaks, sequence

THRESHOLD = 10
ATTACKED, QUICK_ATTACKED = 1000, 30
SEQUENCES, QUICK_SEQUENCES = 500, 20
SEQUENCES_BAR = 0.0  # what is not promised of sequences, docs/disclosure.md says
COMPARED, QUICK_COMPARED = 200, 30
FUZZ_SECONDS, QUICK_FUZZ_SECONDS = 60, 5
LARGE, QUICK_LARGE = (80, 50), (20, 12)
FEWER_BAR, LARGE_SECONDS_BAR = 0.75, 20.0


def main() -> None:
    """Attack, compare, and time; one line per bar."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help=f"{QUICK_ATTACKED} publications")
    options.add_argument("--seconds", type=float, help="how long to go on with new ones")
    given = options.parse_args()
    seconds = given.seconds or (QUICK_FUZZ_SECONDS if given.quick else FUZZ_SECONDS)
    attacked(QUICK_ATTACKED if given.quick else ATTACKED)
    over_time(QUICK_SEQUENCES if given.quick else SEQUENCES)
    fuzzed(seconds)
    compared(QUICK_COMPARED if given.quick else COMPARED)
    against_tau_argus(QUICK_COMPARED if given.quick else COMPARED)
    large(QUICK_LARGE if given.quick else LARGE)


def attacked(publications: int) -> None:
    """The fixed publications, always the same."""
    took, leaky = [], []
    for seed in range(publications):
        seconds, leaking = _attack(seed)
        took.append(seconds)
        leaky += [seed] if leaking else []
    sizes = {
        "publications": publications,
        "median_seconds": round(statistics.median(took), 3),
        "leaking": leaky,
    }
    report("disclosure_publications_that_leak", len(leaky), 0, worst_seconds=round(max(took), 2), **sizes)


def over_time(sequences: int) -> None:
    """The fixed sequences, without and with corrections of the facts."""
    for name, corrected in (("sequences", False), ("corrected_sequences", True)):
        leaking = [seed for seed in range(sequences) if leaks(sequence(seed, corrected=corrected))]
        _report_sequences(name, leaking, sequences)


def _report_sequences(name: str, leaking: list[int], sequences: int) -> None:
    share = len(leaking) / sequences
    report(f"disclosure_{name}_that_leak", share, SEQUENCES_BAR, sequences=sequences, leaking=leaking)


def fuzzed(seconds: float) -> None:
    """Publications and sequences that nobody tried before."""
    first, until = time.time_ns() // 1000, time.monotonic() + seconds
    leaking, over_time, tried = list[int](), list[int](), 0
    while time.monotonic() < until:
        seed = first + tried
        leaking += [seed] if _attack(seed)[1] else []
        over_time += [seed] if leaks(sequence(seed)) else []
        tried += 1
    report("disclosure_new_publications_that_leak", len(leaking), 0, publications=tried, leaking=leaking)
    _report_sequences("new_sequences", over_time, tried)


def _attack(seed: int) -> tuple[float, bool]:
    made = publication(seed, THRESHOLD)
    began = time.perf_counter()
    shown = protect(made.evidence, THRESHOLD)
    took = time.perf_counter() - began
    return took, bool(audit(made.evidence, shown, THRESHOLD) or too_tight(made, shown))


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one way hides of a publication: how many cells, of them not small themselves, and their sum."""

    cells: int
    beside: int
    value: int
    holds: bool


def compared(publications: int) -> None:
    """The integer program, the heuristic and the rules of others, on the same tables."""
    ways: dict[str, list[Hidden]] = {}
    for seed in range(publications):
        for name, hidden in _ways(publication(seed, THRESHOLD, linked=False)):
            ways.setdefault(name, []).append(hidden)
    ours = ways.pop("integer_program")
    for name, theirs in ways.items():
        pairs = list(zip(ours, theirs, strict=True))
        ratio = _ratio([(one.cells, other.cells) for one, other in pairs])
        told = {
            "beside_the_small_ones": _ratio([(one.beside, other.beside) for one, other in pairs]),
            "value_hidden": _ratio([(one.value, other.value) for one, other in pairs]),
            "worked_out": f"{sum(not each.holds for each in theirs)} of {len(theirs)}",
        }
        if name == "marking_until_safe" and ratio is not None:
            report("disclosure_cells_hidden_to_marking_as_safe", ratio, FEWER_BAR, **told)
        else:
            print(json.dumps({"name": f"disclosure_cells_hidden_to_{name}", "value": ratio, "sizes": told}))


def _ratio(pairs: list[tuple[int, int]]) -> float | None:
    """The median over the tables in which the other way hides something."""
    ratios = [ours / theirs for ours, theirs in pairs if theirs]
    return round(statistics.median(ratios), 3) if ratios else None


def _ways(made: Made) -> Iterator[tuple[str, Hidden]]:
    linked = Linked(made.evidence, THRESHOLD)
    yield "integer_program", _hidden(made, linked, choose(linked, exact=True))
    yield "heuristic", _hidden(made, linked, choose(linked, exact=False))
    for rule in (rules.small_only, rules.one_more_in_the_row, rules.rows_and_columns):
        yield rule.__name__, _hidden(made, linked, _by_rule(made, linked, rule))
    yield "marking_until_safe", _hidden(made, linked, _until_safe(made, linked))


def _hidden(made: Made, linked: Linked, places: set[int]) -> Hidden:
    cells = [cell for cell in _cells(made) if linked.place[key(cell)] in places]
    values = [count(made.people, cell) for cell in cells]
    beside = [value for value in values if not 0 < value < THRESHOLD]
    return Hidden(len(cells), len(beside), sum(beside), not exposed(linked, places | linked.forced))


def _cells(made: Made) -> list[Cell]:
    return [cell for table in made.tables() for cell in made.cells(table)]


def _by_rule(made: Made, linked: Linked, rule: rules.Rule) -> set[int]:
    """Every table by the rule, on its own; margins only when they are small."""
    hidden = set(linked.forced)
    for table in made.tables():
        hidden |= {linked.place[key((table, *place))] for place in rule(_table(made, table), THRESHOLD)}
    return hidden


def _table(made: Made, table: str) -> np.ndarray:
    return made.people.sum(axis=2 if table == "a" else 1)


def _until_safe(made: Made, linked: Linked) -> set[int]:
    """Marking, and again one more in the row and column of every count that is still exposed; when that adds
    nothing, the smallest margin that is left.
    """
    marked = {table: rules.rows_and_columns(_table(made, table), THRESHOLD) for table in made.tables()}
    hidden = _by_rule(made, linked, rules.rows_and_columns)
    while found := exposed(linked, hidden):
        before = set(hidden)
        for table, row, column in (cell for each in found for cell in _printed_at(made, linked, each.place)):
            if ALL not in (row, column):
                rules.once_more(_table(made, table), marked[table], (row, column))
                hidden |= {linked.place[key((table, *place))] for place in marked[table]}
        if hidden == before:
            margins = [cell for cell in _cells(made) if linked.place[key(cell)] not in hidden]
            hidden.add(linked.place[key(min(margins, key=lambda cell: count(made.people, cell)))])
    return hidden


def _printed_at(made: Made, linked: Linked, place: int) -> list[Cell]:
    return [cell for cell in _cells(made) if linked.place[key(cell)] == place]


def against_tau_argus(tables: int) -> None:
    """One cross-tab at a time, as tau-argus takes them."""
    name, ratios, seconds, worked_out = "disclosure_cells_hidden_to_tau_argus", [], [], 0
    try:
        for seed in range(tables):
            made = publication(seed, THRESHOLD, linked=False)
            linked = Linked(_alone(made), THRESHOLD)
            began = time.perf_counter()
            ours = choose(linked)
            between = time.perf_counter()
            places = rules.tau_argus(_table(made, "a"), THRESHOLD)
            theirs = {linked.place[key(("a", *place))] for place in places}
            seconds.append((between - began) / (time.perf_counter() - between))
            ratios.append((len(ours), len(theirs)))
            worked_out += bool(exposed(linked, theirs | linked.forced))
    except ImportError:
        not_run(name, "pytauargus is not installed")
        return
    told = {"tables": tables, "time": round(statistics.median(seconds), 2), "worked_out": worked_out}
    print(json.dumps({"name": name, "value": _ratio(ratios), "sizes": told}))


def _alone(made: Made) -> Evidence:
    """The first cross-tab without what it is linked to."""
    found = Evidence()
    cells = made.cells("a")
    for cell in cells:
        found.count(key(cell), count(made.people, cell), Style(), "people")
    for axis in (1, 2):
        for line in {cell[axis] for cell in cells}:
            places = [cell for cell in cells if cell[axis] == line]
            whole = next(cell for cell in places if cell[3 - axis] == ALL)
            found.adds_up(key(whole), [key(cell) for cell in places if cell != whole])
    return found


def large(shape: tuple[int, int]) -> None:
    """One large cross-tab: the heuristic, in seconds."""
    rng = np.random.default_rng(1)
    expected = np.outer(rng.gamma(2.0, 2.0, shape[0]), rng.gamma(2.0, 2.0, shape[1])) + 8
    people = rng.poisson(expected)[..., None]
    linked = Linked(_alone(Made(people, people, np.zeros(0), 0, THRESHOLD)), THRESHOLD)
    began = time.perf_counter()
    hidden = choose(linked, exact=False)
    seconds = time.perf_counter() - began
    beside, holds = len(hidden - linked.forced), not exposed(linked, hidden)
    sizes = {"cells": len(linked.counts), "small": len(linked.sensitive), "beside": beside, "safe": holds}
    report("disclosure_large_table_seconds", seconds, LARGE_SECONDS_BAR, **sizes)


if __name__ == "__main__":
    sys.exit(main())
