"""Close support, and open it again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.actions import reopen_intervention
from omzien.casework.actions import reopen_registration as open_registration
from omzien.casework.policy import EXPLORE, REOPEN, SUPPORT
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.close import closing
from omzien.web.desks.close.forms import Reopening, Withdrawn
from omzien.web.desks.dossier.views.sheet import Sheet, answer, rows_as_choices
from omzien.web.kit.drafts import ending_draft
from omzien.web.kit.page import page

WITHDRAWN = Sheet(
    "withdrawn",
    _("Close without support"),
    _("Close the registration"),
    _("The registration is closed."),
    template="close/withdrawn.html",
)


@desk(act=SUPPORT)
def close(request: HttpRequest, visit: Visit, intervention_id: int) -> HttpResponse:
    """Close one intervention: what is missing is filled in here."""
    one = casework.closing(visit, intervention_id=intervention_id)
    if one.ended_on:
        return redirect("dossier", one.resident_id)
    asked = closing.opened(visit, one, request.POST or None)
    if request.POST and asked.is_valid():
        try:
            with ending_draft(visit, request.POST):
                closing.close(visit, page=asked)
            messages.success(request, gettext("The support is closed."))
            return redirect("dossier", one.resident_id)
        except Refused as refusal:
            asked.form.take(refusal)
    person = people.resident(visit, resident_id=one.resident_id)
    context = {"person": person, "draft": f"intervention-{intervention_id}"}
    return page(request, "close/page.html", context | closing.shown(visit, asked))


@desk(act=EXPLORE)
def withdrawn(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """Close a registration that gets no support."""
    row = casework.registration(visit, registration_id=registration_id)
    person = people.resident(visit, resident_id=row.resident_id)
    form = Withdrawn(request.POST or None, initial={"closed_on": visit.today})
    form.offer("partner_id", rows_as_choices(organisation.partners(visit), lambda one: one.name, empty=True))

    return answer(
        request,
        visit,
        person,
        WITHDRAWN,
        form,
        closing.withdraw,
        {"registration_id": registration_id},
        registration=row,
    )


@desk(act=REOPEN)
def reopen(request: HttpRequest, visit: Visit, intervention_id: int) -> HttpResponse:
    """Open an intervention again, with its registration."""
    closed = casework.closed_intervention(visit, intervention_id=intervention_id)
    done, about = gettext("The support runs again."), {"intervention_id": intervention_id}
    return _opened_again(request, visit, closed, done, reopen_intervention, about)


@desk(act=REOPEN)
def reopen_registration(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """Open a registration again that was closed without support."""
    closed = casework.closed_registration(visit, registration_id=registration_id)
    done, about = gettext("The registration is open again."), {"registration_id": registration_id}
    return _opened_again(request, visit, closed, done, open_registration, about)


def _opened_again(
    request: HttpRequest,
    visit: Visit,
    closed: casework.Closed,
    done: str,
    act: Callable[..., int],
    about: dict[str, int],
) -> HttpResponse:
    """Ask why; and with a reason, open it."""
    form = Reopening(request.POST or None)
    if form.did(act, visit, **about):
        messages.success(request, done)
        return redirect("dossier", closed.resident_id)
    person = people.resident(visit, resident_id=closed.resident_id)
    return page(request, "close/reopen.html", {"person": person, "closed": closed, "form": form})
