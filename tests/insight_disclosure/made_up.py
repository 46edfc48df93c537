"""Made-up linked publications: tables of the same people with a margin in common, and one of a quarter ago.

They are made from people (row, first column, second column, counted already then?), so that everything in
them hangs together as it does in life.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from omzien.insight.disclosure import Evidence, Publication, Shown, Style, protect

ALL = -1  # in the place of a row or column: every one of them
Cell = tuple[str, int, int]  # which table, row, column


@dataclass(frozen=True)
class Made:
    """One publication, as it was made.

    `people[r, a, b]` are those counted now, `then` those of them who were counted a quarter ago already.
    `residents` by row never exceed those counted; `everybody` are the different ones.
    """

    people: np.ndarray
    then: np.ndarray
    residents: np.ndarray
    everybody: int
    threshold: int
    evidence: Evidence = field(default_factory=Evidence)
    earlier: Publication | None = None

    def tables(self) -> list[str]:
        """The names of its two cross-tabs."""
        return ["a", "b"]

    def cells(self, table: str) -> list[Cell]:
        """The cells and margins of a table."""
        rows, width = self.people.shape[0], self.people.shape[1 if table == "a" else 2]
        return [(table, *place) for place in product([ALL, *range(rows)], [ALL, *range(width)])]


def key(cell: Cell) -> str:
    """The key of a cell in the evidence."""
    return "|".join(map(str, cell))


def count(people: np.ndarray, cell: Cell) -> int:
    """How many people are in a cell or margin."""
    return int(people[where(cell)].sum())


def where(cell: Cell) -> tuple[slice | int, ...]:
    """The people of a cell."""
    table, row, column = cell
    every = slice(None)
    first, second = (column, ALL) if table == "a" else (ALL, column)
    return tuple(every if place == ALL else place for place in (row, first, second))


def publication(seed: int, threshold: int = 10, *, most: int = 5, linked: bool = True) -> Made:
    """A publication by its seed: two cross-tabs with a common margin, shares, residents, an earlier one."""
    rng = np.random.default_rng(seed)
    shape = tuple(int(size) for size in rng.integers(2, most + 1, 3))
    weights = rng.dirichlet(np.full(int(np.prod(shape)), 0.7)).reshape(shape)
    people = rng.multinomial(int(rng.integers(6, 60)) * threshold, weights.ravel()).reshape(shape)
    then = rng.binomial(people, rng.uniform(0.5, 0.98))
    residents = np.array([rng.integers(row * 0.6, row + 1) for row in people.sum(axis=(1, 2))])
    everybody = int(rng.integers(residents.max(), residents.sum() + 1))
    made = Made(people, then, residents, everybody, threshold)
    fill(made.evidence, made, people)
    if not linked:
        return made
    before = Evidence()
    fill(before, made, then, shares=False)
    earlier = Publication.of("then", before, protect(before, threshold))
    everything = dict.fromkeys(key(cell) for table in made.tables() for cell in made.cells(table))
    hold(made.evidence, earlier, everything)
    add_residents(made)
    return Made(people, then, residents, everybody, threshold, made.evidence, earlier)


def hold(evidence: Evidence, earlier: Publication, keys: Iterable[str]) -> None:
    """Everything that was counted then is in what is counted now: the half year, and the quarter in it."""
    evidence.after(earlier)
    for key in keys:
        evidence.part_of(f"{earlier.name}/{key}", key)


def fill(evidence: Evidence, made: Made, people: np.ndarray, *, shares: bool = True) -> None:
    """Two cross-tabs of these people: cells, margins, the margin in common, and shares of the whole."""
    for table in made.tables():
        for cell in made.cells(table):
            evidence.count(key(cell), count(people, cell), Style("count"), "people")
        rows = sorted({row for _, row, _ in made.cells(table)})
        columns = sorted({column for _, _, column in made.cells(table)})
        for row in rows:
            parts = [key((table, row, column)) for column in columns if column != ALL]
            evidence.adds_up(key((table, row, ALL)), parts)
        for column in columns:
            parts = [key((table, row, column)) for row in rows if row != ALL]
            evidence.adds_up(key((table, ALL, column)), parts)
        for cell in made.cells(table) if shares else ():
            evidence.share(f"{key(cell)}|share", key(cell), key((table, ALL, ALL)))
    for row in (ALL, *range(people.shape[0])):
        evidence.same(key(("a", row, ALL)), key(("b", row, ALL)))


def add_residents(made: Made) -> None:
    """Residents by row beside the rows, and all of them."""
    evidence, names = made.evidence, []
    evidence.count("residents", made.everybody, Style("count"), "residents")
    for row, number in enumerate(made.residents):
        names.append(f"residents|{row}")
        evidence.count(names[-1], int(number), Style("count"), "residents")
        evidence.at_most(names[-1], key(("a", row, ALL)))
    evidence.fills("residents", names)


def printed(shown: dict[str, Shown]) -> dict[str, str]:
    """What stands on the page: `118`, `31%`, `<10`, a dot, or a dash."""
    return {name: sign(each) for name, each in shown.items()}


def sign(shown: Shown) -> str:
    """One number as it is printed."""
    if shown.is_withheld:
        return f"<{shown.threshold}" if shown.state == "small" else "·"
    if shown.value is None:
        return "–"
    return f"{shown.value * 100:.0f}%" if shown.style.form == "share" else f"{shown.value:.0f}"
