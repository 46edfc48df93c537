"""What a resident may ask: everything that is kept of them, and that it is erased."""

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.privacy.actions import erase_resident, inspect_resident
from omzien.privacy.policy import ERASE_RESIDENT, INSPECT_RESIDENT
from omzien.web.desks.privacy.forms import Erasure
from omzien.web.kit.page import page


@desk(act=INSPECT_RESIDENT)
def inspection(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Everything that is kept of one resident, as a file to hand over: by its button, never by a link."""
    if request.method != "POST":
        return redirect("ledger", people.found(visit, resident_id=resident_id).id)
    told = inspect_resident(visit, resident_id=resident_id)
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(told, encoder=DjangoJSONEncoder, json_dumps_params=options)
    response.headers["Content-Disposition"] = f'attachment; filename="resident-{resident_id}.json"'
    return response


@desk(act=ERASE_RESIDENT)
def erasure(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Erase what is kept of one resident, for good."""
    person = people.found(visit, resident_id=resident_id)
    form = Erasure(request.POST or None)
    if form.did(erase_resident, visit, resident_id=resident_id):
        messages.success(request, gettext("It is erased. The ledger holds what, and how much."))
        return redirect("privacy")
    return page(request, "privacy/erasure.html", {"form": form, "person": person})
