"""Who reaches whom: the treatment relation, and for a limited time the records opened by break-glass."""

from django.db.models import Q

from omzien.gate.validity import valid_on
from omzien.gate.visit import Visit
from omzien.people.models import TreatmentRelation


def of_own_circle(visit: Visit, path: str) -> Q:
    """The rows whose resident (at the ORM path `path`, such as "resident") is in the circle of this visit.

    The circle: residents with a treatment relation today with the worker or one of the worker's teams, and
    residents whose record this worker opened by break-glass. Never of another organisation.
    """
    relations = TreatmentRelation.objects.unsealed("reach: the treatment relation").filter(
        Q(worker_id=visit.worker_id) | Q(team_id__in=visit.team_ids),
        valid_on(visit.today, start="started_on", until="until"),
        organisation_id=visit.organisation_id,
    )
    mine = Q(**{f"{path}__in": relations.values("resident_id")}) | Q(**{f"{path}__in": visit.opened})
    return Q(organisation_id=visit.organisation_id) & mine
