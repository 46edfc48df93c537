"""One arrival, opened: who is it, for whom, and how does it go on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from omzien.casework import queries as casework
from omzien.casework.policy import HANDLE_ARRIVALS
from omzien.casework.queries import ArrivalCard
from omzien.casework.rules import Told
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.inbox import doings, lists
from omzien.web.kit.forms import Form
from omzien.web.kit.page import asked_for_part, page
from omzien.web.words import ARRIVAL_STATES, WAYS

FEW = 6
ENDING = ("end", "result", "register")  # after these there is nothing more to do here


@desk(act=HANDLE_ARRIVALS)
def arrival(request: HttpRequest, visit: Visit, arrival_id: int) -> HttpResponse:
    """What came in, with all that may be done with it; or, sent, one of those done."""
    card = casework.arrival(visit, arrival_id=arrival_id)
    name = request.POST.get("do", "")
    if request.method != "POST" or name not in doings.DOINGS:
        return _shown(request, visit, card, {})
    doing = doings.DOINGS[name]
    form = doings.sent(visit, doing, request.POST)
    if form.is_valid():
        form.send(doing.act, visit, arrival_id=arrival_id)
    if not form.is_valid():
        return _shown(request, visit, card, {name: form})
    messages.success(request, str(doing.says))
    return redirect("inbox") if name in ENDING else redirect("arrival", arrival_id)


def _shown(request: HttpRequest, visit: Visit, card: ArrivalCard, wrong: dict[str, Form]) -> HttpResponse:
    text = request.GET.get("text", "").strip()
    found = {"text": text, "found": _candidates(visit, card, text)}
    if asked_for_part(request):
        return page(request, "inbox/found.html", found)
    context: dict[str, Any] = {
        "card": card,
        "way": WAYS[card.way],
        "state": ARRIVAL_STATES[card.state],
        "parts": lists.PARTS,
        "decisions": lists.DECISIONS,
        "resident": people.found(visit, resident_id=card.resident_id) if card.resident_id else None,
        "forms": doings.blank(visit, card) | wrong,
        "wrong": next(iter(wrong), ""),
        "form": next(iter(wrong.values()), None),
    }
    return page(request, "inbox/arrival.html", context | found)


def _candidates(visit: Visit, card: ArrivalCard, text: str) -> list[people.FoundResident]:
    """Who it may be: those whom somebody searches, or who look like the name that was said."""
    if card.resident_id or card.handled_on:
        return []
    if text:
        return people.search(visit, text=text, limit=FEW)
    return _like(visit, card.words) if card.words and card.words.family_name else []


def _like(visit: Visit, told: Told) -> list[people.FoundResident]:
    """The name as it sounds, and the birth date with a name that is near."""
    names = {"given_name": told.given_name, "name_prefix": told.name_prefix, "family_name": told.family_name}
    near = people.possible_duplicates(visit, birth_date=told.birth_date, **names)
    spoken = people.search(visit, text=" ".join(filter(None, names.values())), limit=FEW)
    return list({one.id: one for one in (*near, *spoken)}.values())[:FEW]
