"""The dossier, and the page that asks why when somebody else supports the resident."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from omzien.gate.desk import desk
from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.actions import open_record
from omzien.people.policy import BREAK_GLASS, READ_RESIDENT
from omzien.web.desks.dossier.forms.glass import Reason
from omzien.web.desks.dossier.record import record
from omzien.web.kit.page import page
from omzien.web.kit.paging import page_number


@desk(act=READ_RESIDENT)
def dossier(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """One resident: the person, the time line, what is open."""
    try:
        card = people.resident(visit, resident_id=resident_id)
    except Absent:
        people.found(visit, resident_id=resident_id)
        return redirect("open_glass", resident_id)
    kind, number = request.GET.get("kind", ""), page_number(request.GET.get("page"))
    context = record(visit, card, kind=kind, number=number)
    return page(request, "dossier/page.html", context, fragment="timeline")


@desk(act=BREAK_GLASS)
def open_glass(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Ask for the reason, and open the record for four hours."""
    person = people.found(visit, resident_id=resident_id)
    if people.is_in_reach(visit, resident_id=resident_id):
        return redirect("dossier", resident_id)
    form = Reason(request.POST or None)
    if form.did(open_record, visit, resident_id=resident_id):
        messages.info(request, gettext("The record is open for four hours."))
        return redirect("dossier", resident_id)
    return page(request, "dossier/open_glass.html", {"person": person, "form": form})
