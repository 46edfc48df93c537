"""Who has the lead, who else is involved, what partners were asked, how work was handed on; documents."""

from dataclasses import dataclass
from datetime import date

from omzien.casework import vault
from omzien.casework.models import CaseLead, Document, Handover, InvolvedPartner, PartnerConsultation
from omzien.casework.policy import (
    CONSULT_PARTNERS,
    DOCUMENTS,
    HAND_ON,
    INVOLVE_PARTNERS,
    LEAD,
    OPEN_DOCUMENT,
)
from omzien.casework.queries.naming import name_of
from omzien.casework.rules.documents import MEDIA_TYPES
from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Who has or had the lead, and when."""

    worker_id: int
    worker: str
    started_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A partner that works with the resident too."""

    id: int
    partner_id: int
    partner: str
    person: str
    does_what: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PartnerConsultationRow:
    """What a partner was asked, and whether it heard the name."""

    id: int
    partner: str
    held_on: date
    named: bool
    by_consent: bool
    ground: str
    asked: str
    answered: str
    worker: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """From whom to whom the work went, with its summary."""

    id: int
    handed_on: date
    giver: str
    receiver: str
    summary: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What is known of a document before it is opened."""

    id: int
    name: str
    kind: str
    size: int
    added_on: date
    worker: str


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that was opened: the opening is in the ledger."""

    name: str
    media_type: str
    content: bytes


def leads_of(visit: Visit, *, resident_id: int) -> list[LeadRow]:
    """Who has the lead and who had it, the latest first (2 queries)."""
    rows = CaseLead.objects.under(LEAD, visit).filter(resident_id=resident_id)
    return [
        LeadRow(row.worker_id, name_of(row.worker), row.started_on, row.until)
        for row in rows.beside("worker", READ_WORKERS).order_by("-started_on", "-pk")
    ]


def current_lead(visit: Visit, *, resident_id: int) -> LeadRow | None:
    """Who has the lead now, by id, to be named with others (1 query)."""
    row = next(iter(_leading(visit, resident_id)), None)
    return LeadRow(row.worker_id, "", row.started_on, None) if row else None


@written_once
def _leading(visit: Visit, resident_id: int) -> SightQuerySet[CaseLead]:
    rows = CaseLead.objects.under(LEAD, visit).filter(resident_id=resident_id, until=None)
    return rows.order_by("pk")[:1]


def involved_partners(visit: Visit, *, resident_id: int) -> list[InvolvedRow]:
    """The partners that work with a resident now (1 query)."""
    return [
        InvolvedRow(row.pk, row.partner_id, row.partner.name, row.person, row.does_what, row.since, row.until)
        for row in _involved(visit, resident_id)
    ]


@written_once
def _involved(visit: Visit, resident_id: int) -> SightQuerySet[InvolvedPartner]:
    rows = InvolvedPartner.objects.under(INVOLVE_PARTNERS, visit).filter(resident_id=resident_id, until=None)
    return rows.select_related("partner").order_by("partner__name", "pk")


def consultations_of(visit: Visit, *, resident_id: int) -> list[PartnerConsultationRow]:
    """What partners were asked about a resident, the latest first (2 queries)."""
    rows = PartnerConsultation.objects.under(CONSULT_PARTNERS, visit).filter(resident_id=resident_id)
    rows = rows.select_related("partner").beside("worker", READ_WORKERS).order_by("-held_on", "-pk")
    return [
        PartnerConsultationRow(
            id=row.pk,
            partner=row.partner.name,
            held_on=row.held_on,
            named=row.named,
            by_consent=row.consent_id is not None,
            ground=row.ground,
            asked=row.asked,
            answered=row.answered,
            worker=name_of(row.worker),
        )
        for row in rows
    ]


def handovers_of(visit: Visit, *, resident_id: int) -> list[HandoverRow]:
    """How the work with a resident went from hand to hand, the latest first (3 queries)."""
    rows = Handover.objects.under(HAND_ON, visit).filter(resident_id=resident_id).select_related("to_team")
    rows = rows.beside("from_worker", READ_WORKERS).beside("to_worker", READ_WORKERS)
    return [
        HandoverRow(
            id=row.pk,
            handed_on=row.handed_on,
            giver=name_of(row.from_worker),
            receiver=name_of(row.to_worker or row.to_team),
            summary=row.summary,
        )
        for row in rows.order_by("-handed_on", "-pk")
    ]


def documents_of(visit: Visit, *, resident_id: int) -> list[DocumentRow]:
    """Which documents there are of a resident, the latest first (2 queries)."""
    rows = Document.objects.under(DOCUMENTS, visit).filter(resident_id=resident_id)
    return [
        DocumentRow(row.pk, row.name, row.kind, row.size, row.added_on, name_of(row.worker))
        for row in rows.beside("worker", READ_WORKERS).order_by("-added_on", "-pk")
    ]


def open_document(visit: Visit, *, document_id: int) -> OpenedDocument:
    """A document with its content; `Absent` when it is out of reach, or its file is gone (1 query)."""
    row = Document.objects.under(OPEN_DOCUMENT, visit).one(pk=document_id)
    try:
        content = vault.take(row.stored_as)
    except FileNotFoundError as gone:
        raise Absent(f"the file of document {document_id}") from gone
    return OpenedDocument(row.name, MEDIA_TYPES[row.kind], content)


def resident_of_document(visit: Visit, *, document_id: int) -> int:
    """Whose document it is; `Absent` when it is out of reach (1 query)."""
    return Document.objects.under(DOCUMENTS, visit).one(pk=document_id).resident_id
