"""The answer to one question, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Both, Figure, Question, both
from omzien.web.components.shown import Chart, Table
from omzien.web.desks.figures import words
from omzien.web.desks.figures.counting import UNITS, Units, units
from omzien.web.desks.figures.drawn import EXPLAINED, chart_of, table_of, written, written_difference
from omzien.web.templatetags.omzien import in_words, quantity


@dataclass(frozen=True)
class Unit:
    """One of the three counting units: how many, of what, and the question that splits it."""

    text: str
    label: str
    url: str
    is_asked: bool


@dataclass(frozen=True)
class Answer:
    """What the page shows of one question. Without rows there is only the total."""

    snapshot: Snapshot
    question: Question
    found: Both
    counts: Units

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

    @property
    def is_against_period(self) -> bool:
        """Is it compared with another period, and with nothing else?"""
        return self.question.against is not None and self.question.against.dimension == "period"

    @cached_property
    def table(self) -> Table | None:
        """The table; none without rows."""
        return table_of(self.found, self.title, self.other) if self.question.rows else None

    @cached_property
    def chart(self) -> Chart | None:
        """The picture; none where it would say nothing."""
        return chart_of(self.found)

    @property
    def total(self) -> str:
        """The whole figure in words; of a family there is no whole."""
        return "" if self.figure.per else written(self.figure, self.found.now.total.value)

    @property
    def has_tile(self) -> bool:
        """Is the whole to be told in large type, or do the three units tell it already?"""
        return bool(self.total) and (self.question.figure not in UNITS or not self.question.rows)

    @property
    def is_wide(self) -> bool:
        """Does the table need the whole width of the page?"""
        return len(self.found.columns) > (4 if self.found.then else 6)

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
        told = written_difference(self.figure, self.found.difference())
        return f"{self.other}: {before} ({told})"

    @property
    def total_explained(self) -> str:
        """Where the whole is explained."""
        return f"{EXPLAINED}?{self.question.to_query()}"

    @property
    def definition(self) -> str:
        """What is counted, in plain language."""
        return str(getattr(self.figure, f"definition_{(get_language() or 'nl')[:2]}"))

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

    @property
    def units(self) -> Sequence[Unit]:
        """People, registrations and interventions of this selection, beside one another."""
        return [self._unit(name) for name in UNITS]

    def _unit(self, name: str) -> Unit:
        number = self.counts.number(name)
        return Unit(
            quantity(number),
            _unit_label(name, number),
            f"{reverse('figures')}?{replace(self.question, figure=name).fitted().to_query()}",
            is_asked=name == self.question.figure,
        )

    @cached_property
    def why(self) -> str:
        """Why the three units differ, from what was counted here."""
        return " ".join(_reasons(self.counts))


def answer_to(snapshot: Snapshot, organisation_id: int, question: Question) -> Answer:
    """Count what a fitted question asks."""
    return Answer(
        snapshot,
        question,
        both(snapshot, organisation_id, question),
        units(snapshot, organisation_id, question),
    )


def _unit_label(name: str, number: int | None) -> str:
    if number is None:
        return gettext("%(figure)s: not with these filters") % {"figure": in_words(CATALOGUE[name])}
    if name == "residents_registered":
        return ngettext("resident registered", "residents registered", number)
    if name == "registrations":
        return ngettext("registration made", "registrations made", number)
    return ngettext("intervention began", "interventions began", number)


def _reasons(counts: Units) -> list[str]:
    """One short sentence for each thing that makes them differ: returns, and several interventions."""
    people, asked, given = (counts.number(name) for name in UNITS)
    helped, returns, beside = (
        counts.number(name) for name in ("residents_with_intervention", "returns", "concurrent_interventions")
    )
    told = []
    if people is not None and asked is not None and asked > people:
        told.append(_again(asked - people, returns))
    if given is not None and helped is not None and given > helped:
        told.append(_more(given, helped, beside))
    return told or [gettext("Here everybody registered once, and had one intervention at most.")]


def _again(again: int, returns: int | None) -> str:
    said = {"again": quantity(again), "returns": quantity(returns or 0)}
    if not returns:
        return gettext("There are %(again)s more registrations than residents: some registered again.") % said
    return (
        gettext(
            "There are %(again)s more registrations than residents: some registered again, and %(returns)s "
            "registrations came after support that had ended."
        )
        % said
    )


def _more(given: int, helped: int, beside: int | None) -> str:
    said = {"given": quantity(given), "helped": quantity(helped), "beside": quantity(beside or 0)}
    if not beside:
        return gettext("The %(given)s interventions were for %(helped)s residents.") % said
    return (
        gettext(
            "The %(given)s interventions were for %(helped)s residents; %(beside)s ran beside one of another "
            "service."
        )
        % said
    )
