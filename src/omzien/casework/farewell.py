"""What casework holds of one resident: told on inspection, erased on request. Only privacy calls it.

Erasing takes every word away and leaves the bare rows of an unnamed resident: dates, codes and counts, so
that the figures of a year do not change because somebody was forgotten.

The safety code and what Veilig Thuis reported are not told here: they may be shielded from inspection, which
somebody decides by hand. Nor are other people's names told, but those of the workers.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from omzien.casework import vault
from omzien.casework.models import (
    Appointment,
    AppointmentNote,
    ArrearsSignal,
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    CaseLead,
    Contact,
    ContactNote,
    Document,
    Factor,
    FollowUp,
    Goal,
    Handover,
    HouseholdNote,
    Intervention,
    InvolvedPartner,
    PartnerConsultation,
    Question,
    Referral,
    Registration,
    Reopening,
    SafetyCase,
    SafetyReport,
    Story,
    Task,
)
from omzien.gate.farewell import Farewell, years_before
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit
from omzien.organisation.queries import keep_years_of, own_organisation

TOLD: dict[str, tuple[type[SealedModel], tuple[str, ...]]] = {
    "registrations": (
        Registration,
        (
            "key",
            "registered_on",
            "municipality__name",
            "channel__name_nl",
            "referral_source__name_nl",
            "triage",
            "explored_on",
            "over_norm_reason__name_nl",
            "support_over_norm_reason__name_nl",
            "closed_on",
            "worker__name",
        ),
    ),
    "questions": (Question, ("registration__key", "domain__name_nl", "subdomain__name_nl", "is_main")),
    "stories": (Story, ("registration__key", "text")),
    "interventions": (
        Intervention,
        (
            "key",
            "registration__key",
            "service__name_nl",
            "kind__name_nl",
            "form",
            "started_on",
            "ended_on",
            "result__name_nl",
            "worker__name",
        ),
    ),
    "factors": (Factor, ("intervention__key", "factor__name_nl", "noted_on")),
    "goals": (Goal, ("intervention__key", "text", "domain__name_nl", "set_on", "attainment", "judged_on")),
    "contacts": (Contact, ("key", "held_on", "kind__name_nl", "minutes", "worker__name")),
    "contact_notes": (ContactNote, ("contact__key", "text", "household_note__text")),
    "appointments": (Appointment, ("day", "starts", "minutes", "kind__name_nl", "state", "worker__name")),
    "appointment_notes": (AppointmentNote, ("appointment__day", "text")),
    "tasks": (Task, ("text", "due_on", "done_on", "worker__name", "team__name")),
    "referrals": (
        Referral,
        ("direction", "referred_on", "partner__name", "service__name_nl", "outcome__name_nl"),
    ),
    "leads": (CaseLead, ("worker__name", "started_on", "until")),
    "involved_partners": (InvolvedPartner, ("partner__name", "does_what", "since", "until")),
    "partner_consultations": (
        PartnerConsultation,
        ("held_on", "partner__name", "named", "ground", "asked", "answered", "worker__name"),
    ),
    "handovers": (
        Handover,
        ("handed_on", "from_worker__name", "to_worker__name", "to_team__name", "summary"),
    ),
    "arrivals": (
        Arrival,
        (
            "key",
            "way",
            "received_on",
            "municipality__name",
            "domain__name_nl",
            "partner__name",
            "worker__name",
            "outcome",
            "handled_on",
        ),
    ),
    "arrival_words": (
        ArrivalWords,
        (
            "arrival__key",
            "given_name",
            "name_prefix",
            "family_name",
            "birth_date",
            "phone",
            "email",
            "street",
            "house_number",
            "postcode",
            "place",
            "language",
            "call_when",
            "story",
        ),
    ),
    "arrival_attempts": (
        ArrivalAttempt,
        ("arrival__key", "tried_on", "part_of_day", "kind__name_nl", "worker__name"),
    ),
    "arrears_signals": (
        ArrearsSignal,
        ("arrival__key", "source__name_nl", "arrears_euros", "result__name_nl"),
    ),
    "documents": (Document, ("name", "kind", "size", "sha256", "added_on", "worker__name")),
    "reopenings": (
        Reopening,
        ("registration__key", "was_closed_on", "reopened_on", "reason", "worker__name"),
    ),
    "follow_ups": (FollowUp, ("intervention__key", "due_on", "done_on", "outcome__name_nl")),
}
WORDS = (
    ArrivalWords,
    Story,
    ContactNote,
    AppointmentNote,
    Task,
    InvolvedPartner,
    PartnerConsultation,
    Handover,
)
# The safety rows hang below the case.
ERASED: tuple[type[SealedModel], ...] = (SafetyCase, SafetyReport, Reopening, *WORDS, Document)


def _rows(model: type[SealedModel], visit: Visit, reason: str) -> QuerySet[Any, Any]:
    return model.objects.unsealed(reason).filter(organisation_id=visit.organisation_id)


def _of(model: type[SealedModel], visit: Visit, resident_id: int, reason: str) -> QuerySet[Any, Any]:
    return _rows(model, visit, reason).filter(**{str(model.resident_path): resident_id})


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    return {
        name: list(_of(model, visit, resident_id, "farewell: inspection").order_by("pk").values(*columns))
        for name, (model, columns) in TOLD.items()
    }


def _erase(visit: Visit, resident_id: int) -> int:
    reason = "farewell: erasure"
    for stored_as in _of(Document, visit, resident_id, reason).values_list("stored_as", flat=True):
        transaction.on_commit(partial(vault.destroy, stored_as))
    gone = sum(_of(model, visit, resident_id, reason).delete()[0] for model in ERASED)
    _erase_what_nobody_shares(visit)
    for model, column in ((Goal, "text"), (Contact, "also_there")):
        worded = _of(model, visit, resident_id, reason).exclude(**{column: ""})
        gone += worded.update(**{column: "", "changed_at": visit.now})
    return gone


def _erase_what_nobody_shares(visit: Visit) -> None:
    """The text of a household stays while another member's note points to it."""
    _rows(HouseholdNote, visit, "farewell: erasure").filter(shares=None).delete()


def _within_term(visit: Visit) -> Iterator[QuerySet[Any, Any]]:
    """Who has open work, or work that ended within the term: of the service, else of the organisation."""
    reason, years = "farewell: who is within the term", own_organisation(visit).keep_years
    since = years_before(visit.today, years)
    open_or_late = Q(closed_on=None) | Q(closed_on__gt=since)
    for model in (Registration, SafetyCase):
        yield _rows(model, visit, reason).filter(open_or_late).values("resident_id")
    ends = Q(ended_on=None)
    for service, kept in keep_years_of(visit).items():
        ends |= Q(service_id=service, ended_on__gt=years_before(visit.today, kept))
    yield _rows(Intervention, visit, reason).filter(ends).values("resident_id")
    yield _rows(Contact, visit, reason).filter(held_on__gt=since).values("resident_id")
    waiting = _rows(Arrival, visit, reason).filter(handled_on=None).exclude(resident=None)
    yield waiting.values("resident_id")


def ended_arrivals(visit: Visit) -> QuerySet[Any, Any]:
    """What came in, ended without a resident, and is past its term."""
    before = visit.today - timedelta(days=own_organisation(visit).ended_arrival_days)
    return _rows(Arrival, visit, "farewell: past the term").filter(handled_on__lt=before, resident=None)


def erase_ended_arrivals(visit: Visit) -> Mapping[str, int]:
    """Erase these, words included: how many rows of which table."""
    return ended_arrivals(visit).delete()[1]


FAREWELL = Farewell(room="casework", export=_export, erase=_erase, within_term=_within_term)
