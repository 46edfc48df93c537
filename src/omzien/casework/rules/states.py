"""From registration to follow-up: which states there are, and which steps lead from one to another.

No state is stored. It follows from what was recorded (`state_of`), so that state and record cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from omzien.gate.refused import refused

AWAY = frozenset({"advice_done", "elsewhere"})  # triage that ends the registration


class State(StrEnum):
    """Where a registration stands."""

    REGISTERED = "registered"  # nobody has looked yet
    TRIAGED = "triaged"  # right place; waits for the exploration of the question
    EXPLORED = "explored"  # the question is clear; waits for (the next) support
    IN_SUPPORT = "in_support"  # at least one intervention is open
    FOLLOW_UP = "follow_up"  # closed, and a call is planned
    CLOSED = "closed"


class Step(StrEnum):
    """What may be done with a registration."""

    TRIAGE_HERE = "triage_here"
    TRIAGE_AWAY = "triage_away"  # advice given and done, or elsewhere
    EXPLORE = "explore"
    CLOSE = "close"  # without (more) support: the resident withdrew, or was referred to a partner
    START_ADVICE = "start_advice"  # one conversation needs no exploration first
    START_SUPPORT = "start_support"  # a trajectory or light support
    END_INTERVENTION = "end_intervention"
    PLAN_FOLLOW_UP = "plan_follow_up"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"  # the registration, or an intervention of it, was closed too early


def _to(*states: State) -> frozenset[State]:
    return frozenset(states)


_REOPENED = _to(State.REGISTERED, State.TRIAGED, State.EXPLORED, State.IN_SUPPORT)
_ENDED = _to(State.CLOSED, State.FOLLOW_UP)  # a call that was planned before it opened again still stands

# Per state the steps that are allowed, and the states in which each may end: an intervention that ends may
# leave others open, be the last, or be followed by another (an internal referral); of two calls one may be
# left.
TRANSITIONS: Mapping[State, Mapping[Step, frozenset[State]]] = {
    State.REGISTERED: {
        Step.TRIAGE_HERE: _to(State.TRIAGED),
        Step.TRIAGE_AWAY: _ENDED,
        Step.EXPLORE: _to(State.EXPLORED),
        Step.START_ADVICE: _to(State.IN_SUPPORT),
        Step.FOLLOW_UP: _to(State.REGISTERED),
    },
    State.TRIAGED: {
        Step.TRIAGE_AWAY: _ENDED,
        Step.CLOSE: _ENDED,
        Step.EXPLORE: _to(State.EXPLORED),
        Step.START_ADVICE: _to(State.IN_SUPPORT),
        Step.FOLLOW_UP: _to(State.TRIAGED),
    },
    State.EXPLORED: {
        Step.CLOSE: _ENDED,
        Step.START_ADVICE: _to(State.IN_SUPPORT),
        Step.START_SUPPORT: _to(State.IN_SUPPORT),
        Step.PLAN_FOLLOW_UP: _to(State.EXPLORED),
        Step.FOLLOW_UP: _to(State.EXPLORED),
        Step.REOPEN: _to(State.IN_SUPPORT),
    },
    State.IN_SUPPORT: {
        Step.EXPLORE: _to(State.IN_SUPPORT),
        Step.START_ADVICE: _to(State.IN_SUPPORT),
        Step.START_SUPPORT: _to(State.IN_SUPPORT),
        Step.END_INTERVENTION: _to(State.IN_SUPPORT, State.EXPLORED) | _ENDED,
        Step.PLAN_FOLLOW_UP: _to(State.IN_SUPPORT),
        Step.FOLLOW_UP: _to(State.IN_SUPPORT),
        Step.REOPEN: _to(State.IN_SUPPORT),
    },
    State.FOLLOW_UP: {
        Step.PLAN_FOLLOW_UP: _to(State.FOLLOW_UP),
        Step.FOLLOW_UP: _to(State.FOLLOW_UP, State.CLOSED),
        Step.REOPEN: _REOPENED,
    },
    State.CLOSED: {
        Step.PLAN_FOLLOW_UP: _to(State.FOLLOW_UP),
        Step.REOPEN: _REOPENED,
    },
}

SENTENCES: Mapping[Step, str] = {
    Step.TRIAGE_HERE: "this registration has been looked at already (it is now: %(state)s)",
    Step.TRIAGE_AWAY: "this registration cannot be sent on any more (it is now: %(state)s)",
    Step.EXPLORE: "the question cannot be explored any more (the registration is now: %(state)s)",
    Step.CLOSE: "close the interventions first, or look at the registration first (it is now: %(state)s)",
    Step.START_ADVICE: "no advice can start on this registration (it is now: %(state)s); register again",
    Step.START_SUPPORT: "support starts after the question was explored (the registration is now: %(state)s)",
    Step.END_INTERVENTION: "no intervention is open (the registration is now: %(state)s)",
    Step.PLAN_FOLLOW_UP: "a follow-up is planned after an intervention (the registration is now: %(state)s)",
    Step.FOLLOW_UP: "no follow-up is planned (the registration is now: %(state)s)",
    Step.REOPEN: "there is nothing to open again (the registration is now: %(state)s)",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What was recorded of one registration, as far as its state depends on it."""

    triage: str = ""
    explored: bool = False
    interventions: int = 0
    open_interventions: int = 0
    closed: bool = False
    open_follow_ups: int = 0


def state_of(standing: Standing) -> State:
    """The state that follows from what was recorded."""
    if standing.closed:
        return State.FOLLOW_UP if standing.open_follow_ups else State.CLOSED
    if standing.open_interventions:
        return State.IN_SUPPORT
    if standing.explored or standing.interventions:
        return State.EXPLORED
    return State.TRIAGED if standing.triage == "right_place" else State.REGISTERED


def allowed(state: State) -> frozenset[Step]:
    """The steps that may be taken in this state: what a page offers as buttons."""
    return frozenset(TRANSITIONS[state])


def must_allow(standing: Standing, step: Step) -> State:
    """The state in which the step is taken; `Refused`, with the reason, when it may not be taken there."""
    state = state_of(standing)
    if step not in TRANSITIONS[state]:
        raise refused(SENTENCES[step], state=state)
    return state
