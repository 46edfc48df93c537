"""Support by a service: start it and close it, as its set-up demands, with the follow-up that it plans."""

from collections.abc import Iterator
from datetime import date

from omzien.casework.actions.registering import norms_of, release
from omzien.casework.models import FollowUp, Goal, Intervention, MeasurementOf, Registration
from omzien.casework.policy import EXPLORE, FOLLOW_UP, GOALS, MEASURE, SUPPORT
from omzien.casework.rules.closing import (
    SENTENCES,
    Dossier,
    Missing,
    call_problems,
    follow_up_due,
    missing_at_closing,
)
from omzien.casework.rules.registering import order_problems
from omzien.casework.rules.states import Step, must_allow
from omzien.casework.rules.waiting import Wait, WaitingFor, reason_problems
from omzien.casework.standing import demands_of, standing_of
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import Picked, must_be_ours, pick
from omzien.people.actions import relate

STEPS = {
    "advice": Step.START_ADVICE,
    "light_support": Step.START_SUPPORT,
    "trajectory": Step.START_SUPPORT,
}
FIELDS = {
    Missing.GOAL: "goals",
    Missing.JUDGEMENT: "goals",
    Missing.END_MEASUREMENT: "end_measurement",
    Missing.RESULT: "result",
}


@action
def start_intervention(
    visit: Visit,
    *,
    registration_id: int,
    service_id: int,
    form: str,
    started_on: date,
    kind: str | None = None,
    team_id: int | None = None,
    worker_id: int | None = None,
    over_norm_reason: str | None = None,
) -> int:
    """Start a trajectory, light support or advice by one service; gives its id.

    The first support of a registration ends the second wait: over the norm it says why it took so long.
    """
    registration = Registration.objects.under(EXPLORE, visit).one(pk=registration_id)
    if form not in STEPS:
        raise refused("choose a trajectory, light support or advice", field="form")
    standing = standing_of(registration)
    must_allow(standing, STEPS[form])
    worker_id = worker_id or (None if team_id else visit.worker_id)
    must_be_ours(visit, service_id=service_id, team_id=team_id, worker_id=worker_id)
    picked = pick(
        visit,
        on=started_on,
        kind=("intervention_kind", kind),
        over_norm_reason=("over_norm_reason", over_norm_reason),
    )
    since = registration.explored_on if STEPS[form] is Step.START_SUPPORT else None
    refuse_if(
        [
            *picked.problems,
            *order_problems(
                since or registration.registered_on, started_on, today=visit.today, field="started_on"
            ),
        ]
    )
    if not standing.interventions:
        _end_the_wait(visit, registration, started_on, over_norm_reason, picked)
    if worker_id is not None:
        relate(visit, resident_id=registration.resident_id, worker_id=worker_id)
    if team_id is not None:
        relate(visit, resident_id=registration.resident_id, team_id=team_id)
    intervention = Intervention(
        organisation_id=visit.organisation_id,
        resident_id=registration.resident_id,
        registration=registration,
        municipality_id=registration.municipality_id,
        service_id=service_id,
        kind_id=picked.id_of("kind"),
        form=form,
        team_id=team_id,
        worker_id=worker_id,
        started_on=started_on,
    )
    return keep(visit, SUPPORT, intervention).pk


def _end_the_wait(
    visit: Visit, registration: Registration, started_on: date, reason: str | None, picked: Picked
) -> None:
    """The first support: the wait since the exploration ends, with a reason when it was over the norm."""
    since = min(registration.explored_on or started_on, started_on)
    wait = Wait(WaitingFor.SUPPORT, since, started_on, norms_of(registration).support)
    refuse_if(reason_problems(wait, reason=reason, today=visit.today, field="over_norm_reason"))
    registration.support_over_norm_reason_id = picked.id_of("over_norm_reason")
    registration.triage = registration.triage or "right_place"
    keep(visit, EXPLORE, registration)


@action
def close_intervention(
    visit: Visit,
    *,
    intervention_id: int,
    ended_on: date,
    result: str | None = None,
    broken_off: bool = False,
    keep_open: bool = False,
    plans_call: bool = True,
    call_on: date | None = None,
) -> None:
    """Close an intervention when nothing is missing that its service demands.

    `broken_off`: the resident moved, died or is out of sight, so only the result is asked. The registration
    closes with its last intervention, unless `keep_open` (more support follows); then the treatment relation
    ends after the after-care period. A follow-up is planned on `call_on`, or when the service plans one and
    the support was not broken off; never without `plans_call`.
    """
    intervention = (
        Intervention.objects.under(SUPPORT, visit)
        .select_related("service")
        .beside("registration", EXPLORE)
        .one(pk=intervention_id)
    )
    registration = intervention.registration
    must_allow(standing_of(registration), Step.END_INTERVENTION)
    if intervention.ended_on:
        raise refused("this intervention was closed on %(day)s", day=intervention.ended_on)
    picked = pick(visit, on=ended_on, result=("closing_result", result))
    refuse_if(
        [
            *picked.problems,
            *order_problems(intervention.started_on, ended_on, today=visit.today, field="ended_on"),
            *_missing(visit, intervention, result_chosen=bool(result), broken_off=broken_off),
            *call_problems(ended_on, call_on, field="call_on"),
        ]
    )
    intervention.ended_on, intervention.result_id = ended_on, picked.id_of("result")
    keep(visit, SUPPORT, intervention)
    days = None if broken_off else intervention.service.plans_follow_up_days
    if plans_call and (due_on := call_on or follow_up_due(ended_on, days)):
        _plan_the_call(visit, intervention, due_on)
    if not keep_open:
        _close_with_the_last(visit, registration)


def _missing(
    visit: Visit, intervention: Intervention, *, result_chosen: bool, broken_off: bool
) -> Iterator[Problem]:
    service = intervention.service
    demands = demands_of(service)
    goals = Goal.objects.under(GOALS, visit).filter(intervention_id=intervention.pk)
    measured = MeasurementOf.objects.under(MEASURE, visit).filter(intervention_id=intervention.pk)
    dossier = Dossier(
        form=intervention.form,
        goals=goals.count(),
        goals_judged=goals.exclude(attainment="").count(),
        end_measured=measured.filter(measurement__moment="end").exists(),
        result_chosen=result_chosen,
    )
    for what in missing_at_closing(demands, dossier, broken_off=broken_off):
        yield Problem(SENTENCES[what], FIELDS[what])


def _plan_the_call(visit: Visit, intervention: Intervention, due_on: date) -> None:
    call = FollowUp(
        organisation_id=visit.organisation_id,
        resident_id=intervention.resident_id,
        intervention=intervention,
        due_on=due_on,
    )
    keep(visit, FOLLOW_UP, call)


def _close_with_the_last(visit: Visit, registration: Registration) -> None:
    interventions = Intervention.objects.under(SUPPORT, visit).filter(registration_id=registration.pk)
    ends = [one.ended_on for one in interventions]
    if any(end is None for end in ends):
        return
    registration.closed_on = max(end for end in ends if end)
    keep(visit, EXPLORE, registration)
    release(visit, registration)
