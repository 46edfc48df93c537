"""Who works with the safety code, and who opens again what was closed.

The safety code is shielded: whoever has none of these acts does not even learn that there is a case.
"""

from django.db.models import Q

from omzien.casework.policy.circles import circle
from omzien.gate.acts import Act
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_circle


def _to_confirm(visit: Visit) -> Q:
    """Four eyes: decided, and by somebody else than who is here."""
    decided = Q(decided_by__isnull=False) & ~Q(decided_by_id=visit.worker_id)
    return of_own_circle(visit, "resident") & decided


REOPEN = Act(
    name="reopen",
    model="casework.Reopening",
    doc="Open again what was closed too early, and see why that was done.",
    reach=circle("resident"),
)
SAFETY_CASE = Act(
    name="safety-case",
    model="casework.SafetyCase",
    doc="Open, see, decide and close a safety case.",
    reach=circle("resident"),
)
SAFETY_STEPS = Act(
    name="safety-steps",
    model="casework.SafetyStep",
    doc="See and write down the steps of a safety case.",
    reach=circle("case__resident"),
)
SAFETY_SIGNALS = Act(
    name="safety-signals",
    model="casework.SafetySignal",
    doc="See and write down the signals of a safety case.",
    reach=circle("case__resident"),
)
SAFETY_CONSULTATIONS = Act(
    name="safety-consultations",
    model="casework.SafetyConsultation",
    doc="See and write down who was consulted in a safety case.",
    reach=circle("case__resident"),
)
SAFETY_ANSWERS = Act(
    name="safety-answers",
    model="casework.SafetyAnswer",
    doc="See and answer the questions of the weighing in a safety case.",
    reach=circle("case__resident"),
)
CONFIRM_SAFETY = Act(
    name="confirm-safety",
    model="casework.SafetyCase",
    doc="Confirm the decisions of a safety case that somebody else made: four eyes.",
    reach={Role.WORKER: _to_confirm, Role.TEAM_LEAD: _to_confirm},
)

SHIELDED = (
    SAFETY_CASE,
    SAFETY_STEPS,
    SAFETY_SIGNALS,
    SAFETY_CONSULTATIONS,
    SAFETY_ANSWERS,
    CONFIRM_SAFETY,
)
ACTS = (REOPEN, *SHIELDED)
