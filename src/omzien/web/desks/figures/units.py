"""The three counting units of one selection beside one another, and why they differ.

They cost as much as the answer itself, so the page fetches them after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Question, Value, measure
from omzien.web.templatetags.omzien import in_words, quantity

RECENT = 64  # selections that one process remembers: another split of the same one does not count again
UNITS = ("residents_registered", "registrations", "interventions")
WHY = ("residents_with_intervention", "returns", "concurrent_interventions")


@dataclass(frozen=True)
class Unit:
    """One of the three counting units: how many, of what, and the question that splits it."""

    text: str
    label: str
    url: str
    is_asked: bool


@dataclass(frozen=True)
class Units:
    """People, registrations and interventions of one selection; None where the filters do not reach."""

    values: Mapping[str, Value | None]

    def number(self, name: str) -> int | None:
        """A count, or None."""
        value = self.values[name]
        return None if value is None or value.value is None else int(value.value)


def units(snapshot: Snapshot, organisation_id: int, question: Question) -> Units:
    """The three counting units of the question's selection, and what makes them differ."""
    alone = replace(question, figure="registrations", rows=None, columns=None, against=None)
    return _units(snapshot, organisation_id, alone)


@lru_cache(maxsize=RECENT)
def _units(snapshot: Snapshot, organisation_id: int, question: Question) -> Units:
    selection = question.selection(organisation_id)
    names = [name for name in (*UNITS, *WHY) if set(selection.filters) <= set(CATALOGUE[name].dimensions)]
    found = measure(snapshot, selection, names)
    return Units({name: found.get(name) for name in (*UNITS, *WHY)})


def told(counts: Units, question: Question) -> Sequence[Unit]:
    """People, registrations and interventions, each with the question that splits it as this one does."""
    return [_unit(name, counts.number(name), question) for name in UNITS]


def _unit(name: str, number: int | None, question: Question) -> Unit:
    url = f"{reverse('figures')}?{replace(question, figure=name).fitted().to_query()}"
    return Unit(quantity(number), _unit_label(name, number), url, is_asked=name == question.figure)


def why(counts: Units) -> str:
    """Why the three differ, from what was counted here."""
    return " ".join(_reasons(counts))


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
    if told:
        return told
    if not people and not given:
        return [gettext("Here nobody registered, and no intervention began.")]
    return [gettext("Here everybody registered once, and had one intervention at most.")]


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
