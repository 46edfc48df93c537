"""Why two numbers differ, in words: what is not the same about them, and what each thing makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from omzien.insight.figures import Change, Difference, differ
from omzien.web.desks.explain.number import (
    Number,
    definition_in_words,
    narrowed_in_words,
    number_in_words,
)
from omzien.web.desks.explain.told import Told
from omzien.web.desks.figures.drawn import difference_in_words
from omzien.web.desks.figures.words import period_in_words, place_in_words, unit_in_words
from omzien.web.templatetags.omzien import in_words, moment, told


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that can be said of both numbers; `differs` when it is not the same of both."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Is it another thing?"""
        return self.one != self.other


@dataclass(frozen=True, slots=True)
class Line:
    """One step from the first number to the second: what changed, the number then, and the difference."""

    text: str
    number: str
    by: str


class Two:
    """Two numbers beside one another."""

    def __init__(self, one: Number, other: Number) -> None:
        self.one, self.other = one, other

    @cached_property
    def found(self) -> Difference:
        """The way from the one to the other, counted."""
        return differ((self.one.snapshot, self.one.asked), (self.other.snapshot, self.other.asked))

    @property
    def one_text(self) -> str:
        """The first number, with its unit."""
        return number_in_words(self.one.figure, self.found.one)

    @property
    def other_text(self) -> str:
        """The second number, with its unit."""
        return number_in_words(self.other.figure, self.found.other)

    @property
    def traits(self) -> list[Trait]:
        """What is told of both, in the same order always."""
        both = zip(_traits(self.one), _traits(self.other), strict=True)
        return [Trait(label, one, other) for (label, one), (_, other) in both]

    @property
    def sentence(self) -> str:
        """The difference in one sentence, with what makes it."""
        changes, by = self.found.changes, self.found.by
        if not changes:
            return gettext("These are one and the same question to the same facts.")
        if by is None:
            said = {"reasons": "; ".join(self._text(change) for change in changes)}
            return gettext("These cannot be subtracted from one another. What differs: %(reasons)s.") % said
        said = {"by": self._by(by).lstrip("+−"), "reasons": "; ".join(self._reasons())}
        if not said["reasons"]:
            return gettext("The two are equal: what differs makes no difference here.")
        if not by:
            return gettext("The two are equal, though not the same: %(reasons)s.") % said
        if by > 0:
            return gettext("The second is %(by)s more: %(reasons)s.") % said
        return gettext("The second is %(by)s less: %(reasons)s.") % said

    def _reasons(self) -> Iterator[str]:
        for change in self.found.changes:
            if change.by:
                yield f"{self._text(change)} ({self._by(change.by)})"

    @property
    def lines(self) -> list[Line]:
        """Every step, those that make no difference too; but not that both are about the same rows."""
        return [
            Line(self._text(change), number_in_words(change.asked.figure, change.value), self._made(change))
            for change in self.found.changes
            if change.what != "about" or change.by
        ]

    def _made(self, change: Change) -> str:
        if change.by is None:
            return gettext("not to be subtracted")
        return self._by(change.by) if change.by else gettext("no difference")

    @property
    def by_text(self) -> str:
        """The whole difference; empty when it cannot be told."""
        return "" if self.found.by is None else self._by(self.found.by)

    def _by(self, by: float) -> str:
        return difference_in_words(self.other.figure, by)

    def _text(self, change: Change) -> str:
        said = {"before": _end(self.one, change), "after": _end(self.other, change)}
        match change.what:
            case "without":
                return gettext("not only %(before)s") % said
            case "with":
                return gettext("only %(after)s") % said
            case "about":
                return gettext("what counts is what “%(after)s” counts") % said
            case _:
                return gettext("%(after)s instead of %(before)s") % said


def _end(number: Number, change: Change) -> str:
    """What one of the two numbers says of the thing that changed."""
    match change.what:
        case "snapshot":
            return gettext("the facts of %(moment)s") % {"moment": moment(number.snapshot.made_at)}
        case "municipality":
            return place_in_words(number.snapshot, number.cell.question)
        case "period":
            return period_in_words(number.asked.period)
        case "basis":
            return in_words(number.figure.basis)
        case "unit":
            return unit_in_words(number.figure.unit)
        case "about" | "figure":
            return in_words(number.figure)
        case _:
            return narrowed_in_words(number, change.name)


def _traits(number: Number) -> Iterator[tuple[str, str]]:
    """What is told of a number beside another one."""
    yield gettext("Figure"), in_words(number.figure)
    yield gettext("Definition"), f"{told(number.figure, 'definition')} ({definition_in_words(number.figure)})"
    yield gettext("Unit"), unit_in_words(number.figure.unit)
    yield gettext("Which day counts"), in_words(number.figure.basis)
    yield gettext("Period"), period_in_words(number.asked.period)
    yield gettext("Municipality"), place_in_words(number.snapshot, number.cell.question)
    yield gettext("Only"), narrowed_in_words(number) or "–"
    yield gettext("Small numbers"), Told(number).published
    yield gettext("Counted from the facts of"), moment(number.snapshot.made_at)
