"""Two residents become one, and two again: whatever rooms know of them, in one transaction."""

from typing import Any

from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refused
from omzien.gate.visit import Visit
from omzien.people import cipher
from omzien.people.indexing import index_name, merged_names
from omzien.people.merging.moving import move_all, take_away
from omzien.people.merging.parting import move_back, parting
from omzien.people.merging.pointers import pointers, rows_of
from omzien.people.merging.written import put_back, written
from omzien.people.models import CitizenNumber, Merge, Resident
from omzien.people.policy import KEEP_MERGE, MERGE_RESIDENTS


@action
def merge_residents(visit: Visit, *, survivor_id: int, merged_id: int) -> int:
    """Make one resident of two: all that points to the merged one points to the survivor. The merge's id.

    What the survivor has already and cannot have twice (contact details, the same attendance) stays as the
    survivor has it; the other one is set aside. Refused when their citizen numbers differ.
    """
    if survivor_id == merged_id:
        raise refused("choose two residents")
    rows = Resident.objects.under(MERGE_RESIDENTS, visit)
    survivor, merged = rows.one(pk=survivor_id), rows.one(pk=merged_id)
    kept = written(merged)
    touched = survivor.changed_at.isoformat()
    for row in (survivor, merged):  # so that the ledger line names both
        keep(visit, MERGE_RESIDENTS, row)
    made = _one_citizen_number(survivor, merged)
    done = move_all(survivor_id, merged_id, visit.now)
    take_away(Resident, [merged_id])
    journal = Merge(
        organisation_id=visit.organisation_id,
        survivor_id=survivor_id,
        merged_id=merged_id,
        merged_at=visit.now,
        merged_by_id=visit.worker_id,
        moved=done.moved | {"people.Resident": [[survivor_id, touched]]},
        aside={"people.Resident": [kept], **done.aside},
        made=made,
    )
    merge = keep(visit, KEEP_MERGE, journal)
    index_name(visit.organisation_id, survivor_id, survivor.search_name, *merged_names(survivor_id))
    return merge.pk


@action
def undo_merge(visit: Visit, *, merge_id: int) -> int:
    """Make them two again, each with what was theirs; the id of the resident who is back.

    Work that was added since stays with the survivor, unless it hangs under work that goes back.
    """
    merge = Merge.objects.under(KEEP_MERGE, visit).one(pk=merge_id)
    survivor = Resident.objects.under(MERGE_RESIDENTS, visit).one(pk=merge.survivor_id)
    if Merge.objects.under(KEEP_MERGE, visit).filter(survivor_id=survivor.pk, pk__gt=merge.pk).exists():
        raise refused("another resident was merged into this one later: undo that first")
    kept = merge.aside["people.Resident"][0]
    if rows_of(Resident).filter(organisation_id=visit.organisation_id, key=kept["key"]).exists():
        raise refused("the merged resident was added again by an import: it cannot be put back")
    put_back(Resident, [kept])
    move_back(parting(survivor.pk, merge.moved), merge.moved, merge.merged_id, merge.merged_at, visit.now)
    for label, keys in merge.made.items():
        take_away(_models()[label], keys)
    for label, rows in merge.aside.items():
        if label != "people.Resident":
            put_back(_models()[label], rows)
    _name_both(visit, merge, survivor)
    remove(visit, KEEP_MERGE, merge)
    for row_id in (survivor.pk, merge.merged_id):
        search_name = rows_of(Resident).values_list("search_name", flat=True).get(pk=row_id)
        index_name(visit.organisation_id, row_id, search_name, *merged_names(row_id))
    return merge.merged_id


def _name_both(visit: Visit, merge: Merge, survivor: Resident) -> None:
    """Both are in the ledger line; who was not touched since has the old moment of change."""
    moments = {merge.merged_id: merge.aside["people.Resident"][0]["changed_at"]}
    if survivor.changed_at == merge.merged_at:
        moments |= dict(merge.moved["people.Resident"])
    back = Resident.objects.under(MERGE_RESIDENTS, visit).one(pk=merge.merged_id)
    for row in (survivor, back):
        keep(visit, MERGE_RESIDENTS, row)
    for pk, moment in moments.items():
        rows_of(Resident).filter(pk=pk).update(changed_at=moment)


def _one_citizen_number(survivor: Resident, merged: Resident) -> dict[str, Any]:
    """A number is sealed to its resident, so the survivor gets one of its own; what was made, by table."""
    rows = {row.resident_id: row for row in rows_of(CitizenNumber).filter(resident__in=[survivor, merged])}
    numbers = {pk: cipher.unseal(row.sealed_number, resident_id=pk) for pk, row in rows.items()}
    if len(set(numbers.values())) > 1:
        raise refused("these two have different citizen numbers: they are two people")
    if merged.pk not in rows or survivor.pk in rows:
        return {}
    made = CitizenNumber(
        organisation_id=survivor.organisation_id,
        resident_id=survivor.pk,
        sealed_number=cipher.seal(numbers[merged.pk], resident_id=survivor.pk),
        legal_basis=rows[merged.pk].legal_basis,
    )
    rows_of(CitizenNumber).bulk_create([made])
    return {"people.CitizenNumber": [made.pk]}


def _models() -> dict[str, Any]:
    return {pointer.model._meta.label: pointer.model for pointer in pointers()}
