"""Looking after: follow-up calls with one key each, and who was not seen for long."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omzien.casework.actions import close_intervention, explore, register, start_intervention
from omzien.casework.models import Contact, ContactNote, FollowUp, Intervention
from omzien.organisation.models import Organisation
from omzien.organisation.queries import services
from tests.cast import House, client_of, make_resident, relate, visit_of
from tests.web.world import crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(house: House) -> Client:
    return client_of(house.noor)


def called_in(house: House, days: int, name: str = "Bel", worker=None) -> FollowUp:
    """Somebody whose support ended, with a call due in so many days (before today: overdue)."""
    visit = visit_of(worker or house.noor)
    resident = make_resident(house.demo, given_name="Jo", family_name=name, phone="0251 000 009")
    relate(resident, worker=worker or house.noor)
    day = visit.today - timedelta(days=60)
    asked = register(
        visit,
        resident_id=resident.pk,
        municipality_id=house.uitgeest.pk,
        registered_on=day,
        channel="eigen_initiatief",
        questions=[("financien", None)],
    )
    explore(visit, registration_id=asked, explored_on=day)
    service = next(service for service in services(visit) if service.key == "SJD")
    support = start_intervention(
        visit, registration_id=asked, service_id=service.id, form="light_support", started_on=day
    )
    ended = visit.today - timedelta(days=40)
    due = visit.today + timedelta(days=days)
    close_intervention(visit, intervention_id=support, ended_on=ended, result="doel_bereikt", call_on=due)
    return FollowUp.objects.unsealed("test").latest("pk")


def seen(client: Client, address: str, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_the_list_says_who_is_overdue_due_and_soon(house: House, noor: Client):
    called_in(house, -3, "Eerder")
    called_in(house, 5, "Straks")
    called_in(house, 30, "Later")
    page = seen(noor, "/calls/")
    assert page.index("Jo Eerder") < page.index("Jo Straks")
    assert "Jo Later" not in page
    assert "0251 000 009" in page
    assert page.count('data-key="1"') == 2


def test_an_empty_list_leads_to_who_was_not_seen(house: House, noor: Client):
    assert reverse("unseen") in seen(noor, "/calls/")


def test_a_key_notes_the_outcome_and_a_wrong_key_is_taken_back(house: House, noor: Client):
    call = called_in(house, -3)
    page = noor.post(reverse("make_call", args=[call.pk]), {"outcome": "gaat_goed"}).content.decode()
    row = FollowUp.objects.unsealed("test").select_related("outcome").get()
    assert (row.done_on, row.outcome.key) == (visit_of(house.noor).today, "gaat_goed")
    assert "Genoteerd: Jo Bel" in page
    noor.post(reverse("take_back_call", args=[call.pk]))
    row = FollowUp.objects.unsealed("test").get()
    assert (row.done_on, row.outcome_id) == (None, None)


def test_what_is_not_an_outcome_is_said_and_not_kept(house: House, noor: Client):
    call = called_in(house, -3)
    page = noor.post(reverse("make_call", args=[call.pk]), {"outcome": "onzin"}).content.decode()
    assert "notice--danger" in page
    assert FollowUp.objects.unsealed("test").get().done_on is None
    noor.post(reverse("make_call", args=[call.pk]), {"outcome": "gaat_goed"})
    twice = noor.post(reverse("make_call", args=[call.pk]), {"outcome": "wisselend"}).content.decode()
    assert "notice--danger" in twice


def test_a_new_question_goes_on_to_a_registration_in_one_step(house: House, noor: Client):
    call = called_in(house, -3)
    answer = noor.post(reverse("make_call", args=[call.pk]), {"outcome": "nieuwe_vraag"})
    assert answer["Location"] == f"{reverse('register')}?resident_id={call.resident_id}"
    assert "Jo Bel" in seen(noor, answer["Location"])
    assert FollowUp.objects.unsealed("test").get().done_on


def test_the_team_has_a_list_of_its_own(house: House):
    call = called_in(house, -1, "Van Noor")
    karim = client_of(house.karim)
    assert "Van Noor" not in seen(karim, "/calls/")
    assert "Van Noor" in seen(karim, "/calls/", whose="all")
    assert client_of(house.sven).post(reverse("make_call", args=[call.pk]), {}).status_code == 404
    assert client_of(house.bas).get("/calls/").status_code == 404


def age(weeks: int) -> None:
    """Make all contacts and starts so many weeks older."""
    for contact in Contact.objects.unsealed("test"):
        Contact.objects.unsealed("test").filter(pk=contact.pk).update(
            held_on=contact.held_on - timedelta(weeks=weeks)
        )
    for row in Intervention.objects.unsealed("test"):
        start = row.started_on - timedelta(weeks=weeks)
        Intervention.objects.unsealed("test").filter(pk=row.pk).update(started_on=start)


def test_who_was_not_seen_for_long_is_called_and_noted_on_the_spot(house: House, noor: Client):
    assert "Iedereen is gezien" in seen(noor, "/calls/unseen/")
    age(7)
    page = seen(noor, "/calls/unseen/")
    assert "Fatima el Amrani" in page
    assert "Iedereen is gezien" in seen(noor, "/calls/unseen/", weeks="8")
    support = Intervention.objects.unsealed("test").get()
    said = {"note": "Alles rustig, belt zelf als er iets is.", "minutes": "5", "weeks": "6"}
    page = noor.post(reverse("note_unseen", args=[support.pk]), said).content.decode()
    assert "Fatima" not in page[page.index('id="unseen"') :]
    contact = Contact.objects.unsealed("test").select_related("kind").latest("pk")
    assert (contact.kind.key, contact.minutes, contact.intervention_id) == ("telefoon", 5, support.pk)
    assert ContactNote.objects.unsealed("test").latest("pk").text.startswith("Alles rustig")


def test_the_organisation_sets_how_long_is_long(house: House, noor: Client):
    age(7)
    Organisation.objects.filter(pk=house.demo.pk).update(unseen_weeks=9)
    assert "Iedereen is gezien" in seen(noor, "/calls/unseen/")


def test_minutes_that_cannot_be_are_said_and_what_was_typed_stays(house: House, noor: Client):
    age(7)
    support = Intervention.objects.unsealed("test").get()
    page = noor.post(
        reverse("note_unseen", args=[support.pk]), {"note": "Half", "minutes": "9999"}
    ).content.decode()
    assert "error-summary" in page
    assert ">Half</textarea>" in page


def test_the_number_of_queries_does_not_grow(house: House, noor: Client):
    def counted() -> list[int]:
        found = []
        for address in ("/calls/", "/calls/unseen/?weeks=1"):
            noor.get(address)
            with CaptureQueriesContext(connection) as queries:
                noor.get(address)
            found.append(sum("pg_advisory" not in query["sql"] for query in queries))
        return found

    called_in(house, -3)
    crowd(house, 2)
    few = counted()
    called_in(house, -4)
    crowd_more(house)
    assert counted() == few


def crowd_more(house: House) -> None:
    for number in range(3):
        called_in(house, -number, f"Meer {number}")
