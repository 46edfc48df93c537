"""The public form of an organisation, and the page after it. What it says never depends on who is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from omzien.casework.actions import receive
from omzien.gate import ledger
from omzien.gate.desk import desk
from omzien.gate.visit import Visit, admit_guest
from omzien.organisation import queries as organisation
from omzien.organisation.queries import House
from omzien.outcomes.rules import fingerprint
from omzien.web.desks.asking.forms import AskForm
from omzien.web.desks.asking.protection import HEAVIEST, Token, is_flooded, judged, new_token
from omzien.web.desks.public.door import Closed, for_residents
from omzien.web.kit.page import page
from omzien.web.templatetags.omzien import in_words

PUBLIC = "everybody may ask an organisation for support, without an account; it makes one row in the inbox"
PAGE = "asking/page.html"
BUSY = _("It is very busy now. Please wait a minute and send it again.")
WHY_NOT = {
    Token.TOO_QUICK: _("That was very quick. Please wait a few seconds and send it again."),
    Token.WORTHLESS: _("This page was open for too long. Please send it once more."),
}


@desk(public_because=PUBLIC)
@for_residents
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """The form; sent and good, it is in the inbox once, and thanked for.

    Where the organisation shut its form, who had it open already may still send it.
    """
    house = _house(organisation_key)
    if int(request.headers.get("Content-Length") or 0) > HEAVIEST:
        raise Closed("too_heavy", 413)
    token = request.POST.get("token", "")
    worth, number = judged(token, house.key)
    if worth is Token.WORTHLESS and not house.takes_requests:
        return page(request, PAGE, {"house": house, "state": "shut"})
    if worth is Token.WORTHLESS:
        token, number = new_token(house.key), ""
    with _guest(house, number or token) as visit:
        sent = request.POST if request.method == "POST" else None
        form = AskForm(sent, lists=_lists(visit), today=visit.today)
        if form.is_of_a_robot or (form.is_valid() and _taken(visit, house, form, worth)):
            return HttpResponseRedirect(f"{reverse('asked', args=[house.key])}?taal={get_language()}")
        return page(request, PAGE, {"house": house, "form": form, "token": token, "state": ""})


def _house(organisation_key: str) -> House:
    house = organisation.house_by_key(key=organisation_key)
    if house is None:
        raise Closed("nowhere", 404)
    return house


@contextmanager
def _guest(house: House, number: str) -> Iterator[Visit]:
    """The visit of whoever holds this form: it reaches what this form made, and nothing else."""
    visit = admit_guest(organisation_id=house.id, link=fingerprint(number), purpose="ask-for-support")
    try:
        yield visit
    finally:
        ledger.close(visit)


def _lists(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    places = [(str(row.pk), row.name) for row in organisation.municipalities(visit)]
    domains = [(code.key, in_words(code)) for code in organisation.codes(visit, list="domain")]
    return {"municipality_id": [("", "–"), *places], "domain": [("", gettext("I do not know")), *domains]}


def _taken(visit: Visit, house: House, form: AskForm, worth: Token) -> bool:
    """Is it in the inbox? Otherwise the form says why not yet, and nothing that was typed is lost."""
    if why_not := WHY_NOT.get(worth) or (BUSY if is_flooded(house.key) else ""):
        form.add_error(None, why_not)
        return False
    said = form.cleaned_data
    form.send(_received, visit, form=form, municipality_id=said["municipality_id"], domain=said["domain"])
    return form.is_valid()


def _received(
    visit: Visit, /, *, form: AskForm, municipality_id: int | None, domain: str, **_said: Any
) -> int:
    return receive(
        visit,
        way="public_form",
        told=form.told(),
        municipality_id=municipality_id,
        domain=domain or None,
    )


@desk(public_because="what everybody reads who sent the form: the same, whoever it was")
@for_residents
def asked(request: HttpRequest, organisation_key: str) -> HttpResponse:
    """Thank you; and when we call."""
    return page(request, PAGE, {"house": _house(organisation_key), "state": "asked"})
