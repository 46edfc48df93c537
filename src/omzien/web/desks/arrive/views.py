"""Quick entry: one page, one form, one action; and what was done can be taken back."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from omzien.casework.policy import READ_REGISTRATIONS, REGISTER
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web.desks.arrive import intake
from omzien.web.desks.arrive.forms import Entry
from omzien.web.desks.arrive.lists import lists_of, topics_of
from omzien.web.desks.arrive.questions import matching
from omzien.web.desks.arrive.receipt import receipt_of
from omzien.web.desks.arrive.remembered import remember, remembered
from omzien.web.kit.page import asked_for_part, page
from omzien.web.kit.refusals import sentences

PAGE = "arrive/page.html"


@desk(act=REGISTER)
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page; a step of it (a resident or question picked); or its end, when everything is saved."""
    lists = lists_of(visit)
    if request.method == "POST":
        data, step = intake.stepped(request.POST, visit)
    else:
        data, step = intake.opened(request.GET.dict(), remembered(request), lists, visit), ""
    form = Entry(data, lists=lists.choices, today=visit.today, then=step)
    if step not in intake.ENDINGS:
        form.quiet()
    elif intake.is_ready(visit, form) and (made := form.send(intake.arrive, visit, then=step)):
        return _done(request, visit, form, made[1])
    shown = intake.shown(visit, lists, form, step)
    # By what was asked, not by the step: a button pressed before htmx knows it sends the whole form.
    if part := intake.PARTS.get(request.headers.get("HX-Target", "")):
        return render(request, part, shown)
    return page(request, PAGE, shown, fragment="entry")


def _done(request: HttpRequest, visit: Visit, form: Entry, registration_id: int) -> HttpResponse:
    """What was done, in the place of the form; without JavaScript on a page of its own, to be reloaded."""
    if not asked_for_part(request):
        answer: HttpResponse = redirect("registered", registration_id)
    else:
        was = request.POST.copy()
        was.pop("csrfmiddlewaretoken", None)
        is_new = bool(form.cleaned_data["is_new"])
        receipt = receipt_of(visit, registration_id, was=was.urlencode(), with_resident=is_new)
        answer = page(request, PAGE, {"receipt": receipt}, fragment="done")
    remember(answer, form.cleaned_data)
    return answer


@desk(act=READ_REGISTRATIONS)
def registered(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """What was done."""
    return _receipt(request, visit, registration_id)


def _receipt(
    request: HttpRequest, visit: Visit, registration_id: int, *, why_not: Sequence[str] = ()
) -> HttpResponse:
    receipt = receipt_of(visit, registration_id)
    return page(request, PAGE, {"receipt": receipt, "why_not": why_not}, fragment="done")


@desk(act=REGISTER)
def undo_registration(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """It was a mistake: take it back, and give the form back as it was, to be mended."""
    if request.method != "POST":
        return _receipt(request, visit, registration_id)
    was = QueryDict(request.POST.get("was", ""), mutable=True)
    with_resident = request.POST.get("with_resident") == "yes"
    try:
        intake.undo(visit, registration_id=registration_id, with_resident=with_resident)
    except Refused as refusal:
        return _receipt(request, visit, registration_id, why_not=sentences(refusal))
    if not was:
        messages.success(request, gettext("The registration is taken back: it was never made."))
        return redirect("register")
    return _given_back(request, visit, was)


def _given_back(request: HttpRequest, visit: Visit, was: QueryDict) -> HttpResponse:
    lists = lists_of(visit)
    form = Entry(was, lists=lists.choices, today=visit.today)
    form.quiet()
    shown = intake.shown(visit, lists, form, "taken_back")
    return page(request, PAGE, shown, fragment="entry")


@desk(act=REGISTER)
def register_residents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While typing: the residents who may be meant."""
    text = request.GET.get("resident_text", "")[:200].strip()
    found = people.search(visit, text=text, limit=intake.FOUND) if text else []
    return render(request, "arrive/found_residents.html", {"searched": text, "found": found})


@desk(act=REGISTER)
def register_doubles(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While the fields of a new resident are filled in: who may be the same person."""
    form = Entry(request.GET, lists={}, today=visit.today)
    form.quiet()
    return render(
        request, "arrive/doubles.html", {"form": form, "duplicates": intake.duplicates(visit, form)}
    )


@desk(act=REGISTER)
def register_questions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """While typing: the domains and subdomains of life that may be meant."""
    text = request.GET.get("question_text", "")[:60].strip()
    found = matching(topics_of(visit), text)
    return render(request, "arrive/found_questions.html", {"matches": found, "looked": text})
