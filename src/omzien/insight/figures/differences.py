"""Why two numbers differ: the way from one to the other, one change at a time, each counted.

After each step there is a number of its own, so the differences of the steps add up to the difference of the
two, exactly. The order is fixed: first what only the first number is narrowed by goes away, last comes what
only the second is narrowed by; so every number on the way can be counted, whichever figures they are.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from omzien.insight.facts import Snapshot
from omzien.insight.figures.explained import Asked, number
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.measures import persons, rows
from omzien.insight.figures.store import Store
from omzien.insight.figures.values import Keys, Value

Facts = Snapshot | Store
Groups = tuple[Keys, ...]  # for each a row has at least one of its values


@dataclass(frozen=True, slots=True)
class Change:
    """One step on the way, and the number after it.

    `what`: `snapshot`, `without` (a filter goes), `municipality`, `period`, `basis` (the day that counts),
    `about` (which rows belong), `unit` (rows or residents), `figure` (all of these at once), `other` (another
    value of a filter) or `with` (a filter comes). `name` is the dimension of a filter. `asked` is the
    question after the step. `by` is the difference that it makes: None when a number is missing, or when the
    numbers before and after are of different kinds (a share and a count).
    """

    what: str
    asked: Asked
    value: Value
    by: float | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers, and the way from the one to the other. No changes: they are one and the same question."""

    one: Value
    other: Value
    changes: tuple[Change, ...]

    @property
    def by(self) -> float | None:
        """How much more the other is; None when a step cannot be told as a number."""
        if any(change.by is None for change in self.changes):
            return None
        return _less(self.one, self.other)


def differ(one: tuple[Facts, Asked], other: tuple[Facts, Asked]) -> Difference:
    """Why the other number is not the one, each counted from its own facts (one query a step)."""
    facts, asked = one
    first = before = number(facts, asked)
    changes = []
    for facts, step in _way(one, other):
        value = number(facts, step.asked)
        by = _less(before, value) if kind_of(asked.figure) == kind_of(step.asked.figure) else None
        changes.append(Change(step.what, step.asked, value, by, step.name))
        asked, before = step.asked, value
    return Difference(first, before, tuple(changes))


def kind_of(figure: Figure) -> str:
    """What can be subtracted from what: numbers of things from one another, and otherwise like from like."""
    return figure.unit if figure.decimals or figure.unit == "minutes" else "number"


def _less(one: Value, other: Value) -> float | None:
    return None if one.value is None or other.value is None else other.value - one.value


@dataclass(frozen=True, slots=True)
class _Step:
    """A question on the way, with what changed last."""

    what: str
    asked: Asked
    name: str = ""


def _way(one: tuple[Facts, Asked], other: tuple[Facts, Asked]) -> Iterator[tuple[Facts, _Step]]:
    (old, asked), (facts, goal) = one, other
    if _digest(old) != _digest(facts):
        yield facts, _Step("snapshot", asked)
    for part in (_without, _elsewhere, _by_figure, _with):
        for step in part(asked, goal):
            asked = step.asked
            yield facts, step


def _digest(facts: Facts) -> str:
    return (facts.snapshot if isinstance(facts, Store) else facts).digest


def _without(asked: Asked, goal: Asked) -> Iterator[_Step]:
    """What only the first is narrowed by goes away: the other figure need not know it."""
    had, has = _by_name(asked), _by_name(goal)
    for name in [name for name in had if name not in has]:
        asked = _narrowed(asked, name, ())
        yield _Step("without", asked, name)


def _elsewhere(asked: Asked, goal: Asked) -> Iterator[_Step]:
    """Another place, another time."""
    if asked.municipality != goal.municipality:
        asked = dataclasses.replace(asked, municipality=goal.municipality)
        yield _Step("municipality", asked)
    if asked.period != goal.period:
        yield _Step("period", dataclasses.replace(asked, period=goal.period))


def _by_figure(asked: Asked, goal: Asked) -> Iterator[_Step]:
    """Another figure: by way of the day that counts, the rows that belong and the unit, where both figures
    are counted from the same rows; otherwise at once.
    """
    one, other = asked.figure, goal.figure
    if one == other:
        return
    if one.base == other.base and one.basis != other.basis:
        one = dataclasses.replace(one, name=f"{one.name} by {other.basis.name}", basis=other.basis)
        yield _Step("basis", dataclasses.replace(asked, figure=one))
    if one.base == other.base and one.measure.counts and other.measure.counts:
        about = _in_the_unit_of(one, other)
        yield _Step("about", dataclasses.replace(asked, figure=about))
        if one.measure.counts != other.measure.counts:
            yield _Step("unit", dataclasses.replace(asked, figure=other))
        return
    yield _Step("figure", dataclasses.replace(asked, figure=other))


def _in_the_unit_of(one: Figure, other: Figure) -> Figure:
    """The rows of the other figure, counted as the first one counts: by rows, or by residents."""
    if one.measure.counts == other.measure.counts:
        return other
    count = rows if one.measure.counts == "rows" else persons
    measure = count(other.measure.counted)
    return dataclasses.replace(other, name=f"{other.name} in {one.unit}", unit=one.unit, measure=measure)


def _with(asked: Asked, goal: Asked) -> Iterator[_Step]:
    """What the second is narrowed by, and the first was not, or otherwise."""
    for name, groups in _by_name(goal).items():
        had = _by_name(asked).get(name, ())
        if had != groups:
            asked = _narrowed(asked, name, groups)
            yield _Step("other" if had else "with", asked, name)


def _by_name(asked: Asked) -> dict[str, Groups]:
    found: dict[str, Groups] = {}
    for name, keys in asked.narrowed:
        found[name] = tuple(sorted({*found.get(name, ()), keys}))
    return found


def _narrowed(asked: Asked, name: str, groups: Groups) -> Asked:
    others = [one for one in asked.narrowed if one[0] != name]
    return dataclasses.replace(asked, narrowed=(*others, *((name, keys) for keys in groups)))
