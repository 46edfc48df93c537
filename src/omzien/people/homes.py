"""What may be asked about living together: since when, and who is what of whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from omzien.gate.visit import Visit
from omzien.people.models import HouseholdStay, Kinship, Resident
from omzien.people.policy import FIND_RESIDENT, HOUSEHOLD_STAYS, KINSHIPS
from omzien.people.rules import full_name

# Seen from the other side: who has a parent is a child. What is not here is the same from both sides.
TURNED = {
    "ouder": ("Kind", "Child"),
    "kind": ("Ouder", "Parent"),
    "grootouder": ("Kleinkind", "Grandchild"),
    "kleinkind": ("Grootouder", "Grandparent"),
    "mantelzorger": ("Krijgt mantelzorg van", "Is cared for by"),
    "zorgvrager": ("Mantelzorger", "Carer"),
}


@dataclass(frozen=True, slots=True)
class KinCard:
    """Somebody, and what that person is of the resident whose record is open."""

    id: int
    resident_id: int
    name: str
    name_nl: str
    name_en: str


def kinships(visit: Visit, *, resident_id: int) -> list[KinCard]:
    """Who is what of a resident in the own circle (2 queries)."""
    rows = Kinship.objects.under(KINSHIPS, visit).filter(Q(resident_id=resident_id) | Q(other_id=resident_id))
    found = list(rows.select_related("kind").order_by("kind__order", "pk"))
    others = {row.other_id if row.resident_id == resident_id else row.resident_id for row in found}
    known = {row.pk: row for row in Resident.objects.under(FIND_RESIDENT, visit).filter(pk__in=others)}
    return [_card(row, resident_id, known) for row in found if _other(row, resident_id) in known]


def _other(row: Kinship, resident_id: int) -> int:
    return row.other_id if row.resident_id == resident_id else row.resident_id


def _card(row: Kinship, resident_id: int, known: dict[int, Resident]) -> KinCard:
    other = known[_other(row, resident_id)]
    name = full_name(
        given_name=other.given_name, name_prefix=other.name_prefix, family_name=other.family_name
    )
    said = (row.kind.name_nl, row.kind.name_en)
    turned = TURNED.get(row.kind.key, said) if row.resident_id == resident_id else said
    return KinCard(row.pk, other.pk, name, *turned)


def stays(visit: Visit, *, resident_id: int) -> list[tuple[date, date | None]]:
    """Since when a resident lives in the household, and in which earlier ones, the latest first (1 query)."""
    rows = HouseholdStay.objects.under(HOUSEHOLD_STAYS, visit).filter(resident_id=resident_id)
    return [(row.since, row.until) for row in rows.order_by("-since", "-pk")]


def resident_of_kinship(visit: Visit, *, kinship_id: int) -> int:
    """Of whom somebody is something; `Absent` when neither is in the own circle (1 query)."""
    return Kinship.objects.under(KINSHIPS, visit).one(pk=kinship_id).other_id
