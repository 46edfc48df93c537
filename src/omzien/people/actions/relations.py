"""What can be done with residents: each function is one transaction and one ledger line."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from omzien.gate.action import action, keep, remove
from omzien.gate.visit import Visit
from omzien.people.models import TreatmentRelation
from omzien.people.policy import RELATE


@action
def relate(
    visit: Visit,
    *,
    resident_id: int,
    worker_id: int | None = None,
    team_id: int | None = None,
    until: date | None = None,
) -> None:
    """Start a treatment relation today with a worker or a team; one that was ending goes on.

    `until`: the last day of a relation that is short from the start; one that is there stays as it is.
    """
    who = {"worker_id": worker_id} if worker_id else {"team_id": team_id}
    same = TreatmentRelation.objects.under(RELATE, visit).filter(
        Q(until=None) | Q(until__gte=visit.today), resident_id=resident_id, **who
    )
    relation = same.order_by("until", "pk").first()
    if relation and (until or relation.until is None):
        return
    relation = relation or TreatmentRelation(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        worker_id=worker_id,
        team_id=team_id,
        started_on=visit.today,
    )
    relation.until = until
    keep(visit, RELATE, relation)


@action
def let_go(visit: Visit, *, resident_id: int, until: date) -> None:
    """End every open treatment relation of a resident on this day (the last one on which it holds)."""
    for relation in TreatmentRelation.objects.under(RELATE, visit).filter(
        resident_id=resident_id, until=None
    ):
        relation.until = max(until, relation.started_on)
        keep(visit, RELATE, relation)


@action
def take_back_relations(visit: Visit, *, relation_ids: Iterable[int]) -> None:
    """Treatment relations that began today by mistake: as if they were never there. Older ones stay."""
    begun = TreatmentRelation.objects.under(RELATE, visit).filter(started_on=visit.today)
    for relation in begun.filter(pk__in=list(relation_ids)):
        remove(visit, RELATE, relation)


@action
def leave(visit: Visit, *, resident_id: int) -> None:
    """The treatment relation of this worker with a resident ends today: somebody else goes on."""
    held = TreatmentRelation.objects.under(RELATE, visit).filter(
        Q(until=None) | Q(until__gt=visit.today), resident_id=resident_id, worker_id=visit.worker_id or 0
    )
    for relation in held:
        relation.until = max(visit.today, relation.started_on)
        keep(visit, RELATE, relation)


@action
def hand_over_relations(
    visit: Visit, *, resident_ids: Iterable[int], from_worker_id: int, to_worker_id: int
) -> None:
    """What somebody has with these residents ends today, and a colleague goes on with it from today."""
    held = TreatmentRelation.objects.under(RELATE, visit).filter(
        Q(until=None) | Q(until__gte=visit.today),
        resident_id__in=list(resident_ids),
        worker_id=from_worker_id,
    )
    for relation in held:
        goes_on = TreatmentRelation(
            organisation_id=visit.organisation_id,
            resident_id=relation.resident_id,
            worker_id=to_worker_id,
            team_id=relation.team_id,
            started_on=visit.today,
            until=relation.until,
        )
        keep(visit, RELATE, goes_on)
        relation.until = max(visit.today, relation.started_on)
        keep(visit, RELATE, relation)
