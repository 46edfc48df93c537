"""The person: name and birth, how to reach, household and relations, consents."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.people.actions import (
    change_contact_details,
    change_resident,
    drop_kinship,
    give_consent,
    leave_household,
    name_kinship,
    share_household,
    withdraw_consent,
)
from omzien.people.policy import (
    CHANGE_CONTACT_DETAILS,
    CHANGE_RESIDENT,
    KINSHIPS,
    RECORD_CONSENT,
)
from omzien.web.desks.dossier.forms.person import Allowed, MoveIn, Person, Reach, Related
from omzien.web.desks.dossier.views.sheet import (
    Sheet,
    answer,
    codes_as_choices,
    pressed,
    rows_as_choices,
)
from omzien.web.kit.page import page

PERSON = Sheet("person", _("Who this is"), _("Save"), _("The person is up to date."))
REACH = Sheet("reach", _("How to reach"), _("Save"), _("The contact details are up to date."))
ALLOWED = Sheet(
    "consent",
    _("Consents"),
    _("Save the consent"),
    _("The consent is saved."),
    template="dossier/consents.html",
)
RELATED = Sheet("kinship", _("Who is who"), _("Save"), _("The relation is saved."), then="household")


@desk(act=CHANGE_RESIDENT)
def person_edit(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Correct who somebody is."""
    card = people.resident(visit, resident_id=resident_id)
    shown = asdict(card)
    form = Person(request.POST or None, shown=shown, changed_at=card.changed_at)
    towns = organisation.municipalities(visit)
    form.offer("municipality_id", rows_as_choices(towns, lambda one: one.name))
    return answer(request, visit, card, PERSON, form, change_resident, {"resident_id": resident_id})


@desk(act=CHANGE_CONTACT_DETAILS)
def reach_edit(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Correct how somebody is reached."""
    card = people.resident(visit, resident_id=resident_id)
    known = people.contact_details(visit, resident_id=resident_id)
    shown = asdict(known) if known else {}
    form = Reach(request.POST or None, shown=shown, changed_at=known.changed_at if known else None)
    return answer(request, visit, card, REACH, form, change_contact_details, {"resident_id": resident_id})


@desk(act=RECORD_CONSENT)
def consents(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Which consents there are, and one more."""
    card = people.resident(visit, resident_id=resident_id)
    form = Allowed(request.POST or None, initial={"given_on": visit.today})
    form.offer("kind", codes_as_choices(organisation.codes(visit, list="consent"), empty=True))

    held = people.consents(visit, resident_id=resident_id)
    return answer(
        request, visit, card, ALLOWED, form, give_consent, {"resident_id": resident_id}, consents=held
    )


@desk(act=RECORD_CONSENT)
def consent_withdrawn(request: HttpRequest, visit: Visit, consent_id: int) -> HttpResponse:
    """A consent is withdrawn."""
    resident_id = people.resident_of_consent(visit, consent_id=consent_id)
    do = partial(withdraw_consent, visit, consent_id=consent_id)
    return pressed(request, resident_id, do, gettext("The consent is withdrawn."), then="consents")


@desk(act=CHANGE_RESIDENT)
def household(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """Who lives together, since when, and what they are of each other; a search finds who moves in."""
    card = people.resident(visit, resident_id=resident_id)
    text = request.GET.get("text", "").strip()
    found = [one for one in people.search(visit, text=text, limit=8) if one.id != resident_id] if text else []
    form = MoveIn(request.POST or None)
    form.offer("with_resident_id", _known_as(visit, request, found))
    if form.did(share_household, visit, resident_id=resident_id):
        messages.success(request, gettext("They live together now."))
        return redirect("household", resident_id)
    members = people.household(visit, resident_id=resident_id)
    kin = people.kinships(visit, resident_id=resident_id)
    shown = {"person": card, "form": form, "members": members, "kin": kin, "text": text, "found": found}
    shown["stays"] = people.stays(visit, resident_id=resident_id)
    return page(request, "dossier/household.html", shown)


def _known_as(visit: Visit, request: HttpRequest, found: list[people.FoundResident]) -> list[tuple[int, str]]:
    """Who may be chosen: who was found, or who was chosen from that list."""
    chosen = request.POST.get("with_resident_id", "")
    if chosen.isdecimal():
        found = [people.found(visit, resident_id=int(chosen))]
    return rows_as_choices(found, lambda one: one.name)


@desk(act=CHANGE_RESIDENT)
def household_left(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A resident lives alone from now on."""
    card = people.resident(visit, resident_id=resident_id)
    do = partial(leave_household, visit, resident_id=card.id)
    done = gettext("This resident does not live there any more.")
    return pressed(request, card.id, do, done, then="household")


@desk(act=KINSHIPS)
def kinship(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """What somebody of the household is of this resident."""
    card = people.resident(visit, resident_id=resident_id)
    form = Related(request.POST or None)
    members = people.household(visit, resident_id=resident_id)
    form.offer("other_id", rows_as_choices(members, lambda one: one.name, empty=len(members) > 1))
    form.offer("kind", codes_as_choices(organisation.codes(visit, list="kinship"), empty=True))

    return answer(request, visit, card, RELATED, form, name_kinship, {"resident_id": resident_id})


@desk(act=KINSHIPS)
def kinship_dropped(request: HttpRequest, visit: Visit, kinship_id: int) -> HttpResponse:
    """A relation was wrong, or is over: removed when that was confirmed."""
    resident_id = people.resident_of_kinship(visit, kinship_id=kinship_id)
    do, done = partial(drop_kinship, visit, kinship_id=kinship_id), gettext("The relation is removed.")
    return pressed(request, resident_id, do, done, then="household", is_asked=True)
