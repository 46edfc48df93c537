"""My day, my team and the palette through Django's client: what they show, do, and give away to nobody."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omzien.casework.models import Appointment, Contact, Intervention, Task
from omzien.gate.visit import Role
from omzien.organisation.models import Absence, Worker
from omzien.web.desks.components.palette import for_whom
from omzien.web.desks.dossier.doings import DOINGS
from tests.cast import House, client_of, make_resident, make_worker, visit_of
from tests.web.forms import typed
from tests.web.world import crowd, plan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    make_worker(standing_house.demo, "Joke", Role.WORKER)
    return standing_house


@pytest.fixture
def planned(house: House) -> dict[str, int]:
    return plan(house)


def joke_of(house: House) -> Worker:
    """A colleague of no team."""
    return Worker.objects.unsealed("test").get(key="joke", organisation_id=house.demo.pk)


def seen(worker, address: str, **query) -> str:
    answer = client_of(worker).get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_my_day_shows_what_is_planned_and_what_nobody_settled(house: House, planned):
    page = seen(house.noor, "/")
    for text in ("14:30", "Wat is hiervan gekomen?", "10:00", "Brief nalezen", "te laat", "Folders"):
        assert text in page
    assert "Vraag naar de post" not in page  # a note is read at the appointment, not over a shoulder
    assert "Brief nalezen" not in seen(house.karim, "/")


def test_settling_makes_the_contact_in_one_step(house: House, planned):
    client, address = client_of(house.noor), reverse("appointment", args=[planned["late"]])
    before = Contact.objects.unsealed("test").count()
    assert client.post(address, typed(client, address, outcome="")).status_code == 200
    answer = client.post(address, typed(client, address, minutes="45", note="Post geopend."))
    assert answer["Location"] == "/"
    assert Contact.objects.unsealed("test").count() == before + 1
    again = client.post(address, {"outcome": "held", "minutes": "45", "note": ""})
    assert "Wat er van deze afspraak kwam, staat vast" in again.content.decode()


def test_planning_and_moving(house: House):
    client = client_of(house.noor)
    new = reverse("appointment_new", args=[house.fatima.pk])
    today = visit_of(house.noor).today
    said = {"day": today.isoformat(), "time": "15:00", "minutes": "30", "kind": "huisbezoek", "note": ""}
    wrong = client.post(new, said | {"day": (today - timedelta(1)).isoformat()})
    assert "een afspraak is vandaag of later" in wrong.content.decode()
    assert client.post(new, said)["Location"] == reverse("dossier", args=[house.fatima.pk])
    row = Appointment.objects.unsealed("test").get()
    address = reverse("appointment_move", args=[row.pk])
    moved = typed(client, address, "move", day=(today + timedelta(2)).isoformat(), time="09:15")
    assert client.post(address, moved)["Location"] == "/"
    assert Appointment.objects.unsealed("test").get().starts == 9 * 60 + 15


def test_a_task_is_put_on_the_list_and_ticked_off(house: House):
    client = client_of(house.noor)
    today = visit_of(house.noor).today.isoformat()
    about = {"text": "Bellen", "due_on": today, "team_id": "", "resident_id": str(house.fatima.pk)}
    assert client.post("/tasks/new/", about)["Location"] == reverse("dossier", args=[house.fatima.pk])
    row = Task.objects.unsealed("test").get()
    assert client.get(reverse("task_done", args=[row.pk])).status_code == 302
    assert Task.objects.unsealed("test").get().done_on is None
    for _ in range(2):
        assert client.post(reverse("task_done", args=[row.pk]))["Location"] == "/"
    assert Task.objects.unsealed("test").get().done_on


def test_a_task_about_somebody_out_of_the_circle_is_not_there(house: House):
    client = client_of(house.noor)
    assert client.get("/tasks/new/", {"resident_id": house.greta.pk}).status_code == 404
    said = {"text": "x", "due_on": "2099-01-01", "resident_id": str(house.greta.pk)}
    said["due_on"] = visit_of(house.noor).today.isoformat()
    assert client.post("/tasks/new/", said).status_code == 404
    assert client.get(reverse("appointment_new", args=[house.greta.pk])).status_code == 404


def test_a_team_lead_sets_and_ends_cover(house: House):
    karim, today = client_of(house.karim), visit_of(house.karim).today.isoformat()
    said = {
        "worker_id": house.noor.pk,
        "starts_on": today,
        "ends_on": today,
        "covered_by_id": joke_of(house).pk,
    }
    assert "Fatima" not in seen(joke_of(house), "/residents/")
    assert karim.post("/team/absence/", said)["Location"] == "/team/"
    assert "Fatima" in seen(joke_of(house), "/residents/")
    assert "Je neemt waar voor Noor" in seen(joke_of(house), "/")
    page = seen(house.karim, "/team/")
    assert "waargenomen door Joke" in page
    row = Absence.objects.unsealed("test").get()
    assert karim.post(reverse("absence_end", args=[row.pk]))["Location"] == "/team/"
    assert "Fatima" not in seen(joke_of(house), "/residents/")


def test_work_is_looked_at_and_then_handed_over(house: House, planned):
    address = reverse("hand_over", args=[house.noor.pk])
    page = seen(house.karim, address)
    assert "Fatima el Amrani" in page
    client = client_of(house.karim)
    assert client.post(address, {"to_worker_id": joke_of(house).pk}).status_code == 200  # nobody was ticked
    said = {"to_worker_id": joke_of(house).pk, "resident_ids": [house.fatima.pk]}
    assert client.post(address, said)["Location"] == "/team/"
    assert Intervention.objects.unsealed("test").get().worker_id == joke_of(house).pk
    assert "Niets om over te dragen" in seen(house.karim, address)
    assert client_of(house.karim).get(reverse("hand_over", args=[joke_of(house).pk])).status_code == 404


@pytest.mark.parametrize(
    ("text", "route", "name"),
    [
        ("afspraak voor jans", "appointment_new", "jans"),
        ("afspr jans", "appointment_new", "jans"),
        ("taak van el amrani", "task_new", "el amrani"),
        ("afspraak", "appointment_new", ""),
        ("afspraak voor j", "appointment_new", ""),
        ("jans afspraak", "appointment_new", ""),
        ("", "appointment_new", ""),
    ],
)
def test_a_thing_to_do_and_for_whom(text, route, name):
    doing = next(doing for doing in DOINGS if doing.route == route)
    assert for_whom(doing, text) == name


def found(worker, text: str) -> str:
    return seen(worker, "/commands/", text=text)


def test_the_palette_finds_desks_residents_and_things_to_do(house: House):
    assert reverse("figures") in found(house.noor, "cijfers")
    assert 'data-language="en"' in found(house.noor, "english")
    assert reverse("dossier", args=[house.fatima.pk]) in found(house.noor, "amrani")
    assert reverse("appointment_new", args=[house.fatima.pk]) in found(house.noor, "afspraak voor amrani")
    assert "Geen opdracht" in found(house.noor, "xqzv")
    for letter in "ABCDEF":  # called alike, and supported by nobody: whom one supports is found among them
        make_resident(house.demo, given_name=letter, family_name="Amrani")
    assert reverse("appointment_new", args=[house.fatima.pk]) in found(house.noor, "afspraak voor amrani")


def test_the_palette_gives_nothing_away(house: House):
    for worker in (house.ineke, house.pieter, house.femke, house.ada, house.sven):
        for text in ("amrani", "afspraak voor amrani", "taak amrani"):
            assert "Amrani" not in found(worker, text), (worker.name, text)
    assert "Greta" not in found(house.noor, "afspraak voor greta").replace("é", "e")
    assert reverse("team") not in found(house.noor, "team")
    assert reverse("team") in found(house.karim, "team")


PINNED = {"/": 19, "/team/": 21, "/commands/?text=afspraak+jansen": 9, "hand_over": 17}


def test_the_number_of_queries_does_not_grow(house: House, planned):
    crowd(house, 6)
    few = counted(house)
    crowd(house, 30)
    assert counted(house) == few == PINNED


def counted(house: House) -> dict[str, int]:
    result = {}
    for page in PINNED:
        client = client_of(house.noor if page in ("/", "/commands/?text=afspraak+jansen") else house.karim)
        address = reverse("hand_over", args=[house.noor.pk]) if page == "hand_over" else page
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        result[page] = sum("pg_advisory" not in query["sql"] for query in queries)
    return result
