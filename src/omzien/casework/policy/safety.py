"""Who works with the safety code, and who opens again what was closed.

The safety code is shielded: whoever has none of these acts does not even learn that there is a case. A case
is for who supports the resident oneself, who decided or confirmed in it, and the team lead; not for a team.
"""

from collections.abc import Mapping

from django.db.models import Q

from omzien.casework.policy.circles import circle
from omzien.gate.acts import Act, Reach
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_hands


def _needed(case: str) -> Mapping[Role, Reach]:
    """The rows of the cases that somebody needs; `case` is the way to the case: "" or "case__"."""

    def reach(visit: Visit) -> Q:
        me, ours = visit.worker_id or 0, Q(organisation_id=visit.organisation_id)
        named = Q(**{f"{case}decided_by_id": me}) | Q(**{f"{case}confirmed_by_id": me})
        return of_own_hands(visit, f"{case}resident") | ours & named

    return {Role.WORKER: reach, Role.TEAM_LEAD: reach}


def _to_confirm(visit: Visit) -> Q:
    """Four eyes: decided, and by somebody else than who is here."""
    decided = Q(decided_by__isnull=False) & ~Q(decided_by_id=visit.worker_id)
    return of_own_hands(visit, "resident") & decided


REOPEN = Act(
    name="reopen",
    model="casework.Reopening",
    doc="Open again what was closed too early, and see why that was done.",
    reach=circle("resident"),
)
SAFETY_CASE = Act(
    name="safety-case",
    model="casework.SafetyCase",
    doc="Open, see, decide and close a safety case of whom one supports oneself; a team lead: of the teams.",
    reach=_needed(""),
)
SAFETY_STEPS = Act(
    name="safety-steps",
    model="casework.SafetyStep",
    doc="See and write down the steps of a safety case.",
    reach=_needed("case__"),
)
SAFETY_SIGNALS = Act(
    name="safety-signals",
    model="casework.SafetySignal",
    doc="See and write down the signals of a safety case.",
    reach=_needed("case__"),
)
SAFETY_CONSULTATIONS = Act(
    name="safety-consultations",
    model="casework.SafetyConsultation",
    doc="See and write down who was consulted in a safety case.",
    reach=_needed("case__"),
)
SAFETY_ANSWERS = Act(
    name="safety-answers",
    model="casework.SafetyAnswer",
    doc="See and answer the questions of the weighing in a safety case.",
    reach=_needed("case__"),
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
