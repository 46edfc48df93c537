"""The link of one's own calendar program, and what that program reads."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, gettext

from omzien.casework import queries as casework
from omzien.gate import clock, ledger
from omzien.gate.desk import desk
from omzien.gate.visit import Visit, admit_guest
from omzien.organisation.actions import end_calendar_link, make_calendar_link
from omzien.organisation.policy import OWN_CALENDAR
from omzien.organisation.queries import calendar_link, house_of_calendar
from omzien.web.desks.calendar.ical import written
from omzien.web.flood import too_many
from omzien.web.kit.page import page

SAFE = ("GET", "HEAD")
PER_LINK, UNKNOWN = 30, 120  # knocks in a minute: at one link, and at all links together that do not exist
PLAIN = "text/plain; charset=utf-8"
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Robots-Tag": "noindex, nofollow",
}


@desk(act=OWN_CALENDAR)
def calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a link, shown once, or end it."""
    address = ""
    if request.method == "POST" and request.POST.get("step") == "make":
        token = make_calendar_link(visit)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
        address += "" if get_language() == settings.LANGUAGE_CODE else f"?taal={get_language()}"
    if request.method == "POST" and request.POST.get("step") == "end":
        end_calendar_link(visit)
    return page(request, "calendar/page.html", {"address": address, "made_at": calendar_link(visit)})


@desk(public_because="a calendar program has no account: it comes by a link that only its worker got")
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The appointments of the worker whose link this is, without a word of whom they are with."""
    if request.method not in SAFE:
        raise Http404  # there is nothing to write, and no link tells that it exists
    language = request.GET.get("taal", "")
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        response = _told(token)
    for name, value in HEADERS.items():
        response[name] = value
    return get_conditional_response(request, etag=response.get("ETag"), response=response) or response


def _told(token: str) -> HttpResponse:
    with _by_link(token) as visit:
        if visit is None:
            return HttpResponse(gettext("It is busy here"), status=429, content_type=PLAIN)
        body = written(casework.calendar(visit), link=visit.link, title=gettext("Appointment"), name="Omzien")
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Content-Disposition"] = 'inline; filename="omzien.ics"'
    return response


@contextmanager
def _by_link(token: str) -> Iterator[Visit | None]:
    """The visit of a calendar program until its answer is made; None: it knocks too often. Else 404."""
    found = house_of_calendar(token=token, on=clock.today())
    door = f"calendar {found[1]}" if found else "calendar unknown"
    if too_many(door, most=PER_LINK if found else UNKNOWN):
        yield None
        return
    if found is None:
        raise Http404
    visit = admit_guest(organisation_id=found[0], link=found[1], purpose="read-calendar")
    try:
        yield visit
    finally:
        ledger.close(visit)
