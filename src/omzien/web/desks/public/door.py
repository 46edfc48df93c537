"""The public door: who comes by a link, how often, in which language; and nothing of it goes elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from omzien.gate import ledger
from omzien.gate.visit import Visit, admit_guest
from omzien.outcomes.queries import house_of_link
from omzien.web.flood import too_many
from omzien.web.kit.page import page

PER_LINK, UNKNOWN = 30, 120  # knocks in a minute: at one link, and at all links together that do not exist
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the address is the key
    "X-Robots-Tag": "noindex, nofollow",
}
STATES = {
    "thanks": (
        _("Thank you"),
        _("Your answers are saved. They help us to do better. You may close this page."),
    ),
    "answered": (_("You answered already"), _("Your answers were saved. Thank you! A link works once.")),
    "declined": (_("We will not ask you again"), _("You told us that you want no questions. That is fine.")),
    "expired": (_("This link is too old"), _("You can no longer answer. Thank you for coming to look.")),
    "unknown": (
        _("We do not know this link"),
        _("Is the whole link in your browser? Copy it from the e-mail once more, up to the last letter."),
    ),
    "nowhere": (
        _("This page does not exist"),
        _("Look at the website of the organisation for the right address, or call them."),
    ),
    "too_heavy": (
        _("That is too much text"),
        _("Please go back and make it shorter. A few lines are enough."),
    ),
    "busy": (_("It is busy here"), _("Please wait a minute, and open the link again.")),
}


class Closed(Exception):
    """Nobody is let in: `state` says why, in STATES."""

    def __init__(self, state: str, status: int) -> None:
        super().__init__(state)
        self.state, self.status = state, status


def told(request: HttpRequest, state: str, *, status: int = 200) -> HttpResponse:
    """A page that says one thing."""
    title, text = STATES[state]
    return page(request, "public/page.html", {"title": title, "text": text, "form": None}, status=status)


@contextmanager
def by_link(token: str) -> Iterator[Visit]:
    """The visit of a guest, until the page is made. Raises `Closed`: an unknown link, or too many knocks."""
    found = house_of_link(token=token)
    if too_many(found[1] if found else "unknown", most=PER_LINK if found else UNKNOWN):
        raise Closed("busy", 429)
    if found is None:
        raise Closed("unknown", 404)
    visit = admit_guest(organisation_id=found[0], link=found[1], purpose="answer-survey")
    try:
        yield visit
    finally:
        ledger.close(visit)


def for_residents(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view fit for who has only a link: in the language of `?taal=`, without cookies, in no index.

    There is no session whose rights another site could borrow, so there is no CSRF token, and no cookie.
    """

    @csrf_exempt
    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("taal", "")
        if language not in dict(settings.LANGUAGES):
            language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
        with translation.override(language):
            try:
                response = view(request, *args, **kwargs)
            except Closed as closed:
                response = told(request, closed.state, status=closed.status)
        for name, value in (HEADERS | {"Content-Language": language}).items():
            response[name] = value
        return response

    return run
