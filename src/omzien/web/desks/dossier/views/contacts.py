"""The page for a contact, made to be quick, and the page that corrects its text."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.actions import change_note, note_contact
from omzien.casework.policy import CONTACTS, WRITE_NOTES
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.dossier.forms.contacts import Note, NoteText
from omzien.web.desks.dossier.views.sheet import Sheet, answer, codes_as_choices, rows_as_choices
from omzien.web.kit.support import name_of_support, running

NOTE = Sheet(
    "note",
    _("Write down a contact"),
    _("Save the contact"),
    _("The contact is saved."),
    template="dossier/note.html",
)
TEXT = Sheet(
    "note_text",
    _("Correct a note"),
    _("Save the note"),
    _("The note is saved."),
    template="dossier/note_text.html",
)
USUAL_KIND, USUAL_MINUTES = "gesprek", 30


@desk(act=CONTACTS)
def note(request: HttpRequest, visit: Visit, resident_id: int) -> HttpResponse:
    """A contact in one page: type what was said, Ctrl+Enter."""
    person = people.resident(visit, resident_id=resident_id)
    support = running(visit, casework.interventions_of(visit, resident_id=resident_id))
    form = Note(request.POST or None, initial=_as_last_time(visit, person, support))
    form.offer("kind", codes_as_choices(organisation.codes(visit, list="contact_kind")))
    form.offer("intervention_id", rows_as_choices(support, name_of_support, empty=True))
    home = people.household(visit, resident_id=resident_id, in_reach=True) if person.household_id else []
    if home:
        form.offer("with_resident_ids", rows_as_choices(home, lambda member: member.name))
    else:
        form.without_household()

    return answer(request, visit, person, NOTE, form, note_contact, {"resident_id": resident_id})


def _as_last_time(visit: Visit, person: people.ResidentCard, support: list[Any]) -> dict[str, Any]:
    """Today, held as the last contact was, as a part of one's own support that runs."""
    last = casework.habits(visit, resident_id=person.id)
    return {
        "kind": last.kind or USUAL_KIND,
        "minutes": last.minutes or USUAL_MINUTES,
        "held_on": visit.today,
        "intervention_id": support[0].id if support else "",
    }


@desk(act=WRITE_NOTES)
def note_text(request: HttpRequest, visit: Visit, contact_id: int) -> HttpResponse:
    """Correct what was said."""
    told = casework.note_of(visit, contact_id=contact_id)
    person = people.resident(visit, resident_id=told.resident_id)
    form = NoteText(request.POST or None, shown={"text": told.text}, changed_at=told.changed_at)

    return answer(request, visit, person, TEXT, form, change_note, {"contact_id": contact_id}, told=told)
