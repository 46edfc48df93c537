"""What of the record and of the set-up the rules need to know: counts, and what a service demands."""

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
    """The standing of one registration: counts only, of all its interventions, whoever asks."""
    counted = _work_of_one().rows(registration=registration.pk)
    interventions, running, calls = next(iter(counted), (0, 0, 0))
    return Standing(
        triage=registration.triage,
        explored=registration.explored_on is not None,
        interventions=interventions,
        open_interventions=running,
        closed=registration.closed_on is not None,
        open_follow_ups=calls,
    )


@cache
def _work_of_one() -> Written:
    """How much support a registration has, how much of it runs, and how many calls are to be made."""
    rows = Intervention.objects.unsealed("the state of a registration: counts only")
    mine = rows.filter(registration_id=Open("registration", BigIntegerField())).values("registration_id")
    counted = mine.annotate(
        all=Count("pk", distinct=True),
        running=Count("pk", distinct=True, filter=Q(ended_on=None)),
        calls=Count("follow_ups", distinct=True, filter=Q(follow_ups__done_on=None)),
    )
    return Written(counted.values_list("all", "running", "calls"))
