"""What is planned: today's appointments, tasks, what is overdue; one worker's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from omzien.casework.models import Appointment, Task
from omzien.casework.policy import APPOINTMENTS, READ_CALENDAR, TASKS
from omzien.casework.queries.naming import People, name_of, named
from omzien.casework.queries.rows import Named
from omzien.casework.rules.planning import clock_of, end_of, moment_of
from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit

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
    changed_at: datetime


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
    found = list(rows)
    people = People(visit, found)
    return [appointment_row(row, people) for row in found]


def appointment_row(row: Appointment, people: People) -> AppointmentRow:
    """One appointment, of a row with its kind."""
    return AppointmentRow(
        id=row.pk,
        resident_id=row.resident_id,
        resident=people.resident(row),
        day=row.day,
        time=clock_of(row.starts),
        until=f"{end_of(row.day, row.starts, row.minutes):%H:%M}",
        minutes=row.minutes,
        kind=named(row.kind),
        state=row.state,
        worker=people.colleague(row),
        changed_at=row.changed_at,
    )


@written_once
def planned(visit: Visit, day: date) -> SightQuerySet[Appointment]:
    """One's own appointments on a day, and of who is covered; before them what nobody settled earlier."""
    on_day = Q(day=day) & ~Q(state="cancelled")
    before = Q(day__lt=day, state="planned")
    rows = Appointment.objects.under(APPOINTMENTS, visit).filter(_mine(visit), on_day | before)
    return rows.select_related("kind").order_by("day", "starts", "pk")


def agenda(visit: Visit, *, day: date) -> list[AppointmentRow]:
    """One's own appointments on a day, and those of who is covered (3 queries).

    Before them those of earlier days of which nobody said what became of them.
    """
    return _shown(visit, planned(visit, day))


def appointments_of(visit: Visit, *, resident_id: int) -> list[AppointmentRow]:
    """What is planned with a resident from today on, the first first (3 queries)."""
    return _shown(visit, _ahead(visit, resident_id, visit.today))


@written_once
def _ahead(visit: Visit, resident_id: int, since: date) -> SightQuerySet[Appointment]:
    rows = Appointment.objects.under(APPOINTMENTS, visit).filter(resident_id=resident_id, state="planned")
    return rows.filter(day__gte=since).select_related("kind").order_by("day", "starts", "pk")


def appointment(visit: Visit, *, appointment_id: int) -> AppointmentRow:
    """One appointment, or `Absent`."""
    row = Appointment.objects.under(APPOINTMENTS, visit).select_related("kind").one(pk=appointment_id)
    return appointment_row(row, People(visit, [row]))


def tasks(visit: Visit, *, limit: int | None = None) -> list[TaskRow]:
    """One's own open tasks, those of the teams and of who is covered, the most urgent first (3 queries)."""
    found = list(open_tasks(visit, limit=limit))
    people = People(visit, found)
    return [task_row(row, visit.today, people) for row in found]


def must_reach_task(visit: Visit, *, task_id: int) -> None:
    """Raise `Absent` when this task is out of reach (1 query)."""
    Task.objects.under(TASKS, visit).one(pk=task_id)


@written_once
def open_tasks(visit: Visit, *, limit: int | None) -> SightQuerySet[Task]:
    """The same, as rows with their team."""
    mine = _mine(visit) | Q(team_id__in=visit.team_ids)
    rows = Task.objects.under(TASKS, visit).filter(mine, done_on=None)
    return rows.select_related("team").order_by("due_on", "pk")[:limit]


def task_row(row: Task, today: date, people: People) -> TaskRow:
    """One task, of a row with its team."""
    return TaskRow(
        id=row.pk,
        resident_id=row.resident_id,
        resident=people.resident(row),
        text=row.text,
        due_on=row.due_on,
        overdue=row.due_on < today,
        team=name_of(row.team),
        worker=people.colleague(row),
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
