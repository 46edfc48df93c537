"""Working together: the lead, partners, consultations, and handing the work on."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.actions import (
    answer_consultation,
    consult_partner,
    give_lead,
    hand_on,
    involve_partner,
    partner_leaves,
)
from omzien.casework.policy import CONSULT_PARTNERS, HAND_ON, INVOLVE_PARTNERS, LEAD
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.dossier.forms.coordination import Answered, Consulted, HandOn, Involved, Lead
from omzien.web.desks.dossier.summary import summary
from omzien.web.desks.dossier.views.sheet import Sheet, answer, pressed, rows_as_choices
from omzien.web.kit.page import page

LED = Sheet("lead", _("Who has the lead?"), _("Save"), _("The lead is saved."), then="coordination")
PARTNER = Sheet(
    "involve", _("A partner works along"), _("Save"), _("The partner is saved."), then="coordination"
)
CONSULTED = Sheet(
    "consult", _("A partner was asked"), _("Save"), _("The consultation is saved."), then="coordination"
)
ANSWERED = Sheet(
    "answer", _("What did the partner answer?"), _("Save"), _("The answer is saved."), then="coordination"
)
HANDED = Sheet("hand_on", _("Hand over"), _("Hand over"), _("The work is handed over, with your summary."))


@desk(act=LEAD)
def coordination(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Who has and had the lead, which partners work along, what they were asked, who had the work before."""
    of = {"resident_id": resident_id}
    context = {
        "person": people.resident(visit, **of),
        "leads": casework.leads_of(visit, **of),
        "partners": casework.involved_partners(visit, **of),
        "consultations": casework.consultations_of(visit, **of),
        "handovers": casework.handovers_of(visit, **of),
    }
    return page(request, "dossier/coordination.html", context)


@desk(act=LEAD)
def lead(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Give the lead to somebody."""
    person = people.resident(visit, resident_id=resident_id)
    form = Lead(request.POST or None, initial={"worker_id": visit.worker_id, "started_on": visit.today})
    form.offer("worker_id", rows_as_choices(organisation.supporters(visit), lambda card: card.name))

    return answer(request, visit, person, LED, form, give_lead, {"resident_id": resident_id})


@desk(act=INVOLVE_PARTNERS)
def involve(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A partner works with the resident too."""
    person = people.resident(visit, resident_id=resident_id)
    form = Involved(request.POST or None, initial={"since": visit.today})
    form.offer("partner_id", rows_as_choices(organisation.partners(visit), lambda one: one.name, empty=True))

    return answer(request, visit, person, PARTNER, form, involve_partner, {"resident_id": resident_id})


@desk(act=INVOLVE_PARTNERS)
def partner_left(request: HttpRequest, visit: Visit, involved_id: int) -> HttpResponse:
    """A partner is not involved any more."""
    resident_id = casework.resident_of_involved(visit, involved_id=involved_id)
    do = partial(partner_leaves, visit, involved_id=involved_id)
    done = gettext("The partner is not involved any more.")
    return pressed(request, resident_id, do, done, then="coordination")


@desk(act=CONSULT_PARTNERS)
def consultation(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A partner was asked for advice, with or without the resident's name."""
    person = people.resident(visit, resident_id=resident_id)
    form = Consulted(request.POST or None, initial={"held_on": visit.today})
    form.offer("partner_id", rows_as_choices(organisation.partners(visit), lambda one: one.name, empty=True))

    return answer(request, visit, person, CONSULTED, form, consult_partner, {"resident_id": resident_id})


@desk(act=CONSULT_PARTNERS)
def consultation_answer(request: HttpRequest, visit: Visit, consultation_id: int) -> HttpResponse:
    """What a partner answered later."""
    resident_id = casework.resident_of_consultation(visit, consultation_id=consultation_id)
    form = Answered(request.POST or None)

    person = people.resident(visit, resident_id=resident_id)
    return answer(
        request, visit, person, ANSWERED, form, answer_consultation, {"consultation_id": consultation_id}
    )


@desk(act=HAND_ON)
def handing_on(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Hand the work on to a colleague or a team, with a summary made from the record."""
    person = people.resident(visit, resident_id=resident_id)
    made = "" if request.method == "POST" else summary(visit, person)
    form = HandOn(request.POST or None, initial={"summary": made})
    colleagues = [card for card in organisation.supporters(visit) if card.id != visit.worker_id]
    form.offer("worker_id", rows_as_choices(colleagues, lambda card: card.name, empty=True))
    form.offer("team_id", rows_as_choices(organisation.teams(visit), lambda team: team.name, empty=True))

    return answer(request, visit, person, HANDED, form, hand_on, {"resident_id": resident_id})
