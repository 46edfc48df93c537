"""What of the record and of the set-up the rules need to know: counts, and what a service demands."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Count, Q

from omzien.casework.models import Intervention, Registration
from omzien.casework.rules.closing import Demands
from omzien.casework.rules.states import Standing
from omzien.casework.rules.waiting import Norms
from omzien.gate.written import Open, Written

if TYPE_CHECKING:
    from omzien.organisation.models import Organisation, Service


def demands_of(service: "Service") -> Demands:
    """What closing support by this service demands."""
    return Demands(service.needs_goal, service.needs_end_measurement, service.needs_result)


def norms_in(house: "Organisation") -> Norms:
    """How long anybody may wait, in days, as the organisation agreed."""
    return Norms(exploration=house.exploration_norm_days, support=house.support_norm_days)


def standing_of(registration: Registration) -> Standing:
    """The standing of one registration: counts only, of all its interventions, whoever asks (1 query)."""
    counted = _work_under("registration_id").rows(of=registration.pk)
    return _standing(registration, {row[0]: row for row in counted})


def standings_of(registrations: Sequence[Registration]) -> dict[int, Standing]:
    """The same of the registrations of one resident, by id (1 query)."""
    if not registrations:
        return {}
    counted = _work_under("registration__resident_id").rows(of=registrations[0].resident_id)
    by_registration = {row[0]: row for row in counted}
    return {one.pk: _standing(one, by_registration) for one in registrations}


def _standing(registration: Registration, counted: Mapping[int, Sequence[int]]) -> Standing:
    _, interventions, running, calls = counted.get(registration.pk, (registration.pk, 0, 0, 0))
    return Standing(
        triage=registration.triage,
        explored=registration.explored_on is not None,
        interventions=interventions,
        open_interventions=running,
        closed=registration.closed_on is not None,
        open_follow_ups=calls,
    )


@cache
def _work_under(column: str) -> Written:
    """Per registration: how much support it has, how much of that runs, how many calls are to be made."""
    rows = Intervention.objects.unsealed("the state of a registration: counts only")
    mine = rows.filter(**{column: Open("of", BigIntegerField())}).values("registration_id")
    counted = mine.annotate(
        all=Count("pk", distinct=True),
        running=Count("pk", distinct=True, filter=Q(ended_on=None)),
        calls=Count("follow_ups", distinct=True, filter=Q(follow_ups__done_on=None)),
    )
    return Written(counted.values_list("registration_id", "all", "running", "calls"))
