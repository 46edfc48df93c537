"""An attacker of our own making, who has only the pages: what was printed now, and a quarter ago.

It knows nothing of evidence and relations. It thinks of the people themselves (how many in each row, column
and second column are new, and how many were there a quarter ago), and asks an integer program how few and
how many there can be in a cell, given every sign on both pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from omzien.insight.disclosure import Shown, State
from tests.insight_disclosure.made_up import ALL, Cell, Made, count, key, printed, where

Sum = dict[int, float]  # how often each unknown is in a sum
Known = tuple[Sum, float, float]  # a sum, and between what it is
ENDLESS = highspy.kHighsInf
NO_END = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)


@dataclass(frozen=True)
class Target:
    """A small count that must stay unknown: what it is, and the sum of unknowns that it is."""

    name: str
    truth: int
    sum: Sum


class Reader:
    """Who reasons with sums of unknowns: whole numbers, not negative, of which these sums are known."""

    def __init__(self, unknowns: int, rows: Sequence[Known]) -> None:
        self.unknowns, self.rows = unknowns, rows
        self.in_fractions, self.in_people = self.program(whole=False), self.program(whole=True)
        self.found: list[np.ndarray] = []

    def program(self, *, whole: bool) -> highspy.Highs:
        """The program in whole people, or in fractions of them: that is quicker, and often whole as well."""
        program = highspy.Highs()
        program.setOptionValue("output_flag", False)
        for column in range(self.unknowns):
            program.addVar(0.0, ENDLESS)
            if whole:
                program.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        for sum_, low, high in self.rows:
            program.addRow(low, high, len(sum_), list(sum_), list(sum_.values()))
        return program

    def is_narrower(self, target: Target, width: float) -> bool:
        """Are the fewest and the most closer together than this? Tables that were found before may tell."""
        columns, times = list(target.sum), list(target.sum.values())
        seen = [target.truth, *(round(float(table[columns] @ times)) for table in self.found)]
        if max(seen) - min(seen) >= width:
            return False
        ends = [self.end(target.sum, sign) for sign in (1.0, -1.0)]
        assert ends[0] <= target.truth <= ends[1], f"{target.name} is {target.truth}, not within {ends}"
        return ends[1] - ends[0] < width

    def end(self, sum_: Sum, sign: float) -> float:
        """The fewest (1) or most (-1) that there can be of a sum of unknowns."""
        for program in (self.in_fractions, self.in_people):
            for column, times in sum_.items():
                program.changeColCost(column, sign * times)
            program.run()
            if program.getModelStatus() == highspy.HighsModelStatus.kUnknown:  # lost: from the start
                program.clearSolver()
                program.run()
            status, table = program.getModelStatus(), np.array(program.getSolution().col_value)
            for column in sum_:
                program.changeColCost(column, 0.0)
            if status != highspy.HighsModelStatus.kOptimal:
                assert status in NO_END, status
                return -sign * ENDLESS
            if np.abs(table - table.round()).max() < 1e-6:
                self.found.append(table.round())
                return float(round(float(table[list(sum_)] @ list(sum_.values()))))
        raise AssertionError("an integer program gave fractions")


class Attacker:
    """Everything that the two pages say, as one integer program."""

    def __init__(self, made: Made, now: Mapping[str, str], then: Mapping[str, str]) -> None:
        self.made, self.pages = made, {"now": now, "then": then}
        self.size = made.people.size
        self.places = np.arange(self.size).reshape(made.people.shape)
        self.unknowns = 2 * self.size + (len(made.residents) + 1 if "residents" in now else 0)
        self.rows: list[Known] = []
        for when in self.pages:
            self.read_tables(when)
        if "residents" in now:
            self.read_residents()

    def sum_of(self, cell: Cell, when: str) -> Sum:
        """The people of a cell: who was there then, and for now also who is new."""
        here = self.places[where(cell)].ravel().tolist()
        if when == "new":
            return dict.fromkeys((self.size + place for place in here), 1.0)
        found = dict.fromkeys(here, 1.0)
        return found | (dict.fromkeys((self.size + place for place in here), 1.0) if when == "now" else {})

    def read_tables(self, when: str) -> None:
        people = self.made.people if when == "now" else self.made.then
        for table in self.made.tables():
            whole = self.sum_of((table, ALL, ALL), when)
            for cell in self.made.cells(table):
                self.read(self.sum_of(cell, when), self.pages[when].get(key(cell)), count(people, cell))
                self.read_share(
                    self.sum_of(cell, when), whole, self.pages[when].get(f"{key(cell)}|share", "·")
                )

    def read(self, sum_: Sum, sign: str | None, truth: int) -> None:
        """A sign. The worst reader guesses rightly which of the dots stand for large counts."""
        if sign is None or sign == "–":
            return
        if sign == "·":
            self.add(sum_, self.made.threshold if truth >= self.made.threshold else 0, ENDLESS)
        elif sign.startswith("<"):
            self.add(sum_, 1, int(sign[1:]) - 1)
        else:
            self.add(sum_, int(sign), int(sign))

    def read_share(self, part: Sum, whole: Sum, sign: str) -> None:
        if not sign.endswith("%"):
            return
        share = int(sign[:-1])
        for at, low, high in ((share + 0.5, -ENDLESS, 0.0), (share - 0.5, 0.0, ENDLESS)):
            self.add(
                {place: 100 * part.get(place, 0) - at * once for place, once in whole.items()}, low, high
            )

    def read_residents(self) -> None:
        """Residents are no more than the people of their row, and each is in one row or more."""
        first, every = 2 * self.size, 2 * self.size + len(self.made.residents)
        now = self.pages["now"]
        for row, number in enumerate(self.made.residents.tolist()):
            self.read({first + row: 1.0}, now[f"residents|{row}"], number)
            self.add(self.sum_of(("a", row, ALL), "now") | {first + row: -1.0}, 0, ENDLESS)
            self.add({every: 1.0, first + row: -1.0}, 0, ENDLESS)
        self.read({every: 1.0}, now["residents"], self.made.everybody)
        self.add({every: -1.0} | {first + row: 1.0 for row in range(len(self.made.residents))}, 0, ENDLESS)

    def add(self, sum_: Sum, low: float, high: float) -> None:
        self.rows.append((sum_, low, high))

    def targets(self) -> Iterator[Target]:
        """The small counts of both pages, and those of who came in between."""
        for when, people in self._moments():
            for table in self.made.tables():
                for cell in self.made.cells(table):
                    if 0 < (truth := count(people, cell)) < self.made.threshold:
                        yield Target(f"{when} {key(cell)}", truth, self.sum_of(cell, when))
        for row, number in enumerate(
            self.made.residents.tolist() if "residents" in self.pages["now"] else ()
        ):
            if 0 < number < self.made.threshold:
                yield Target(f"residents {row}", number, {2 * self.size + row: 1.0})

    def _moments(self) -> list[tuple[str, np.ndarray]]:
        now = [("now", self.made.people)]
        if not self.pages["then"]:
            return now
        return [*now, ("then", self.made.then), ("new", self.made.people - self.made.then)]


def too_tight(made: Made, shown: dict[str, Shown]) -> list[str]:
    """The small counts of which fewer than a threshold less one values remain possible."""
    then = {}
    if made.earlier:
        then = printed(
            {
                name: Shown(raw.earlier or State.HIDDEN, raw.style, raw.value, threshold=made.threshold)
                for name, raw in made.earlier.counts.items()
            }
        )
    attacker = Attacker(made, printed(shown), then)
    reader = Reader(attacker.unknowns, attacker.rows)
    return [target.name for target in attacker.targets() if reader.is_narrower(target, made.threshold - 2)]
