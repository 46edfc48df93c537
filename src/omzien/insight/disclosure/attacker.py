"""The attacker: what can a reader work out about a hidden count from everything that is published?

A reader knows what adds up to what, that counts are whole and not negative, and what the printed signs mean.
For a hidden count a linear program finds the lowest and the highest value that fits with all of that
(Hundepool et al. 2012, Statistical Disclosure Control, section 4.4). When its answer is not in whole numbers,
an integer program finds the ends that a reader who counts in whole people finds.

The dual values of the program say which published numbers hold the count so tight, and so which others could
be hidden to loosen it: a capacity constraint (Fischetti and Salazar 2001, Solving the cell suppression
problem on tabular data with linear constraints, Management Science 47(7)).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

import highspy
import numpy as np

from omzien.gate.refused import Problem, Refused
from omzien.insight.disclosure.linked import Group, Linked

ROUNDING = 1e-6
MOST_STEPS, MOST_NODES = 1_000_000, 10_000  # of one program: far more than any publication was seen to take
WHOLE = int(highspy.HighsVarType.kInteger)
SIGNS = (1.0, -1.0)  # the lowest, and the highest value
NO_END = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
Bounds = Mapping[int, tuple[float, float]]


class Unanswered(Refused):
    """The solver came to no answer, within its limits and asked twice: what a reader can work out is not
    known, and so nothing is published.
    """

    def __init__(self) -> None:
        told = Problem(
            "This cannot be published: it could not be worked out whether it gives a small number away. "
            "Ask for less at once: fewer rows or columns, or a shorter period."
        )
        super().__init__([told])


@dataclass(frozen=True, slots=True)
class Cut:
    """Of these counts so many must be hidden that their gains add up to what is needed."""

    needed: float
    gains: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hidden count of which a reader can work out too much: the values that it may have, the counts that
    tell so, and what would have to be hidden.
    """

    place: int
    low: float
    high: float
    told_by: tuple[int, ...]
    cut: Cut


def findings(
    linked: Linked, bounds: Bounds, least: Mapping[int, float], safe: set[Group] | None = None
) -> Iterator[Finding]:
    """Every hidden count of which fewer values remain possible than it needs.

    `bounds` has every hidden count by its place, with what its sign says of it; `least` how many steps there
    must be between the lowest and the highest value of those that are looked at. Groups in `safe` are not
    looked at again; one in which nothing is found is added.
    """
    safe = set() if safe is None else safe
    for group in linked.groups(bounds):
        wanted = {place: least[place] for place in group.places if place in least}
        if not wanted or group in safe:
            continue
        found = False
        for finding in Attack(linked, group, bounds).findings(wanted):
            found = True
            yield finding
        if not found:
            safe.add(group)


@dataclass(slots=True)
class _Seen:
    """The lowest and highest whole value of each count in any table that was found to fit."""

    low: dict[int, float] = field(default_factory=dict)
    high: dict[int, float] = field(default_factory=dict)

    def add(self, places: Collection[int], values: Collection[float]) -> None:
        for place, value in zip(places, values, strict=True):
            self.low[place] = min(self.low.get(place, value), round(value))
            self.high[place] = max(self.high.get(place, value), round(value))

    def width(self, place: int) -> float:
        return self.high[place] - self.low[place]


class Attack:
    """The attack on one group of hidden counts, as a linear program that is asked again and again."""

    def __init__(self, linked: Linked, group: Group, bounds: Bounds) -> None:
        self.linked, self.group, self.bounds = linked, group, bounds
        self.column = {place: number for number, place in enumerate(group.places)}
        self.seen = _Seen()
        self.seen.add(group.places, [linked.counts[place].value for place in group.places])
        self.program = self._program()

    def _program(self) -> highspy.Highs:
        program = highspy.Highs()  # type: ignore[no-untyped-call]
        program.setOptionValue("output_flag", False)
        for place in self.group.places:
            program.addVar(*self.bounds[place])
        for number in self.group.rows:
            row = self.linked.rows[number]
            known = -sum(
                self.linked.counts[place].value * weight
                for place, weight in row.terms
                if place not in self.column
            )
            terms = {self.column[place]: weight for place, weight in row.terms if place in self.column}
            low = known if row.exact else -highspy.kHighsInf
            program.addRow(low, known, len(terms), list(terms), list(terms.values()))
        return program

    def findings(self, wanted: Mapping[int, float]) -> Iterator[Finding]:
        """The wanted counts that are held too tight; what other answers showed to be wide is not asked."""
        if len(wanted) > 1:
            for sign in SIGNS:
                self._solve(dict.fromkeys(wanted, sign))
        for place, least in wanted.items():
            if self.seen.width(place) < least and (found := self._finding(place, least)):
                yield found

    def _finding(self, place: int, least: float) -> Finding | None:
        ends, reach = dict[float, float](), _Reach()
        for sign in SIGNS:
            answer = self._solve({place: sign})
            if answer is None:
                return None  # there is no end to it
            ends[sign] = self._end(place, sign, answer.table)
            reach.add(*self._reach(place, sign, answer.duals))
        if ends[-1.0] - ends[1.0] >= least:
            return None
        told_by = tuple(sorted(set(reach.gains).difference(self.column)))
        return Finding(place, ends[1.0], ends[-1.0], told_by, self._cut(least, reach))

    def _cut(self, least: float, reach: "_Reach") -> Cut:
        """What any choice must hide for this count; the counts around it when the duals do not tell."""
        counts = self.linked.counts
        needed = (
            least - reach.given - sum(gain for other, gain in reach.gains.items() if counts[other].forced)
        )
        open_to = {other: gain for other, gain in reach.gains.items() if counts[other].is_choice}
        gained = sum(gain for other, gain in open_to.items() if other in self.column)
        if needed > ROUNDING and gained < needed - ROUNDING:
            return Cut(needed, {other: min(gain, needed) for other, gain in open_to.items()})
        return Cut(1.0, dict.fromkeys(self.linked.neighbours(self.group), 1.0))

    def _reach(self, place: int, sign: float, duals: Sequence[float]) -> tuple[float, dict[int, float]]:
        """By weak duality: how far the count can move from its value at most, by what each other count would
        give if it were hidden, and by what inequalities leave open.
        """
        prices, given = {place: sign}, 0.0
        for number, dual in zip(self.group.rows, duals, strict=True):
            if abs(dual) < ROUNDING:
                continue
            row = self.linked.rows[number]
            for other, weight in row.terms:
                prices[other] = prices.get(other, 0.0) - dual * weight
                given += 0.0 if row.exact else dual * weight * self.linked.counts[other].value
        gains = {other: self._gain(other, price) for other, price in prices.items() if abs(price) > ROUNDING}
        return given, {other: gain for other, gain in gains.items() if gain}

    def _gain(self, place: int, price: float) -> float:
        low, high = self.bounds.get(place) or self.linked.bounds(place)
        value = self.linked.counts[place].value
        return price * (value - low) if price > 0 else -price * (high - value)

    def _end(self, place: int, sign: float, table: Sequence[float]) -> float:
        """The whole number at this end."""
        value = table[self.column[place]]
        if _is_whole(table):
            return round(value)
        program = self._program()
        program.changeColCost(self.column[place], sign)
        columns = np.arange(len(self.column), dtype=np.int32)
        program.changeColsIntegrality(len(columns), columns, np.full(len(columns), WHOLE, dtype=np.uint8))
        whole = _run(program)
        if whole is not None:
            value = whole.table[self.column[place]]
        return ceil(value - ROUNDING) if sign > 0 else floor(value + ROUNDING)

    def _solve(self, costs: Mapping[int, float]) -> "_Answer | None":
        """The table that fits and costs least; None when there is no end to it."""
        for place, cost in costs.items():
            self.program.changeColCost(self.column[place], cost)
        answer = _run(self.program)
        for place in costs:
            self.program.changeColCost(self.column[place], 0.0)
        if answer and _is_whole(answer.table):
            self.seen.add(self.group.places, answer.table)
        return answer


@dataclass(slots=True)
class _Reach:
    """How far a count can move, both ways together."""

    given: float = 0.0
    gains: dict[int, float] = field(default_factory=dict)

    def add(self, given: float, gains: Mapping[int, float]) -> None:
        self.given += given
        for place, gain in gains.items():
            self.gains[place] = self.gains.get(place, 0.0) + gain


@dataclass(frozen=True, slots=True)
class _Answer:
    table: Sequence[float]
    duals: Sequence[float]


def _is_whole(table: Sequence[float]) -> bool:
    return all(abs(value - round(value)) < ROUNDING for value in table)


def _run(program: highspy.Highs) -> _Answer | None:
    """What fits and costs least; None when there is no end to it. Raises Unanswered."""
    program.setOptionValue("simplex_iteration_limit", MOST_STEPS)
    program.setOptionValue("mip_max_nodes", MOST_NODES)
    for _ in range(2):
        program.run()
        status = program.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            solution = program.getSolution()
            return _Answer(list(solution.col_value), list(solution.row_dual))
        if status in NO_END:
            return None
        program.clearSolver()  # it lost its way from where it was last: from the start
    raise Unanswered
