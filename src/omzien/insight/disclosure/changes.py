"""What to hide beside one small count, for large publications: the cheapest way to let it be larger."""

from collections.abc import Collection

import highspy

from omzien.insight.disclosure.attacker import ROUNDING, Finding
from omzien.insight.disclosure.linked import Group, Linked

FREE = 1e-6  # what is hidden already costs next to nothing, so that no needless change is made


class Changes:
    """The counts as changes from their values, up and down, that leave every row as it is.

    One linear program for each group that hangs together; only the costs and one bound differ by question.
    """

    def __init__(self, linked: Linked) -> None:
        self.linked = linked
        everything = [place for place, count in enumerate(linked.counts) if not count.public]
        self.groups = {place: group for group in linked.groups(everything) for place in group.places}
        self.programs: dict[Group, _Program] = {}

    def around(self, finding: Finding, hidden: Collection[int], least: float) -> set[int]:
        """The counts that change when this one is as much larger as it needs; itself not counted."""
        group = self.groups[finding.place]
        if group not in self.programs:
            self.programs[group] = _Program(self.linked, group)
        needed = least - (self.linked.counts[finding.place].value - finding.low)
        return self.programs[group].changed(finding.place, needed, hidden) - {finding.place}


class _Program:
    def __init__(self, linked: Linked, group: Group) -> None:
        self.linked, self.places = linked, group.places
        self.column = {place: 2 * number for number, place in enumerate(group.places)}
        self.free: set[int] = set()
        self.program = highspy.Highs()  # type: ignore[no-untyped-call]
        self.program.setOptionValue("output_flag", False)
        for place in group.places:
            count = linked.counts[place]
            self.program.addVar(0.0, highspy.kHighsInf)
            self.program.addVar(0.0, self._room(place))
            self._price(place, count.cost if count.is_choice else FREE)
        for number in group.rows:
            self._add_row(number)

    def _room(self, place: int) -> float:
        """How much a count can go down."""
        return self.linked.counts[place].value - self.linked.bounds(place)[0]

    def _price(self, place: int, cost: float) -> None:
        """What one more and one less of a count cost: its cost, spread over what is ever asked of it."""
        most = float(self.linked.threshold)
        self.program.changeColCost(self.column[place], cost / most)
        self.program.changeColCost(self.column[place] + 1, cost / max(min(most, self._room(place)), 1.0))

    def _add_row(self, number: int) -> None:
        row = self.linked.rows[number]
        slack = -sum(self.linked.counts[place].value * weight for place, weight in row.terms)
        terms = {self.column[place]: weight for place, weight in row.terms if place in self.column}
        terms |= {self.column[place] + 1: -weight for place, weight in row.terms if place in self.column}
        low = 0.0 if row.exact else -highspy.kHighsInf
        high = 0.0 if row.exact else max(slack, 0.0)
        self.program.addRow(low, high, len(terms), list(terms), list(terms.values()))

    def changed(self, place: int, needed: float, hidden: Collection[int]) -> set[int]:
        for each in hidden:
            if each in self.column and each not in self.free:
                self.free.add(each)
                self._price(each, FREE)
        up = self.column[place]
        self.program.changeColBounds(up, needed, highspy.kHighsInf)
        self.program.run()
        values = list(self.program.getSolution().col_value)
        solved = self.program.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self.program.changeColBounds(up, 0.0, highspy.kHighsInf)
        if not solved:
            return set()
        return {each for each, at in self.column.items() if values[at] + values[at + 1] > ROUNDING}
