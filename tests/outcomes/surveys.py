"""Short ways into surveys for the tests of several rooms."""

from typing import Any

from omzien.gate.visit import Visit, admit_guest
from omzien.organisation.models import Organisation, Service
from omzien.outcomes.actions import Letter, found_survey, invite
from omzien.outcomes.queries import house_of_link
from tests.cast import House, command_visit


def service_of(organisation: Organisation) -> Service:
    """General social work."""
    return Service.objects.get_or_create(
        organisation=organisation,
        key="AMW",
        defaults={"name_nl": "Maatschappelijk werk", "name_en": "Social work"},
    )[0]


def invited(house: House, *, visit: Visit | None = None, **changes: Any) -> Letter:
    """Fatima is asked about support that ended; gives what the letter is made of."""
    visit = visit or command_visit(house.demo)
    found_survey(visit)
    fields: dict[str, Any] = {
        "about": "i1",
        "resident_id": house.fatima.pk,
        "municipality_id": house.uitgeest.pk,
        "service_id": service_of(house.demo).pk,
    }
    return invite(visit, **(fields | changes))


def guest(letter: Letter) -> Visit:
    """Who comes by the link of this letter."""
    found = house_of_link(token=letter.token)
    assert found
    return admit_guest(organisation_id=found[0], link=found[1], purpose="test")
