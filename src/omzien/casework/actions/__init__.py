"""What can be done in the work with a resident: each function is one transaction and one ledger line."""

from omzien.casework.actions.recording import (
    judge_goal,
    make_follow_up,
    measure,
    name_factor,
    note_contact,
    plan_follow_up,
    refer,
    set_goal,
)
from omzien.casework.actions.registering import close_registration, explore, register, triage
from omzien.casework.actions.safety import (
    close_safety_case,
    confirm_safety,
    decide_safety,
    open_safety_case,
    take_safety_step,
)
from omzien.casework.actions.supporting import close_intervention, start_intervention

__all__ = [
    "close_intervention",
    "close_registration",
    "close_safety_case",
    "confirm_safety",
    "decide_safety",
    "explore",
    "judge_goal",
    "make_follow_up",
    "measure",
    "name_factor",
    "note_contact",
    "open_safety_case",
    "plan_follow_up",
    "refer",
    "register",
    "set_goal",
    "start_intervention",
    "take_safety_step",
    "triage",
]
