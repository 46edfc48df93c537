"""What there is of one intervention when somebody wants to close it, or open it again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from omzien.casework.models import FollowUp, Goal, Intervention, MeasurementOf, Registration
from omzien.casework.policy import FOLLOW_UP, GOALS, MEASURE, READ_REGISTRATIONS, SUPPORT
from omzien.casework.queries.dossier import factors_of, goal_row
from omzien.casework.queries.naming import named
from omzien.casework.queries.rows import GoalRow, Named
from omzien.casework.rules.closing import Demands, after_care_until
from omzien.casework.standing import demands_of
from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit


@dataclass(frozen=True, slots=True)
class Closing:
    """One intervention before its closing: what its service demands, and what there is already."""

    id: int
    registration_id: int
    resident_id: int
    service: Named
    form: str
    started_on: date
    ended_on: date | None
    last_contact_on: date | None
    demands: Demands
    call_after_days: int | None
    goals: tuple[GoalRow, ...]
    factors: tuple[str, ...]
    end_measured: bool
    others_open: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Something that was closed, and until when it may be opened again; `calls` will fall away."""

    resident_id: int
    service: Named | None
    closed_on: date | None
    until: date | None
    calls: int


def closing(visit: Visit, *, intervention_id: int) -> Closing:
    """What closing this intervention takes, or `Absent` (5 queries)."""
    row = _supported(visit, intervention_id)
    service = row.service
    measured = MeasurementOf.objects.under(MEASURE, visit).filter(intervention_id=row.pk)
    running = Intervention.objects.under(SUPPORT, visit).filter(
        registration_id=row.registration_id, ended_on=None
    )
    return Closing(
        id=row.pk,
        registration_id=row.registration_id,
        resident_id=row.resident_id,
        service=named(service),
        form=row.form,
        started_on=row.started_on,
        ended_on=row.ended_on,
        last_contact_on=row.last_contact_on,
        demands=demands_of(service),
        call_after_days=service.plans_follow_up_days,
        goals=tuple(goal_row(goal) for goal in _goals(visit, row.pk)),
        factors=tuple(factor.factor.key for factor in factors_of(visit, row.pk)),
        end_measured=measured.filter(measurement__moment="end").exists(),
        others_open=running.exclude(pk=row.pk).count(),
    )


def _supported(visit: Visit, intervention_id: int) -> Any:
    row = next(iter(_one(visit, intervention_id)), None)
    if row is None:
        raise Absent(f"intervention {intervention_id}")
    return row


@written_once
def _one(visit: Visit, intervention_id: int) -> SightQuerySet[Any]:
    rows = Intervention.objects.under(SUPPORT, visit).filter(pk=intervention_id).select_related("service")
    return rows.annotate(last_contact_on=Max("contacts__held_on"))


@written_once
def _goals(visit: Visit, intervention_id: int) -> SightQuerySet[Goal]:
    rows = Goal.objects.under(GOALS, visit).filter(intervention_id=intervention_id)
    return rows.select_related("domain").order_by("set_on", "pk")


def closed_intervention(visit: Visit, *, intervention_id: int) -> Closed:
    """An intervention that may be opened again, or `Absent` (2 queries)."""
    row = _supported(visit, intervention_id)
    calls = FollowUp.objects.under(FOLLOW_UP, visit).filter(intervention_id=row.pk, done_on=None).count()
    return Closed(row.resident_id, named(row.service), row.ended_on, _until(row.ended_on), calls)


def closed_registration(visit: Visit, *, registration_id: int) -> Closed:
    """A registration that may be opened again, or `Absent` (1 query)."""
    row = Registration.objects.under(READ_REGISTRATIONS, visit).one(pk=registration_id)
    return Closed(row.resident_id, None, row.closed_on, _until(row.closed_on), 0)


def _until(closed_on: date | None) -> date | None:
    return after_care_until(closed_on) if closed_on else None
