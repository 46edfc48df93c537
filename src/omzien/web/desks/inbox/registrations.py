"""A registration that nobody looked at yet: the first look."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import TRIAGE
from omzien.casework.rules import State
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.inbox import lists
from omzien.web.desks.inbox.forms import TeamOrWorker, number
from omzien.web.kit.page import page
from omzien.web.templatetags.omzien import in_words

SAYS = {
    "here": _("It is on the waiting list."),
    "advice": _("Advice given, done."),
    "elsewhere": _("It is sent on."),
}


class Look(TeamOrWorker):
    """For whom it is; or which service gave advice; or to which partner it goes."""

    service_id = number(_("Advice by"))
    partner_id = number(_("Partner"))

    def __init__(self, data: Any, *, services: lists.Choices, partners: lists.Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.offer("service_id", lists.first(_("Choose one"), services))
        self.offer("partner_id", lists.first(_("Choose one"), partners))


@desk(act=TRIAGE)
def look(request: HttpRequest, visit: Visit, registration_id: int) -> HttpResponse:
    """The registration with its questions and its story; or, sent, what the first look decided."""
    seen = casework.registration(visit, registration_id=registration_id)
    form = Look(
        request.POST or None,
        teams=lists.teams(visit),
        workers=lists.workers(visit),
        services=[(str(one.pk), in_words(one)) for one in organisation.services(visit)],
        partners=lists.partners(visit),
    )
    do = request.POST.get("do", "")
    if do in SAYS and form.is_valid() and _decide(visit, form, do, registration_id):
        messages.success(request, str(SAYS[do]))
        return redirect("inbox")
    context = {"seen": seen, "form": form, "do": do, "is_open": seen.state is State.REGISTERED}
    return page(request, "inbox/registration.html", context | _told(visit, seen))


def _told(visit: Visit, seen: casework.RegistrationRow) -> dict[str, Any]:
    """Whose it is, and the story: for the front desk until somebody looked."""
    who = people.found(visit, resident_id=seen.resident_id)
    untouched = seen.state is State.REGISTERED
    return {"who": who, "story": casework.story(visit, registration_id=seen.id) if untouched else ""}


def _decide(visit: Visit, form: Look, do: str, registration_id: int) -> bool:
    said = form.cleaned_data
    form.cleaned_data = {"registration_id": registration_id}
    if do == "here":
        form.send(
            actions.triage,
            visit,
            verdict="right_place",
            team_id=said["team_id"],
            worker_id=said["worker_id"],
        )
    elif do == "advice" and said["service_id"]:
        form.send(actions.give_advice, visit, service_id=said["service_id"], given_on=visit.today)
    elif do == "elsewhere" and said["partner_id"]:
        form.send(actions.send_on, visit, partner_id=said["partner_id"], sent_on=visit.today)
    else:
        form.add_error("service_id" if do == "advice" else "partner_id", gettext("Choose one"))
    return not form.errors
