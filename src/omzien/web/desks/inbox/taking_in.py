"""Taking in what comes by telephone, from a partner, as a signal, or from Veilig Thuis."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from omzien.casework import actions
from omzien.casework.policy import RECEIVE, RECEIVE_SAFETY_REPORTS, RECEIVE_SIGNALS
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.web.desks.inbox import forms, lists
from omzien.web.kit.page import page


@desk(act=RECEIVE)
def note(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A telephone call or a note from a partner, for the inbox."""
    form = forms.Note(_data(request, visit), **_places(visit), partners=lists.partners(visit))
    return _taken(request, visit, form, actions.receive, kind="note")


@desk(act=RECEIVE_SIGNALS)
def signal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """An early signal of arrears."""
    form = forms.Signal(_data(request, visit), **_places(visit), sources=lists.codes(visit, "signal_source"))
    return _taken(request, visit, form, actions.receive_signal, kind="signal")


@desk(act=RECEIVE_SAFETY_REPORTS)
def report(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A report from Veilig Thuis."""
    form = forms.Report(_data(request, visit), **_places(visit))
    return _taken(request, visit, form, actions.receive_safety_report, kind="report")


def _data(request: HttpRequest, visit: Visit) -> Any:
    if request.method == "POST":
        return request.POST
    return {"received_on": visit.today.isoformat(), "way": "partner" if "partner" in request.GET else "phone"}


def _places(visit: Visit) -> dict[str, lists.Choices]:
    return {"municipalities": lists.municipalities(visit)}


def _taken(
    request: HttpRequest, visit: Visit, form: forms.TakeIn, act: Callable[..., int], *, kind: str
) -> HttpResponse:
    if request.method != "POST":
        form.quiet()
    elif form.is_valid() and (arrival_id := form.send(act, visit)):
        messages.success(request, gettext("Taken in. It waits in the inbox."))
        return redirect("arrival", arrival_id) if kind == "report" else redirect("inbox")
    return page(request, "inbox/new.html", {"form": form, "kind": kind})
