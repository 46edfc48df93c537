"""What waits for somebody, by role: asked of casework only where an act is open."""

from dataclasses import dataclass, field
from typing import Any

from omzien.casework import queries as casework
from omzien.casework.policy import FOLLOW_UP, READ_REGISTRATIONS, SUPPORT, TRIAGE
from omzien.gate.visit import Visit

SHOWN = 8  # rows of each list on the home page
LONG_AGO = 30  # days without contact


@dataclass(frozen=True)
class Day:
    """The lists of the home page; a list that is None is not this person's work."""

    inbox: list[casework.InboxRow] | None = None
    waiting: list[casework.WaitRow] | None = None
    calls: list[casework.FollowUpRow] | None = None
    cases: list[casework.CaseRow] | None = None
    tiles: list[Any] = field(default_factory=list)

    @property
    def is_somebody_elses(self) -> bool:
        """Has this role no work with residents?"""
        return self.inbox is None and self.cases is None


def day_of(visit: Visit) -> Day:
    """Everything that waits for this visit."""
    return Day(
        inbox=casework.inbox(visit) if TRIAGE.open_to(visit) else None,
        waiting=casework.waiting_list(visit) if READ_REGISTRATIONS.open_to(visit) else None,
        calls=casework.follow_ups_due(visit, until=visit.today) if FOLLOW_UP.open_to(visit) else None,
        cases=casework.caseload(visit) if SUPPORT.open_to(visit) else None,
    )
