"""Who may see and plan what is still to happen, and give work to somebody else."""

from django.db.models import Q

from omzien.casework.policy.circles import circle
from omzien.gate.acts import Act
from omzien.gate.visit import Role, Visit
from omzien.organisation.policy import team_mates
from omzien.people.policy import of_own_circle


def _tasks_of(visit: Visit) -> Q:
    """Tasks about residents of the circle; and one's own and the team's that are about nobody."""
    mine = Q(worker_id=visit.worker_id or 0) | Q(team_id__in=visit.team_ids)
    if Role.TEAM_LEAD in visit.roles:
        mine |= Q(worker_id__in=team_mates(visit))
    about_nobody = Q(organisation_id=visit.organisation_id, resident_id__isnull=True) & mine
    return about_nobody | of_own_circle(visit, "resident")


def _of_the_calendar_link(visit: Visit) -> Q:
    """The appointments of the worker whose link this is."""
    return Q(organisation_id=visit.organisation_id, worker__calendar_link__link_hash=visit.link)


APPOINTMENTS = Act(
    name="appointments",
    model="casework.Appointment",
    doc="See, plan and settle appointments with residents.",
    reach=circle("resident"),
)
APPOINTMENT_NOTES = Act(
    name="appointment-notes",
    model="casework.AppointmentNote",
    doc="See and write what to think of at an appointment.",
    reach=circle("resident"),
)
TASKS = Act(
    name="tasks",
    model="casework.Task",
    doc="See, give and tick off tasks: about residents of the own circle, and one's own and the team's.",
    reach={Role.WORKER: _tasks_of, Role.TEAM_LEAD: _tasks_of},
)
READ_CALENDAR = Act(
    name="read-calendar",
    model="casework.Appointment",
    doc="Read when one worker's appointments are, by the link of that worker; nothing of whom they are with.",
    reach={Role.GUEST: _of_the_calendar_link},
)
HAND_OVER = Act(
    name="hand-over",
    model="casework.Intervention",
    doc="Give the work of somebody of the team to a colleague.",
    reach={Role.TEAM_LEAD: circle("resident")[Role.TEAM_LEAD]},
)

ACTS = (APPOINTMENTS, APPOINTMENT_NOTES, TASKS, READ_CALENDAR, HAND_OVER)
