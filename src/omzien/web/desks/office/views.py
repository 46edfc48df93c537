"""The office: who works here, what the organisation agreed, and what it measures with."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from omzien.gate.action import action
from omzien.gate.desk import desk
from omzien.gate.visit import Role, Visit
from omzien.organisation import queries as organisation
from omzien.organisation.actions import change_norms, keep_records_for, open_public_form
from omzien.organisation.policy import CHANGE_SETUP, CHANGE_WORKERS
from omzien.outcomes import queries as outcomes
from omzien.outcomes.actions import offer_instrument, set_up_instrument
from omzien.outcomes.policy import SET_UP_INSTRUMENTS
from omzien.web.accounts import ROLES
from omzien.web.desks.office.forms import NUMBERS, Agreed, Instrument, described, shown
from omzien.web.kit.page import page


@desk(act=CHANGE_WORKERS)
def office(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Workers with their teams and roles, and the organisation's norms."""
    outside = organisation.without_account(visit)
    workers = [
        (card, [ROLES[Role(role)] for role in card.roles], card.id in outside)
        for card in organisation.workers(visit)
    ]
    return page(
        request, "office/page.html", {"workers": workers, "house": organisation.own_organisation(visit)}
    )


@desk(act=CHANGE_SETUP)
def agreements(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Norms, thresholds, how long records are kept, and whether the public form is open."""
    services, house = list(organisation.services(visit)), organisation.own_organisation(visit)
    now = shown(house, services)
    form = Agreed(request.POST or None, services=services, shown=now, changed_at=None)
    if form.did(_agree, visit, of_services=form.of_services):
        messages.success(request, gettext("It is agreed."))
        return redirect("office")
    return page(request, "office/agreements.html", {"form": form, "house": house})


@action
def _agree(visit: Visit, /, *, takes_requests: bool, of_services: dict[str, int], **said: int) -> None:
    """All of the page, or nothing of it."""
    change_norms(visit, norms={name: said[name] for name in NUMBERS})
    open_public_form(visit, is_open=takes_requests)
    for name, service_id in of_services.items():
        keep_records_for(visit, service_id=service_id, years=said[name])


@desk(act=SET_UP_INSTRUMENTS)
def instruments(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every instrument with its versions, items and levels."""
    counts, cards = outcomes.licensed_counts(visit), outcomes.instruments(visit)
    rows = [(card, counts.get(card.key, 0)) for card in sorted(cards, key=lambda card: not card.in_use)]
    return page(request, "office/instruments.html", {"instruments": rows})


@desk(act=SET_UP_INSTRUMENTS)
def instrument_new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """An instrument of one's own, or a new version of one that is there (`?of=`)."""
    key = request.GET.get("of", "")
    before = outcomes.instrument(visit, key=key) if key else None
    form = Instrument(request.POST or None, initial=described(before) if before else {})
    if form.is_valid() and form.send(set_up_instrument, visit, replaces=key) is not None:
        messages.success(request, gettext("The instrument is there: it can be measured with."))
        return redirect("instruments")
    return page(request, "office/instrument.html", {"form": form, "before": before, "about": key})


@desk(act=SET_UP_INSTRUMENTS)
@require_POST
def instrument_offered(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Offer an instrument, or no more."""
    if key := request.POST.get("instrument"):
        offer_instrument(visit, instrument_key=key, in_use=request.POST.get("in_use") == "yes")
        messages.success(request, gettext("Saved."))
    return redirect("instruments")
