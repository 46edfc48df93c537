"""The work with one resident goes over to a colleague or a team, with a summary of what was told."""

from collections.abc import Iterator
from typing import Any

from omzien.casework.actions.coordinating import give_lead
from omzien.casework.models import Appointment, CaseLead, Handover, Intervention, Registration, Task
from omzien.casework.policy import APPOINTMENTS, EXPLORE, HAND_ON, LEAD, SUPPORT, TASKS
from omzien.casework.rules.coordinating import receiver_problems
from omzien.gate.action import action, keep
from omzien.gate.acts import Act
from omzien.gate.refused import refuse_if
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours
from omzien.people.actions import leave, relate


@action
def hand_on(
    visit: Visit,
    *,
    resident_id: int,
    worker_id: int | None = None,
    team_id: int | None = None,
    summary: str = "",
    stay: bool = False,
) -> int:
    """All that this worker does for a resident goes to a colleague or a team; gives the id of the hand-over.

    Registrations, support and the lead; to a colleague planned appointments and open tasks too. Unless
    `stay`, the sender's treatment relation ends today. The summary is read by whoever has the work then.
    """
    must_be_ours(visit, worker_id=worker_id, team_id=team_id)
    refuse_if(receiver_problems(worker_id=worker_id, team_id=team_id, sender_id=visit.worker_id))
    row = Handover(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        from_worker_id=visit.worker_id,
        to_worker_id=worker_id,
        to_team_id=team_id,
        handed_on=visit.today,
        summary=summary.strip(),
    )
    keep(visit, HAND_ON, row)
    relate(
        visit, resident_id=resident_id, **({"worker_id": worker_id} if worker_id else {"team_id": team_id})
    )
    for act, work in _work(visit, resident_id, with_agenda=worker_id is not None):
        work.worker_id = worker_id
        if team_id:
            work.team_id = team_id
        keep(visit, act, work)
    _pass_the_lead(visit, resident_id, worker_id)
    if not stay:
        leave(visit, resident_id=resident_id)
    return row.pk


def _work(visit: Visit, resident_id: int, *, with_agenda: bool) -> Iterator[tuple[Act, Any]]:
    mine = {"resident_id": resident_id, "worker_id": visit.worker_id}
    for work in Registration.objects.under(EXPLORE, visit).filter(closed_on=None, **mine):
        yield EXPLORE, work
    for support in Intervention.objects.under(SUPPORT, visit).filter(ended_on=None, **mine):
        yield SUPPORT, support
    if with_agenda:
        planned = Appointment.objects.under(APPOINTMENTS, visit).filter(day__gte=visit.today, **mine)
        for appointment in planned.filter(state=Appointment.State.PLANNED):
            yield APPOINTMENTS, appointment
        for task in Task.objects.under(TASKS, visit).filter(done_on=None, **mine):
            yield TASKS, task


def _pass_the_lead(visit: Visit, resident_id: int, worker_id: int | None) -> None:
    """The lead goes to a colleague; a team chooses anew who has it."""
    held = CaseLead.objects.under(LEAD, visit).filter(resident_id=resident_id, until=None)
    lead = held.filter(worker_id=visit.worker_id or 0).first()
    if lead is None:
        return
    if worker_id:
        give_lead(visit, resident_id=resident_id, worker_id=worker_id, started_on=visit.today)
    else:
        lead.until = visit.today
        keep(visit, LEAD, lead)
