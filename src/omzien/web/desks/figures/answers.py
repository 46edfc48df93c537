"""The answer to one question, as the page shows it."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext

from omzien.insight.facts import Snapshot
from omzien.insight.figures import Both, Figure, Question, both
from omzien.web.components.shown import Chart, Table
from omzien.web.desks.figures import words
from omzien.web.desks.figures.drawn import chart_of, difference_in_words, table_of, written
from omzien.web.desks.figures.units import UNITS
from omzien.web.templatetags.omzien import quantity, told


@dataclass(frozen=True)
class Answer:
    """What the page shows of one question. Without rows there is only the total."""

    snapshot: Snapshot
    question: Question
    found: Both

    @property
    def figure(self) -> Figure:
        """What was counted."""
        return self.found.now.figure

    @cached_property
    def title(self) -> str:
        """The whole question as one line."""
        return words.title_of(self.snapshot, self.question)

    @property
    def short_title(self) -> str:
        """What it may be called when it is saved."""
        return self.title[:80]

    @cached_property
    def other(self) -> str:
        """What it is compared with; empty when it is not."""
        then = self.found.then
        return words.apart(self.snapshot, self.question, then.question) if then else ""

    @cached_property
    def own(self) -> str:
        """What it is itself, beside what it is compared with; empty when it is not."""
        then = self.found.then
        return words.apart(self.snapshot, then.question, self.question) if then else ""

    @property
    def legend(self) -> str:
        """Which bar is which in the picture; empty when nothing is compared."""
        if not self.other:
            return ""
        told = {"own": self.own, "other": self.other}
        return gettext("Broad bar: %(own)s. Thin grey bar below it: %(other)s.") % told

    @cached_property
    def table(self) -> Table | None:
        """The table; none without rows."""
        return table_of(self.found, self.title, self.own, self.other) if self.question.rows else None

    @cached_property
    def chart(self) -> Chart | None:
        """The picture; none where it would say nothing."""
        return chart_of(self.found)

    @property
    def total(self) -> str:
        """The whole figure in words; of a family there is no whole."""
        return "" if self.figure.per else written(self.figure, self.found.now.total.value)

    @property
    def is_empty(self) -> bool:
        """Is there nothing to split, now and in what it is compared with?"""
        return bool(self.question.rows) and not self.found.rows

    @property
    def has_tile(self) -> bool:
        """Is the whole to be told in large type, or do the three units tell it already?"""
        return bool(self.total) and (self.question.figure not in UNITS or not self.question.rows)

    @property
    def is_wide(self) -> bool:
        """Does the table need the whole width of the page?"""
        return len(self.found.columns) > (3 if self.found.then else 6)

    @property
    def notes_other(self) -> bool:
        """Do the numbers have a note behind them with what they are compared with?"""
        return bool(self.question.columns) and self.found.then is not None

    @property
    def total_before(self) -> str:
        """The whole of what it is compared with, and the difference."""
        if self.found.then is None or self.figure.per:
            return ""
        before = written(self.figure, self.found.before().value)
        told = difference_in_words(self.figure, self.found.difference())
        return f"{self.other}: {before} ({told})"

    @property
    def total_explained(self) -> str:
        """Where the whole is explained."""
        return f"{reverse('explain')}?{self.question.to_query()}"

    @property
    def definition(self) -> str:
        """What is counted, in plain language."""
        return told(self.figure, "definition")

    @property
    def unit(self) -> str:
        """What one of it is."""
        return words.unit_in_words(self.figure.unit)

    @property
    def denominator(self) -> str:
        """Of how many a share or a mean is; of a count, how many of them say what it is split by."""
        tab, total = self.found.now.tab, self.found.now.total
        if not self.figure.measure.counts:
            return quantity(total.n)
        if tab is None or self.figure.per:
            return ""
        if tab.known.value == total.value:
            return written(self.figure, total.value)
        return gettext("%(known)s of %(total)s, the others say nothing about it") % {
            "known": written(self.figure, tab.known.value),
            "total": written(self.figure, total.value),
        }

    @property
    def thin(self) -> int:
        """How many cells stand on few observations."""
        tab = self.found.now.tab
        return sum(value.thin and value.n > 0 for value in tab.cells.values()) if tab else 0

    @property
    def missing(self) -> int:
        """How many rows say nothing: about the figure itself, or about what it is split by."""
        unsaid = self.found.now.tab.missing if self.found.now.tab else None
        return self.found.now.total.missing + (unsaid.n if unsaid else 0)

    @property
    def swapped(self) -> str:
        """The same question with rows and columns the other way round; empty without columns."""
        if not self.question.columns:
            return ""
        return replace(self.question, rows=self.question.columns, columns=self.question.rows).to_query()


def answer_to(snapshot: Snapshot, organisation_id: int, question: Question) -> Answer:
    """Count what a fitted question asks."""
    return Answer(snapshot, question, both(snapshot, organisation_id, question))
