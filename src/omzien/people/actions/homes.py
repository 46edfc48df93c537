"""Who lives with whom, since when, and what they are of each other."""

from datetime import date

from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if, refused, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import pick
from omzien.people.models import Household, HouseholdStay, Kinship, Resident
from omzien.people.policy import CHANGE_RESIDENT, HOUSEHOLD_STAYS, KINSHIPS, MOVE_IN, SHARE_HOUSEHOLD


@action
def share_household(
    visit: Visit, *, resident_id: int, with_resident_id: int, since: date | None = None
) -> None:
    """A resident in the own circle lives with another one; the others of that household stay in it.

    `since`: from which day; unknown is an honest answer, and writes down no day.
    """
    row = Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=resident_id)
    other = Resident.objects.under(MOVE_IN, visit).one(pk=with_resident_id)
    if row.pk == other.pk:
        raise refused("somebody else is needed to share a household with", field="with_resident_id")
    if since and since > visit.today:
        raise refused("%(day)s is in the future", field="since", day=since)
    if other.household_id is None:
        home = Household(organisation_id=visit.organisation_id, municipality_id=other.municipality_id)
        other.household = keep(visit, SHARE_HOUSEHOLD, home)
        keep(visit, MOVE_IN, other)
    _end_stay(visit, resident_id, since or visit.today)
    row.household_id = other.household_id
    keep(visit, CHANGE_RESIDENT, row)
    if since and row.household_id:
        stay = HouseholdStay(
            organisation_id=visit.organisation_id, resident=row, household_id=row.household_id, since=since
        )
        keep(visit, HOUSEHOLD_STAYS, stay)


@action
def leave_household(visit: Visit, *, resident_id: int, until: date | None = None) -> None:
    """A resident in the own circle lives alone from this day (today) on."""
    row = Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=resident_id)
    _end_stay(visit, resident_id, until or visit.today)
    row.household = None
    keep(visit, CHANGE_RESIDENT, row)


def _end_stay(visit: Visit, resident_id: int, until: date) -> None:
    stays = HouseholdStay.objects.under(HOUSEHOLD_STAYS, visit)
    for stay in stays.filter(resident_id=resident_id, until=None):
        stay.until = max(until, stay.since)
        keep(visit, HOUSEHOLD_STAYS, stay)


@action
def name_kinship(visit: Visit, *, resident_id: int, other_id: int, kind: str) -> int:
    """Say what `other` is of this resident (partner, parent, ...); said anew, it is changed. Gives the id."""
    picked = pick(visit, on=visit.today, kind=("kinship", kind))
    refuse_if([*required(kind, "kind"), *picked.problems])
    if resident_id == other_id:
        raise refused("choose somebody else", field="other_id")
    Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=resident_id)
    Resident.objects.under(MOVE_IN, visit).one(pk=other_id)
    for turned in Kinship.objects.under(KINSHIPS, visit).filter(resident_id=resident_id, other_id=other_id):
        remove(visit, KINSHIPS, turned)  # the same two, said from the other side
    rows = Kinship.objects.under(KINSHIPS, visit).filter(resident_id=other_id, other_id=resident_id)
    row = rows.first() or Kinship(
        organisation_id=visit.organisation_id, resident_id=other_id, other_id=resident_id
    )
    row.kind_id = picked.must("kind")
    return keep(visit, KINSHIPS, row).pk


@action
def drop_kinship(visit: Visit, *, kinship_id: int) -> None:
    """A relation was wrong, or is over."""
    remove(visit, KINSHIPS, Kinship.objects.under(KINSHIPS, visit).one(pk=kinship_id))
