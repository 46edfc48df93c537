"""The lists of looking after; a key notes what came of a call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import FOLLOW_UP, SUPPORT
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.web.desks.calls import lists
from omzien.web.desks.calls.forms import Outcome, Said, weeks_asked
from omzien.web.kit.page import asked_for_part, page
from omzien.web.kit.paging import page_number
from omzien.web.kit.refusals import sentences


@desk(act=FOLLOW_UP)
def calls(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The follow-up calls: overdue, due, and soon."""
    return _due(request, visit)


def _due(request: HttpRequest, visit: Visit, **more: object) -> HttpResponse:
    asked = request.POST or request.GET
    shown = lists.due(visit, whose=asked.get("whose", ""), number=page_number(asked.get("page")))
    return page(request, "calls/page.html", {"made": None, "problems": []} | shown | more, fragment="due")


@desk(act=FOLLOW_UP)
def make_call(request: HttpRequest, visit: Visit, follow_up_id: int) -> HttpResponse:
    """The call was made: one key says what came of it. A new question goes on to a registration."""
    call = casework.follow_up(visit, follow_up_id=follow_up_id)
    form = Outcome(request.POST)
    if request.method != "POST" or not form.is_valid():
        return _due(request, visit)
    form.send(actions.make_follow_up, visit, follow_up_id=follow_up_id, done_on=visit.today)
    if not form.is_valid():
        return _due(request, visit, problems=[error for errors in form.errors.values() for error in errors])
    if form.cleaned_data["outcome"] == lists.NEW_QUESTION:
        messages.success(request, gettext("The call is noted. Register the new question here."))
        return _goes_on(request, f"{reverse('register')}?resident_id={call.resident_id}")
    return _due(request, visit, made=call, outcome=form.cleaned_data["outcome"])


def _goes_on(request: HttpRequest, address: str) -> HttpResponse:
    if asked_for_part(request):
        return HttpResponseClientRedirect(address)
    return redirect(address)


@desk(act=FOLLOW_UP)
def take_back_call(request: HttpRequest, visit: Visit, follow_up_id: int) -> HttpResponse:
    """A wrong key: the call is to be made again."""
    casework.follow_up(visit, follow_up_id=follow_up_id)
    problems: list[str] = []
    if request.method == "POST":
        try:
            actions.take_back_follow_up(visit, follow_up_id=follow_up_id)
        except Refused as refusal:
            problems = sentences(refusal)
    return _due(request, visit, problems=problems)


@desk(act=SUPPORT)
def unseen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who was not seen for long: give a call."""
    return _unseen(request, visit, Said())


def _unseen(request: HttpRequest, visit: Visit, form: Said, **more: object) -> HttpResponse:
    asked = request.POST or request.GET
    weeks = weeks_asked(asked.get("weeks"), default=organisation.own_organisation(visit).unseen_weeks)
    shown = lists.long_ago(visit, weeks=weeks, number=page_number(asked.get("page")))
    context = {"form": form, "open_row": 0, "noted": ""} | shown | more
    return page(request, "calls/unseen.html", context, fragment="unseen")


@desk(act=SUPPORT)
def note_unseen(request: HttpRequest, visit: Visit, intervention_id: int) -> HttpResponse:
    """Note the call on the spot: who was called is off the list."""
    one = casework.closing(visit, intervention_id=intervention_id)
    form = Said(request.POST)
    if request.method == "POST" and form.is_valid():
        about = {"intervention_id": intervention_id, "resident_id": one.resident_id}
        if form.send(lists.called, visit, **about):
            return _unseen(request, visit, Said(), noted=gettext("The call is noted."))
    return _unseen(request, visit, form, open_row=intervention_id)
