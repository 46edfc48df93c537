"""What may be asked about the work with residents. Every function asks a fixed number of queries."""

from omzien.casework.queries.desk import caseload, follow_ups_due, inbox, waiting_list, workload
from omzien.casework.queries.dossier import (
    Record,
    goals_of,
    interventions_of,
    record,
    registrations_of,
    story,
    timeline,
)
from omzien.casework.queries.rows import (
    CaseRow,
    FollowUpRow,
    GoalRow,
    InboxRow,
    InterventionRow,
    Moment,
    Named,
    QuestionRow,
    RegistrationRow,
    SafetyCaseRow,
    SafetyStepRow,
    WaitRow,
    Workload,
)
from omzien.casework.queries.safety import safety_cases_of

__all__ = [
    "CaseRow",
    "FollowUpRow",
    "GoalRow",
    "InboxRow",
    "InterventionRow",
    "Moment",
    "Named",
    "QuestionRow",
    "Record",
    "RegistrationRow",
    "SafetyCaseRow",
    "SafetyStepRow",
    "WaitRow",
    "Workload",
    "caseload",
    "follow_ups_due",
    "goals_of",
    "inbox",
    "interventions_of",
    "record",
    "registrations_of",
    "safety_cases_of",
    "story",
    "timeline",
    "waiting_list",
    "workload",
]
