"""What was published, as pages show it: with names for codes and numbers, and the files that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.insight.policy import MAKE_REPORTS
from omzien.organisation.queries import municipalities, worker_names
from omzien.web.desks.figures.words import period_in_words
from omzien.web.desks.reports import jobs

if TYPE_CHECKING:
    from omzien.insight.figures import Figure
    from omzien.insight.reports import Past


@dataclass(frozen=True, slots=True)
class Published:
    """A publication with its place, period and maker in words."""

    past: "Past"
    place: str
    period: str
    by: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure of a publication, with the version of its definition then: does that hold still? And how many
    of its counts are printed and withheld.
    """

    figure: "Figure"
    number: int
    holds: bool
    printed: int
    withheld: int


def every(visit: Visit) -> "list[Past]":
    """All that was published by the visit's organisation, the newest first."""
    from omzien.insight.reports import past  # with what draws and typesets: not for every page

    return past(visit.organisation_id)


def one(visit: Visit, *, name: str) -> "Past":
    """One publication of the visit's organisation, or Absent."""
    found = next((past for past in every(visit) if past.name == name), None)
    if found is None:
        raise Absent(f"publication {name}")
    return found


def in_words(visit: Visit, found: "Sequence[Past]") -> list[Published]:
    """With names (2 queries)."""
    places = places_of(visit)
    names = worker_names(visit, worker_ids={past.by for past in found if past.by})
    return [
        Published(
            past,
            places.get(past.municipality, past.municipality)
            if past.municipality
            else gettext("all municipalities"),
            period_in_words(past.period),
            names.get(past.by, gettext("somebody who left")) if past.by else gettext("the command line"),
        )
        for past in found
    ]


def places_of(visit: Visit) -> Mapping[str, str]:
    """The names of municipalities by code."""
    return {place.code: place.name for place in municipalities(visit)}


def definitions_of(past: "Past") -> list[Definition]:
    """What it shows, figure by figure, in the order of the catalogue; none of a figure that is no more."""
    from omzien.insight.figures import CATALOGUE, version_of

    held = {each.figure: each for each in past.figures}
    return [
        Definition(
            figure,
            held[name].version,
            held[name].version == version_of("figure", name).number,
            held[name].printed,
            held[name].withheld,
        )
        for name, figure in CATALOGUE.items()
        if name in held
    ]


def files_of(visit: Visit, past: "Past") -> jobs.Made | None:
    """The report whose files it is; None when these are not kept, or not for this visit."""
    if past.report is None or not MAKE_REPORTS.open_to(visit):
        return None
    try:
        return jobs.one(visit, report_id=past.report)
    except Absent:
        return None
