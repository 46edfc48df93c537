"""What waits for somebody, by role: asked of casework only where an act is open."""

from dataclasses import dataclass
from datetime import timedelta

from omzien.casework import queries as casework
from omzien.casework.policy import FOLLOW_UP, READ_REGISTRATIONS, SUPPORT, TRIAGE
from omzien.gate.visit import Visit

SHOWN = 8  # rows of each list on the home page
LONG_AGO = 30  # days without contact


@dataclass(frozen=True)
class Day:
    """The first rows of each list, and how long each is; a list that is None is not this person's work."""

    numbers: casework.Workload
    inbox: list[casework.InboxRow] | None = None
    waiting: list[casework.WaitRow] | None = None
    calls: list[casework.FollowUpRow] | None = None
    cases: list[casework.CaseRow] | None = None

    @property
    def is_somebody_elses(self) -> bool:
        """Has this role no work with residents?"""
        return self.inbox is None and self.cases is None


def day_of(visit: Visit) -> Day:
    """What waits for this visit. Only rows that are shown are read: who is not on the page is not seen."""
    return Day(
        numbers=casework.workload(visit, unseen_since=visit.today - timedelta(days=LONG_AGO)),
        inbox=casework.inbox(visit, limit=SHOWN) if TRIAGE.open_to(visit) else None,
        waiting=casework.waiting_list(visit, limit=SHOWN) if READ_REGISTRATIONS.open_to(visit) else None,
        calls=casework.follow_ups_due(visit, until=visit.today, limit=SHOWN)
        if FOLLOW_UP.open_to(visit)
        else None,
        cases=casework.caseload(visit, limit=SHOWN) if SUPPORT.open_to(visit) else None,
    )
