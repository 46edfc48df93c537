"""The state machine: every state is reachable, every step lands where the table says, whatever the walk."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.rules.states import TRANSITIONS, Standing, State, Step, allowed, must_allow, state_of
from omzien.gate.refused import Refused


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing(), State.REGISTERED),
        (Standing(triage="right_place"), State.TRIAGED),
        (Standing(triage="right_place", explored=True), State.EXPLORED),
        (Standing(explored=True, interventions=2, open_interventions=1), State.IN_SUPPORT),
        (Standing(explored=True, interventions=2, open_follow_ups=1), State.EXPLORED),
        (Standing(interventions=1), State.EXPLORED),
        (Standing(triage="advice_done", closed=True), State.CLOSED),
        (Standing(closed=True, interventions=1, open_follow_ups=1), State.FOLLOW_UP),
    ],
)
def test_the_state_follows_from_the_record(standing, state):
    assert state_of(standing) is state


def test_every_state_is_in_the_table_and_can_be_reached():
    assert set(TRANSITIONS) == set(State)
    reached = {state for steps in TRANSITIONS.values() for ends in steps.values() for state in ends}
    assert reached | {State.REGISTERED} == set(State)


@pytest.mark.parametrize(
    ("standing", "step", "words"),
    [
        (Standing(closed=True), Step.START_SUPPORT, "support starts after the question was explored"),
        (Standing(closed=True), Step.START_ADVICE, "register again"),
        (Standing(), Step.START_SUPPORT, "now: registered"),
        (Standing(triage="right_place"), Step.TRIAGE_HERE, "has been looked at already (it is now: triaged)"),
        (Standing(explored=True), Step.END_INTERVENTION, "no intervention is open"),
        (Standing(closed=True), Step.FOLLOW_UP, "no follow-up is planned"),
    ],
)
def test_it_refuses_a_step_out_of_order_and_says_why(standing, step, words):
    with pytest.raises(Refused) as refusal:
        must_allow(standing, step)
    assert words in str(refusal.value)


def test_a_closed_registration_can_only_be_followed_up_or_opened_again():
    assert allowed(State.CLOSED) == {Step.PLAN_FOLLOW_UP, Step.REOPEN}


def take(standing, step, *, close, plan):
    """What the actions record at each step (close: nothing is to follow; plan: the service plans a call)."""
    if step is Step.TRIAGE_HERE:
        return replace(standing, triage="right_place")
    if step is Step.TRIAGE_AWAY:
        return replace(standing, triage="elsewhere", closed=True)
    if step is Step.EXPLORE:
        return replace(standing, triage="right_place", explored=True)
    if step is Step.CLOSE:
        return replace(standing, closed=True)
    if step in (Step.START_ADVICE, Step.START_SUPPORT):
        more = {
            "interventions": standing.interventions + 1,
            "open_interventions": standing.open_interventions + 1,
        }
        return replace(standing, **more)
    if step is Step.END_INTERVENTION:
        left = standing.open_interventions - 1
        calls = standing.open_follow_ups + plan
        return replace(standing, open_interventions=left, closed=close and not left, open_follow_ups=calls)
    if step is Step.REOPEN:
        return reopen(standing, support=not close)
    if step is Step.PLAN_FOLLOW_UP:
        return replace(standing, open_follow_ups=standing.open_follow_ups + 1)
    return replace(standing, open_follow_ups=max(0, standing.open_follow_ups - 1))


def reopen(standing, *, support):
    """An ended intervention runs on, and opens its registration; or the registration opens as it was."""
    if can_reopen_support(standing) and (support or not standing.closed):
        return replace(standing, open_interventions=standing.open_interventions + 1, closed=False)
    sent_away = standing.triage in ("elsewhere", "advice_done")
    return replace(standing, closed=False, triage="" if sent_away else standing.triage)


def can_reopen_support(standing):
    return standing.interventions > standing.open_interventions


@given(st.lists(st.tuples(st.sampled_from(Step), st.booleans(), st.booleans()), max_size=25))
def test_every_walk_stays_on_the_table(walk):
    standing = Standing()
    for step, close, plan in walk:
        before = state_of(standing)
        if step is Step.REOPEN and not (standing.closed or can_reopen_support(standing)):
            continue  # nothing is closed: the action refuses before it asks for the state
        if step in allowed(before):
            assert must_allow(standing, step) is before
            standing = take(standing, step, close=close, plan=plan)
            assert state_of(standing) in TRANSITIONS[before][step]
        else:
            with pytest.raises(Refused):
                must_allow(standing, step)
