"""What a worker writes down along the way: factors, goals, contacts, referrals, measurements, follow-ups."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from omzien.casework.models import (
    Factor,
    FollowUp,
    Goal,
    Intervention,
    MeasurementOf,
    Referral,
    Registration,
)
from omzien.casework.policy import (
    EXPLORE,
    FACTORS,
    FOLLOW_UP,
    GOALS,
    MEASURE,
    REFER,
    SUPPORT,
)
from omzien.casework.rules.registering import order_problems, referral_problems
from omzien.casework.rules.states import Step, must_allow
from omzien.casework.standing import standing_of
from omzien.gate.action import action, keep, remove
from omzien.gate.refused import Problem, refuse_if, refused, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours, pick
from omzien.outcomes.actions import record_measurement


def _intervention(visit: Visit, intervention_id: int) -> Intervention:
    return Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id)


@action
def name_factor(visit: Visit, *, intervention_id: int, factor: str, noted_on: date) -> int:
    """Say what makes this intervention longer or heavier; naming it twice is naming it once. Gives the id."""
    intervention = _intervention(visit, intervention_id)
    picked = pick(visit, on=noted_on, factor=("factor", factor))
    problems = order_problems(intervention.started_on, noted_on, today=visit.today, field="noted_on")
    refuse_if([*required(factor, "factor"), *picked.problems, *problems])
    named = Factor.objects.under(FACTORS, visit).filter(
        intervention_id=intervention_id, factor_id=picked.must("factor")
    )
    if there := named.first():
        return there.pk
    row = Factor(
        organisation_id=visit.organisation_id,
        intervention=intervention,
        factor_id=picked.must("factor"),
        noted_on=noted_on,
    )
    return keep(visit, FACTORS, row).pk


@action
def say_factors(visit: Visit, *, intervention_id: int, factors: Collection[str]) -> None:
    """Which factors play a part now, by key: new ones are named, those of the past are taken away."""
    intervention = _intervention(visit, intervention_id)
    rows = Factor.objects.under(FACTORS, visit).filter(intervention_id=intervention.pk)
    there = {row.factor.key: row for row in rows.select_related("factor")}
    for key in set(there) - set(factors):
        remove(visit, FACTORS, there[key])
    for key in sorted(set(factors) - set(there)):
        day = max(visit.today, intervention.started_on)
        name_factor(visit, intervention_id=intervention.pk, factor=key, noted_on=day)


@action
def set_goal(
    visit: Visit, *, intervention_id: int, set_on: date, text: str, domain: str | None = None
) -> int:
    """Write down what the resident wants to reach, in the resident's own words; gives the id."""
    intervention = _intervention(visit, intervention_id)
    if intervention.ended_on:
        raise refused("this intervention is closed: a goal is set while it runs")
    picked = pick(visit, on=set_on, domain=("domain", domain))
    problems = order_problems(intervention.started_on, set_on, today=visit.today, field="set_on")
    empty = [] if text.strip() else [Problem("write what the resident wants to reach", "text")]
    refuse_if([*picked.problems, *problems, *empty])
    goal = Goal(
        organisation_id=visit.organisation_id,
        resident_id=intervention.resident_id,
        intervention=intervention,
        text=text.strip(),
        domain_id=picked.id_of("domain"),
        set_on=set_on,
    )
    return keep(visit, GOALS, goal).pk


@action
def change_goal(
    visit: Visit, *, goal_id: int, text: str, domain: str | None = None, seen: datetime | None = None
) -> None:
    """Say a goal better; `seen` is the moment of change of the goal as the page showed it."""
    goal = Goal.objects.under(GOALS, visit).one(pk=goal_id)
    picked = pick(visit, on=goal.set_on, domain=("domain", domain))
    empty = [] if text.strip() else [Problem("write what the resident wants to reach", "text")]
    refuse_if([*picked.problems, *empty])
    goal.text, goal.domain_id = text.strip(), picked.id_of("domain")
    keep(visit, GOALS, goal, seen=seen)


@action
def judge_goal(
    visit: Visit, *, goal_id: int, attainment: str, judged_on: date, seen: datetime | None = None
) -> None:
    """Say whether a goal was met: met, partly or not_met. A judgement may be changed until the closing."""
    goal = Goal.objects.under(GOALS, visit).one(pk=goal_id)
    refuse_if(
        [
            *_attainment_problems(attainment),
            *order_problems(goal.set_on, judged_on, today=visit.today, field="judged_on"),
        ]
    )
    goal.attainment, goal.judged_on = attainment, judged_on
    keep(visit, GOALS, goal, seen=seen)


def _attainment_problems(attainment: str) -> Iterator[Problem]:
    if attainment not in Goal.Attainment.values:
        yield Problem("choose met, partly or not met", "attainment")


@action
def refer(
    visit: Visit,
    *,
    registration_id: int,
    direction: str,
    referred_on: date,
    partner_id: int | None = None,
    service_id: int | None = None,
    intervention_id: int | None = None,
    outcome: str | None = None,
) -> int:
    """Write down a referral; gives its id.

    Incoming from and outgoing to a partner, or internal to another service.
    """
    registration = Registration.objects.under(EXPLORE, visit).one(pk=registration_id)
    if intervention_id is not None:
        Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id, registration_id=registration_id)
    must_be_ours(visit, partner_id=partner_id, service_id=service_id)
    picked = pick(visit, on=referred_on, outcome=("referral_outcome", outcome))
    after = None if direction == "incoming" else registration.registered_on
    refuse_if(
        [
            *picked.problems,
            *referral_problems(direction, partner=partner_id is not None, service=service_id is not None),
            *order_problems(after, referred_on, today=visit.today, field="referred_on"),
        ]
    )
    referral = Referral(
        organisation_id=visit.organisation_id,
        resident_id=registration.resident_id,
        registration=registration,
        intervention_id=intervention_id,
        direction=direction,
        referred_on=referred_on,
        partner_id=partner_id,
        service_id=service_id,
        outcome_id=picked.id_of("outcome"),
    )
    return keep(visit, REFER, referral).pk


@action
def settle_referral(visit: Visit, *, referral_id: int, outcome: str, seen: datetime | None = None) -> None:
    """What became of a referral, known later; it may change again (from the waiting list to accepted)."""
    referral = Referral.objects.under(REFER, visit).one(pk=referral_id)
    picked = pick(visit, on=visit.today, outcome=("referral_outcome", outcome))
    refuse_if([*required(outcome, "outcome"), *picked.problems])
    referral.outcome_id = picked.must("outcome")
    keep(visit, REFER, referral, seen=seen)


@action
def measure(
    visit: Visit,
    *,
    intervention_id: int,
    instrument_key: str,
    moment: str,
    measured_on: date,
    scores: Mapping[str, int | None],
    view: str = "professional",
) -> int:
    """Record a measurement of an intervention, so that its start and end become a pair; gives its id."""
    intervention = _intervention(visit, intervention_id)
    measurement_id = record_measurement(
        visit,
        resident_id=intervention.resident_id,
        instrument_key=instrument_key,
        moment=moment,
        measured_on=measured_on,
        scores=scores,
        view=view,
    )
    belongs = MeasurementOf(
        organisation_id=visit.organisation_id, intervention=intervention, measurement_id=measurement_id
    )
    keep(visit, MEASURE, belongs)
    return measurement_id


@action
def plan_follow_up(visit: Visit, *, intervention_id: int, due_on: date) -> int:
    """Plan a call after an intervention has ended; gives its id."""
    intervention = (
        Intervention.objects.under(SUPPORT, visit).beside("registration", EXPLORE).one(pk=intervention_id)
    )
    must_allow(standing_of(intervention.registration), Step.PLAN_FOLLOW_UP)
    if intervention.ended_on is None or due_on < intervention.ended_on:
        raise refused("a follow-up comes after the end of the intervention", field="due_on")
    call = FollowUp(
        organisation_id=visit.organisation_id,
        resident_id=intervention.resident_id,
        intervention=intervention,
        due_on=due_on,
    )
    return keep(visit, FOLLOW_UP, call).pk


@action
def make_follow_up(visit: Visit, *, follow_up_id: int, done_on: date, outcome: str) -> None:
    """The call was made: when, and what came of it."""
    call = FollowUp.objects.under(FOLLOW_UP, visit).one(pk=follow_up_id)
    if call.done_on:
        raise refused("this call was made on %(day)s", day=call.done_on)
    picked = pick(visit, on=done_on, outcome=("follow_up_outcome", outcome))
    problems = order_problems(None, done_on, today=visit.today, field="done_on")
    refuse_if([*required(outcome, "outcome"), *picked.problems, *problems])
    call.done_on, call.outcome_id = done_on, picked.id_of("outcome")
    keep(visit, FOLLOW_UP, call)


@action
def take_back_follow_up(visit: Visit, *, follow_up_id: int) -> None:
    """The outcome was noted by mistake: the call is to be made again. Only on the day it was noted."""
    call = FollowUp.objects.under(FOLLOW_UP, visit).one(pk=follow_up_id)
    if call.done_on != visit.today:
        raise refused("only a call of today can be taken back")
    call.done_on = call.outcome = None
    keep(visit, FOLLOW_UP, call)
