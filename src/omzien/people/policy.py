"""Who reaches whom: the treatment relation, and for a limited time the records opened by break-glass."""

from django.db.models import Q

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.validity import valid_on
from omzien.gate.visit import Role, Visit
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


def _with_our_resident(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, resident__organisation_id=visit.organisation_id)


FIND_RESIDENT = Act(
    name="find-resident",
    model="people.Resident",
    doc="Find any resident of the organisation by name: name, birth date and municipality only.",
    reach=dict.fromkeys(
        (Role.WORKER, Role.FRONT_DESK, Role.TEAM_LEAD, Role.COORDINATOR), of_own_organisation
    ),
)
RELATE = Act(
    name="relate",
    model="people.TreatmentRelation",
    doc="Start and end a treatment relation, as registering, handing over and closing do.",
    reach=dict.fromkeys((Role.WORKER, Role.FRONT_DESK, Role.TEAM_LEAD), _with_our_resident),
)

ACTS = (FIND_RESIDENT, RELATE)
