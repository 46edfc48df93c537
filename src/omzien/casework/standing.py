"""What of the record and of the set-up the rules need to know: counts, and what a service demands."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from omzien.casework.models import Intervention, Registration
from omzien.casework.rules.closing import Demands
from omzien.casework.rules.states import Standing

if TYPE_CHECKING:
    from omzien.organisation.models import Service


def demands_of(service: "Service") -> Demands:
    """What closing support by this service demands."""
    return Demands(service.needs_goal, service.needs_end_measurement, service.needs_result)


def standing_of(registration: Registration) -> Standing:
    """The standing of one registration: counts only, of all its interventions, whoever asks."""
    interventions = Intervention.objects.unsealed("the state of a registration: counts only")
    counts = interventions.filter(registration_id=registration.pk).aggregate(
        all=Count("pk", distinct=True),
        open=Count("pk", distinct=True, filter=Q(ended_on=None)),
        calls=Count("follow_ups", distinct=True, filter=Q(follow_ups__done_on=None)),
    )
    return Standing(
        triage=registration.triage,
        explored=registration.explored_on is not None,
        interventions=counts["all"],
        open_interventions=counts["open"],
        closed=registration.closed_on is not None,
        open_follow_ups=counts["calls"],
    )
