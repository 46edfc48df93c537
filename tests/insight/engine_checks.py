"""Comparing an engine with DuckDB: what is asked, and when two answers are equal."""

import math
from contextlib import closing
from pathlib import Path

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Period, Selection, Value, crosstab, measure
from omzien.insight.figures.engines import Engine
from omzien.insight.figures.store import Store

YEAR = Selection(1, Period.year(2020))
NOBODY = Selection(1, Period.year(2020), "GM9999")  # where there is not one row to count
Question = tuple[str, str, str | None]  # a figure, and what it is split by


PERSONS: Question = ("residents_registered", "domain", "age")  # who is counted once, in more than one cell


def by_base() -> list[Question]:
    """Questions that together split each base by each of its dimensions, two at a time."""
    questions = [PERSONS]
    asked: set[tuple[str, str]] = set()
    for name, figure in CATALOGUE.items():
        new = [each for each in figure.dimensions if (figure.base.name, each) not in asked]
        asked |= {(figure.base.name, each) for each in new}
        questions += [(name, rows, columns) for rows, columns in _pairs(new)]
    return questions


def by_dimension() -> list[Question]:
    """A few questions that together have every base and every dimension: always the one that adds most."""
    questions, asked = [PERSONS], _about(PERSONS)
    wanted = set[str]().union(*map(_about, by_base()))
    while asked < wanted:
        questions.append(max(by_base(), key=lambda question: len(_about(question) - asked)))
        asked |= _about(questions[-1])
    return questions


def _about(question: Question) -> set[str]:
    name, *dimensions = question
    return {f"base {CATALOGUE[name].base.name}", *filter(None, dimensions)}


def _pairs(names: list[str]) -> list[tuple[str, str | None]]:
    return [(names[place], [*names, None][place + 1]) for place in range(0, len(names), 2)]


def equal(one: Value, other: Value) -> bool:
    """Counts to the last digit; means, medians and shares to a billionth."""
    if isinstance(one.value, int) or one.value is None:
        return one == other
    told = (one.name, one.n, one.missing, one.thin) == (other.name, other.n, other.missing, other.thin)
    return told and other.value is not None and math.isclose(one.value, other.value, rel_tol=1e-9)


def check_catalogue(
    snapshot: Snapshot, store: Store, selection: Selection, names: list[str] | None = None
) -> None:
    """Every figure of the catalogue, or of those named, is the same on both."""
    here, there = measure(snapshot, selection, names), measure(store, selection, names)
    assert list(there) == list(here)
    assert {name: (here[name], there[name]) for name in here if not equal(here[name], there[name])} == {}


def check_crosstab(snapshot: Snapshot, store: Store, question: Question) -> None:
    """Every cell, margin and total of a cross-tab is the same on both; so are the names, in order."""
    here, there = (crosstab(facts, YEAR, *question) for facts in (snapshot, store))
    assert (there.row_keys, there.column_keys) == (here.row_keys, here.column_keys), question
    for part in ("cells", "row_totals", "column_totals"):
        ours, theirs = getattr(here, part), getattr(there, part)
        assert set(theirs) == set(ours), (question, part)
        assert {key: theirs[key] for key in ours if not equal(ours[key], theirs[key])} == {}, (question, part)
    assert equal(here.total, there.total), question
    assert equal(here.known, there.known), question


def main(folder: str, engine: str, address: str, most: str) -> None:
    """Compare the catalogue and this many cross-tabs; an AssertionError tells the first difference."""
    snapshot = Snapshot.open(Path(folder))
    assert snapshot
    with closing(Store(snapshot, Engine(engine, address))) as store:
        check_catalogue(snapshot, store, YEAR)
        check_catalogue(snapshot, store, NOBODY, ["registrations", "group_participants", "goals_met_share"])
        for question in by_dimension()[: int(most)]:
            check_crosstab(snapshot, store, question)
