"""Activities, one activity with its sessions, and the roll of a session."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from omzien.community import actions, queries
from omzien.community.policy import ATTENDANCE, READ_ACTIVITIES, RUN_ACTIVITIES, SESSIONS
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.people.rules import folded
from omzien.web.desks.groups import roll
from omzien.web.desks.groups.forms import NewActivity, Roll
from omzien.web.kit.page import page
from omzien.web.kit.paging import cut, page_number
from omzien.web.kit.refusals import sentences
from omzien.web.templatetags.omzien import in_words


@desk(act=READ_ACTIVITIES)
def groups(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The activities of the organisation; typing narrows the list."""
    text, every = request.GET.get("text", ""), queries.activities(visit)
    sought = folded(text)
    shown = [row for row in every if sought in folded(f"{row.name} {row.municipality}")]
    shown.sort(
        key=lambda row: row.last_held_on or visit.today, reverse=True
    )  # what is new or runs comes first
    context = {
        "activities": cut(lambda most: shown[:most], page_number(request.GET.get("page"))),
        "text": text,
        "all": len(every),
        "may_run": RUN_ACTIVITIES.open_to(visit),
        "may_open": SESSIONS.open_to(visit),
    }
    return page(request, "groups/page.html", context, fragment="list")


@desk(act=RUN_ACTIVITIES)
def new_activity(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Start an activity."""
    form = NewActivity(request.POST or None)
    places = [(place.id, place.name) for place in organisation.municipalities(visit)]
    form.offer("municipality_id", [("", "–"), *places])
    topics = organisation.codes(visit, list="activity_topic")
    form.offer("topic", [("", "–"), *((topic.key, in_words(topic)) for topic in topics)])
    if form.is_valid() and (activity_id := form.send(actions.add_activity, visit)):
        return redirect("activity", activity_id)
    return page(request, "groups/new.html", {"form": form})


@desk(act=SESSIONS)
def activity(request: HttpRequest, visit: Visit, activity_id: int) -> HttpResponse:
    """One activity: its sessions, and who came lately, with the telephone number."""
    one = queries.activity(visit, activity_id=activity_id)
    came = queries.participants(visit, activity_id=activity_id)
    numbers = people.phones(visit, resident_ids=[row.resident_id for row in came])
    sessions = cut(
        lambda most: queries.sessions_of(visit, activity_id=activity_id, limit=most),
        page_number(request.GET.get("page")),
    )
    context = {"activity": one, "sessions": sessions, "participants": came, "phones": numbers}
    context |= {"today": visit.today}
    return page(request, "groups/activity.html", context | {"latest": queries.LATEST})


@desk(act=ATTENDANCE)
def hold_session(request: HttpRequest, visit: Visit, activity_id: int) -> HttpResponse:
    """A session that was held, with its roll, in one go."""
    one = queries.activity(visit, activity_id=activity_id)
    data, step = roll.stepped(request.POST) if request.method == "POST" else (roll.opened(visit), "open")
    form = Roll(data)
    if step != "save":
        form.quiet()
    elif form.is_valid() and (held := form.send(roll.hold_and_call, visit, activity_id=activity_id)):
        _say_who_came(request, visit, held)
        return redirect("activity", activity_id)
    context = roll.shown(visit, one, form, step) | {"session": None}
    return page(request, "groups/roll.html", context, fragment="roll")


@desk(act=ATTENDANCE)
def session(request: HttpRequest, visit: Visit, session_id: int) -> HttpResponse:
    """The roll of a session that was held, to look at and to correct."""
    held = queries.session(visit, session_id=session_id)
    one = queries.activity(visit, activity_id=held.activity_id)
    data, step = roll.stepped(request.POST) if request.method == "POST" else (_as_called(visit, held), "open")
    form = Roll(data)
    if step != "save":
        form.quiet()
    elif form.is_valid() and form.send(roll.correct, visit, session_id=session_id) is not None:
        _say_who_came(request, visit, session_id)
        return redirect("activity", held.activity_id)
    context = roll.shown(visit, one, form, step) | {"session": held}
    return page(request, "groups/roll.html", context, fragment="roll")


def _as_called(visit: Visit, held: queries.SessionRow) -> Any:
    there = [row.resident_id for row in queries.attendance(visit, session_id=held.id)]
    return roll.opened(visit, held_on=held.held_on, there=there, heads=held.heads)


def _say_who_came(request: HttpRequest, visit: Visit, session_id: int) -> None:
    came = queries.session(visit, session_id=session_id).attendances
    said = ngettext("Saved: %(count)s person came.", "Saved: %(count)s people came.", came)
    messages.success(request, said % {"count": came})


@desk(act=SESSIONS)
def cancel(request: HttpRequest, visit: Visit, session_id: int) -> HttpResponse:
    """A session does not take place."""
    held = queries.session(visit, session_id=session_id)
    if request.method != "POST":
        return redirect("session", session_id)
    try:
        actions.cancel_session(visit, session_id=session_id)
        messages.success(request, gettext("The session is cancelled."))
    except Refused as refusal:
        messages.error(request, " ".join(sentences(refusal)))
    return redirect("activity", held.activity_id)


@desk(act=ATTENDANCE)
def roll_residents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While typing: the residents who may be meant."""
    text = request.GET.get("person_text", "").strip()
    found = people.search(visit, text=text, limit=6) if text else []
    return render(request, "groups/found.html", {"searched": text, "found": found})
