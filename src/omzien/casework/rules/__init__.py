"""The rules of the work with one resident, by subject. Pure: no Django, no clock; `today` is handed in."""

from omzien.casework.rules.arriving import LONGEST_STORY, Told
from omzien.casework.rules.arriving import State as ArrivalState
from omzien.casework.rules.closing import (
    Missing,
    after_care_until,
    follow_up_due,
    still_missing,
)
from omzien.casework.rules.safety import ADVICE_TO_REPORT, QUESTIONS, STEP_NAMES, Advice, StepName, weigh
from omzien.casework.rules.states import State, Step, allowed

__all__ = [
    "ADVICE_TO_REPORT",
    "LONGEST_STORY",
    "QUESTIONS",
    "STEP_NAMES",
    "Advice",
    "ArrivalState",
    "Missing",
    "State",
    "Step",
    "StepName",
    "Told",
    "after_care_until",
    "allowed",
    "follow_up_due",
    "still_missing",
    "weigh",
]
