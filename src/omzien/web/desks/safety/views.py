"""The wizard of the safety code: one view for each step, and the page of the whole case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import SAFETY_CASE
from omzien.gate.desk import desk
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.safety import steps
from omzien.web.desks.safety.forms import Consultation, Decisions, LeftOut, Signal, Talk, Weighing
from omzien.web.kit.forms import Form
from omzien.web.kit.page import page
from omzien.web.kit.refusals import sentences


@desk(act=SAFETY_CASE)
def safety(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The cases that are open, those that wait for my confirmation first."""
    cases = casework.safety_cases_open(visit)
    waiting = [case for case in cases if case.may_confirm]
    context = {"waiting": waiting, "others": [case for case in cases if not case.may_confirm]}
    return page(request, "safety/page.html", context)


@desk(act=SAFETY_CASE)
def safety_of(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """The cases of one resident, and starting one."""
    person = people.resident(visit, resident_id=resident_id)
    if request.POST.get("start"):
        about = {"resident_id": resident_id, "municipality_id": person.municipality_id}
        case_id = _done(request, lambda: actions.open_safety_case(visit, opened_on=visit.today, **about))
        if case_id:
            return redirect("safety_signals", case_id)
    cases = casework.safety_cases_of(visit, resident_id=resident_id)
    running = any(case.closed_on is None for case in cases)
    return page(request, "safety/resident.html", {"person": person, "cases": cases, "running": running})


def _done(request: HttpRequest, work: Callable[[], Any]) -> Any:
    """Do it; what the room refused is said on the page that follows."""
    try:
        return work() or True
    except Refused as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
        return None


@desk(act=SAFETY_CASE)
def case(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """The whole case to read; to confirm by somebody else than who decided; and to close."""
    deeds: dict[str, Callable[[], Any]] = {
        "confirm": lambda: actions.confirm_safety(visit, case_id=case_id),
        "close": lambda: actions.close_safety_case(visit, case_id=case_id, closed_on=visit.today),
    }
    if work := deeds.get(request.POST.get("do", "")):
        _done(request, work)
        return redirect("safety_case", case_id)
    return page(request, "safety/case.html", steps.shown(visit, case_id))


@desk(act=SAFETY_CASE)
def signals(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """Step 1: the signals, each of its own kind."""
    shown = steps.shown(visit, case_id, 1)
    if dropped := request.POST.get("drop", ""):
        if dropped not in {str(row.id) for row in shown["case"].signals}:
            raise Absent(f"signal {dropped}")
        _done(request, lambda: actions.drop_signal(visit, signal_id=int(dropped)))
        return redirect("safety_signals", case_id)
    form = Signal(request.POST or None, initial={"noticed_on": visit.today})
    if form.is_valid() and form.send(actions.note_signal, visit, case_id=case_id) is not None:
        return redirect("safety_signals", case_id)
    return _step_page(request, shown, form)


@desk(act=SAFETY_CASE)
def consultations(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """Step 2: who was consulted."""
    shown = steps.shown(visit, case_id, 2)
    form = Consultation(request.POST or None, initial={"consulted_on": visit.today})
    if form.is_valid() and form.send(actions.consult_on_safety, visit, case_id=case_id) is not None:
        return redirect("safety_consultations", case_id)
    return _step_page(request, shown, form)


@desk(act=SAFETY_CASE)
def talk(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """Step 3: the talk with those involved."""
    shown = steps.shown(visit, case_id, 3)
    initial = {"taken_on": visit.today, "text": steps.text_of(shown["case"], 3)}
    form = Talk(request.POST or None, initial=initial)
    if form.did(actions.take_safety_step, visit, case_id=case_id, step=3):
        return redirect("safety_weighing", case_id)
    return _step_page(request, shown, form)


@desk(act=SAFETY_CASE)
def weighing(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """Step 4: the five questions, until they end in advice."""
    shown = steps.shown(visit, case_id, 4)
    form = Weighing(request.POST or None, initial=steps.as_weighed(shown["case"]))
    if form.did(actions.weigh_safety, visit, case_id=case_id):
        return redirect("safety_decisions", case_id)
    return _step_page(request, shown, form)


@desk(act=SAFETY_CASE)
def decisions(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """Step 5: the two decisions; somebody else confirms them."""
    shown = steps.shown(visit, case_id, 5)
    form = Decisions(request.POST or None, initial=steps.as_decided(shown["case"]))
    if form.did(actions.decide_safety, visit, case_id=case_id):
        messages.success(request, gettext("Decided. Now somebody else looks, and confirms."))
        return redirect("safety_case", case_id)
    return _step_page(request, shown, form)


@desk(act=SAFETY_CASE)
def leave_out(request: HttpRequest, visit: Visit, case_id: int) -> HttpResponse:
    """A step is left out, with the reason."""
    form = LeftOut(request.POST or None)
    step = int(request.POST["step"]) if request.POST.get("step") in {"1", "2", "3", "4", "5"} else 3
    shown = steps.shown(visit, case_id, step)
    if form.did(actions.take_safety_step, visit, case_id=case_id, taken_on=visit.today):
        return redirect(shown["next_route"], case_id)
    return page(request, "safety/left_out.html", shown | {"form": form, "left": None})


def _step_page(request: HttpRequest, shown: dict[str, Any], form: Form) -> HttpResponse:
    step = shown["step"].name.step
    left = LeftOut(initial={"step": step}, prefix=None, auto_id="left_%s")
    return page(request, f"safety/step/{step}.html", shown | {"form": form, "left": left})
