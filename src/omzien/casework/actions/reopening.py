"""Opening again what was closed too early: with a reason, within the after-care period."""

from datetime import date

from omzien.casework.models import FollowUp, Intervention, Registration, Reopening
from omzien.casework.policy import EXPLORE, FOLLOW_UP, REOPEN, SUPPORT
from omzien.casework.rules.closing import reopening_problems
from omzien.casework.rules.states import AWAY, Step, must_allow
from omzien.casework.standing import standing_of
from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if
from omzien.gate.visit import Visit
from omzien.people.actions import relate


@action
def reopen_intervention(visit: Visit, *, intervention_id: int, reason: str) -> int:
    """Open an intervention again: it runs on as if it was not closed. Gives the id of the reopening.

    Its registration opens with it, whoever gave the support is related to the resident again without an end,
    and a call that was planned but not made falls away. What was judged, measured and referred stays.
    """
    intervention = (
        Intervention.objects.under(SUPPORT, visit).beside("registration", EXPLORE).one(pk=intervention_id)
    )
    refuse_if(reopening_problems(intervention.ended_on, today=visit.today, reason=reason))
    closed_on = intervention.ended_on or visit.today
    must_allow(standing_of(intervention.registration), Step.REOPEN)
    _drop_calls(visit, intervention)
    intervention.ended_on = intervention.result = None
    keep(visit, SUPPORT, intervention)
    if intervention.registration.closed_on:
        _open(visit, intervention.registration)
    _relate(visit, intervention)
    return _write_why(visit, intervention.registration, intervention, closed_on, reason)


@action
def reopen_registration(visit: Visit, *, registration_id: int, reason: str) -> int:
    """Open a registration again, as it was before it was closed; gives the id of the reopening.

    Its interventions stay closed: more support may follow. One that was sent away (advice and done,
    elsewhere) is looked at anew.
    """
    registration = Registration.objects.under(EXPLORE, visit).one(pk=registration_id)
    refuse_if(reopening_problems(registration.closed_on, today=visit.today, reason=reason))
    closed_on = registration.closed_on or visit.today
    must_allow(standing_of(registration), Step.REOPEN)
    if registration.triage in AWAY:
        registration.triage = ""
    _open(visit, registration)
    _relate(visit, registration)
    return _write_why(visit, registration, None, closed_on, reason)


def _open(visit: Visit, registration: Registration) -> None:
    registration.closed_on = None
    keep(visit, EXPLORE, registration)


def _drop_calls(visit: Visit, intervention: Intervention) -> None:
    for call in FollowUp.objects.under(FOLLOW_UP, visit).filter(intervention=intervention, done_on=None):
        remove(visit, FOLLOW_UP, call)


def _relate(visit: Visit, row: Intervention | Registration) -> None:
    """The treatment relation, which was to end with the after-care, goes on without an end."""
    if row.worker_id:
        relate(visit, resident_id=row.resident_id, worker_id=row.worker_id)
    if row.team_id:
        relate(visit, resident_id=row.resident_id, team_id=row.team_id)


def _write_why(
    visit: Visit,
    registration: Registration,
    intervention: Intervention | None,
    closed_on: date,
    reason: str,
) -> int:
    why = Reopening(
        organisation_id=visit.organisation_id,
        resident_id=registration.resident_id,
        registration=registration,
        intervention=intervention,
        was_closed_on=closed_on,
        reopened_on=visit.today,
        reason=reason.strip(),
        worker_id=visit.worker_id,
    )
    return keep(visit, REOPEN, why).pk
