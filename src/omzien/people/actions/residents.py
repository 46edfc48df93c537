"""Residents come, change, and live together."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from omzien.gate.action import action, hanging, keep, remove
from omzien.gate.acts import Act
from omzien.gate.ledger import made_with
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours, own_key
from omzien.people import rules
from omzien.people.indexing import index_name, index_new_name, merged_names
from omzien.people.models import ContactDetails, Resident
from omzien.people.policy import (
    ADD_CONTACT_DETAILS,
    ADD_RESIDENT,
    CHANGE_CONTACT_DETAILS,
    CHANGE_RESIDENT,
)

NAMES = ("given_name", "name_prefix", "family_name")
CHANGEABLE = (
    *NAMES,
    "birth_date",
    "gender",
    "municipality_id",
    "neighbourhood_id",
    "language",
    "needs_interpreter",
)
CONTACT = ("phone", "email", "street", "house_number", "postcode", "place")
TAKE_BACK_WITHIN = timedelta(minutes=30)
ADDING = ("add_resident", "arrive")  # the actions that add a resident, as the ledger calls them
KNOWN_AT_ONCE = {"people.ContactDetails", "people.TreatmentRelation", "people.NameKey"}


@action
def add_resident(
    visit: Visit,
    *,
    municipality_id: int,
    given_name: str = "",
    name_prefix: str = "",
    family_name: str = "",
    birth_date: date | None = None,
    gender: str = "onbekend",
    neighbourhood_id: int | None = None,
    language: str = "",
    needs_interpreter: bool = False,
    registered_on: date | None = None,
    phone: str = "",
    email: str = "",
    street: str = "",
    house_number: str = "",
    postcode: str = "",
    place: str = "",
) -> int:
    """Add a resident, first known today or on another day; the new resident's id."""
    row = Resident(
        organisation_id=visit.organisation_id,
        municipality_id=municipality_id,
        given_name=given_name.strip(),
        name_prefix=name_prefix.strip(),
        family_name=family_name.strip(),
        birth_date=birth_date,
        gender=gender or "onbekend",
        neighbourhood_id=neighbourhood_id,
        language=language.strip(),
        needs_interpreter=needs_interpreter,
        registered_on=registered_on or visit.today,
    )
    row.pseudonym = rules.pseudonym(settings.PSEUDONYM_KEY, organisation=own_key(visit), resident=row.key)
    _keep(visit, ADD_RESIDENT, row)
    contact = dict(zip(CONTACT, (phone, email, street, house_number, postcode, place), strict=True))
    if any(contact.values()):
        details = ContactDetails(organisation_id=visit.organisation_id, resident=row)
        _keep_contact(visit, ADD_CONTACT_DETAILS, details, contact)
    return row.pk


@action
def change_resident(
    visit: Visit, *, resident_id: int, changes: Mapping[str, Any], seen: datetime | None = None
) -> None:
    """Correct fields of a resident in the own circle, by the names in CHANGEABLE; `seen` as in `keep`."""
    _must_be_known(changes, CHANGEABLE)
    row = Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=resident_id)
    for name, value in changes.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    _keep(visit, CHANGE_RESIDENT, row, seen)


@action
def change_contact_details(
    visit: Visit, *, resident_id: int, changes: Mapping[str, str], seen: datetime | None = None
) -> None:
    """Change how a resident is reached, by the names in CONTACT, the others stay; `seen` as in `keep`."""
    rows = ContactDetails.objects.under(CHANGE_CONTACT_DETAILS, visit)
    row = rows.filter(resident_id=resident_id).first() or ContactDetails(
        organisation_id=visit.organisation_id, resident_id=resident_id
    )
    _keep_contact(visit, CHANGE_CONTACT_DETAILS, row, changes, seen)


@action
def take_back_resident(visit: Visit, *, resident_id: int) -> None:
    """Somebody who was added by mistake: as if never added. Only by who did, and when nothing is known of
    this resident yet but how to reach the person.
    """
    row = Resident.objects.under(ADD_RESIDENT, visit).one(pk=resident_id)
    since = visit.now - TAKE_BACK_WITHIN
    if not made_with(visit, Resident._meta.label, row.pk, acts=ADDING, since=since):
        raise refused("only who added a resident takes it back, and within half an hour")
    if hanging(row) - KNOWN_AT_ONCE:
        raise refused("more was written down about this resident: it is no longer just a mistake")
    index_name(visit.organisation_id, row.pk)
    remove(visit, ADD_RESIDENT, row)


def _keep(visit: Visit, act: Act, row: Resident, seen: datetime | None = None) -> None:
    must_be_ours(visit, municipality_id=row.municipality_id)
    told = {name: getattr(row, name) for name in (*NAMES, "birth_date", "gender", "registered_on")}
    refuse_if(rules.resident_problems(told, visit.today))
    row.search_name = rules.search_name(**{name: told[name] for name in NAMES})
    is_new = row.pk is None
    keep(visit, act, row, seen=seen)
    if is_new:
        index_new_name(visit.organisation_id, row.pk, row.search_name)
    else:
        index_name(visit.organisation_id, row.pk, row.search_name, *merged_names(row.pk))


def _keep_contact(
    visit: Visit, act: Act, row: ContactDetails, changes: Mapping[str, str], seen: datetime | None = None
) -> None:
    """What an import brought and nobody touches is not judged, so that a telephone number can be changed."""
    _must_be_known(changes, CONTACT)
    before = {name: getattr(row, name) for name in CONTACT}
    for name, value in changes.items():
        setattr(row, name, value.strip())
    told = {name: getattr(row, name) for name in CONTACT}
    refuse_if(one for one in rules.contact_problems(told) if told[one.field] != before[one.field])
    row.postcode = rules.postcode(row.postcode) or row.postcode
    row.search_address = rules.address_key(row.street, row.house_number)
    keep(visit, act, row, seen=seen)


def _must_be_known(changes: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if unknown := sorted(set(changes) - set(known)):
        raise TypeError(f"no such fields: {', '.join(unknown)}")
