"""What the web tests look at: the cast, the starter set, and work recorded through the rooms' own actions.

`python -m tests.web.world` makes the same in the folder that OMZIEN_TEST_FOLDER names, for the real server.
"""

import dataclasses
import json
import os
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from tests.cast import House

PASSWORD = "omzien omzien omzien"
MILA = "mila.txt"  # in the folder of the world: the id of who was measured before
LOOKED_AFTER = "looked_after.json"  # name -> address
LINKS = "survey_links.json"  # in the folder of the world: name -> address of a survey


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


def ask(house: "House") -> dict[str, str]:
    """Surveys that wait for an answer, and one whose link is too old; by name their addresses."""
    from tests.cast import command_visit, make_resident
    from tests.outcomes.surveys import invited

    visit = command_visit(house.demo)
    long_ago = dataclasses.replace(visit, now=visit.now - timedelta(days=100))
    links = {}
    for name in ("open", "keyboard", "plain", "old"):
        resident = make_resident(house.demo, family_name=f"Vraag {name}")
        letter = invited(
            house, visit=long_ago if name == "old" else visit, about=name, resident_id=resident.pk
        )
        links[name] = f"/vragenlijst/{letter.token}"
    return links


def measure_mila(house: "House") -> int:
    """Mila Maat is in Noor's caseload, with a start by Noor and one by herself, and a talk. Gives her id."""
    from omzien.casework.actions import explore, measure, register, start_intervention
    from omzien.organisation.queries import services
    from omzien.outcomes.actions import found_instruments, record_measurement
    from omzien.outcomes.queries import instrument
    from tests.cast import command_visit, make_resident, relate, visit_of

    found_instruments(command_visit(house.demo))
    visit, day = visit_of(house.noor), visit_of(house.noor).today - timedelta(days=60)
    mila = make_resident(house.demo, given_name="Mila", family_name="Maat")
    relate(mila, worker=house.noor)
    asked = register(
        visit,
        resident_id=mila.pk,
        municipality_id=house.uitgeest.pk,
        registered_on=day,
        channel="eigen_initiatief",
        questions=[("financien", "schulden")],
    )
    explore(visit, registration_id=asked, explored_on=day)
    support = start_intervention(
        visit,
        registration_id=asked,
        service_id=services(visit)[0].pk,
        form="trajectory",
        started_on=day,
    )
    items = instrument(visit, key="zrm_2017").items
    for view, shift in (("professional", 0), ("resident", 1)):
        scores = {item.key: 1 + (place + shift) % 4 for place, item in enumerate(items)}
        start: dict[str, Any] = {"moment": "start", "view": view, "measured_on": day, "scores": scores}
        measure(visit, intervention_id=support, instrument_key="zrm_2017", **start)
    talk = {
        item.key: 3 + place for place, item in enumerate(instrument(visit, key="positieve_gezondheid").items)
    }
    about: dict[str, Any] = {"moment": "interim", "view": "resident", "measured_on": day, "scores": talk}
    record_measurement(visit, resident_id=mila.pk, instrument_key="positieve_gezondheid", **about)
    return mila.pk


def plan(house: "House") -> dict[str, int]:
    """For Noor: an appointment today, one of yesterday that nobody settled, and tasks. Gives ids by name."""
    from omzien.casework.actions import give_task, plan_appointment
    from tests.cast import visit_of

    noor = visit_of(house.noor)
    yesterday = dataclasses.replace(noor, now=noor.now - timedelta(days=1))
    met: dict[str, Any] = {"resident_id": house.fatima.pk, "kind": "telefoon"}
    return {
        "late": plan_appointment(yesterday, day=yesterday.today, time=time(10), **met),
        "today": plan_appointment(noor, day=noor.today, time=time(14, 30), note="Vraag naar de post.", **met),
        "overdue": give_task(yesterday, text="Brief nalezen", due_on=yesterday.today),
        "teams": give_task(noor, text="Folders bijvullen", due_on=noor.today, team_id=house.team.pk),
    }


def look_after(house: "House") -> dict[str, str]:
    """A group with 13 regulars, support of Sil to close, two calls of Noor that are due; gives addresses."""
    from omzien.casework.actions import close_intervention, set_goal
    from omzien.community.actions import add_activity, hold_session, roll_call
    from tests.cast import make_resident, visit_of

    ineke, noor = visit_of(house.ineke), visit_of(house.noor)
    koffie = add_activity(ineke, name="Koffietijd", municipality_id=house.uitgeest.pk)
    held = hold_session(ineke, activity_id=koffie, held_on=ineke.today - timedelta(days=7))
    guests = [
        make_resident(house.demo, given_name="Gast", family_name=f"Gast{place:02d}") for place in range(13)
    ]
    roll_call(ineke, session_id=held, resident_ids=[guest.pk for guest in guests])
    sil = _supported(house, "Sil")
    set_goal(noor, intervention_id=sil, set_on=noor.today, text="Weer slapen.")
    for name, late in (("Bo", 4), ("Cas", 2)):
        support, due = _supported(house, name, "light_support"), noor.today - timedelta(days=late)
        ended = noor.today - timedelta(days=30)
        close_intervention(noor, intervention_id=support, ended_on=ended, result="doel_bereikt", call_on=due)
    return {"roll": f"/groups/{koffie}/roll/", "close": f"/interventions/{sil}/close/"}


def _supported(house: "House", name: str, form: str = "trajectory") -> int:
    """Somebody in Noor's caseload, supported since two months; gives the id of the intervention."""
    from omzien.casework.actions import explore, register, start_intervention
    from omzien.organisation.queries import services
    from tests.cast import make_resident, relate, visit_of

    visit, resident = visit_of(house.noor), make_resident(house.demo, given_name=name, family_name="Nazorg")
    day = visit.today - timedelta(days=60)
    relate(resident, worker=house.noor)
    asked = register(
        visit,
        resident_id=resident.pk,
        municipality_id=house.uitgeest.pk,
        registered_on=day,
        channel="eigen_initiatief",
        questions=[("financien", None)],
    )
    explore(visit, registration_id=asked, explored_on=day)
    service = next(one.id for one in services(visit) if one.key == "AMW")
    return start_intervention(visit, registration_id=asked, service_id=service, form=form, started_on=day)


def make() -> None:
    """Migrate, furnish, ask, and give everybody of the cast a password."""
    from django.core.management import call_command

    from omzien.gate.models import Account

    call_command("migrate", verbosity=0)
    house = furnish()
    crowd(house, 30)
    plan(house)
    folder = Path(os.environ["OMZIEN_TEST_FOLDER"])
    (folder / MILA).write_text(str(measure_mila(house)))
    (folder / LINKS).write_text(json.dumps(ask(house)))
    (folder / LOOKED_AFTER).write_text(json.dumps(look_after(house)))
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.save()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    make()
