"""The time line of a resident: what happened, newest first, as much as a page shows.

Each table is asked for no more rows than are shown, so ten years take no longer than one. Notes and names of
workers are read for what is shown only: the ledger does not say that more was seen.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from omzien.casework.models import (
    Contact,
    ContactNote,
    Document,
    FollowUp,
    Handover,
    HouseholdNote,
    PartnerConsultation,
    Referral,
    Reopening,
)
from omzien.casework.policy import (
    CONSULT_PARTNERS,
    CONTACTS,
    DOCUMENTS,
    FOLLOW_UP,
    HAND_ON,
    READ_HOUSEHOLD_NOTES,
    READ_NOTES,
    REFER,
    REOPEN,
)
from omzien.casework.queries.coordination import LeadRow, current_lead
from omzien.casework.queries.dossier import interventions_of, registrations_of
from omzien.casework.queries.naming import named
from omzien.casework.queries.presence import tables_about
from omzien.casework.queries.rows import InterventionRow, Moment, Named, RegistrationRow
from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.queries import worker_names
from omzien.outcomes.queries import measured_of

NOTHING = Named("", "", "")


@dataclass(frozen=True, slots=True)
class Record:
    """A dossier: registrations and interventions, newest first, who has the lead, and what happened."""

    resident_id: int
    registrations: list[RegistrationRow]
    interventions: list[InterventionRow]
    lead: LeadRow | None
    moments: list[Moment]
    there: Collection[str]

    def has(self, table: str) -> bool:
        """May there be a row of this table of casework? Without one, a page need not ask."""
        return f"casework.{table}" in self.there


@dataclass(frozen=True, slots=True)
class _Dated:
    """A moment whose worker is known by id, until it is known that it is shown."""

    moment: Moment
    worker_id: int | None = None

    @property
    def place(self) -> tuple[date, str, int]:
        return (self.moment.on, self.moment.kind, self.moment.id)


class _Worked(Protocol):
    """Something that a worker did, or does."""

    @property
    def worker_id(self) -> int | None: ...


_Source = Callable[[Visit, int, int | None], Iterable[_Dated]]


def timeline(visit: Visit, *, resident_id: int) -> list[Moment]:
    """All that happened with a resident and that this visit reaches, newest first."""
    return record(visit, resident_id=resident_id).moments


def record(
    visit: Visit,
    *,
    resident_id: int,
    kinds: Collection[str] = (),
    skip: int = 0,
    limit: int | None = None,
) -> Record:
    """The dossier of a resident as far as this visit reaches it, each row asked for once.

    `moments`, newest first: those of these kinds (all), without the first `skip`, at most `limit`. It takes
    at most 16 queries however long the dossier is; of a table that has nothing of this resident, none.
    """
    there = tables_about(visit, resident_id=resident_id)
    registrations = registrations_of(visit, resident_id=resident_id, with_names=False)
    interventions = (
        interventions_of(visit, resident_id=resident_id, with_names=False)
        if "casework.Intervention" in there
        else []
    )
    known = [*_arrivals(registrations), *_support(interventions)]
    asked = [
        source
        for table, held, source in _SOURCES
        if table in there and (not kinds or not held.isdisjoint(kinds))
    ]
    last = None if limit is None else skip + limit
    rows = [*known, *(row for source in asked for row in source(visit, resident_id, last))]
    fitting = (row for row in rows if not kinds or row.moment.kind in kinds)
    shown = sorted(fitting, key=lambda row: row.place, reverse=True)[skip:last]
    lead = current_lead(visit, resident_id=resident_id) if "casework.CaseLead" in there else None
    lists: tuple[Iterable[_Worked], ...] = (registrations, interventions, shown, [lead] if lead else [])
    ids = {one.worker_id for each in lists for one in each if one.worker_id}
    names = worker_names(visit, worker_ids=ids)
    return Record(
        resident_id,
        [replace(row, worker=names.get(row.worker_id or 0, "")) for row in registrations],
        [replace(row, worker=names.get(row.worker_id or 0, "")) for row in interventions],
        replace(lead, worker=names.get(lead.worker_id, "")) if lead else None,
        _told(visit, shown, names),
        there,
    )


def referred(visit: Visit, *, resident_id: int) -> list[Moment]:
    """The referrals of a resident as the time line tells them, newest first (1 query)."""
    return [row.moment for row in _referrals(visit, resident_id, None)]


def _told(visit: Visit, rows: list[_Dated], names: Mapping[int, str]) -> list[Moment]:
    """With the notes and the names that belong to what is shown."""
    contacts = [row.moment.id for row in rows if row.moment.kind == "contact"]
    notes = _notes(visit, contacts) if contacts else {}
    return [
        replace(
            row.moment,
            worker=row.moment.worker or names.get(row.worker_id or 0, ""),
            note=notes.get(row.moment.id, ("", False))[0]
            if row.moment.kind == "contact"
            else row.moment.note,
            of_household=row.moment.kind == "contact" and notes.get(row.moment.id, ("", False))[1],
        )
        for row in rows
    ]


def _notes(visit: Visit, contact_ids: list[int]) -> dict[int, tuple[str, bool]]:
    """What was said in each of these contacts, and whether the text is of a household."""
    rows = list(_texts(visit, contact_ids))
    whole_ids = {row.household_note_id for row in rows if row.household_note_id}
    whole: dict[int | None, str] = {row.pk: row.text for row in _whole_texts(visit, whole_ids)}
    return {
        row.contact_id: (whole.get(row.household_note_id, row.text), row.household_note_id in whole)
        for row in rows
    }


@written_once
def _texts(visit: Visit, contact_ids: Collection[int]) -> SightQuerySet[ContactNote]:
    return ContactNote.objects.under(READ_NOTES, visit).filter(contact__pk__in=contact_ids)


@written_once
def _whole_texts(visit: Visit, note_ids: Collection[int]) -> SightQuerySet[HouseholdNote]:
    return HouseholdNote.objects.under(READ_HOUSEHOLD_NOTES, visit).filter(pk__in=note_ids)


def _arrivals(registrations: Iterable[RegistrationRow]) -> Iterator[_Dated]:
    for row in registrations:
        yield _Dated(Moment(row.registered_on, "registration", row.id, row.channel), row.worker_id)
        if row.explored_on:
            main = row.questions[0].domain if row.questions else row.channel
            yield _Dated(Moment(row.explored_on, "exploration", row.id, main), row.worker_id)


def _support(interventions: Iterable[InterventionRow]) -> Iterator[_Dated]:
    for row in interventions:
        yield _Dated(Moment(row.started_on, "start", row.id, row.service), row.worker_id)
        if row.ended_on:
            yield _Dated(Moment(row.ended_on, "end", row.id, row.result or row.service), row.worker_id)


def _contacts(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    for row in _held(visit, resident_id, last=last):
        told = Moment(
            row.held_on, "contact", row.pk, named(row.kind), "", row.minutes, also_there=row.also_there
        )
        yield _Dated(told, row.worker_id)


@written_once
def _held(visit: Visit, resident_id: int, *, last: int | None) -> SightQuerySet[Contact]:
    rows = Contact.objects.under(CONTACTS, visit).filter(resident_id=resident_id)
    return rows.select_related("kind").order_by("-held_on", "-pk")[:last]


def _referrals(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    for row in _referred(visit, resident_id, last=last):
        whom = _called(row.partner.name, row.partner.key) if row.partner else named(row.service) or NOTHING
        yield _Dated(Moment(row.referred_on, row.direction, row.pk, whom, outcome=named(row.outcome)))


@written_once
def _referred(visit: Visit, resident_id: int, *, last: int | None) -> SightQuerySet[Referral]:
    rows = Referral.objects.under(REFER, visit).filter(resident_id=resident_id)
    return rows.select_related("partner", "service", "outcome").order_by("-referred_on", "-pk")[:last]


def _measurements(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    for row in measured_of(visit, resident_id=resident_id, limit=last):
        told = Moment(row.measured_on, "measurement", row.id, _called(row.instrument_name))
        yield _Dated(told, row.assessor_id)


def _calls(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    for row in _called_after(visit, resident_id, last=last):
        if row.done_on:
            yield _Dated(Moment(row.done_on, "follow_up", row.pk, named(row.outcome) or NOTHING))


@written_once
def _called_after(visit: Visit, resident_id: int, *, last: int | None) -> SightQuerySet[FollowUp]:
    rows = FollowUp.objects.under(FOLLOW_UP, visit).filter(resident_id=resident_id).exclude(done_on=None)
    return rows.select_related("outcome").order_by("-done_on", "-pk")[:last]


def _consultations(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = PartnerConsultation.objects.under(CONSULT_PARTNERS, visit).filter(resident_id=resident_id)
    for row in rows.select_related("partner").order_by("-held_on", "-pk")[:last]:
        told = Moment(row.held_on, "consultation", row.pk, _called(row.partner.name), note=row.asked)
        yield _Dated(told, row.worker_id)


def _handovers(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = Handover.objects.under(HAND_ON, visit).filter(resident_id=resident_id)
    for row in rows.order_by("-handed_on", "-pk")[:last]:
        yield _Dated(Moment(row.handed_on, "handover", row.pk, NOTHING), row.from_worker_id)


def _documents(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = Document.objects.under(DOCUMENTS, visit).filter(resident_id=resident_id)
    for row in rows.order_by("-added_on", "-pk")[:last]:
        yield _Dated(Moment(row.added_on, "document", row.pk, _called(row.name)), row.worker_id)


def _reopenings(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = Reopening.objects.under(REOPEN, visit).filter(resident_id=resident_id)
    for row in rows.order_by("-reopened_on", "-pk")[:last]:
        told = Moment(row.reopened_on, "reopened", row.pk, NOTHING, note=row.reason)
        yield _Dated(told, row.worker_id)


def _called(name: str, key: str = "") -> Named:
    """A name that is the same in both languages."""
    return Named(key, name, name)


_SOURCES: tuple[tuple[str, frozenset[str], _Source], ...] = (
    ("casework.Contact", frozenset({"contact"}), _contacts),
    ("casework.Referral", frozenset({"incoming", "outgoing", "internal"}), _referrals),
    ("outcomes.Measurement", frozenset({"measurement"}), _measurements),
    ("casework.FollowUp", frozenset({"follow_up"}), _calls),
    ("casework.PartnerConsultation", frozenset({"consultation"}), _consultations),
    ("casework.Handover", frozenset({"handover"}), _handovers),
    ("casework.Document", frozenset({"document"}), _documents),
    ("casework.Reopening", frozenset({"reopened"}), _reopenings),
)
