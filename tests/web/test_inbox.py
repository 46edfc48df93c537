"""The inbox and the waiting list through Django's client: roles, what is shown, hostile input, queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from omzien.casework import actions
from omzien.casework.models import Arrival, ArrivalAttempt, Referral, Registration
from omzien.casework.rules.arriving import Told
from omzien.gate.visit import Role
from omzien.organisation.queries import partners, services
from omzien.people.models import ContactDetails, Resident
from tests.cast import client_of, visit_of
from tests.web.forms import typed

pytestmark = pytest.mark.django_db
TOLD = Told(given_name="Samira", family_name="Haddad", phone="0612345678", story="De huur is niet betaald.")
ROLES = {Role.WORKER, Role.TEAM_LEAD, Role.FRONT_DESK}
ODD = ("", "x" * 3000, "<script>alert(1)</script>", "-1", "9" * 30, "\u202e", "2026-13-45.arrival.1")


def take_in(house, **more) -> int:
    visit = visit_of(house.bas)
    fields: dict[str, Any] = {"way": "phone", "told": TOLD}
    return actions.receive(visit, **(fields | more))


def shown(client, address, **query) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def posted(client, address, sent) -> str:
    """Where one is sent on to after a form."""
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"])


def the(arrival_id) -> Arrival:
    found: Arrival = Arrival.objects.unsealed("test").get(pk=arrival_id)
    return found


def test_the_desks_are_there_for_who_triages(house):
    arrival_id = take_in(house)
    for role, worker in house.staff.items():
        client = client_of(worker)
        for route in ("inbox", "waiting", "take_in", "take_in_signal"):
            assert client.get(reverse(route)).status_code == (200 if role in ROLES else 404), (role, route)
        report = client.get(reverse("take_in_report")).status_code
        assert report == (200 if role in {Role.WORKER, Role.TEAM_LEAD} else 404), role
        one = client.get(reverse("arrival", args=[arrival_id])).status_code
        assert one == (200 if role in {Role.FRONT_DESK, Role.TEAM_LEAD} else 404), role
    assert client_of(house.sven).get(reverse("arrival", args=[arrival_id])).status_code == 404
    assert "Haddad" not in shown(client_of(house.sven), reverse("inbox"))


def test_from_a_call_to_a_registration(house):
    client = client_of(house.bas)
    sent = {
        "way": "partner",
        "partner_id": partners(visit_of(house.bas))[0].pk,
        "family_name": "Haddad",
        "given_name": "Samira",
        "phone": "0612345678",
        "street": "Dorpsstraat",
        "house_number": "7",
        "received_on": visit_of(house.bas).today.isoformat(),
        "story": "De huur is niet betaald.",
    }
    assert client.post(reverse("take_in"), sent).status_code == 302
    arrival_id = Arrival.objects.unsealed("test").get().pk
    assert "Samira Haddad" in shown(client, reverse("inbox"))
    address = reverse("arrival", args=[arrival_id])
    page = shown(client, address)
    assert "De huur is niet betaald." in page
    opened = client.get(address).context["forms"]["add"].initial
    filled_in = {name: value for name, value in opened.items() if value}
    new = {"do": "add", "municipality_id": house.uitgeest.pk}  # the rest was typed before
    assert posted(client, address, filled_in | new) == address
    known = Resident.objects.unsealed("test").get(family_name="Haddad", given_name="Samira")
    reach = ContactDetails.objects.unsealed("test").get(resident=known)
    assert (reach.phone, reach.street, reach.house_number) == ("0612345678", "Dorpsstraat", "7")
    assert the(arrival_id).resident_id == known.pk
    asked = {"question": "financien.schulden", "second": "huisvesting", "triage": "right_place"}
    assert posted(client, address, {"do": "register"} | asked) == reverse("inbox")
    row = Registration.objects.unsealed("test").select_related("channel").get(resident=known)
    assert (row.channel.key, row.triage) == ("verwezen", "right_place")
    assert Referral.objects.unsealed("test").filter(registration=row, direction="incoming").count() == 1
    assert "Samira Haddad" not in shown(client, reverse("inbox"))


def test_who_it_may_be_is_shown_and_searched(house):
    arrival_id = take_in(house, told=Told(given_name="Fatima", family_name="Amrani"))
    client, address = client_of(house.bas), reverse("arrival", args=[arrival_id])
    assert "Fatima el Amrani" in shown(client, address)
    assert "Willem Dekker" in shown(client, address, text="willem dekker")
    typed = client.get(address, {"text": "willem dekker"}, headers={"HX-Request": "true"}).content.decode()
    assert "Willem Dekker" in typed
    assert "<h1" not in typed
    client.post(address, {"do": "match", "resident_id": house.willem.pk})
    assert the(arrival_id).resident_id == house.willem.pk
    client.post(address, {"do": "match", "resident_id": ""})
    assert the(arrival_id).resident_id is None
    assert client.post(address, {"do": "match", "resident_id": house.piet.pk}).status_code == 404
    assert the(arrival_id).resident_id is None


def test_a_row_is_taken_up_and_that_is_undone(house):
    arrival_id, client = take_in(house), client_of(house.karim)
    item = f"arrival.{arrival_id}"
    answer = client.post(reverse("inbox"), {"do": "take", "item": item}, follow=True)
    assert the(arrival_id).worker_id == house.karim.pk
    assert 'value="undo"' in answer.content.decode()
    client.post(reverse("inbox"), {"do": "tried", "item": item})
    assert ArrivalAttempt.objects.unsealed("test").count() == 1
    client.post(reverse("inbox"), {"do": "undo", "item": item})
    assert (the(arrival_id).worker_id, the(arrival_id).team_id) == (None, None)


def test_a_registration_is_taken_up_and_that_is_undone(house):
    row = Registration.objects.unsealed("test").get(resident=house.willem)
    client, item = client_of(house.karim), f"registration.{row.pk}"
    client.post(reverse("inbox"), {"do": "take", "item": item})
    assert Registration.objects.unsealed("test").get(pk=row.pk).triage == "right_place"
    client.post(reverse("inbox"), {"do": "undo", "item": item})
    assert Registration.objects.unsealed("test").get(pk=row.pk).triage == ""


@pytest.mark.parametrize("do", ["here", "advice", "elsewhere"])
def test_the_first_look_at_a_registration(house, do):
    row = Registration.objects.unsealed("test").get(resident=house.willem)
    client, address = client_of(house.karim), reverse("triage", args=[row.pk])
    assert "Willem Dekker" in shown(client, address)
    untouched = typed(client, address, do=do if do != "here" else "no such thing")  # nothing was chosen
    assert client.post(address, untouched).status_code == 200
    assert Registration.objects.unsealed("test").get(pk=row.pk).triage == ""
    visit = visit_of(house.karim)
    sent = {"do": do, "service_id": services(visit)[0].pk, "partner_id": partners(visit)[0].pk}
    assert posted(client, address, sent) == reverse("inbox")
    verdicts = {"here": "right_place", "advice": "advice_done", "elsewhere": "elsewhere"}
    assert Registration.objects.unsealed("test").get(pk=row.pk).triage == verdicts[do]
    assert client.get(address).status_code == 200


def test_what_is_wrong_is_said_and_nothing_is_changed(house):
    arrival_id, client = take_in(house), client_of(house.bas)
    address = reverse("arrival", args=[arrival_id])
    for wrong in (
        {"do": "end", "step": "give_up"},
        {"do": "end", "step": "burn"},
        {"do": "register", "question": "financien", "triage": "right_place"},
        {"do": "register", "question": "onzin"},
        {"do": "tried", "kind": "rook", "tried_on": "gisteren"},
        {"do": "add", "family_name": ""},
        {"do": "result", "result": "zelf_opgelost"},
        {"do": "assign", "worker_id": "abc"},
    ):
        answer = client.post(address, wrong)
        assert answer.status_code in (200, 404), wrong
        assert the(arrival_id).outcome == ""
    page = client.post(address, {"do": "end", "step": "give_up"}).content.decode()
    assert 'role="alert"' in page


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_and_odd_forms_do_no_harm(house, odd):
    arrival_id, client = take_in(house), client_of(house.bas)
    for name in ("way", "team", "municipality", "late", "after", "before", "did", "item", "page", "step"):
        for route in ("inbox", "waiting"):
            assert client.get(reverse(route), {name: odd}).status_code == 200, (route, name)
    assert client.get(reverse("arrival", args=[arrival_id]), {"text": odd}).status_code == 200
    for do in ("take", "tried", "undo", odd):
        assert client.post(reverse("inbox"), {"do": do, "item": odd}).status_code == 302
    page = client.get(reverse("inbox"), {"item": odd, "did": "take", "way": odd}).content.decode()
    assert "<script>alert(1)" not in page
    assert client.post(reverse("waiting"), {"registration_id": odd, "reason": odd}).status_code in (200, 404)


def test_what_was_told_is_shown_as_text(house):
    nasty = Told(
        family_name='"><img src=x onerror=alert(1)>', phone="javascript:alert(1)", story="<b>dik</b>"
    )
    arrival_id = take_in(house, told=nasty)
    client = client_of(house.bas)
    for page in (shown(client, reverse("inbox")), shown(client, reverse("arrival", args=[arrival_id]))):
        assert "<img src=x" not in page
        assert "<b>dik</b>" not in page


def test_a_late_wait_says_why_in_the_list(house):
    row = Registration.objects.unsealed("test").get(resident=house.willem)
    client = client_of(house.karim)
    page = shown(client, reverse("waiting"))
    assert "Willem Dekker" in page
    client.post(reverse("waiting"), {"registration_id": row.pk, "reason": "capaciteit"})
    said = Registration.objects.unsealed("test").select_related("over_norm_reason").get(pk=row.pk)
    assert said.over_norm_reason
    assert said.over_norm_reason.key == "capaciteit"
    assert "Willem Dekker" not in shown(client, reverse("waiting"), unexplained="on")


def test_the_front_desk_reads_nothing_of_a_report(house):
    karim = visit_of(house.karim)
    arrival_id = actions.receive_safety_report(karim, told=TOLD, text="De buren hoorden geschreeuw.")
    actions.match_arrival(karim, arrival_id=arrival_id, resident_id=house.willem.pk)
    client = client_of(house.bas)
    for page in (shown(client, reverse("inbox")), shown(client, reverse("arrival", args=[arrival_id]))):
        assert "geschreeuw" not in page
        assert "Haddad" not in page
        assert "huur" not in page
    assert "geschreeuw" in shown(client_of(house.karim), reverse("arrival", args=[arrival_id]))


def test_who_waits_leads_the_front_desk_to_the_question_and_a_worker_to_the_dossier(house):
    asked = actions.register(
        visit_of(house.noor),
        resident_id=house.fatima.pk,
        municipality_id=house.uitgeest.pk,
        registered_on=visit_of(house.noor).today,
        channel="outreach",
        questions=[("financien", None)],
    )
    look, read = reverse("triage", args=[asked]), reverse("dossier", args=[house.fatima.pk])
    for address in ("/", reverse("waiting")):
        assert f'href="{look}"' in shown(client_of(house.bas), address)
        assert f'href="{read}"' in shown(client_of(house.noor), address)


def test_pages_ask_a_fixed_number_of_queries(house):
    def asked(route) -> int:
        client = client_of(house.bas)
        client.get(reverse(route))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(route)).status_code == 200
        return len(caught)

    take_in(house)
    few = {route: asked(route) for route in ("inbox", "waiting")}
    day = visit_of(house.bas).today
    for number in range(30):
        take_in(house, received_on=day - timedelta(days=number))
        Registration(
            organisation=house.demo,
            resident=house.greta,
            municipality=house.uitgeest,
            registered_on=day - timedelta(days=40 + number),
            channel_id=Registration.objects.unsealed("test").values_list("channel_id", flat=True)[0],
            triage="right_place" if number % 2 else "",
            worker=house.noor,
        ).save()
    assert {route: asked(route) for route in few} == few
