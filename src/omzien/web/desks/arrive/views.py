"""Quick entry: one page, one form, one action."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from omzien.casework.policy import REGISTER
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.arrive import intake
from omzien.web.desks.arrive.forms import Entry
from omzien.web.desks.arrive.questions import matching
from omzien.web.kit.page import page


@desk(act=REGISTER)
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page; a step of it (a resident or question picked); or its end, when everything is saved."""
    lists = intake.lists_of(visit)
    if request.method != "POST":
        data, step = intake.opened(request.GET, visit), ""
    else:
        data, step = intake.stepped(request.POST)
    form = Entry(data, **lists.as_choices)
    if step not in intake.VERDICTS:
        form.quiet()
    elif intake.is_ready(visit, form) and (resident_id := form.send(intake.arrive, visit, then=step)):
        messages.success(request, gettext("The registration is saved."))
        return _on_to(visit, resident_id)
    return page(request, "arrive/page.html", intake.shown(visit, lists, form, step), fragment="entry")


def _on_to(visit: Visit, resident_id: int) -> HttpResponse:
    """To the dossier; who only takes things in, goes on with the day."""
    if people.is_in_reach(visit, resident_id=resident_id):
        return redirect("dossier", resident_id)
    return redirect("day")


@desk(act=REGISTER)
def register_residents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While typing: the residents who may be meant."""
    text = request.GET.get("resident_text", "").strip()
    found = people.search(visit, text=text, limit=6) if text else []
    return render(request, "arrive/found_residents.html", {"searched": text, "found": found})


@desk(act=REGISTER)
def register_questions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While typing: the domains and subdomains of life that may be meant."""
    text = request.GET.get("question_text", "")
    found = matching(intake.topics_of(visit), text)
    return render(request, "arrive/found_questions.html", {"matches": found, "looked": text})
