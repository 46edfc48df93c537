"""What may be chosen in the forms of the inbox, and the words for the ways in."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.desks.arrive.lists import topics_of
from omzien.web.templatetags.omzien import in_words

Choices = list[tuple[str, Any]]

PARTS: dict[str, Any] = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}
DECISIONS: dict[str, Any] = {
    "ours": _("For us"),
    "elsewhere": _("For somebody else"),
    "no_action": _("No action"),
}
NOBODY = "0"


def first(label: Any, choices: Iterable[tuple[str, Any]]) -> Choices:
    """The choices after one that says that nothing was chosen."""
    return [("", label), *choices]


def codes(visit: Visit, name: str) -> Choices:
    """One code list."""
    return [(code.key, in_words(code)) for code in organisation.codes(visit, list=name)]


def teams(visit: Visit) -> Choices:
    """The teams of the house."""
    return [(str(team.pk), team.name) for team in organisation.teams(visit)]


def workers(visit: Visit) -> Choices:
    """Who can take it: who supports residents."""
    return [(str(one.id), one.name) for one in organisation.supporters(visit)]


def partners(visit: Visit) -> Choices:
    """The partners of the house."""
    return [(str(partner.pk), partner.name) for partner in organisation.partners(visit)]


def municipalities(visit: Visit) -> Choices:
    """All municipalities."""
    return [(str(place.pk), place.name) for place in organisation.municipalities(visit)]


def topics(visit: Visit) -> Choices:
    """Domains of life, each followed by its parts."""
    return [(topic.value, topic.label) for topic in topics_of(visit)]
