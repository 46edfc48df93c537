"""Whose rows: said once, for the acts of every subject."""

from collections.abc import Mapping

from django.db.models import Q

from omzien.gate.acts import Reach
from omzien.gate.visit import Role, Visit
from omzien.people.policy import circle as circle_of


def circle(path: str) -> Mapping[Role, Reach]:
    """Workers and team leads reach the rows whose resident, at this path, is in their circle."""
    return circle_of(path, Role.WORKER, Role.TEAM_LEAD)


def at_the_desk(path: str) -> Reach:
    """The front desk reaches this of every resident of the organisation."""

    def reach(visit: Visit) -> Q:
        return Q(organisation_id=visit.organisation_id, **{f"{path}__organisation_id": visit.organisation_id})

    return reach
