"""What may be asked about residents. The answers are cards, not rows: what a page may show is in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Role, Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.people import cipher, finding, rules
from omzien.people.counting import CountedRecord, CountedRecords, counted_records
from omzien.people.doubles import duplicates, merge_preview, merges, undo_preview
from omzien.people.drafts import (
    DraftCard,
    OpenDraft,
    draft_to_open,
    is_draft,
    my_drafts,
    spare_key,
    went_on_elsewhere,
)
from omzien.people.homes import kinships, resident_of_kinship, stays
from omzien.people.models import CitizenNumber, Consent, ContactDetails, Resident, TreatmentRelation
from omzien.people.policy import (
    CALL_RESIDENT,
    FIND_FOR_RIGHTS,
    FIND_RESIDENT,
    MAIL_RESIDENT,
    READ_CITIZEN_NUMBER,
    READ_CONSENTS,
    READ_CONTACT_DETAILS,
    READ_OBJECTIONS,
    READ_RELATIONS,
    READ_RESIDENT,
)

__all__ = [  # told in counting.py, doubles.py, drafts.py and homes.py, asked for here
    "CountedRecord",
    "CountedRecords",
    "DraftCard",
    "OpenDraft",
    "counted_records",
    "draft_to_open",
    "duplicates",
    "is_draft",
    "kinships",
    "merge_preview",
    "merges",
    "my_drafts",
    "resident_of_kinship",
    "spare_key",
    "stays",
    "undo_preview",
    "went_on_elsewhere",
]

FEW = 20
CALLED_ALIKE = 200  # residents of one name among whom those of the own circle are looked for


@dataclass(frozen=True, slots=True)
class FoundResident:
    """As much of a resident as it takes to know who is meant. `birth_date` is None for a coordinator."""

    id: int
    name: str
    birth_date: date | None
    municipality: str
    municipality_id: int


def search(visit: Visit, *, text: str, limit: int = FEW) -> list[FoundResident]:
    """Residents who may be meant, the likeliest first: by a name as it sounds or with a typing error, a birth
    date, a postcode, or a street with a number. For a coordinator by name only.
    """
    asked = rules.asked(text, visit.today, names_only=not _sees_more_than_names(visit))
    if asked.is_empty:
        return []
    ids = finding.find(visit.organisation_id, asked, limit)
    rows = {row.pk: row for row in _findable(visit).filter(pk__in=ids).select_related("municipality")}
    return [_found(visit, rows[pk]) for pk in ids if pk in rows]


def search_circle(visit: Visit, *, text: str, limit: int = FEW) -> list[FoundResident]:
    """The same among the residents in the circle of this visit, however many others are called alike."""
    asked = rules.asked(text, visit.today)
    if asked.is_empty:
        return []
    ids = finding.find(visit.organisation_id, asked, CALLED_ALIKE)
    mine = Resident.objects.under(READ_RESIDENT, visit).filter(pk__in=ids).select_related("municipality")
    rows = mine.order_by("family_name", "given_name", "pk")[:limit]
    return [_found(visit, row) for row in sorted(rows, key=lambda row: ids.index(row.pk))]


def circle(visit: Visit, *, limit: int = FEW) -> list[FoundResident]:
    """The residents in the circle of this visit, by name."""
    rows = Resident.objects.under(READ_RESIDENT, visit).select_related("municipality")
    return [_found(visit, row) for row in rows.order_by("family_name", "given_name", "pk")[:limit]]


def found(visit: Visit, *, resident_id: int) -> FoundResident:
    """The same of one resident, or `Absent`."""
    rows = _findable(visit).select_related("municipality")
    return _found(visit, rows.one(pk=resident_id))


def names(visit: Visit, *, resident_ids: Iterable[int]) -> dict[int, str]:
    """The names of these residents, as far as they are of the organisation."""
    return {row.pk: _name(row) for row in _among_findable(visit, set(resident_ids))}


@written_once
def _among_findable(visit: Visit, resident_ids: Collection[int]) -> SightQuerySet[Resident]:
    return _findable(visit).filter(pk__in=resident_ids)


def possible_duplicates(
    visit: Visit, *, family_name: str, birth_date: date | None, given_name: str = "", name_prefix: str = ""
) -> list[FoundResident]:
    """Residents who may be the one that is about to be added: at most FEW, the likeliest first."""
    name = rules.search_name(given_name=given_name, name_prefix=name_prefix, family_name=family_name)
    rows = Resident.objects.under(FIND_RESIDENT, visit).select_related("municipality")
    undated = Q(search_name__endswith=f" {rules.folded(family_name)}", birth_date=None)
    nearby = [Q(search_name=name), undated, *([Q(birth_date=birth_date)] if birth_date else [])]
    known = {row.pk: row for fits in nearby for row in rows.filter(fits)[: 2 * FEW]}  # each has an index
    may_be = [row for row in known.values() if _may_be(row, name, family_name, birth_date)]
    likeliest = sorted(may_be, key=lambda row: -rules.alike(name, row.search_name))
    return [_found(visit, row) for row in likeliest[:FEW]]


def _may_be(row: Resident, name: str, family_name: str, birth_date: date | None) -> bool:
    spoken = rules.search_name(family_name=row.family_name)
    return rules.may_be_same(name, birth_date, row.search_name, row.birth_date) or rules.may_be_same(
        family_name, birth_date, spoken, row.birth_date
    )


@dataclass(frozen=True, slots=True)
class ResidentCard:
    """The head of a record."""

    id: int
    key: str
    name: str
    given_name: str
    name_prefix: str
    family_name: str
    birth_date: date | None
    age: int | None
    gender: str
    municipality: str
    municipality_id: int
    neighbourhood: str
    household_id: int | None
    language: str
    needs_interpreter: bool
    registered_on: date
    by_broken_glass: bool
    changed_at: datetime


def resident(visit: Visit, *, resident_id: int) -> ResidentCard:
    """The head of the record of a resident in the circle of this visit, or `Absent`."""
    row = next(iter(_to_open(visit, resident_id)), None)
    if row is None:
        raise Absent(f"resident {resident_id}")
    return ResidentCard(
        id=row.pk,
        key=row.key,
        name=_name(row),
        given_name=row.given_name,
        name_prefix=row.name_prefix,
        family_name=row.family_name,
        birth_date=row.birth_date,
        age=rules.age_on(row.birth_date, visit.today) if row.birth_date else None,
        gender=row.gender,
        municipality=row.municipality.name,
        municipality_id=row.municipality_id,
        neighbourhood=row.neighbourhood.name if row.neighbourhood else "",
        household_id=row.household_id,
        language=row.language,
        needs_interpreter=row.needs_interpreter,
        registered_on=row.registered_on,
        by_broken_glass=row.pk in visit.opened,
        changed_at=row.changed_at,
    )


@written_once
def _to_open(visit: Visit, resident_id: int) -> SightQuerySet[Resident]:
    rows = Resident.objects.under(READ_RESIDENT, visit).filter(pk=resident_id)
    return rows.select_related("municipality", "neighbourhood")


def is_in_reach(visit: Visit, *, resident_id: int) -> bool:
    """May this visit open the record, or is a break-glass needed?"""
    return Resident.objects.under(READ_RESIDENT, visit).filter(pk=resident_id).exists()


@dataclass(frozen=True, slots=True)
class ContactCard:
    """How a resident is reached."""

    phone: str
    email: str
    street: str
    house_number: str
    postcode: str
    place: str
    changed_at: datetime


def contact_details(visit: Visit, *, resident_id: int) -> ContactCard | None:
    """How a resident in reach is reached; None when nothing is known."""
    row = next(iter(_reach(visit, resident_id)), None)
    if row is None:
        return None
    return ContactCard(
        row.phone, row.email, row.street, row.house_number, row.postcode, row.place, row.changed_at
    )


@written_once
def _reach(visit: Visit, resident_id: int) -> SightQuerySet[ContactDetails]:
    rows = ContactDetails.objects.under(READ_CONTACT_DETAILS, visit)
    return rows.filter(resident_id=resident_id).order_by("pk")[:1]


def phone(visit: Visit, *, resident_id: int) -> str:
    """The telephone number of a resident; empty when it is not known, or not for this visit."""
    row = ContactDetails.objects.under(CALL_RESIDENT, visit).filter(resident_id=resident_id).first()
    return row.phone if row else ""


def phones(visit: Visit, *, resident_ids: Iterable[int]) -> dict[int, str]:
    """The telephone number of each of these residents that has one and may be called by this visit."""
    rows = ContactDetails.objects.under(CALL_RESIDENT, visit).filter(resident_id__in=list(resident_ids))
    return {row.resident_id: row.phone for row in rows.exclude(phone="")}


def household(visit: Visit, *, resident_id: int, in_reach: bool = False) -> list[FoundResident]:
    """Who live together with a resident in the circle of this visit; `in_reach`: only who are in it too."""
    home = resident(visit, resident_id=resident_id).household_id
    if home is None:
        return []
    return [_found(visit, row) for row in _at_home(visit, home, resident_id, in_reach=in_reach)]


def living_with(visit: Visit, *, card: ResidentCard) -> list[FoundResident]:
    """The same, of a resident whose card was read already (1 query; none without a household)."""
    if card.household_id is None:
        return []
    return [_found(visit, row) for row in _at_home(visit, card.household_id, card.id)]


@written_once
def _at_home(
    visit: Visit, household_id: int, without_id: int, *, in_reach: bool = False
) -> SightQuerySet[Resident]:
    act = READ_RESIDENT if in_reach else FIND_RESIDENT
    rows = Resident.objects.under(act, visit).filter(household_id=household_id)
    return rows.exclude(pk=without_id).select_related("municipality").order_by("birth_date", "pk")


@dataclass(frozen=True, slots=True)
class RelationCard:
    """Who supports a resident, since when, and until when."""

    id: int
    worker: str
    team: str
    started_on: date
    until: date | None


def relations(visit: Visit, *, resident_id: int) -> list[RelationCard]:
    """Who supports a resident or did, the latest first."""
    rows = TreatmentRelation.objects.under(READ_RELATIONS, visit).filter(resident_id=resident_id)
    rows = rows.select_related("team").beside("worker", READ_WORKERS).order_by("-started_on", "-pk")
    return [
        RelationCard(
            row.pk,
            row.worker.name if row.worker else "",
            row.team.name if row.team else "",
            row.started_on,
            row.until,
        )
        for row in rows
    ]


def resident_of_consent(visit: Visit, *, consent_id: int) -> int:
    """Whose consent it is; `Absent` when it is out of reach (1 query)."""
    return Consent.objects.under(READ_CONSENTS, visit).one(pk=consent_id).resident_id


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """One consent, and since when it holds no more."""

    id: int
    kind: str
    name_nl: str
    name_en: str
    given_on: date
    withdrawn_on: date | None


def consents(visit: Visit, *, resident_id: int) -> list[ConsentCard]:
    """What a resident consented to, the latest first."""
    rows = Consent.objects.under(READ_CONSENTS, visit).filter(resident_id=resident_id)
    rows = rows.select_related("kind").order_by("-given_on", "-pk")
    return [
        ConsentCard(row.pk, row.kind.key, row.kind.name_nl, row.kind.name_en, row.given_on, row.withdrawn_on)
        for row in rows
    ]


def citizen_number(visit: Visit, *, resident_id: int, whole: bool = False) -> str:
    """The BSN of a resident, masked unless `whole`; empty when there is none, or not for this visit."""
    rows = CitizenNumber.objects.under(READ_CITIZEN_NUMBER, visit)
    row = rows.filter(resident_id=resident_id).first()
    if row is None:
        return ""
    number = cipher.unseal(row.sealed_number, resident_id=resident_id)
    return number if whole else rules.masked_citizen_number(number)


def must_be_resident_of_ours(visit: Visit, *, resident_id: int) -> None:
    """Raise `Absent` unless the resident is of the visit's organisation and may be found by it."""
    if not _findable(visit).filter(pk=resident_id).exists():
        raise Absent(f"resident {resident_id}")


def _findable(visit: Visit) -> SightQuerySet[Resident]:
    act = FIND_FOR_RIGHTS if FIND_FOR_RIGHTS.open_to(visit) else FIND_RESIDENT
    return Resident.objects.under(act, visit)


def _name(row: Resident) -> str:
    return rules.full_name(
        given_name=row.given_name, name_prefix=row.name_prefix, family_name=row.family_name
    )


def _found(visit: Visit, row: Resident) -> FoundResident:
    return FoundResident(
        id=row.pk,
        name=_name(row),
        birth_date=row.birth_date if _sees_more_than_names(visit) else None,
        municipality=row.municipality.name,
        municipality_id=row.municipality_id,
    )


def emails(visit: Visit, *, resident_ids: Iterable[int]) -> dict[int, str]:
    """The e-mail address of each of these residents that has one."""
    rows = ContactDetails.objects.under(MAIL_RESIDENT, visit).filter(resident_id__in=list(resident_ids))
    return {row.resident_id: row.email for row in rows.exclude(email="")}


def without_surveys(visit: Visit, *, resident_ids: Iterable[int]) -> set[int]:
    """Which of these residents told us that they want no surveys."""
    rows = Consent.objects.under(READ_OBJECTIONS, visit).filter(resident_id__in=list(resident_ids))
    return {row.resident_id for row in rows}


def _sees_more_than_names(visit: Visit) -> bool:
    return not visit.roles <= {Role.COORDINATOR}
