"""How a number was counted, in words: each step with what was left, and how the number came of it."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.figures import Explanation, Step, crosstab, explain
from omzien.web.desks.explain.number import (
    Number,
    definition_in_words,
    narrowing_in_words,
    number_in_words,
)
from omzien.web.desks.figures.words import period_in_words, place_in_words, unit_in_words
from omzien.web.templatetags.omzien import in_words, quantity, told

NORMS = {
    "exploration_norm_days": _("norm for the first exploration of the question: %(value)s days"),
    "support_norm_days": _("norm for the start of support: %(value)s days"),
    "return_window_months": _("window for a return: %(value)s months"),
}

PUBLISHED = {
    "absent": _("There is no number to publish."),
    "shown": _("In a publication it may be shown."),
    "small": _("In a publication it is withheld, because it is smaller than %(threshold)s."),
    "hidden": _(
        "In a publication of this table it is withheld: it is smaller than %(threshold)s, or a smaller "
        "number could be worked out from it."
    ),
    "large": _(
        "By itself it is large enough. Its table is too large to look through here: that is done when it is "
        "published."
    ),
}
MOST_CELLS = 60  # of a larger table it takes seconds to say what a publication would withhold


@dataclass(frozen=True, slots=True)
class Line:
    """One step of counting in words, with the rows and residents that were left."""

    text: str
    rows: str
    persons: str


class Told:
    """Everything that a page tells about one number."""

    def __init__(self, number: Number) -> None:
        self.number = number
        self.found: Explanation = explain(number.snapshot, number.asked)
        self.figure = number.figure

    @property
    def text(self) -> str:
        """The number itself, with its unit."""
        return number_in_words(self.figure, self.found.value)

    @property
    def definition(self) -> str:
        """What is counted, in plain language."""
        return told(self.figure, "definition")

    @property
    def unit(self) -> str:
        """What one of it is."""
        return unit_in_words(self.figure.unit)

    @property
    def version(self) -> str:
        """Which version of the definition it is."""
        return definition_in_words(self.figure)

    @property
    def unrounded(self) -> str:
        """The number before it was rounded; empty when nothing was rounded."""
        value = self.found.value.value
        if value is None or round(value, self.figure.decimals) == value:
            return ""
        return quantity(value, self.figure.decimals + 4)

    @property
    def lines(self) -> list[Line]:
        """The steps."""
        return [
            Line(
                self._step(step), quantity(step.rows), "" if step.persons is None else quantity(step.persons)
            )
            for step in self.found.steps
        ]

    @property
    def has_persons(self) -> bool:
        """Are the rows of residents?"""
        return self.found.steps[0].persons is not None

    def _step(self, step: Step) -> str:
        match step.kind:
            case "all":
                return gettext("everything on record")
            case "municipality":
                place = place_in_words(self.number.snapshot, self.number.cell.question)
                return gettext("of these in %(place)s") % {"place": place}
            case "period":
                period = period_in_words(self.number.asked.period)
                return f"{in_words(self.figure.basis)}: {period}"
            case "grain":
                unit = told(self.figure.base, "unit")
                return gettext("taken apart: each row is now one %(unit)s") % {"unit": unit}
            case "filter":
                return narrowing_in_words(self.number.snapshot, step.name, step.keys)
            case _:
                return gettext("what this figure is about, see its definition")

    @property
    def outcome(self) -> str:
        """How the number came of the rows that were left."""
        rows, value = self.found.steps[-1].rows, self.found.value
        said = {"rows": quantity(rows), "number": self.text}
        if value.value is None:
            return gettext("Nothing was left to count from, so there is no number.")
        if self.figure.measure.counts == "rows":
            return gettext("Each row that was left counts once: %(number)s.") % said
        if self.figure.measure.counts == "persons":
            return (
                gettext("The %(rows)s rows are of so many different people; each counts once: %(number)s.")
                % said
            )
        if self.figure.unit == "share":
            said["part"] = quantity(round(value.value * value.n))
            return gettext("Of %(rows)s rows it is true for %(part)s: %(number)s.") % said
        return gettext("The number was reckoned from the values of %(rows)s rows: %(number)s.") % said

    @property
    def missing(self) -> str:
        """What says nothing, and so is not in it."""
        missing = self.found.value.missing
        if not missing:
            return gettext("Nothing is missing: every row says what this figure asks.")
        return ngettext(
            "%(number)s row belongs to it but says nothing about it, and was left out.",
            "%(number)s rows belong to it but say nothing about it, and were left out.",
            missing,
        ) % {"number": quantity(missing)}

    @property
    def norms(self) -> list[str]:
        """The norms of the organisation that the number depends on."""
        return [
            str(NORMS[name]) % {"value": value}
            for name, value in self.found.settings.items()
            if name in NORMS
        ]

    @property
    def published(self) -> str:
        """What a publication would show of it, by the one rule for all that leaves the house."""
        threshold = self.found.threshold
        state = "absent" if self.found.value.value is None else self._state(threshold)
        return str(PUBLISHED[state]) % {"threshold": threshold}

    def _state(self, threshold: int) -> str:
        """In its own table, which is protected as a whole; a number that is in none stands by itself."""
        from omzien.insight.disclosure import safe  # loaded by who counts

        cell, question = self.number.cell, self.number.cell.question
        if not question.rows or self.number.is_own:
            return self._alone(threshold)
        of = question.selection(0)
        tab = crosstab(self.number.snapshot, of, question.figure, question.rows, question.columns)
        if len(tab.cells) > MOST_CELLS:
            alone = self._alone(threshold)
            return "large" if alone == "shown" else alone
        return safe(tab, threshold).number(cell.row or "", cell.column or "").state

    def _alone(self, threshold: int) -> str:
        from omzien.insight.disclosure import Evidence, Style, release

        evidence = Evidence()
        evidence.count("n", self.found.value.n, Style(), self.figure.name)
        return release(evidence, threshold)["n"].state
