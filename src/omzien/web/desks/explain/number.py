"""One number as an address asks for it, and in words: what it counts, of whom, of when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from omzien.casework.policy import SUPPORT
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Asked, Cell, Figure, Period, Value, version_of
from omzien.web.desks.figures.drawn import written
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.desks.figures.words import filter_in_words, period_in_words, place_in_words, unit_in_words
from omzien.web.templatetags.omzien import day

DIGEST = re.compile(r"[0-9a-f]{64}")
OWN = "own"  # in an address: of the work of who asks
FACTS = "facts"  # and the digest of the facts, when they are not the newest


@dataclass(frozen=True)
class Number:
    """A cell of an answer, with the facts that it is counted from. `is_own`: of the own work of who asks;
    `is_then`: from older facts, not from the newest.
    """

    snapshot: Snapshot
    cell: Cell
    asked: Asked
    is_own: bool = False
    is_then: bool = False

    @property
    def figure(self) -> Figure:
        """What is counted."""
        return self.asked.figure

    @property
    def title(self) -> str:
        """Of whom and of when, as one line: `Uitgeest, 2020, Domain of life: money`."""
        question = self.cell.question
        told = [place_in_words(self.snapshot, question), period_in_words(question.period)]
        return ", ".join([*told, *filter(None, [narrowed_in_words(self)])])

    @property
    def query(self) -> str:
        """The text of it for an address."""
        own = f"&{OWN}=1" if self.is_own else ""
        then = f"&{FACTS}={self.snapshot.digest}" if self.is_then else ""
        return f"{self.cell.to_query()}{own}{then}"

    @property
    def url(self) -> str:
        """Where it is explained."""
        return f"{reverse('explain')}?{self.query}"

    @property
    def explorer(self) -> str:
        """Where the question that it answers can be changed."""
        return f"{reverse('figures')}?{self.cell.question.to_query()}"


def number_of(visit: Visit, query: str) -> Number:
    """The number that the text behind the `?` of an address asks for; 404 when it asks for nothing."""
    snapshot = facts_of(visit.organisation_id)
    years = years_of(snapshot)
    if not years:
        raise Http404
    told = parse_qs(query)
    try:
        cell = Cell.from_query(told, newest=Period.year(max(years)))
    except Refused as refused:
        raise Http404 from refused
    is_own, then = OWN in told and SUPPORT.open_to(visit), told.get(FACTS, [""])[-1]
    asked = Asked.of(cell, worker=str(visit.worker_id or 0) if is_own else None)
    return Number(_of_then(snapshot, then) if then else snapshot, cell, asked, is_own, bool(then))


def _of_then(snapshot: Snapshot, digest: str) -> Snapshot:
    """The facts of another moment, while they are kept."""
    found = Snapshot.open(snapshot.folder, digest) if DIGEST.fullmatch(digest) else None
    if found is None or not found.is_whole():
        raise Http404
    return found


def number_in_words(figure: Figure, value: Value) -> str:
    """A value as people write it, with its unit."""
    text, unit = written(figure, value.value), unit_in_words(figure.unit, value.value).partition(",")[0]
    return text if figure.unit == "share" else f"{text} {unit}"


def narrowed_in_words(number: Number, dimension: str = "") -> str:
    """What a number is narrowed by: values of dimensions (of this one), or the own work of who asks."""
    return ", ".join(
        narrowing_in_words(number.snapshot, name, keys)
        for name, keys in number.asked.narrowed
        if dimension in ("", name)
    )


def narrowing_in_words(snapshot: Snapshot, name: str, keys: Sequence[str]) -> str:
    """One of these."""
    return gettext("your own work") if name == "worker" else filter_in_words(snapshot, name, *keys)


def definition_in_words(figure: Figure) -> str:
    """Which version of its definition a figure has: `version 1, since 1 Nov 2026`."""
    version = version_of("figure", figure.name)
    return gettext("version %(number)s, since %(since)s") % {
        "number": version.number,
        "since": day(version.since),
    }
