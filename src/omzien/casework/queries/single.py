"""One row of the work, as the page that changes it shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from omzien.casework.models import (
    Contact,
    ContactNote,
    Goal,
    HouseholdNote,
    Intervention,
    InvolvedPartner,
    PartnerConsultation,
    Referral,
)
from omzien.casework.policy import (
    CONSULT_PARTNERS,
    CONTACTS,
    GOALS,
    INVOLVE_PARTNERS,
    READ_HOUSEHOLD_NOTES,
    READ_NOTES,
    REFER,
    SUPPORT,
)
from omzien.casework.queries.dossier import factors_of
from omzien.casework.queries.naming import named
from omzien.casework.queries.rows import Named
from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One intervention with its goals' and factors' keys: what its plan page changes."""

    id: int
    resident_id: int
    registration_id: int
    service: Named
    form: str
    started_on: date
    ended_on: date | None
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalToChange:
    """A goal as its page shows it, and when it was changed last."""

    id: int
    resident_id: int
    intervention_id: int
    text: str
    domain: str
    set_on: date
    attainment: str
    judged_on: date | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NoteToChange:
    """The text of a contact as its page shows it, whether it is of a household, and its moment of change."""

    contact_id: int
    resident_id: int
    held_on: date
    kind: Named
    text: str
    of_household: bool
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral, to say what became of it, and when it was changed last."""

    id: int
    resident_id: int
    direction: str
    to_whom: Named
    referred_on: date
    outcome: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Habits:
    """How the last contact with a resident was: what the next one is likely to be."""

    kind: str = ""
    minutes: int | None = None


def support(visit: Visit, *, intervention_id: int) -> SupportRow:
    """One intervention in reach, or `Absent` (2 queries)."""
    row = Intervention.objects.under(SUPPORT, visit).select_related("service").one(pk=intervention_id)
    return SupportRow(
        id=row.pk,
        resident_id=row.resident_id,
        registration_id=row.registration_id,
        service=named(row.service),
        form=row.form,
        started_on=row.started_on,
        ended_on=row.ended_on,
        factors=tuple(factor.factor.key for factor in factors_of(visit, row.pk)),
    )


def goal(visit: Visit, *, goal_id: int) -> GoalToChange:
    """One goal in reach, or `Absent` (1 query)."""
    row = Goal.objects.under(GOALS, visit).select_related("domain").one(pk=goal_id)
    return GoalToChange(
        id=row.pk,
        resident_id=row.resident_id,
        intervention_id=row.intervention_id,
        text=row.text,
        domain=row.domain.key if row.domain else "",
        set_on=row.set_on,
        attainment=row.attainment,
        judged_on=row.judged_on,
        changed_at=row.changed_at,
    )


def note_of(visit: Visit, *, contact_id: int) -> NoteToChange:
    """What was said in a contact in reach, or `Absent` (at most 3 queries)."""
    contact = Contact.objects.under(CONTACTS, visit).select_related("kind").one(pk=contact_id)
    note = ContactNote.objects.under(READ_NOTES, visit).filter(contact_id=contact.pk).first()
    whole: ContactNote | HouseholdNote | None = note
    if note and note.household_note_id:
        texts = HouseholdNote.objects.under(READ_HOUSEHOLD_NOTES, visit)
        whole = texts.one(pk=note.household_note_id)
    return NoteToChange(
        contact_id=contact.pk,
        resident_id=contact.resident_id,
        held_on=contact.held_on,
        kind=named(contact.kind),
        text=whole.text if whole else "",
        of_household=isinstance(whole, HouseholdNote),
        changed_at=whole.changed_at if whole else None,
    )


def referral(visit: Visit, *, referral_id: int) -> ReferralRow:
    """One referral in reach, or `Absent` (1 query)."""
    rows = Referral.objects.under(REFER, visit).select_related("partner", "service", "outcome")
    row = rows.one(pk=referral_id)
    whom = Named("", row.partner.name, row.partner.name) if row.partner else named(row.service)
    return ReferralRow(
        id=row.pk,
        resident_id=row.resident_id,
        direction=row.direction,
        to_whom=whom or Named("", "", ""),
        referred_on=row.referred_on,
        outcome=row.outcome.key if row.outcome else "",
        changed_at=row.changed_at,
    )


def habits(visit: Visit, *, resident_id: int) -> Habits:
    """How the last contact with a resident was held, and for how long (1 query)."""
    last = next(iter(_last_held(visit, resident_id)), None)
    return Habits(last.kind.key, last.minutes) if last else Habits()


@written_once
def _last_held(visit: Visit, resident_id: int) -> SightQuerySet[Contact]:
    rows = Contact.objects.under(CONTACTS, visit).filter(resident_id=resident_id).select_related("kind")
    return rows.exclude(kind__key="niet_verschenen").order_by("-held_on", "-pk")[:1]


def resident_of_consultation(visit: Visit, *, consultation_id: int) -> int:
    """Whose consultation it is; `Absent` when it is out of reach (1 query)."""
    return PartnerConsultation.objects.under(CONSULT_PARTNERS, visit).one(pk=consultation_id).resident_id


def resident_of_involved(visit: Visit, *, involved_id: int) -> int:
    """With whom a partner is involved; `Absent` when it is out of reach (1 query)."""
    return InvolvedPartner.objects.under(INVOLVE_PARTNERS, visit).one(pk=involved_id).resident_id
