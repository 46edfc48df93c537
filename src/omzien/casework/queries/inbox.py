"""The inbox: everything that waits for a first look, whichever way it came in, the oldest first.

Arrivals and registrations that nobody looked at are one list. A page of it is cut by the database at a place
in the list (`Place`), however deep one goes: only rows that are shown are read, and so noted as seen.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from omzien.casework.models import (
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    Registration,
)
from omzien.casework.policy import TRIAGE
from omzien.casework.policy.arriving import (
    ATTEMPTS,
    HANDLE_ARRIVALS,
    READ_ARRIVAL_WORDS,
)
from omzien.casework.queries.dossier import questions_by_registration, questions_under
from omzien.casework.queries.naming import People, name_of, named
from omzien.casework.queries.rows import Named
from omzien.gate.asked import Counts, counted_once, written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.queries import own_organisation
from omzien.people.rules import full_name

REGISTRATION = "registration"  # what has been registered, as a way in: nobody looked at it yet
UNTOUCHED = Q(triage="", explored_on=None, closed_on=None)
SAFETY = "veilig_thuis"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the inbox: after this row comes the next page."""

    received_on: date
    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What of the inbox is asked for; empty is everything. `team` 0: given to nobody."""

    way: str = ""
    team: int | None = None
    municipality: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that waits. `name` is empty where it is not known, or not for this visit."""

    kind: str
    id: int
    way: str
    name: str
    resident_id: int | None
    received_on: date
    days: int
    over_norm: bool
    municipality: str
    domains: tuple[Named, ...]
    sender: str
    team: str
    worker: str
    attempts: int

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.received_on, self.kind, self.id)

    @property
    def at(self) -> str:
        """The same in an address."""
        return f"{self.received_on.isoformat()}.{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Some of what waits, in order, and whether more comes before and after; the counts are of all of it."""

    rows: Sequence[InboxItem]
    has_previous: bool
    has_next: bool
    all: int
    late: int
    norm: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """Which rows of the list are asked for: so many, after a place or (turned round) before one."""

    limit: int
    place: Place | None = None
    turned: bool = False

    def of(self, rows: SightQuerySet[Any], kind: str, column: str) -> SightQuerySet[Any]:
        """One row more than is shown: it tells that there are more."""
        sign = "-" if self.turned else ""
        there = rows.filter(self._beyond(kind, column, self.place)) if self.place else rows
        return there.order_by(f"{sign}{column}", f"{sign}pk")[: self.limit + 1]

    def _beyond(self, kind: str, column: str, place: Place) -> Q:
        than = "lt" if self.turned else "gt"
        further = Q(**{f"{column}__{than}": place.received_on})
        same_day = Q(**{column: place.received_on})
        if kind == place.kind:
            return further | same_day & Q(**{f"pk__{than}": place.id})
        is_later = kind > place.kind
        return further if is_later == self.turned else further | same_day


def waiting_items(
    visit: Visit,
    *,
    asked: InboxFilter,
    after: Place | None = None,
    before: Place | None = None,
    limit: int = 25,
) -> InboxPage:
    """A page of the inbox, the oldest first: what comes after a place, or before one (11 queries)."""
    norm = own_organisation(visit).exploration_norm_days
    on_time = visit.today - timedelta(days=norm)
    cut = _Cut(limit, before or after, turned=before is not None)
    counts = _came(visit, on_time, asked=asked), _written(visit, on_time, asked=asked)
    since = on_time if asked.late else None
    came = list(_arrivals_at(visit, asked=asked, before=since, cut=cut).beside("words", READ_ARRIVAL_WORDS))
    written = list(_registrations_at(visit, asked=asked, before=since, cut=cut))
    people = People(visit, came, written)
    found = [
        *_arrival_items(visit, came, people, norm),
        *_registration_items(visit, written, people, norm),
    ]
    found.sort(key=_order, reverse=cut.turned)
    more = len(found) > limit
    return InboxPage(
        rows=sorted(found[:limit], key=_order),
        has_previous=more if cut.turned else after is not None,
        has_next=cut.turned or more,
        all=sum(one["all"] for one in counts),
        late=sum(one["late"] for one in counts),
        norm=norm,
    )


def arrived(visit: Visit) -> int:
    """How much came in that this visit may handle, and is no registration yet (1 query)."""
    return _came(visit, visit.today, asked=InboxFilter())["all"]


def _order(item: InboxItem) -> tuple[date, str, int]:
    return item.received_on, item.kind, item.id


@counted_once
def _came(visit: Visit, on_time: date, *, asked: InboxFilter) -> Counts:
    return _arrivals(visit, asked), {"all": Q(), "late": Q(received_on__lt=on_time)}


@counted_once
def _written(visit: Visit, on_time: date, *, asked: InboxFilter) -> Counts:
    return _registrations(visit, asked), {"all": Q(), "late": Q(registered_on__lt=on_time)}


def _arrivals(visit: Visit, asked: InboxFilter) -> SightQuerySet[Any]:
    rows = Arrival.objects.under(HANDLE_ARRIVALS, visit).filter(_asked(asked), handled_on=None)
    if asked.way == REGISTRATION:
        return rows.none()
    return rows.filter(way=asked.way) if asked.way else rows


def _registrations(visit: Visit, asked: InboxFilter) -> SightQuerySet[Any]:
    rows = Registration.objects.under(TRIAGE, visit).filter(UNTOUCHED, _asked(asked), interventions=None)
    return rows if asked.way in ("", REGISTRATION) else rows.none()


@written_once
def _arrivals_at(
    visit: Visit, *, asked: InboxFilter, before: date | None, cut: _Cut
) -> SightQuerySet[Arrival]:
    rows = _arrivals(visit, asked)
    rows = rows.filter(received_on__lt=before) if before else rows
    named_ = rows.select_related("municipality", "domain", "partner", "referral_source", "team")
    return cut.of(named_, "arrival", "received_on")


@written_once
def _registrations_at(
    visit: Visit, *, asked: InboxFilter, before: date | None, cut: _Cut
) -> SightQuerySet[Registration]:
    rows = _registrations(visit, asked)
    rows = rows.filter(registered_on__lt=before) if before else rows
    named_ = rows.select_related("municipality", "channel", "team", "referral_source")
    return cut.of(named_, REGISTRATION, "registered_on")


def _asked(asked: InboxFilter) -> Q:
    wanted = Q()
    if asked.team is not None:
        wanted &= Q(team_id=asked.team) if asked.team else Q(team=None, worker=None)
    if asked.municipality is not None:
        wanted &= Q(municipality_id=asked.municipality)
    return wanted


def _arrival_items(visit: Visit, rows: Sequence[Arrival], people: People, norm: int) -> list[InboxItem]:
    tried = Counter(row.arrival_id for row in _tries(visit, [row.pk for row in rows]))
    return [_arrival_item(visit, row, people, norm, tried[row.pk]) for row in rows]


@written_once
def _tries(visit: Visit, arrival_ids: Collection[int]) -> SightQuerySet[ArrivalAttempt]:
    return ArrivalAttempt.objects.under(ATTEMPTS, visit).filter(arrival__pk__in=arrival_ids)


def _arrival_item(visit: Visit, row: Arrival, people: People, norm: int, tried: int) -> InboxItem:
    days = (visit.today - row.received_on).days
    domain = named(row.domain)
    return InboxItem(
        kind="arrival",
        id=row.pk,
        way=row.way,
        name=_name(row, people),
        resident_id=row.resident_id,
        received_on=row.received_on,
        days=days,
        over_norm=days > norm,
        municipality=name_of(row.municipality),
        domains=(domain,) if domain else (),
        sender=name_of(row.partner),
        team=name_of(row.team),
        worker=people.worker(row),
        attempts=tried,
    )


def _name(row: Arrival, people: People) -> str:
    """The resident's name when it is known who it is, else the name that was said."""
    if name := people.resident(row):
        return "" if is_hidden(row) else name
    words = words_of(row)
    return _said_name(words) if words else ""


def is_hidden(row: Arrival) -> bool:
    """Where the words are out of reach the name is too: of what Veilig Thuis reports, at the front desk."""
    return row.way == SAFETY and words_of(row) is None


def words_of(row: Arrival) -> ArrivalWords | None:
    """What was told, as far as it was handed out beside the arrival."""
    found: ArrivalWords | None = getattr(row, "words", None)
    return found


def _said_name(words: ArrivalWords) -> str:
    return full_name(
        given_name=words.given_name, name_prefix=words.name_prefix, family_name=words.family_name
    )


def _registration_items(
    visit: Visit, rows: Sequence[Registration], people: People, norm: int
) -> list[InboxItem]:
    questions = questions_by_registration(questions_under(visit, [row.pk for row in rows]))
    return [_registration_item(visit, row, people, norm, questions.get(row.pk, [])) for row in rows]


def _registration_item(
    visit: Visit, row: Registration, people: People, norm: int, questions: Sequence[Any]
) -> InboxItem:
    days = (visit.today - row.registered_on).days
    return InboxItem(
        kind=REGISTRATION,
        id=row.pk,
        way=REGISTRATION,
        name=people.resident(row),
        resident_id=row.resident_id,
        received_on=row.registered_on,
        days=days,
        over_norm=days > norm,
        municipality=name_of(row.municipality),
        domains=tuple(dict.fromkeys(question.domain for question in questions)),
        sender="",
        team=name_of(row.team),
        worker=people.worker(row),
        attempts=0,
    )
