"""Of who waits: why it takes longer than the norm; and a first look that was a mistake, taken back."""

from collections.abc import Iterator

from omzien.casework.actions.registering import norms_of
from omzien.casework.models import Registration
from omzien.casework.policy import TRIAGE
from omzien.casework.policy.arriving import SAY_WHY_WAITING
from omzien.casework.rules.states import State, state_of
from omzien.casework.rules.waiting import Wait, WaitingFor, reason_problems, waits
from omzien.casework.standing import standing_of
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import pick


@action
def say_why_waiting(visit: Visit, *, registration_id: int, reason: str) -> None:
    """Why a resident waits longer than the norm for what is next: the exploration, or the first support.

    It may change while the wait lasts: whoever could not be reached may later wait for capacity.
    """
    registration = Registration.objects.under(SAY_WHY_WAITING, visit).one(pk=registration_id)
    picked = pick(visit, on=visit.today, reason=("over_norm_reason", reason))
    wait = _wait_of(registration)
    refuse_if(
        [
            *picked.problems,
            *_nobody_waits(wait),
            *(reason_problems(wait, reason=reason, today=visit.today, field="reason") if wait else ()),
        ]
    )
    if wait and wait.step is WaitingFor.EXPLORATION:
        registration.over_norm_reason_id = picked.must("reason")
    else:
        registration.support_over_norm_reason_id = picked.must("reason")
    keep(visit, SAY_WHY_WAITING, registration)


@action
def take_back_triage(visit: Visit, *, registration_id: int) -> None:
    """“Right place” was a mistake: the registration is in the inbox again, for nobody yet.

    Only until the question is explored. Who was given it keeps the treatment relation until the closing.
    """
    registration = Registration.objects.under(TRIAGE, visit).one(pk=registration_id)
    state = state_of(standing_of(registration))
    if state is not State.TRIAGED:
        raise refused("this cannot be taken back any more (the registration is now: %(state)s)", state=state)
    registration.triage, registration.team_id, registration.worker_id = "", None, None
    keep(visit, TRIAGE, registration)


def _wait_of(registration: Registration) -> Wait | None:
    """What is waited for now: nothing when it is closed, or when support began."""
    started = standing_of(registration).interventions > 0
    if registration.closed_on or started:
        return None
    all_waits = waits(
        registered_on=registration.registered_on,
        explored_on=registration.explored_on,
        supported_on=None,
        closed_on=None,
        norms=norms_of(registration),
    )
    return next((wait for wait in all_waits if wait.until is None), None)


def _nobody_waits(wait: Wait | None) -> Iterator[Problem]:
    if wait is None:
        yield Problem("nobody waits here any more", "reason")
