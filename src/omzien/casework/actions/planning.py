"""Appointments and tasks: planned, moved, held or missed, done."""

from datetime import date, datetime, time

from omzien.casework.actions.contacts import note_contact
from omzien.casework.models import Appointment, AppointmentNote, Intervention, Task
from omzien.casework.policy import APPOINTMENT_NOTES, APPOINTMENTS, SUPPORT, TASKS
from omzien.casework.rules.planning import appointment_problems, outcome_problems, task_problems
from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if, refused, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours, pick


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


@action
def plan_appointment(
    visit: Visit,
    *,
    resident_id: int,
    day: date,
    time: time,
    kind: str,
    minutes: int = 60,
    intervention_id: int | None = None,
    note: str = "",
) -> int:
    """Plan to meet or speak a resident, at this time on the Dutch clock; gives the id."""
    if intervention_id is not None:
        Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id, resident_id=resident_id)
    picked = pick(visit, on=day, kind=("contact_kind", kind))
    problems = appointment_problems(day, _minute(time), minutes, today=visit.today)
    refuse_if([*required(kind, "kind"), *picked.problems, *problems])
    row = Appointment(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        intervention_id=intervention_id,
        worker_id=visit.worker_id or 0,
        day=day,
        starts=_minute(time),
        minutes=minutes,
        kind_id=picked.must("kind"),
    )
    keep(visit, APPOINTMENTS, row)
    if note.strip():
        _keep_note(visit, row, note.strip())
    return row.pk


def _keep_note(visit: Visit, row: Appointment, text: str) -> None:
    note = AppointmentNote(
        organisation_id=visit.organisation_id, resident_id=row.resident_id, appointment=row, text=text
    )
    keep(visit, APPOINTMENT_NOTES, note)


@action
def move_appointment(
    visit: Visit,
    *,
    appointment_id: int,
    day: date,
    time: time,
    minutes: int | None = None,
    seen: datetime | None = None,
) -> None:
    """The same people at another time."""
    row = _planned(visit, appointment_id)
    lasts = minutes or row.minutes
    refuse_if(appointment_problems(day, _minute(time), lasts, today=visit.today))
    row.day, row.starts, row.minutes = day, _minute(time), lasts
    keep(visit, APPOINTMENTS, row, seen=seen)


@action
def settle_appointment(
    visit: Visit,
    *,
    appointment_id: int,
    outcome: str,
    minutes: int | None = None,
    note: str = "",
    seen: datetime | None = None,
) -> int | None:
    """Say what became of it: held, no_show or cancelled. Held becomes a contact, whose id is given.

    Who did not come was not seen: that is no contact.
    """
    row = _appointment(visit, appointment_id)
    refuse_if(outcome_problems(row.state, outcome, row.day, today=visit.today))
    row.state = outcome
    if outcome == "held":
        row.contact_id = note_contact(
            visit,
            resident_id=row.resident_id,
            held_on=row.day,
            kind=row.kind.key,
            intervention_id=row.intervention_id,
            minutes=minutes or row.minutes,
            note=note,
        )
    keep(visit, APPOINTMENTS, row, seen=seen)
    _let_note_go(visit, row)
    return row.contact_id


def _let_note_go(visit: Visit, row: Appointment) -> None:
    """What to think of beforehand is kept no longer than it serves."""
    for note in AppointmentNote.objects.under(APPOINTMENT_NOTES, visit).filter(appointment_id=row.pk):
        remove(visit, APPOINTMENT_NOTES, note)


def _appointment(visit: Visit, appointment_id: int) -> Appointment:
    return Appointment.objects.under(APPOINTMENTS, visit).select_related("kind").one(pk=appointment_id)


def _planned(visit: Visit, appointment_id: int) -> Appointment:
    row = _appointment(visit, appointment_id)
    if row.state != Appointment.State.PLANNED:
        raise refused("what became of this appointment is written down already")
    return row


@action
def give_task(
    visit: Visit,
    *,
    text: str,
    due_on: date,
    resident_id: int | None = None,
    worker_id: int | None = None,
    team_id: int | None = None,
) -> int:
    """Something to do by a day, by oneself, a colleague or a team; gives the id."""
    worker_id = worker_id or (None if team_id else visit.worker_id)
    must_be_ours(visit, worker_id=worker_id, team_id=team_id)
    one = (worker_id is None) != (team_id is None)
    refuse_if(task_problems(text, due_on, today=visit.today, for_one=one))
    row = Task(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        worker_id=worker_id,
        team_id=team_id,
        due_on=due_on,
        text=text.strip(),
    )
    return keep(visit, TASKS, row).pk


@action
def do_task(visit: Visit, *, task_id: int) -> None:
    """A task is done, today."""
    row = Task.objects.under(TASKS, visit).one(pk=task_id)
    if row.done_on:
        raise refused("this task was done on %(day)s", day=row.done_on)
    row.done_on = visit.today
    keep(visit, TASKS, row)
