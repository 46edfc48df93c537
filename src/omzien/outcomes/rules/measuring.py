"""What may be measured, which two measurements make a pair, what growth is, what an instrument adds up to.

**The rule of the pair.** Within one intervention, one instrument (its version is part of its key) and one
view, the *first* measurement marked `start` and the *last* marked `end` are the pair, when the end was not
measured before the start. Interim measurements never count. Instruments and views are never mixed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from omzien.gate.refused import Problem

Moment = Literal["start", "interim", "end"]
View = Literal["professional", "resident"]
Change = Literal["better", "same", "worse"]

MOMENTS: tuple[Moment, ...] = ("start", "interim", "end")
VIEWS: tuple[View, ...] = ("professional", "resident")
SHORTEST_REASON = 5
SMALLEST_STEP = 1  # of every scale: a difference of less than one level cannot be scored


Scoring = Literal["", "sum", "mean"]


@dataclass(frozen=True, slots=True)
class Scale:
    """What the rules need to know of one instrument: its items in order, and its lowest and highest level.

    `scoring` says what the levels add up to (nothing, a sum or a mean), `times` what that is multiplied by,
    `reversed_items` which items are counted the other way round, and `least_answered` how many items must
    have a level before there is a total at all.
    """

    items: tuple[str, ...]
    lowest: int
    highest: int
    scoring: str = ""
    times: int = 1
    reversed_items: frozenset[str] = frozenset()
    least_answered: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One measurement: `levels` holds a level per item key, None for an item that was not discussed."""

    number: int
    instrument: str
    view: str
    moment: str
    measured_on: date
    levels: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A start and an end with the same instrument, version and view."""

    start: Reading
    end: Reading


@dataclass(frozen=True, slots=True)
class Growth:
    """What happened on one item of a pair.

    `at_ceiling`: the start was the highest level and could not grow.
    """

    item: str
    start: int
    end: int
    at_ceiling: bool

    @property
    def points(self) -> int:
        """End minus start, in levels of the scale."""
        return self.end - self.start

    @property
    def change(self) -> Change:
        """Better, same or worse: one level is the smallest step that counts."""
        if self.points >= SMALLEST_STEP:
            return "better"
        return "worse" if self.points <= -SMALLEST_STEP else "same"


def pairs(readings: Iterable[Reading]) -> list[Pair]:
    """The pairs of one intervention's readings, one per instrument and view at most (rule: see above)."""
    apart = sorted(readings, key=_apart)
    found = (_pair(list(same)) for _, same in groupby(apart, key=_apart))
    return [pair for pair in found if pair]


def _apart(reading: Reading) -> tuple[str, str]:
    return reading.instrument, reading.view


def _when(reading: Reading) -> tuple[date, int]:
    return reading.measured_on, reading.number


def _pair(readings: list[Reading]) -> Pair | None:
    start = min((one for one in readings if one.moment == "start"), key=_when, default=None)
    end = max((one for one in readings if one.moment == "end"), key=_when, default=None)
    if start is None or end is None or end.measured_on < start.measured_on:
        return None
    return Pair(start, end)


def growth(pair: Pair, scale: Scale) -> list[Growth]:
    """Per item of the scale that has a level at the start and at the end, in the instrument's own order."""
    both = ((item, pair.start.levels.get(item), pair.end.levels.get(item)) for item in scale.items)
    return [
        Growth(item, start, end, at_ceiling=start == scale.highest)
        for item, start, end in both
        if start is not None and end is not None
    ]


def open_items(scale: Scale, levels: Mapping[str, int | None]) -> list[str]:
    """The items that nobody scored: all are asked for, but an honest gap is better than a guess."""
    return [item for item in scale.items if levels.get(item) is None]


def problems_of(scale: Scale, levels: Mapping[str, int | None]) -> Iterator[Problem]:
    """Everything that is wrong with these levels: unknown items, levels off the scale, nothing scored."""
    for item, level in levels.items():
        if item not in scale.items:
            yield Problem("this instrument has no item “%(item)s”", f"scores.{item}", {"item": item})
        elif level is not None and not scale.lowest <= level <= scale.highest:
            yield Problem(
                "level %(level)s is off the scale: it runs from %(lowest)s to %(highest)s",
                f"scores.{item}",
                {"level": level, "lowest": scale.lowest, "highest": scale.highest},
            )
    if all(level is None for level in levels.values()):
        yield Problem("score at least one item", "scores")


def circumstances_problems(*, moment: str, view: str, measured_on: date, today: date) -> Iterator[Problem]:
    """What is wrong with the moment, the view or the day of a measurement."""
    if moment not in MOMENTS:
        yield Problem("choose start, interim or end", "moment")
    if view not in VIEWS:
        yield Problem("choose whose judgement it is: professional or resident", "view")
    if measured_on > today:
        yield Problem("a measurement cannot be in the future", "measured_on")


def total(scale: Scale, levels: Mapping[str, int | None]) -> float | None:
    """What the levels of one measurement add up to, as the instrument says; None: it has no total, or too
    few items were answered. A sum counts an item without a level as the mean of the others.
    """
    given = [_counted(scale, item, level) for item, level in levels.items() if level is not None]
    if not scale.scoring or len(given) < max(1, scale.least_answered):
        return None
    mean = sum(given) / len(given)
    return scale.times * (mean if scale.scoring == "mean" else mean * len(scale.items))


def _counted(scale: Scale, item: str, level: int) -> int:
    return scale.lowest + scale.highest - level if item in scale.reversed_items else level


def proposed_moment(
    earlier: Sequence[Reading], *, instrument: str, view: str, is_closing: bool = False
) -> Moment:
    """The moment that a new measurement most probably is: the start when there is none of this instrument
    and view, the end when the support is ending, and something in between otherwise.
    """
    if not any(one.moment == "start" for one in earlier if _apart(one) == (instrument, view)):
        return "start"
    return "end" if is_closing else "interim"


def last_levels(
    readings: Iterable[Reading], *, instrument: str, view: str, without: int = 0
) -> Mapping[str, int | None]:
    """The levels of last time, of this instrument and view only; none when there was no last time."""
    same = [one for one in readings if _apart(one) == (instrument, view) and one.number != without]
    return max(same, key=_when).levels if same else {}


def correction_problems(*, reason: str) -> Iterator[Problem]:
    """A measurement that is corrected says why: whoever reads the file sees both."""
    if len(reason.strip()) < SHORTEST_REASON:
        yield Problem("say why in at least %(number)s characters", "reason", {"number": SHORTEST_REASON})
