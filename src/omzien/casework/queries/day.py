"""One worker's day as one answer: every list asks for its own rows, and all names are asked once."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from omzien.casework.policy import (
    APPOINTMENTS,
    FOLLOW_UP,
    HANDLE_ARRIVALS,
    READ_REGISTRATIONS,
    SUPPORT,
    TASKS,
)
from omzien.casework.queries.desk import (
    calls_due,
    calls_of,
    case_of,
    cases,
    due,
    longest_waiting,
    norms_of,
    running,
    wait_row,
    waiting,
)
from omzien.casework.queries.inbox import InboxFilter, InboxPage, arrived, waiting_items
from omzien.casework.queries.naming import People
from omzien.casework.queries.planning import (
    AppointmentRow,
    TaskRow,
    appointment_row,
    open_tasks,
    planned,
    task_row,
)
from omzien.casework.queries.rows import CaseRow, FollowUpRow, WaitRow, Workload
from omzien.casework.rules.waiting import Norms
from omzien.gate.acts import Act
from omzien.gate.asked import Counts, counted_once
from omzien.gate.visit import Visit

Row = TypeVar("Row")


@dataclass(frozen=True)
class Day:
    """The first rows of each list, and how long each is; a list that is None is not this person's work.

    `late` are the appointments of before today of which nobody said what became of them.
    """

    numbers: Workload
    agenda: list[AppointmentRow] | None = None
    late: tuple[AppointmentRow, ...] = ()
    tasks: list[TaskRow] | None = None
    inbox: InboxPage | None = None
    waiting: list[WaitRow] | None = None
    calls: list[FollowUpRow] | None = None
    cases: list[CaseRow] | None = None


def day(visit: Visit, *, limit: int, unseen_since: date) -> Day:
    """What waits for this visit today, `limit` rows of each list (at most 15 queries).

    Only rows that are shown are read: who is not on the page is not seen. The inbox is for who supports
    nobody; others read how much there is.
    """
    norms = norms_of(visit)
    meets = list(planned(visit, visit.today))
    to_do = list(open_tasks(visit, limit=limit))
    calls = list(calls_due(visit, visit.today, limit=limit))
    waits = list(longest_waiting(visit, norms=norms, limit=limit))
    support = list(cases(visit, limit=limit))
    people = People(visit, meets, to_do, calls, waits, support)
    appointments = [appointment_row(row, people) for row in meets]
    at_the_desk = HANDLE_ARRIVALS.open_to(visit) and not SUPPORT.open_to(visit)
    return Day(
        numbers=_numbers(visit, norms, unseen_since),
        agenda=_of(APPOINTMENTS, visit, [row for row in appointments if row.day == visit.today]),
        late=tuple(row for row in appointments if row.day < visit.today)[:limit],
        tasks=_of(TASKS, visit, [task_row(row, visit.today, people) for row in to_do]),
        inbox=waiting_items(visit, asked=InboxFilter(), limit=limit) if at_the_desk else None,
        waiting=_of(READ_REGISTRATIONS, visit, [wait_row(row, visit.today, people) for row in waits]),
        calls=_of(FOLLOW_UP, visit, calls_of(visit, calls, people)),
        cases=_of(SUPPORT, visit, [case_of(row, visit.today, people) for row in support]),
    )


def _of(act: Act, visit: Visit, rows: list[Row]) -> list[Row] | None:
    return rows if act.open_to(visit) else None


def _numbers(visit: Visit, norms: Norms, unseen_since: date) -> Workload:
    """How long the lists are, without opening them."""
    waits, runs = _waits(visit, norms=norms), _runs(visit, unseen_since)
    return Workload(
        arrived=arrived(visit),
        waiting=waits["all"],
        late=waits["late"],
        calls=_calls(visit, visit.today)["all"],
        cases=runs["all"],
        unseen=runs["unseen"],
    )


@counted_once
def _waits(visit: Visit, *, norms: Norms) -> Counts:
    return waiting(visit, norms), {"all": Q(), "late": Q(deadline__lt=visit.today)}


@counted_once
def _runs(visit: Visit, unseen_since: date) -> Counts:
    return running(visit), {"all": Q(), "unseen": Q(seen_on__lt=unseen_since)}


@counted_once
def _calls(visit: Visit, until: date) -> Counts:
    return due(visit, until), {"all": Q()}
