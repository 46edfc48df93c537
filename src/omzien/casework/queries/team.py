"""The work of a team: who carries how much, who was not seen for long, what somebody would hand over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from omzien.casework.models import Appointment, Intervention, Registration, Task
from omzien.casework.policy import APPOINTMENTS, EXPLORE, HAND_OVER, READ_REGISTRATIONS, TASKS
from omzien.casework.queries.desk import WAITING, running
from omzien.gate.acts import Act
from omzien.gate.asked import Counts, counted_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.policy import team_mates

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What one worker carries: counts of open support, of who was not seen for long, who waits, the week."""

    worker_id: int
    cases: int
    unseen: int
    waiting: int
    appointments: int
    late_tasks: int


def load(visit: Visit, *, worker_ids: Iterable[int], unseen_since: date) -> dict[int, LoadRow]:
    """What each of these workers carries now, by worker (4 queries, however many workers)."""
    ids = tuple(worker_ids)
    found = _cases(visit, unseen_since, ids=ids) | _waiting(visit, ids=ids)
    found |= _week(visit, ids=ids) | _late(visit, ids=ids)
    columns = ("cases", "unseen", "waiting", "appointments", "late_tasks")
    return {pk: LoadRow(pk, *(found[f"{column}_{pk}"] for column in columns)) for pk in ids}


@counted_once
def _cases(visit: Visit, unseen_since: date, *, ids: tuple[int, ...]) -> Counts:
    return running(visit), _of_each(ids, cases=Q(), unseen=Q(seen_on__lt=unseen_since))


@counted_once
def _waiting(visit: Visit, *, ids: tuple[int, ...]) -> Counts:
    rows = Registration.objects.under(READ_REGISTRATIONS, visit).filter(WAITING, interventions=None)
    return rows, _of_each(ids, waiting=Q())


@counted_once
def _week(visit: Visit, *, ids: tuple[int, ...]) -> Counts:
    days = {"day__gte": visit.today, "day__lt": visit.today + WEEK}
    rows = Appointment.objects.under(APPOINTMENTS, visit).filter(state="planned", **days)
    return rows, _of_each(ids, appointments=Q())


@counted_once
def _late(visit: Visit, *, ids: tuple[int, ...]) -> Counts:
    rows = Task.objects.under(TASKS, visit).filter(done_on=None, due_on__lt=visit.today)
    return rows, _of_each(ids, late_tasks=Q())


def _of_each(ids: Iterable[int], **kinds: Q) -> dict[str, Q]:
    """Each kind per worker in one query: sealed rows are counted, never grouped into bare columns."""
    return {f"{name}_{pk}": Q(worker_id=pk) & kind for pk in ids for name, kind in kinds.items()}


def open_work(visit: Visit, *, worker_id: int) -> list[tuple[Act, SightQuerySet[Any]]]:
    """The open work of one worker of the own team, each table with its act; `Absent` of anybody else."""
    if not HAND_OVER.open_to(visit) or not team_mates(visit).filter(worker_id=worker_id).exists():
        raise Absent(f"{HAND_OVER.name}: worker {worker_id}")
    tables: tuple[tuple[Act, type[Any], dict[str, object]], ...] = (
        (HAND_OVER, Intervention, {"ended_on": None}),
        (EXPLORE, Registration, {"closed_on": None}),
        (APPOINTMENTS, Appointment, {"state": "planned"}),
        (TASKS, Task, {"done_on": None, "resident__isnull": False}),
    )
    return [
        (act, model.objects.under(act, visit).filter(worker_id=worker_id, **open_))
        for act, model, open_ in tables
    ]


@dataclass(slots=True)
class Work:
    """What one worker does for one resident, as counts: what a colleague would take over."""

    resident_id: int
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def support(self) -> int:
        """Open interventions."""
        return self.counts["casework.Intervention"]

    @property
    def registrations(self) -> int:
        """Open registrations."""
        return self.counts["casework.Registration"]

    @property
    def appointments(self) -> int:
        """Planned appointments."""
        return self.counts["casework.Appointment"]

    @property
    def tasks(self) -> int:
        """Open tasks."""
        return self.counts["casework.Task"]


def work_of(visit: Visit, *, worker_id: int) -> list[Work]:
    """What this worker does now, per resident, as far as this visit may hand it over (5 queries)."""
    found: dict[int, Work] = {}
    for _, rows in open_work(visit, worker_id=worker_id):
        for row in rows:
            whose = row.resident_of() or 0
            found.setdefault(whose, Work(whose)).counts[row._meta.label] += 1
    return list(found.values())
