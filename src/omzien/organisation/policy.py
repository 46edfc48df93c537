"""Who may see and change how the organisation is set up. Reference lists are open to all who work here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from omzien.gate.acts import Act, Reach, of_own_organisation
from omzien.gate.validity import valid_on
from omzien.gate.visit import STAFF_ROLES, Role, Visit
from omzien.gate.written import Open
from omzien.organisation.models import Absence, TeamMembership


def _all_staff() -> Mapping[Role, Reach]:
    return dict.fromkeys((*STAFF_ROLES, Role.SYSTEM), of_own_organisation)


def covered_by(worker_id: int | Open, day: date | Open) -> QuerySet[Any, Any]:
    """The ids of the workers for whom this worker stands in on a day, and not of whom those stand in for."""
    now = valid_on(day, start="starts_on", until="ends_on")
    absences = Absence.objects.unsealed("reach: who stands in for whom").filter(now, covered_by_id=worker_id)
    return absences.values("worker_id")


def team_mates(visit: Visit) -> QuerySet[Any, Any]:
    """The ids of who is today in a team of this visit."""
    places = TeamMembership.objects.filter(valid_on(visit.today), team_id__in=visit.team_ids)
    return places.values("worker_id")


def _own_absences(visit: Visit) -> Q:
    """When one is away, and whom one covers."""
    mine = Q(worker_id=visit.worker_id or 0) | Q(covered_by_id=visit.worker_id or 0)
    return Q(organisation_id=visit.organisation_id) & mine


def _absences_of_the_team(visit: Visit) -> Q:
    return _own_absences(visit) | Q(organisation_id=visit.organisation_id, worker_id__in=team_mates(visit))


def _of_the_team(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, worker_id__in=team_mates(visit))


def _ones_own(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, worker_id=visit.worker_id or 0)


def _own_and_shared_views(visit: Visit) -> Q:
    return _ones_own(visit) | Q(organisation_id=visit.organisation_id, is_shared=True)


WHO_SEE_FIGURES = (Role.WORKER, Role.TEAM_LEAD, Role.COORDINATOR, Role.ANALYST)  # insight.policy.READ_FIGURES

READ_SETUP = Act(
    name="read-setup",
    model="organisation.Organisation",
    doc="See how the organisation is set up: teams, services, partners, municipalities, code lists.",
    reach=_all_staff(),
)
CHANGE_SETUP = Act(
    name="change-setup",
    model="organisation.Organisation",
    doc="Change teams, services, partners, code lists and norms.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)
READ_WORKERS = Act(
    name="read-workers",
    model="organisation.Worker",
    doc="See who works here: name, team and roles.",
    reach=_all_staff(),
)
CHANGE_WORKERS = Act(
    name="change-workers",
    model="organisation.Worker",
    doc="Hire and dismiss workers, give and take roles, place workers in teams.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)
READ_ABSENCES = Act(
    name="read-absences",
    model="organisation.Absence",
    doc="See when oneself is away and whom one covers; a team lead sees the team's.",
    reach={Role.WORKER: _own_absences, Role.TEAM_LEAD: _absences_of_the_team},
)
PLAN_ABSENCE = Act(
    name="plan-absence",
    model="organisation.Absence",
    doc="Say that somebody of the own team is away, until when, and who covers.",
    reach={Role.TEAM_LEAD: _of_the_team},
)
OWN_CALENDAR = Act(
    name="own-calendar",
    model="organisation.CalendarLink",
    doc="Make and end the link by which one's own calendar program reads the appointments.",
    reach={Role.WORKER: _ones_own, Role.TEAM_LEAD: _ones_own},
)
READ_VIEWS = Act(
    name="read-views",
    model="organisation.SavedView",
    doc="Find the questions to the figures that one saved, and those that others share.",
    reach=dict.fromkeys(WHO_SEE_FIGURES, _own_and_shared_views),
)
KEEP_VIEWS = Act(
    name="keep-views",
    model="organisation.SavedView",
    doc="Save a question to the figures under a name, share it, rename it, delete it: one's own only.",
    reach=dict.fromkeys(WHO_SEE_FIGURES, _ones_own),
)

ACTS = (
    READ_SETUP,
    CHANGE_SETUP,
    READ_WORKERS,
    CHANGE_WORKERS,
    READ_ABSENCES,
    PLAN_ABSENCE,
    OWN_CALENDAR,
    READ_VIEWS,
    KEEP_VIEWS,
)
