"""Groups: an activity, its sessions, and the roll; a coordinator sees names and telephones, never stories."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from omzien.community.actions import add_activity, hold_session, roll_call
from omzien.community.models import Activity, Attendance, Session
from omzien.gate.models import LedgerLine
from tests.cast import House, client_of, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ineke(house: House) -> Client:
    return client_of(house.ineke)


@pytest.fixture
def activity_id(house: House) -> int:
    """Koffietijd, to which Fatima and Willem came last week."""
    visit = visit_of(house.ineke)
    made = add_activity(visit, name="Koffietijd", municipality_id=house.uitgeest.pk, topic="ontmoeting")
    held = hold_session(visit, activity_id=made, held_on=visit.today - timedelta(days=7))
    came = [house.fatima.pk, house.willem.pk]
    roll_call(visit, session_id=held, resident_ids=came, anonymous_heads=3)
    return made


def seen(client: Client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def rolled(house: House, **more) -> dict[str, Any]:
    """A roll of today with Fatima on it."""
    return {
        "held_on": visit_of(house.ineke).today.isoformat(),
        "present": [house.fatima.pk],
        "step": "save",
    } | more


def attendances(session: Session) -> set[int]:
    rows = Attendance.objects.unsealed("test").filter(session=session)
    return set(rows.values_list("resident_id", flat=True))


def latest() -> Session:
    return Session.objects.unsealed("test").latest("pk")


def test_the_list_says_what_there_is_and_typing_narrows_it(house: House, ineke: Client, activity_id: int):
    page = seen(ineke, "/groups/")
    assert "Koffietijd" in page
    assert "Ontmoeting" in page
    assert 'data-label="Bijeenkomsten">1</td>' in page
    assert "Geen activiteit heet zo" in seen(ineke, "/groups/", text="zwemmen")
    assert reverse("activity", args=[activity_id]) not in seen(client_of(house.bas), "/groups/")


def test_an_empty_list_says_what_to_do(house: House, ineke: Client):
    page = seen(ineke, "/groups/")
    assert "Er zijn nog geen activiteiten" in page
    assert reverse("new_activity") in page


def test_an_activity_is_made(house: House, ineke: Client):
    said = {"name": "Grip op je knip", "municipality_id": house.uitgeest.pk, "topic": "geld"}
    answer = ineke.post("/groups/new/", said | {"form": "physical", "kind": "group"})
    row = Activity.objects.unsealed("test").get()
    assert answer["Location"] == reverse("activity", args=[row.pk])
    assert "Nog geen bijeenkomst" in seen(ineke, answer["Location"])
    assert "Dit veld" in ineke.post("/groups/new/", {"name": ""}).content.decode()


def test_a_coordinator_sees_names_and_telephones_and_no_story(house: House, ineke: Client, activity_id: int):
    page = seen(ineke, reverse("activity", args=[activity_id]))
    for text in ("Fatima el Amrani", "0251 000 001", "Willem Dekker", "2 met naam, 3 zonder"):
        assert text in page
    for text in (
        "Al weken geen post",
        "brief van de gemeente",
        "1980",
        reverse("dossier", args=[house.fatima.pk]),
    ):
        assert text not in page


def test_the_roll_is_called_in_one_action(house: House, ineke: Client, activity_id: int):
    address = reverse("hold_session", args=[activity_id])
    page = seen(ineke, address)
    assert page.count('name="present"') == 2
    assert 'data-keys="a"' in page
    answer = ineke.post(address, rolled(house, anonymous_heads="5"))
    assert answer["Location"] == reverse("activity", args=[activity_id])
    session = latest()
    assert (session.anonymous_heads, attendances(session)) == (5, {house.fatima.pk})
    assert LedgerLine.objects.filter(act="hold_and_call").count() == 1


def test_somebody_who_is_no_regular_is_added_by_typing(house: House, ineke: Client, activity_id: int):
    address = reverse("hold_session", args=[activity_id])
    found = seen(ineke, reverse("roll_residents"), person_text="zee")
    assert f'name="add_resident" value="{house.greta.pk}"' in found
    page = ineke.post(address, rolled(house, step="", add_resident=house.greta.pk)).content.decode()
    assert page.count(" checked") == 2
    assert "Gréta van der Zee" in page
    assert latest().held_on != visit_of(house.ineke).today  # nothing was kept yet
    ineke.post(address, rolled(house, present=[house.fatima.pk, house.greta.pk]))
    assert attendances(latest()) == {house.fatima.pk, house.greta.pk}


def test_a_roll_is_corrected_afterwards(house: House, ineke: Client, activity_id: int):
    session = latest()
    address = reverse("session", args=[session.pk])
    page = seen(ineke, address)
    assert page.count(" checked") == 2
    moved = visit_of(house.ineke).today - timedelta(days=6)
    said = rolled(house, present=[house.willem.pk], anonymous_heads="1", held_on=moved.isoformat())
    assert ineke.post(address, said).status_code == 302
    row = latest()
    assert (row.held_on, row.anonymous_heads, attendances(row)) == (moved, 1, {house.willem.pk})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"held_on": "2999-01-01"}, "in de toekomst"),
        ({"held_on": ""}, "Gehouden op"),
        ({"anonymous_heads": "-1"}, "Mensen zonder naam"),
    ],
)
def test_a_mistake_keeps_nothing(
    house: House, ineke: Client, activity_id: int, changes: dict[str, Any], says: str
):
    before = Session.objects.unsealed("test").count()
    page = ineke.post(reverse("hold_session", args=[activity_id]), rolled(house, **changes)).content.decode()
    assert "error-summary" in page
    assert says in page
    assert Session.objects.unsealed("test").count() == before


def test_a_session_that_nobody_came_to_can_be_called_off(house: House, ineke: Client, activity_id: int):
    cancel = reverse("cancel_session", args=[latest().pk])
    ineke.post(cancel)
    assert not latest().cancelled  # people came
    ineke.post(reverse("hold_session", args=[activity_id]), rolled(house, present=[]))
    ineke.post(reverse("cancel_session", args=[latest().pk]))
    assert latest().cancelled
    assert '<span class="tag">' in seen(ineke, reverse("activity", args=[activity_id]))


def test_a_neighbour_is_not_on_any_roll(house: House, ineke: Client, activity_id: int):
    address = reverse("hold_session", args=[activity_id])
    assert ineke.post(address, rolled(house, present=[house.piet.pk])).status_code == 404
    for worker in (house.bas, house.femke, house.ada, house.sven):
        assert client_of(worker).get(address).status_code == 404
        assert client_of(worker).get(reverse("activity", args=[activity_id])).status_code == 404


def test_the_number_of_queries_does_not_grow(
    house: House, ineke: Client, activity_id: int, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counted() -> list[int]:
        found = []
        for address in (
            "/groups/",
            reverse("activity", args=[activity_id]),
            reverse("hold_session", args=[activity_id]),
        ):
            ineke.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert ineke.get(address).status_code == 200
            found.append(sum("pg_advisory" not in query["sql"] for query in queries))
        return found

    few = counted()
    visit = visit_of(house.ineke)
    for week in range(2, 9):
        held = hold_session(visit, activity_id=activity_id, held_on=visit.today - timedelta(weeks=week))
        roll_call(visit, session_id=held, resident_ids=[house.fatima.pk, house.greta.pk])
        add_activity(visit, name=f"Groep {week}", municipality_id=house.uitgeest.pk)
    assert counted() == few
