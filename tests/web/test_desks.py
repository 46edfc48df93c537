"""Every desk through Django's client: for whom it is, what it shows, and how many queries it takes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omzien.gate.models import BrokenGlass
from omzien.gate.visit import Role
from tests.cast import House, client_of
from tests.web.world import crowd

pytestmark = pytest.mark.django_db

SUPPORT = {Role.WORKER, Role.TEAM_LEAD, Role.FRONT_DESK}
OPEN_TO = {
    "day": set(Role),
    "components": set(Role),
    "commands": set(Role),
    "register": SUPPORT,
    "register_residents": SUPPORT,
    "register_questions": SUPPORT,
    "residents": {*SUPPORT, Role.COORDINATOR},
    "figures": {Role.WORKER, Role.TEAM_LEAD, Role.COORDINATOR, Role.ANALYST},
    "reports": {Role.TEAM_LEAD, Role.ANALYST},
    "privacy": {Role.PRIVACY_OFFICER},
    "office": {Role.ADMINISTRATOR},
    "groups": {*SUPPORT, Role.COORDINATOR},
    "new_activity": {Role.WORKER, Role.TEAM_LEAD, Role.COORDINATOR},
    "calls": {Role.WORKER, Role.TEAM_LEAD},
    "unseen": {Role.WORKER, Role.TEAM_LEAD},
    "safety": {Role.WORKER, Role.TEAM_LEAD},
}

COUNTING = ("figures", "reports")


def seen(client: Client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_each_desk_is_there_for_its_roles_only(house: House):
    for role, worker in house.staff.items():
        client = client_of(worker)
        for route, roles in OPEN_TO.items():
            if role in roles and route in COUNTING:
                continue  # test_figures.py opens these, with facts to count
            expected = 200 if role in roles else 404
            assert client.get(reverse(route)).status_code == expected, (route, role)


def test_the_menu_names_exactly_the_desks_that_open(house: House):
    for role, worker in house.staff.items():
        page = seen(client_of(worker), "/")
        for route in ("register", "residents", "groups", "figures", "reports", "privacy", "office"):
            is_there = f'href="{reverse(route)}"' in page
            assert is_there == (role in OPEN_TO[route]), (route, role)


def test_my_day_shows_who_waits_and_my_caseload(house: House):
    page = seen(client_of(house.noor), "/")
    assert "Fatima el Amrani" in page
    assert "Willem Dekker" in page
    assert "Gréta" not in page


def test_search_finds_by_part_of_the_name_and_by_birth_date(house: House):
    client = client_of(house.bas)
    assert "Gréta van der Zee" in seen(client, "/residents/", text="greta")
    assert "Willem Dekker" in seen(client, "/residents/", text="29-02-1948")
    assert "Niemand heet zo" in seen(client, "/residents/", text="onbestaand")
    assert "Piet" not in seen(client, "/residents/", text="piet")


def test_htmx_gets_the_list_alone(house: House):
    answer = client_of(house.noor).get("/residents/", {"text": "fatima"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.lstrip().startswith('<div id="residents-list"')
    assert "HX-Request" in answer["Vary"]


def test_a_long_list_has_pages(house: House):
    crowd(house, 30)
    client = client_of(house.noor)
    first, second = (
        seen(client, "/residents/", text="jansen"),
        seen(client, "/residents/", text="jansen", page="2"),
    )
    assert "Jansen000" in first
    assert "Jansen029" not in first
    assert "Jansen029" in second
    assert "Niemand" in seen(client, "/residents/", text="jansen", page="999")


def test_a_coordinator_finds_names_without_a_way_in(house: House):
    page = seen(client_of(house.ineke), "/residents/", text="fatima")
    assert "Fatima el Amrani" in page
    assert reverse("dossier", args=[house.fatima.pk]) not in page


def test_the_dossier_shows_person_time_line_and_open_things(house: House):
    page = seen(client_of(house.noor), reverse("dossier", args=[house.fatima.pk]))
    for text in (
        "0251 000 001",
        "Gebeld over de brief",
        "Al weken geen post geopend",
        "Elke week mijn post open",
    ):
        assert text in page


def test_the_time_line_is_filtered(house: House):
    client, address = client_of(house.noor), reverse("dossier", args=[house.fatima.pk])
    page = client.get(address, {"kind": "contact"}, headers={"HX-Request": "true"}).content.decode()
    assert "Gebeld over de brief" in page
    assert "Vraagverkenning" not in page


def test_another_residents_record_asks_why(house: House):
    client, address = client_of(house.noor), reverse("dossier", args=[house.greta.pk])
    answer = client.get(address)
    asks = reverse("open_glass", args=[house.greta.pk])
    assert answer["Location"] == asks
    assert "Je begeleidt deze persoon niet" in seen(client, asks)
    short = client.post(asks, {"reason": "zomaar"})
    assert short.status_code == 200
    assert not BrokenGlass.objects.exists()
    opened = client.post(asks, {"reason": "Crisis: de buren belden, collega is ziek."})
    assert opened["Location"] == address
    assert "vier uur" in seen(client, address)


def test_the_privacy_officer_sees_the_broken_glass_and_says_it_was_looked_at(house: House):
    asks = reverse("open_glass", args=[house.greta.pk])
    client_of(house.noor).post(asks, {"reason": "Crisis: de buren belden."})
    femke = client_of(house.femke)
    assert re.search(
        r">1</span> dossier is met een reden geopend, en nog niet bekeken", seen(femke, "/how-it-stands/")
    )
    page = seen(femke, "/privacy/")
    assert "Crisis: de buren belden." in page
    glass = BrokenGlass.objects.get()
    assert femke.post("/privacy/review/", {"glass_id": glass.pk}).status_code == 302
    glass.refresh_from_db()
    assert glass.reviewed_at
    assert "Noor" in seen(femke, reverse("ledger", args=[house.greta.pk]))


def test_the_neighbours_worker_never_sees_anything(house: House):
    client = client_of(house.sven)
    for resident in (house.fatima, house.willem, house.greta):
        for route in ("dossier", "open_glass", "ledger"):
            assert client.get(reverse(route, args=[resident.pk])).status_code == 404
    assert "Fatima" not in seen(client, "/residents/", text="fatima")
    assert "Fatima" not in seen(client, "/register/residents/", resident_text="fatima")


def test_the_office_names_workers_and_norms(house: House):
    page = seen(client_of(house.ada), "/office/")
    assert "Karim" in page
    assert "teamleider" in page
    assert "14 dagen" in page
    assert "Sven" not in page


PINNED = {
    "/": 19,
    "/residents/?text=jan": 9,
    "/residents/": 8,
    "/register/": 11,
    "/register/residents/?resident_text=jan": 9,
    "/register/questions/?question_text=geld": 7,
    "dossier": 21,
}


def test_the_number_of_queries_does_not_grow(house: House):
    crowd(house, 6)  # with fewer the search goes on to names that sound a little otherwise
    assert counted(house) == PINNED
    crowd(house, 40)
    assert counted(house) == PINNED


def counted(house: House) -> dict[str, int]:
    client, found = client_of(house.noor), {}
    for page in PINNED:
        address = reverse("dossier", args=[house.fatima.pk]) if page == "dossier" else page
        client.get(address)  # after changes the facts are counted anew, once
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[page] = sum("pg_advisory" not in query["sql"] for query in queries)  # the ledger's, there only
    return found


def test_the_privacy_officer_answers_a_request(house: House):
    femke = client_of(house.femke)
    everything = femke.post(reverse("inspection", args=[house.fatima.pk]))
    assert "Amrani" in everything.content.decode()
    address = reverse("erasure", args=[house.fatima.pk])
    assert "op welke grond" in femke.post(address, {"ground": "kort"}).content.decode()
    assert femke.post(address, {"ground": "De inwoner vroeg erom."})["Location"] == reverse("privacy")
    assert "Fatima el Amrani" not in seen(femke, "/privacy/?text=fatima")
