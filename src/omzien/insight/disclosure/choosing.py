"""Which counts to hide so that the small ones are safe and the reader loses as little as possible.

Small problems are solved to the end: an integer program chooses, the attacker shows what it overlooked, and
that becomes one more constraint, until nothing is found (Fischetti and Salazar 2001, Solving the cell
suppression problem on tabular data with linear constraints, Management Science 47(7)). Large ones take every
exposed count in turn: the cheapest changes to other counts with which all totals still hold (a linear
program; on a plain table a cheapest flow: Kelly, Golden and Assad 1992, Cell suppression: disclosure
protection for sensitive tabular data, Networks 22). Then what was not needed is shown again.
"""

from collections.abc import Collection, Iterator, Sequence

import highspy

from omzien.insight.disclosure.attacker import Cut, Finding, findings
from omzien.insight.disclosure.changes import Changes
from omzien.insight.disclosure.linked import Group, Linked
from omzien.insight.disclosure.signs import least_widths, readings

# Beyond these an integer program takes longer than it is worth: counts to choose, rounds, nodes of a tree.
MOST_CHOICES, MOST_ROUNDS, MOST_NODES = 500, 60, 400


class TooHard(Exception):
    """The integer program did not come to an end within its limits."""


class Stuck(Exception):
    """There is nothing left to hide, and still a count can be worked out: an earlier publication told it."""


def choose(linked: Linked, *, exact: bool | None = None) -> set[int]:
    """The places of all counts to hide: the small ones, and the cheapest others that keep them safe.

    `exact`: solve it to the end; by default when there are few enough counts to choose from. When nothing
    helps, everything is hidden, and the audit will say why that is not enough.
    """
    if exact is None:
        exact = _most_choices(linked) <= MOST_CHOICES
    try:
        return _cheapest_of_all(linked) if exact else _cheap(linked)
    except TooHard:
        return choose(linked, exact=False)
    except Stuck:
        return {place for place, count in enumerate(linked.counts) if not count.public}


def _most_choices(linked: Linked) -> int:
    """Of how many counts that hang together must be chosen."""
    everything = [place for place, count in enumerate(linked.counts) if not count.public]
    groups = [[linked.counts[place] for place in group.places] for group in linked.groups(everything)]
    with_small = [group for group in groups if any(count.sensitive for count in group)]
    return max((sum(count.is_choice for count in group) for group in with_small), default=0)


def _cheapest_of_all(linked: Linked) -> set[int]:
    cuts: list[Cut] = []
    safe: set[Group] = set()
    hidden = linked.forced
    for _ in range(MOST_ROUNDS):
        found = list(_exposed(linked, hidden, safe))
        if not found:
            return hidden
        cuts += [each.cut for each in found]
        hidden = linked.forced | cheapest(linked, cuts)
    raise TooHard


def _cheap(linked: Linked) -> set[int]:
    return without_needless(linked, loosened(linked, linked.forced))


def exposed(linked: Linked, hidden: Collection[int]) -> list[Finding]:
    """The small counts among these of which a reader can work out too much when these are hidden."""
    return list(_exposed(linked, hidden))


def _exposed(linked: Linked, hidden: Collection[int], safe: set[Group] | None = None) -> Iterator[Finding]:
    return findings(linked, readings(linked, hidden), least_widths(linked, hidden), safe)


def cheapest(linked: Linked, cuts: Sequence[Cut]) -> set[int]:
    """The places that satisfy all cuts and cost least together. Raises Stuck when no places do."""
    places = sorted({place for cut in cuts for place in cut.gains})
    column = {place: number for number, place in enumerate(places)}
    program = highspy.Highs()  # type: ignore[no-untyped-call]
    program.setOptionValue("output_flag", False)
    program.setOptionValue("mip_rel_gap", 0.0)
    program.setOptionValue("mip_max_nodes", MOST_NODES)
    for place in places:
        program.addVar(0.0, 1.0)
        program.changeColCost(column[place], linked.counts[place].cost)
        program.changeColIntegrality(column[place], highspy.HighsVarType.kInteger)
    for cut in cuts:
        columns = [column[place] for place in cut.gains]
        program.addRow(cut.needed, highspy.kHighsInf, len(columns), columns, list(cut.gains.values()))
    program.run()
    status = program.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise Stuck if status == highspy.HighsModelStatus.kInfeasible else TooHard
    return {
        place for place, value in zip(places, program.getSolution().col_value, strict=True) if value > 0.5
    }


def loosened(linked: Linked, hidden: set[int]) -> set[int]:
    """These and more, so that no small count is exposed: for each in turn what costs least."""
    changes, safe = Changes(linked), set[Group]()
    while found := list(_exposed(linked, hidden, safe)):
        before = hidden
        for finding in found:
            hidden = hidden | changes.around(finding, hidden, linked.threshold - 1)
        if hidden == before:  # in fractions there is room enough, in whole people there is not
            hidden = hidden | _any_of(found[0].cut, linked, hidden)
    return hidden


def _any_of(cut: Cut, linked: Linked, hidden: Collection[int]) -> set[int]:
    left = sorted(set(cut.gains).difference(hidden), key=lambda place: (linked.counts[place].cost, place))
    if not left:
        raise Stuck
    return {left[0]}


def without_needless(linked: Linked, hidden: set[int]) -> set[int]:
    """These without the counts that can be shown after all, the dearest first."""
    choices = [place for place in hidden if linked.counts[place].is_choice]
    for place in sorted(choices, key=lambda place: (-linked.counts[place].cost, place)):
        group = next(set(group.places) for group in linked.groups(hidden) if place in group.places)
        if next(_exposed(linked, group - {place}), None) is None:
            hidden = hidden - {place}
    return hidden
