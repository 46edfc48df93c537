"""The time line of a resident: what happened, newest first, as much as a page shows.

Each table is asked for no more rows than are shown, so ten years take no longer than one. Notes and names of
workers are read for what is shown only: the ledger does not say that more was seen.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from omzien.casework.models import (
    Contact,
    ContactNote,
    Document,
    FollowUp,
    Handover,
    PartnerConsultation,
    Referral,
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
)
from omzien.casework.queries.dossier import interventions_of, registrations_of
from omzien.casework.queries.naming import named
from omzien.casework.queries.rows import InterventionRow, Moment, Named, RegistrationRow
from omzien.gate.visit import Visit
from omzien.organisation.queries import worker_names
from omzien.outcomes.queries import measured_of

NOTHING = Named("", "", "")


@dataclass(frozen=True, slots=True)
class Record:
    """A whole dossier: registrations and interventions, newest first, and the time line of everything."""

    registrations: list[RegistrationRow]
    interventions: list[InterventionRow]
    moments: list[Moment]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A moment whose worker is known by id, until it is known that it is shown."""

    moment: Moment
    worker_id: int | None = None

    @property
    def place(self) -> tuple[date, str, int]:
        return (self.moment.on, self.moment.kind, self.moment.id)


_Source = Callable[[Visit, int, int | None], Iterable[_Dated]]


def record(visit: Visit, *, resident_id: int) -> Record:
    """The dossier of a resident as far as this visit reaches it, each row asked for once."""
    registrations = registrations_of(visit, resident_id=resident_id)
    interventions = interventions_of(visit, resident_id=resident_id)
    found = moments(visit, resident_id=resident_id, registrations=registrations, interventions=interventions)
    return Record(registrations, interventions, found)


def timeline(visit: Visit, *, resident_id: int) -> list[Moment]:
    """All that happened with a resident and that this visit reaches, newest first."""
    return record(visit, resident_id=resident_id).moments


def moments(
    visit: Visit,
    *,
    resident_id: int,
    registrations: Iterable[RegistrationRow],
    interventions: Iterable[InterventionRow],
    kinds: Collection[str] = (),
    skip: int = 0,
    limit: int | None = None,
) -> list[Moment]:
    """What happened, newest first: of these kinds (all), without the first `skip`, at most `limit`.

    At most 10 queries, however long the dossier is; a filter asks only the tables of its kinds.
    """
    last = None if limit is None else skip + limit
    known = [*_arrivals(registrations), *_support(interventions)]
    asked = [source for held, source in _SOURCES if not kinds or not held.isdisjoint(kinds)]
    rows = [_Dated(moment) for moment in known] + [
        row for source in asked for row in source(visit, resident_id, last)
    ]
    fitting = (row for row in rows if not kinds or row.moment.kind in kinds)
    shown = sorted(fitting, key=lambda row: row.place, reverse=True)[skip:last]
    return _told(visit, shown)


def _told(visit: Visit, rows: list[_Dated]) -> list[Moment]:
    """With the notes and the names that belong to what is shown."""
    names = worker_names(visit, worker_ids={row.worker_id for row in rows if row.worker_id})
    notes = _notes(visit, [row.moment.id for row in rows if row.moment.kind == "contact"])
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
    rows = ContactNote.objects.under(READ_NOTES, visit).filter(contact_id__in=contact_ids)
    found: dict[int, tuple[str, bool]] = {}
    for row in rows.beside("household_note", READ_HOUSEHOLD_NOTES):
        whole = row.household_note if row.household_note_id else None
        found[row.contact_id] = (whole.text if whole else row.text, whole is not None)
    return found


def _arrivals(registrations: Iterable[RegistrationRow]) -> Iterator[Moment]:
    for row in registrations:
        yield Moment(row.registered_on, "registration", row.id, row.channel, row.worker)
        if row.explored_on:
            main = row.questions[0].domain if row.questions else row.channel
            yield Moment(row.explored_on, "exploration", row.id, main, row.worker)


def _support(interventions: Iterable[InterventionRow]) -> Iterator[Moment]:
    for row in interventions:
        yield Moment(row.started_on, "start", row.id, row.service, row.worker)
        if row.ended_on:
            yield Moment(row.ended_on, "end", row.id, row.result or row.service, row.worker)


def _contacts(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = Contact.objects.under(CONTACTS, visit).filter(resident_id=resident_id).select_related("kind")
    for row in rows.order_by("-held_on", "-pk")[:last]:
        told = Moment(
            row.held_on, "contact", row.pk, named(row.kind), "", row.minutes, also_there=row.also_there
        )
        yield _Dated(told, row.worker_id)


def _referrals(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = Referral.objects.under(REFER, visit).filter(resident_id=resident_id)
    for row in rows.select_related("partner", "service", "outcome").order_by("-referred_on", "-pk")[:last]:
        whom = _called(row.partner.name, row.partner.key) if row.partner else named(row.service) or NOTHING
        yield _Dated(Moment(row.referred_on, row.direction, row.pk, whom, outcome=named(row.outcome)))


def _measurements(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    for row in measured_of(visit, resident_id=resident_id, limit=last):
        told = Moment(row.measured_on, "measurement", row.id, _called(row.instrument_name))
        yield _Dated(told, row.assessor_id)


def _calls(visit: Visit, resident_id: int, last: int | None) -> Iterator[_Dated]:
    rows = FollowUp.objects.under(FOLLOW_UP, visit).filter(resident_id=resident_id).exclude(done_on=None)
    for row in rows.select_related("outcome").order_by("-done_on", "-pk")[:last]:
        if row.done_on:
            yield _Dated(Moment(row.done_on, "follow_up", row.pk, named(row.outcome) or NOTHING))


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


def _called(name: str, key: str = "") -> Named:
    """A name that is the same in both languages."""
    return Named(key, name, name)


_SOURCES: tuple[tuple[frozenset[str], _Source], ...] = (
    (frozenset({"contact"}), _contacts),
    (frozenset({"incoming", "outgoing", "internal"}), _referrals),
    (frozenset({"measurement"}), _measurements),
    (frozenset({"follow_up"}), _calls),
    (frozenset({"consultation"}), _consultations),
    (frozenset({"handover"}), _handovers),
    (frozenset({"document"}), _documents),
)
