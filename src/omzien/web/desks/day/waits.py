"""What waits for somebody, by role: asked of the rooms only where an act is open."""

from dataclasses import dataclass, field
from datetime import timedelta

from omzien.casework import queries as casework
from omzien.casework.policy import APPOINTMENTS, FOLLOW_UP, READ_REGISTRATIONS, SUPPORT, TASKS, TRIAGE
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation

SHOWN = 8  # rows of each list on the home page
LONG_AGO = 30  # days without contact


@dataclass(frozen=True)
class Day:
    """The first rows of each list, and how long each is; a list that is None is not this person's work."""

    numbers: casework.Workload
    agenda: list[casework.AppointmentRow] | None = None
    late: list[casework.AppointmentRow] = field(default_factory=list)
    tasks: list[casework.TaskRow] | None = None
    inbox: list[casework.InboxRow] | None = None
    waiting: list[casework.WaitRow] | None = None
    calls: list[casework.FollowUpRow] | None = None
    cases: list[casework.CaseRow] | None = None
    covers: list[organisation.AbsenceCard] = field(default_factory=list)

    @property
    def is_somebody_elses(self) -> bool:
        """Has this role no work with residents?"""
        return self.inbox is None and self.cases is None


def day_of(visit: Visit) -> Day:
    """What waits for this visit. Only rows that are shown are read: who is not on the page is not seen."""
    supports = SUPPORT.open_to(visit)
    planned = casework.agenda(visit, day=visit.today) if APPOINTMENTS.open_to(visit) else None
    return Day(
        numbers=casework.workload(visit, unseen_since=visit.today - timedelta(days=LONG_AGO)),
        agenda=None if planned is None else [row for row in planned if row.day == visit.today],
        late=[row for row in planned or () if row.day < visit.today][:SHOWN],
        tasks=casework.tasks(visit, limit=SHOWN) if TASKS.open_to(visit) else None,
        inbox=casework.inbox(visit, limit=SHOWN) if TRIAGE.open_to(visit) and not supports else None,
        waiting=casework.waiting_list(visit, limit=SHOWN) if READ_REGISTRATIONS.open_to(visit) else None,
        calls=casework.follow_ups_due(visit, until=visit.today, limit=SHOWN)
        if FOLLOW_UP.open_to(visit)
        else None,
        cases=casework.caseload(visit, limit=SHOWN) if supports else None,
        covers=_covers(visit),
    )


def _covers(visit: Visit) -> list[organisation.AbsenceCard]:
    """For whom this visit stands in today; nearly always for nobody, and then nothing is asked."""
    if not visit.covers:
        return []
    return [card for card in organisation.absences(visit) if card.is_now and card.worker_id in visit.covers]
