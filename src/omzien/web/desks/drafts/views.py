"""Drafts by JSON, for `static/omzien/drafts.js`: open, keep, ask whether it went on elsewhere, throw out."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.actions import keep_draft, throw_draft_away
from omzien.people.policy import KEEP_DRAFT
from omzien.web.desks.drafts.forms import Asked, Held, Save
from omzien.web.kit.page import asked_for_part, page


@desk(act=KEEP_DRAFT)
def drafts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the draft to go on with, or {}. POST: keep what is typed, and say what became of it."""
    if request.method == "POST":
        return _keep(request, visit)
    asked = Asked(request.GET)
    if not asked.is_valid():
        return JsonResponse({}, status=400)
    said = asked.cleaned_data
    found = people.draft_to_open(
        visit, form=said["form"], about=said["about"], resident_id=said["resident"], key=said["draft"]
    )
    return JsonResponse(_shown(found) if found else {})


def _keep(request: HttpRequest, visit: Visit) -> HttpResponse:
    save = Save(request.POST)
    if not save.is_valid():
        return JsonResponse({"wrong": sorted(save.errors)}, status=400)
    if save.cleaned_data["worker"] != visit.worker_id:
        return JsonResponse({"kept": "somebody-else"})
    return JsonResponse({"kept": keep_draft(visit, typed=save.typed)})


def address_of(card: people.DraftCard) -> str:
    """Where one goes on with a draft."""
    joint = "&" if "?" in card.page else "?"
    return f"{card.page}{joint}draft={card.key}"


def _shown(found: people.OpenDraft) -> dict[str, object]:
    return {
        "key": found.key,
        "version": found.version,
        "content": found.content,
        "changed_at": found.changed_at.isoformat(),
    }


@desk(act=KEEP_DRAFT)
def elsewhere(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Did another page go on with the draft that this page shows?"""
    held = Held(request.GET)
    if not held.is_valid():
        return JsonResponse({}, status=400)
    said = held.cleaned_data | {"version": held.cleaned_data["version"] or 0}
    return JsonResponse({"elsewhere": people.went_on_elsewhere(visit, **said)})


@desk(act=KEEP_DRAFT)
@require_POST
def throw_away(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Throw a draft away, by its key."""
    held = Held(request.POST)
    if not held.is_valid():
        return JsonResponse({}, status=400)
    throw_draft_away(visit, key=held.cleaned_data["key"])
    return JsonResponse({})


@desk(act=KEEP_DRAFT)
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What one has not sent yet; my day fetches it as a part."""
    drafts = [{**asdict(card), "url": address_of(card)} for card in people.my_drafts(visit)]
    shown = {"drafts": drafts, "is_part": asked_for_part(request)}
    return page(request, "drafts/mine.html", shown, fragment="drafts")


@desk(act=KEEP_DRAFT)
def back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Signed in again in a window of its own: the page with the form goes on, this one can be closed."""
    return render(request, "drafts/back.html")
