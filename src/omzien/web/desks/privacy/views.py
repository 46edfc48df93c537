"""The privacy officer: glass that was broken, and who saw whose record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.privacy import queries as privacy
from omzien.privacy.actions import erase_ended_arrivals, erase_past_term, review_glass
from omzien.privacy.policy import ERASE_PAST_TERM, READ_LEDGER, REVIEW_GLASS
from omzien.web.desks.privacy.forms import Glass
from omzien.web.kit.page import page
from omzien.web.kit.refusals import sentences


@desk(act=REVIEW_GLASS)
def privacy_home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Glass that was broken, and the search for a resident's ledger."""
    text = request.GET.get("text", "").strip()
    context = {
        "opened": privacy.broken_glass(visit),
        "text": text,
        "found": people.search(visit, text=text) if text else [],
    }
    return page(request, "privacy/page.html", context, fragment="found")


@desk(act=REVIEW_GLASS)
@require_POST
def privacy_review(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say that an opening was looked at."""
    form = Glass(request.POST)
    if form.is_valid():
        review_glass(visit, **form.cleaned_data)
        messages.success(request, gettext("Written down that you looked at it."))
    return redirect("privacy")


@desk(act=ERASE_PAST_TERM)
def terms(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Of whom the term of keeping is over; erased one by one, or all that came in and ended."""
    if request.POST.get("confirm"):
        _erase(request, visit, request.POST.get("resident_id", ""))
        return redirect("terms")
    past = privacy.past_terms(visit)
    return page(request, "privacy/terms.html", {"past": past, "most": privacy.MANY})


def _erase(request: HttpRequest, visit: Visit, resident_id: str) -> None:
    try:
        if resident_id.isdecimal():
            erase_past_term(visit, resident_id=int(resident_id))
        else:
            erase_ended_arrivals(visit)
    except Refused as refusal:
        for sentence in sentences(refusal):
            messages.error(request, sentence)
    else:
        messages.success(request, gettext("It is erased. The ledger holds what, and how much."))


@desk(act=READ_LEDGER)
def ledger(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Who saw or changed the record of one resident."""
    person = people.found(visit, resident_id=resident_id)
    entries = privacy.who_saw(visit, resident_id=resident_id)
    return page(request, "privacy/ledger.html", {"person": person, "entries": entries, "most": privacy.MANY})
