"""What may be measured, which two measurements make a pair, what growth is; and the rules of surveys. Pure.

**The rule of the pair.** Within one intervention, one instrument (its version is part of its key) and one
view, the *first* measurement marked `start` and the *last* marked `end` are the pair, when the end was not
measured before the start. Interim measurements never count. Instruments and views are never mixed.
"""

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Literal

from omzien.gate.refused import Problem

Moment = Literal["start", "interim", "end"]
View = Literal["professional", "resident"]
Change = Literal["better", "same", "worse"]

MOMENTS: tuple[Moment, ...] = ("start", "interim", "end")
VIEWS: tuple[View, ...] = ("professional", "resident")
SMALLEST_STEP = 1  # of every scale: a difference of less than one level cannot be scored


@dataclass(frozen=True, slots=True)
class Scale:
    """What the rules need to know of one instrument: its items in order, and its lowest and highest level."""

    items: tuple[str, ...]
    lowest: int
    highest: int


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


# -- surveys ---------------------------------------------------------------------------------------

RANGES = {"mark": (1, 10), "scale": (1, 5)}  # kinds of question that are answered with a number
KINDS = (*RANGES, "text", "quote")
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a survey. Of kind mark there is one at most: the report mark."""

    key: str
    kind: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answered to one question; empty when it was skipped."""

    value: int | None = None
    text: str = ""
    may_publish: bool = False

    @property
    def is_empty(self) -> bool:
        """Was the question skipped?"""
        return self.value is None and not self.text.strip()


class LinkState(StrEnum):
    """What a link does today. Only an open one takes answers."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Sent:
    """The days of one invitation."""

    sent_on: date
    expires_on: date
    reminded_on: date | None = None
    answered_on: date | None = None
    declined_on: date | None = None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The mean report mark, of how many, and how many of those who were asked answered."""

    mean: float | None
    marks: int
    answered: int
    invited: int

    @property
    def response(self) -> float | None:
        """The share of the invited that answered; None when nobody was invited."""
        return self.answered / self.invited if self.invited else None


def link_token(secret: bytes, *, organisation: int, invitation: str) -> str:
    """The secret part of a link: a keyed hash, so that a reminder holds the same link though none is kept."""
    message = f"omzien survey {organisation} {invitation}".encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def fingerprint(token: str) -> str:
    """What is kept of a link: a hash, which leads to the row and not back to the link."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_state(sent: Sent, today: date) -> LinkState:
    """Whether a link works today; it works once, up to and including its last day."""
    if sent.answered_on:
        return LinkState.ANSWERED
    if sent.declined_on:
        return LinkState.DECLINED
    return LinkState.OPEN if today <= sent.expires_on else LinkState.EXPIRED


def expires_on(sent_on: date, open_days: int) -> date:
    """The last day on which a link works."""
    return sent_on + timedelta(days=open_days)


def reminder_due(sent: Sent, *, after_days: int, today: date) -> bool:
    """One reminder, after so many days, to who did not answer and still can."""
    waited = today >= sent.sent_on + timedelta(days=after_days)
    return waited and sent.reminded_on is None and link_state(sent, today) is LinkState.OPEN


def survey_problems(questions: Sequence[Question]) -> Iterator[Problem]:
    """What is wrong with a survey: keys that are not one, unknown kinds, more than one report mark."""
    for key, times in Counter(question.key for question in questions).items():
        if times > 1 or not key:
            yield Problem("the question “%(key)s” needs a key of its own", "questions", {"key": key})
    for question in questions:
        if question.kind not in KINDS:
            values = {"key": question.key, "kind": question.kind}
            yield Problem("“%(key)s” is of an unknown kind: %(kind)s", "questions", values)
    if sum(question.kind == "mark" for question in questions) > 1:
        yield Problem("a survey has one report mark at most", "questions")


def answers_problems(questions: Sequence[Question], answers: Mapping[str, Given]) -> Iterator[Problem]:
    """What is wrong with these answers. Every question may be skipped, but not all of them."""
    known = {question.key: question for question in questions}
    for key, given in answers.items():
        if key not in known:
            yield Problem("this survey has no question “%(key)s”", "", {"key": key})
        elif not _fits(known[key], given):
            yield Problem("this answer does not fit the question", key)
    if all(given.is_empty for given in answers.values()):
        yield Problem("answer at least one question")


def _fits(question: Question, given: Given) -> bool:
    if question.kind in RANGES:
        low, high = RANGES[question.kind]
        return (
            not given.text and not given.may_publish and (given.value is None or low <= given.value <= high)
        )
    may = question.kind == "quote" or not given.may_publish
    return given.value is None and len(given.text) <= LONGEST_TEXT and may


def satisfaction(marks: Iterable[int], *, answered: int, invited: int) -> Satisfaction:
    """The report mark of a survey. Who answered without a mark counts as answered, not in the mean."""
    given = list(marks)
    mean = sum(given) / len(given) if given else None
    return Satisfaction(mean, len(given), answered, invited)
