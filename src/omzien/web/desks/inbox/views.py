"""The list of everything that waits for a first look; a key takes it up, another undoes that."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import HANDLE_ARRIVALS, RECEIVE_SAFETY_REPORTS
from omzien.casework.queries import InboxFilter, Place
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.web.desks.inbox import lists
from omzien.web.desks.inbox.forms import Filter
from omzien.web.kit.page import page

PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(arrival|registration)\.(\d{1,12})")
ITEM = re.compile(r"(arrival|registration)\.(\d{1,12})")
CALLED = "telefoon"  # an attempt noted from the list is a telephone call


@desk(act=HANDLE_ARRIVALS)
def inbox(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The inbox; or, sent by a row: take it up, note an attempt, or take back what was just done."""
    if request.method == "POST":
        return _done(request, visit)
    form = Filter(request.GET, teams=lists.teams(visit), municipalities=lists.municipalities(visit), steps=[])
    asked = InboxFilter(**form.asked("way", "team", "municipality", "late"))
    there = casework.waiting_items(
        visit, asked=asked, after=_place(request.GET.get("after")), before=_place(request.GET.get("before"))
    )
    context = {
        "form": form,
        "page": there,
        "is_filtered": asked != InboxFilter(),
        "did": request.GET.get("did", ""),
        "item": request.GET.get("item", "") if ITEM.fullmatch(request.GET.get("item", "")) else "",
        "may_report": RECEIVE_SAFETY_REPORTS.open_to(visit),
    }
    return page(request, "inbox/page.html", context, fragment="list")


def _place(text: str | None) -> Place | None:
    """The place in the list that an address names; nonsense is none."""
    found = PLACE.fullmatch(text or "")
    if found is None:
        return None
    try:
        return Place(date.fromisoformat(found[1]), found[2], int(found[3]))
    except ValueError:
        return None


def _done(request: HttpRequest, visit: Visit) -> HttpResponse:
    found = ITEM.fullmatch(request.POST.get("item", ""))
    doing = DOINGS.get((request.POST.get("do", ""), found[1] if found else ""))
    did = "nothing"
    if doing and found:
        try:
            doing(visit, int(found[2]))
            did = request.POST["do"]
        except Refused:
            did = "too_late"
    return redirect(f"{reverse('inbox')}?did={did}&item={request.POST.get('item', '') if found else ''}")


def _take(visit: Visit, arrival_id: int) -> None:
    actions.assign_arrival(
        visit, arrival_id=arrival_id, worker_id=visit.worker_id, team_id=min(visit.team_ids, default=None)
    )


def _tried(visit: Visit, arrival_id: int) -> None:
    actions.try_to_reach(visit, arrival_id=arrival_id, kind=CALLED)


def _untake(visit: Visit, arrival_id: int) -> None:
    actions.assign_arrival(visit, arrival_id=arrival_id)


def _look(visit: Visit, registration_id: int) -> None:
    actions.triage(visit, registration_id=registration_id, verdict="right_place", worker_id=visit.worker_id)


def _unlook(visit: Visit, registration_id: int) -> None:
    actions.take_back_triage(visit, registration_id=registration_id)


DOINGS: dict[tuple[str, str], Any] = {
    ("take", "arrival"): _take,
    ("tried", "arrival"): _tried,
    ("undo", "arrival"): _untake,
    ("take", "registration"): _look,
    ("undo", "registration"): _unlook,
}
