"""What is planned: today's appointments, tasks, what is overdue; one worker's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from omzien.casework.models import Appointment, Task
from omzien.casework.policy import APPOINTMENTS, READ_CALENDAR, TASKS
from omzien.casework.queries.naming import name_of, named, resident_name
from omzien.casework.queries.rows import Named
from omzien.casework.rules.planning import clock_of, end_of, moment_of
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.people.policy import FIND_RESIDENT

PAST, AHEAD = timedelta(days=31), timedelta(days=366)  # what a calendar program is told


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment as a day shows it; `worker` is empty when it is one's own."""

    id: int
    resident_id: int
    resident: str
    day: date
    time: str
    until: str
    minutes: int
    kind: Named
    state: str
    worker: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something to do; `team` and `worker` are empty when it is one's own, the resident when about nobody."""

    id: int
    resident_id: int | None
    resident: str
    text: str
    due_on: date
    overdue: bool
    team: str
    worker: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """An appointment as a calendar program is told of it: when, how, and nothing of whom."""

    key: str
    starts_at: datetime
    ends_at: datetime
    kind: Named
    cancelled: bool
    changed_at: datetime


def _mine(visit: Visit) -> Q:
    return Q(worker_id__in=[visit.worker_id, *visit.covers])


def _shown(visit: Visit, rows: SightQuerySet[Appointment]) -> list[AppointmentRow]:
    found = rows.select_related("kind").beside("resident", FIND_RESIDENT).beside("worker", READ_WORKERS)
    return [_appointment(visit, row) for row in found]


def _appointment(visit: Visit, row: Appointment) -> AppointmentRow:
    return AppointmentRow(
        id=row.pk,
        resident_id=row.resident_id,
        resident=resident_name(row.resident),
        day=row.day,
        time=clock_of(row.starts),
        until=f"{end_of(row.day, row.starts, row.minutes):%H:%M}",
        minutes=row.minutes,
        kind=named(row.kind),
        state=row.state,
        worker="" if row.worker_id == visit.worker_id else name_of(row.worker),
    )


def agenda(visit: Visit, *, day: date) -> list[AppointmentRow]:
    """One's own appointments on a day, and those of who is covered (3 queries).

    Before them those of earlier days of which nobody said what became of them.
    """
    on_day = Q(day=day) & ~Q(state="cancelled")
    before = Q(day__lt=day, state="planned")
    rows = Appointment.objects.under(APPOINTMENTS, visit).filter(_mine(visit), on_day | before)
    return _shown(visit, rows.order_by("day", "starts", "pk"))


def appointments_of(visit: Visit, *, resident_id: int) -> list[AppointmentRow]:
    """What is planned with a resident from today on, the first first (3 queries)."""
    rows = Appointment.objects.under(APPOINTMENTS, visit).filter(resident_id=resident_id, state="planned")
    return _shown(visit, rows.filter(day__gte=visit.today).order_by("day", "starts", "pk"))


def appointment(visit: Visit, *, appointment_id: int) -> AppointmentRow:
    """One appointment, or `Absent`."""
    rows = Appointment.objects.under(APPOINTMENTS, visit).select_related("kind")
    rows = rows.beside("resident", FIND_RESIDENT).beside("worker", READ_WORKERS)
    return _appointment(visit, rows.one(pk=appointment_id))


def tasks(visit: Visit, *, limit: int | None = None) -> list[TaskRow]:
    """One's own open tasks, those of the teams and of who is covered, the most urgent first (3 queries)."""
    rows = Task.objects.under(TASKS, visit).filter(_mine(visit) | Q(team_id__in=visit.team_ids), done_on=None)
    found = rows.select_related("team").beside("resident", FIND_RESIDENT).beside("worker", READ_WORKERS)
    return [_task(visit, row) for row in found.order_by("due_on", "pk")[:limit]]


def _task(visit: Visit, row: Task) -> TaskRow:
    return TaskRow(
        id=row.pk,
        resident_id=row.resident_id,
        resident=resident_name(row.resident),
        text=row.text,
        due_on=row.due_on,
        overdue=row.due_on < visit.today,
        team=name_of(row.team),
        worker="" if row.worker_id == visit.worker_id else name_of(row.worker),
    )


def calendar(visit: Visit) -> list[CalendarRow]:
    """The appointments of the worker whose link this is: a month back and a year ahead (1 query)."""
    rows = Appointment.objects.under(READ_CALENDAR, visit).select_related("kind")
    near = rows.filter(day__gte=visit.today - PAST, day__lte=visit.today + AHEAD)
    return [
        CalendarRow(
            key=row.key,
            starts_at=moment_of(row.day, row.starts),
            ends_at=end_of(row.day, row.starts, row.minutes),
            kind=named(row.kind),
            cancelled=row.state == "cancelled",
            changed_at=row.changed_at,
        )
        for row in near.order_by("day", "starts", "pk")
    ]
