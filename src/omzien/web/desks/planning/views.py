"""Planning an appointment or a task, and saying what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from omzien.casework import queries as casework
from omzien.casework.actions import (
    do_task,
    give_task,
    move_appointment,
    plan_appointment,
    settle_appointment,
)
from omzien.casework.policy import APPOINTMENTS, TASKS
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.planning.forms import AppointmentForm, MoveForm, SettleForm, TaskForm
from omzien.web.kit.page import page


@desk(act=APPOINTMENTS)
def plan(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A new appointment with a resident of the own circle."""
    person = people.resident(visit, resident_id=resident_id)
    form = AppointmentForm.of(visit, resident_id, request.POST or None)
    if form.is_valid() and form.send(plan_appointment, visit, resident_id=resident_id) is not None:
        messages.success(request, _("The appointment is planned."))
        return redirect("dossier", resident_id)
    return page(request, "planning/appointment.html", {"form": form, "person": person})


@desk(act=APPOINTMENTS)
def settle(request: HttpRequest, visit: Visit, appointment_id: int) -> HttpResponse:
    """What became of an appointment; held, it becomes a contact."""
    row = casework.appointment(visit, appointment_id=appointment_id)
    form = _settling(row, request.POST or None)
    if form.did(settle_appointment, visit, appointment_id=appointment_id):
        messages.success(request, _("Saved."))
        return redirect("day")
    return page(request, "planning/settle.html", {"form": form, "row": row, "move": _moving(row)})


@desk(act=APPOINTMENTS)
def move(request: HttpRequest, visit: Visit, appointment_id: int) -> HttpResponse:
    """The same appointment at another time."""
    row = casework.appointment(visit, appointment_id=appointment_id)
    form = _moving(row, request.POST or None)
    if form.did(move_appointment, visit, appointment_id=appointment_id):
        messages.success(request, _("The appointment is moved."))
        return redirect("day")
    return page(request, "planning/settle.html", {"form": _settling(row), "row": row, "move": form})


def _settling(row: casework.AppointmentRow, data: Any = None) -> SettleForm:
    return SettleForm(data, shown={"outcome": "held", "minutes": row.minutes}, changed_at=row.changed_at)


def _moving(row: casework.AppointmentRow, data: Any = None) -> MoveForm:
    return MoveForm(data, shown={"day": row.day, "time": row.time}, changed_at=row.changed_at)


@desk(act=TASKS)
def task(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A new task, for oneself or one's team; perhaps about a resident (`?resident_id=`)."""
    about = request.GET.get("resident_id", "")
    resident_id = int(about) if about.isdecimal() else None
    form = TaskForm.of(visit, request.POST or None, resident_id=resident_id)
    if form.is_valid() and form.send(give_task, visit) is not None:
        messages.success(request, _("The task is on the list."))
        whose = form.cleaned_data["resident_id"]
        return redirect("dossier", whose) if whose else redirect("day")
    person = people.resident(visit, resident_id=resident_id) if resident_id else None
    return page(request, "planning/task.html", {"form": form, "person": person})


@desk(act=TASKS)
def task_done(request: HttpRequest, visit: Visit, task_id: int) -> HttpResponse:
    """A task is ticked off; what is done already stays done."""
    casework.must_reach_task(visit, task_id=task_id)
    if request.method == "POST":
        try:
            do_task(visit, task_id=task_id)
        except Refused:
            messages.info(request, _("This task was done already."))
    return redirect("day")
