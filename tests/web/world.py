"""What the web tests look at: the cast, the starter set, and work recorded through the rooms' own actions.

`python -m tests.web.world` makes the same in the folder that OMZIEN_TEST_FOLDER names, for the real server.
"""

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.cast import House

PASSWORD = "omzien omzien omzien"


def furnish() -> "House":
    """The house with Fatima's running support, Willem waiting, and nothing about Greta. Gives the house."""
    from omzien.casework.actions import (
        explore,
        note_contact,
        refer,
        register,
        set_goal,
        start_intervention,
    )
    from omzien.organisation.actions import install_starter_set
    from omzien.organisation.queries import partners, services
    from tests.cast import build_house, command_visit, visit_of

    house = build_house()
    for organisation in (house.demo, house.overkant):
        install_starter_set(command_visit(organisation))
    noor, karim = visit_of(house.noor), visit_of(house.karim)
    month_ago = noor.today - timedelta(days=28)
    came: dict[str, Any] = {
        "municipality_id": house.uitgeest.pk,
        "registered_on": month_ago,
        "channel": "eigen_initiatief",
    }
    asked = register(
        noor,
        resident_id=house.fatima.pk,
        questions=[("financien", "schulden"), ("huisvesting", None)],
        story="Al weken geen post geopend.",
        **came,
    )
    explore(noor, registration_id=asked, explored_on=month_ago + timedelta(days=7))
    support = start_intervention(
        noor,
        registration_id=asked,
        service_id=services(noor)[0].pk,
        form="trajectory",
        started_on=month_ago + timedelta(days=10),
    )
    set_goal(noor, intervention_id=support, set_on=noor.today, text="Elke week mijn post open.")
    note_contact(
        noor,
        resident_id=house.fatima.pk,
        intervention_id=support,
        held_on=noor.today,
        kind="telefoon",
        minutes=20,
        note="Gebeld over de brief van de gemeente.",
    )
    refer(
        noor,
        registration_id=asked,
        direction="outgoing",
        referred_on=noor.today,
        partner_id=partners(noor)[0].pk,
    )
    register(karim, resident_id=house.willem.pk, questions=[("participatie", None)], **came)
    return house


def crowd(house, number: int) -> None:
    """So many more residents, all in Noor's caseload with a registration, support and a contact."""
    from omzien.casework.actions import explore, note_contact, register, start_intervention
    from omzien.organisation.queries import services
    from tests.cast import make_resident, relate, visit_of

    visit = visit_of(house.noor)
    service = services(visit)[0].pk
    day = visit.today - timedelta(days=20)
    for place in range(number):
        resident = make_resident(house.demo, given_name="Jan", family_name=f"Jansen{place:03d}")
        relate(resident, worker=house.noor)
        asked = register(
            visit,
            resident_id=resident.pk,
            municipality_id=house.uitgeest.pk,
            registered_on=day,
            channel="eigen_initiatief",
            questions=[("financien", "schulden")],
        )
        if place % 2:
            explore(visit, registration_id=asked, explored_on=day)
            start_intervention(
                visit, registration_id=asked, service_id=service, form="trajectory", started_on=day
            )
            note_contact(visit, resident_id=resident.pk, held_on=day, kind="telefoon", minutes=10)


def make() -> None:
    """Migrate, furnish, and give everybody of the cast a password."""
    from django.core.management import call_command

    from omzien.gate.models import Account

    call_command("migrate", verbosity=0)
    crowd(furnish(), 30)
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.save()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    make()
