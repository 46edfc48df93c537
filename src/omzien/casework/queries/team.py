"""The work of a team: who carries how much, who was not seen for long, what somebody would hand over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from omzien.casework.models import Appointment, Intervention, Registration, Task
from omzien.casework.policy import APPOINTMENTS, EXPLORE, HAND_OVER, READ_REGISTRATIONS, TASKS
from omzien.casework.queries.desk import WAITING, running
from omzien.gate.acts import Act
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
    ids = list(worker_ids)
    week = Appointment.objects.under(APPOINTMENTS, visit).filter(
        state="planned", day__gte=visit.today, day__lt=visit.today + WEEK
    )
    late = Task.objects.under(TASKS, visit).filter(done_on=None, due_on__lt=visit.today)
    cases = _by_worker(running(visit), ids, unseen=Q(seen_on__lt=unseen_since))
    waiting = Registration.objects.under(READ_REGISTRATIONS, visit).filter(WAITING, interventions=None)
    waits, meets, tasks = (_by_worker(rows, ids) for rows in (waiting, week, late))
    return {
        pk: LoadRow(
            pk, cases[pk]["all"], cases[pk]["unseen"], waits[pk]["all"], meets[pk]["all"], tasks[pk]["all"]
        )
        for pk in ids
    }


def _by_worker(rows: SightQuerySet[Any], ids: list[int], **also: Q) -> dict[int, dict[str, int]]:
    """Counts per worker in one query: sealed rows are counted, never grouped into bare columns."""
    wanted = {"all": Q()} | also
    counts = {
        f"{name}_{pk}": Count("pk", filter=Q(worker_id=pk) & what)
        for pk in ids
        for name, what in wanted.items()
    }
    found = rows.aggregate(**counts) if counts else {}
    return {pk: {name: found[f"{name}_{pk}"] for name in wanted} for pk in ids}


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
