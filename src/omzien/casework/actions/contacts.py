"""Contacts: that there was one, who was there, and what was said; with one resident or a household."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from omzien.casework.models import Contact, ContactNote, HouseholdNote, Intervention
from omzien.casework.policy import CONTACTS, SUPPORT, WRITE_HOUSEHOLD_NOTES, WRITE_NOTES
from omzien.casework.rules.registering import order_problems
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if, refused, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import pick
from omzien.people.queries import household

MINUTES_OF_A_DAY = 24 * 60


@action
def note_contact(
    visit: Visit,
    *,
    resident_id: int,
    held_on: date,
    kind: str,
    intervention_id: int | None = None,
    minutes: int | None = None,
    note: str = "",
    also_there: str = "",
    with_resident_ids: Collection[int] = (),
) -> int:
    """Write down a contact with or about a resident, and what was said; gives the id of the contact.

    `with_resident_ids`: members of the household who were there too, of the own circle. Each has a contact of
    its own; the minutes are counted once; the note is one text, that is of each of them.
    """
    if intervention_id is not None:
        Intervention.objects.under(SUPPORT, visit).one(pk=intervention_id, resident_id=resident_id)
    picked = pick(visit, on=held_on, kind=("contact_kind", kind))
    refuse_if(
        [
            *required(kind, "kind"),
            *picked.problems,
            *order_problems(None, held_on, today=visit.today, field="held_on"),
            *_minutes_problems(minutes),
            *_household_problems(visit, resident_id, with_resident_ids),
        ]
    )
    contacts = [
        Contact(
            organisation_id=visit.organisation_id,
            resident_id=one,
            intervention_id=intervention_id if one == resident_id else None,
            held_on=held_on,
            kind_id=picked.must("kind"),
            minutes=minutes if one == resident_id else None,
            also_there=also_there.strip(),
            worker_id=visit.worker_id,
        )
        for one in dict.fromkeys([resident_id, *with_resident_ids])
    ]
    for contact in contacts:
        keep(visit, CONTACTS, contact)
    _keep_notes(visit, contacts, note.strip())
    return contacts[0].pk


def _minutes_problems(minutes: int | None) -> Iterator[Problem]:
    if minutes is not None and not 0 <= minutes <= MINUTES_OF_A_DAY:
        values = {"most": MINUTES_OF_A_DAY}
        yield Problem("a contact lasts between 0 and %(most)s minutes", "minutes", values)


def _household_problems(visit: Visit, resident_id: int, others: Collection[int]) -> Iterator[Problem]:
    if others and not set(others) <= {one.id for one in household(visit, resident_id=resident_id)}:
        yield Problem("choose members of this household", "with_resident_ids")


def _keep_notes(visit: Visit, contacts: list[Contact], text: str) -> None:
    if not text:
        return
    shared = None
    if len(contacts) > 1:
        whole = HouseholdNote(organisation_id=visit.organisation_id, text=text)
        shared = keep(visit, WRITE_HOUSEHOLD_NOTES, whole)
    for contact in contacts:
        note = ContactNote(
            organisation_id=visit.organisation_id,
            resident_id=contact.resident_id,
            contact=contact,
            text="" if shared else text,
            household_note=shared,
        )
        keep(visit, WRITE_NOTES, note)


@action
def change_note(visit: Visit, *, contact_id: int, text: str, seen: datetime | None = None) -> None:
    """Correct what was said in a contact; a note of a household changes for all its members.

    `seen` is the moment of change of the text as the page showed it.
    """
    if not text.strip():
        raise refused("write what was said, or leave the note as it was", field="text")
    contact = Contact.objects.under(CONTACTS, visit).one(pk=contact_id)
    note = ContactNote.objects.under(WRITE_NOTES, visit).filter(contact_id=contact.pk).first()
    if note is None:
        return _keep_notes(visit, [contact], text.strip())
    if note.household_note_id:
        texts = HouseholdNote.objects.under(WRITE_HOUSEHOLD_NOTES, visit)
        whole = texts.one(pk=note.household_note_id)
        whole.text = text.strip()
        keep(visit, WRITE_HOUSEHOLD_NOTES, whole, seen=seen)
    else:
        note.text = text.strip()
        keep(visit, WRITE_NOTES, note, seen=seen)
    return None
