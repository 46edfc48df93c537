"""The rules of surveys: what a question takes, what a link does, what answers amount to. Pure."""

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from omzien.gate.refused import Problem

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


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each value was given. `counts` holds every value of the range, also those nobody gave."""

    counts: Mapping[int, int]

    @property
    def number(self) -> int:
        """How many gave a value."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """The mean of what was given; None when nobody gave anything."""
        total = sum(value * times for value, times in self.counts.items())
        return total / self.number if self.number else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation of a sample; None for fewer than two."""
        if (mean := self.mean) is None or self.number < 2:
            return None
        squares = sum(times * (value - mean) ** 2 for value, times in self.counts.items())
        return float((squares / (self.number - 1)) ** 0.5)
