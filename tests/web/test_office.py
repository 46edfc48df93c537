"""The office: what was agreed, the public form open or shut, and instruments as data."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from omzien.casework.models import ArrivalWords
from omzien.gate.visit import Role
from omzien.organisation.models import Organisation, Service, Worker
from omzien.organisation.queries import badge_of
from omzien.outcomes.actions import found_instruments, record_measurement
from omzien.outcomes.queries import instrument
from omzien.web.desks.asking.protection import new_token
from tests.cast import House, client_of, visit_of
from tests.web.forms import typed

pytestmark = pytest.mark.django_db
AGREED = "/office/agreements/"
NEW = "/office/instruments/new/"
OWN = {
    "name": "Buurtlijst",
    "version": "1",
    "lowest": "0",
    "highest": "4",
    "items": "Ik ken mijn buren; I know my neighbours\nIk voel mij alleen; I feel alone; alleen; x",
    "levels": "0; nooit; never\n4; altijd",
    "scoring": "sum",
    "times": "1",
    "least_answered": "2",
    "measures_impact": "on",
}


@pytest.fixture
def ada(house: House) -> Client:
    return client_of(house.ada)


def test_norms_and_terms_are_agreed_on_one_page(house: House, ada: Client):
    amw = Service.objects.get(organisation=house.demo, key="AMW")
    changed = {"exploration_norm_days": "10", f"service-{amw.pk}": "20", "ended_arrival_days": "30"}
    assert ada.post(AGREED, typed(ada, AGREED, **changed))["Location"] == reverse("office")
    house.demo.refresh_from_db()
    amw.refresh_from_db()
    assert (house.demo.exploration_norm_days, house.demo.ended_arrival_days, amw.keep_years) == (10, 30, 20)
    assert house.demo.takes_requests
    wrong = ada.post(AGREED, typed(ada, AGREED, public_threshold="2"))
    assert "minstens zo grof" in wrong.content.decode()


def test_who_agrees_second_sees_what_was_agreed_meanwhile(house: House, ada: Client):
    mine = typed(ada, AGREED, unseen_weeks="8")
    Organisation.objects.filter(pk=house.demo.pk).update(exploration_norm_days=7)
    answer = ada.post(AGREED, mine)
    assert 'name="pick-exploration_norm_days" value="theirs" checked' in answer.content.decode()
    house.demo.refresh_from_db()
    assert house.demo.unseen_weeks == 6


def test_a_public_form_that_is_shut_says_where_to_go(house: House, ada: Client, client: Client):
    address = reverse("ask", args=["demo"])
    held = new_token("demo")
    sent = typed(ada, AGREED)
    del sent["takes_requests"]
    ada.post(AGREED, sent)
    page = client.get(address).content.decode()
    assert "U kunt hier nu geen hulp vragen" in page
    assert "<form" not in page
    assert client.post(address, {"story": "Hulp!"}).status_code == 200
    assert not ArrivalWords.objects.unsealed("test").exists()
    assert "<form" in client.post(address, {"token": held}).content.decode(), "who had it open may finish"
    assert "<form" in client.get(reverse("ask", args=["overkant"])).content.decode()


def test_an_instrument_of_ones_own_is_measured_with(house: House, ada: Client):
    assert ada.post(NEW, OWN)["Location"] == reverse("instruments")
    card = instrument(visit_of(house.ada), key="buurtlijst_1")
    assert [(item.key, item.name_en, item.is_reversed) for item in card.items] == [
        ("ik_ken_mijn_buren", "I know my neighbours", False),
        ("alleen", "I feel alone", True),
    ]
    assert card.total({"ik_ken_mijn_buren": 3, "alleen": 1}) == 6
    page = client_of(house.noor).get(reverse("measure", args=[house.fatima.pk]), {"instrument": card.key})
    assert "Ik ken mijn buren" in page.content.decode()


def test_a_new_version_begins_with_the_old_which_is_offered_no_more(house: House, ada: Client):
    found_instruments(visit_of(house.ada))
    noor, address = visit_of(house.noor), f"{NEW}?of=zrm_2017"
    scored: dict[str, Any] = {"moment": "start", "measured_on": noor.today, "scores": {"financien": 2}}
    record_measurement(noor, resident_id=house.fatima.pk, instrument_key="zrm_2017", **scored)
    before = instrument(noor, key="zrm_2017")
    assert ada.post(address, typed(ada, address, version="2027", key="zrm_2027")).status_code == 302
    after = instrument(noor, key="zrm_2027")
    assert [item.key for item in after.items] == [item.key for item in before.items]
    assert after.levels == before.levels
    assert not instrument(noor, key="zrm_2017").in_use
    assert client_of(house.noor).get(reverse("measured", args=[house.fatima.pk])).status_code == 200
    assert ada.post(reverse("instrument_offered")).status_code == 302
    ada.post(reverse("instrument_offered"), {"instrument": "zrm_2017", "in_use": "yes"})
    assert instrument(noor, key="zrm_2017").in_use


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"highest": "11"}, "een schaal loopt van"),
        ({"items": ""}, "verplicht"),
        ({"items": "A; a; x1\nB; b; x1"}, "“x1” staat er twee keer"),
        ({"items": "Naam; name; Geen Sleutel"}, "“Geen Sleutel” is geen sleutel"),
        ({"levels": "nooit"}, "een getal, ; en een naam"),
        ({"levels": "9; te hoog"}, "een niveau valt buiten de schaal"),
        ({"scoring": ""}, "kies een totaal"),
        ({"least_answered": "3"}, "tussen 1 en het aantal onderdelen"),
        ({"key": "zrm_2017"}, "er is al een instrument zrm_2017"),
    ],
)
def test_what_cannot_be_measured_with_is_refused(house: House, ada: Client, change: Any, told: str):
    found_instruments(visit_of(house.ada))
    assert told in ada.post(NEW, OWN | change).content.decode()
    assert "Buurtlijst" not in ada.get(reverse("instruments")).content.decode()


def test_a_worker_begins_gets_another_role_and_leaves(house: House, ada: Client):
    new = reverse("worker_new")
    said = {"name": "Joris", "username": "joris", "password": "een lang geheim", "roles": ["worker"]}
    assert "wachtwoord is te kort" in ada.post(new, said | {"password": "kort"}).content.decode()
    assert ada.post(new, said | {"team_ids": [str(house.team.pk)]})["Location"] == reverse("office")
    joris = Worker.objects.unsealed("test").get(name="Joris")
    assert joris.account
    assert joris.account.check_password("een lang geheim")
    address = reverse("worker", args=[joris.pk])
    last = visit_of(house.ada).today
    changed = typed(ada, address, roles=["front_desk"], last_day=last.isoformat())
    assert ada.post(address, changed)["Location"] == reverse("office")
    assert (badge := badge_of(joris.account.pk, last))
    assert (set(badge.roles), set(badge.team_ids)) == ({Role.FRONT_DESK}, {house.team.pk})
    assert badge_of(joris.account.pk, last + timedelta(days=1)) is None


def test_the_last_administrator_stays(house: House, ada: Client):
    address = reverse("worker", args=[house.ada.pk])
    answer = ada.post(address, typed(ada, address, roles=[]))
    assert "beheerder" in answer.content.decode()
    assert ada.get(reverse("office")).status_code == 200
