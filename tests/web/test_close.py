"""Closing on one page, and opening again: what is missing is said and filled in there, in one action."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from omzien.casework.actions import triage
from omzien.casework.models import Factor, FollowUp, Goal, Intervention, Referral, Registration, Reopening
from omzien.gate.models import LedgerLine
from omzien.organisation.models import Partner
from omzien.organisation.queries import partners
from omzien.outcomes.actions import found_instruments
from omzien.outcomes.models import Measurement, Score
from omzien.people.models import TreatmentRelation
from tests.cast import House, client_of, command_visit, fresh, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    found_instruments(command_visit(standing_house.demo))
    return standing_house


@pytest.fixture
def noor(house: House) -> Client:
    return client_of(house.noor)


def support() -> Intervention:
    return Intervention.objects.unsealed("test").select_related("service").get()


def said(house: House, **more) -> dict[str, Any]:
    """Everything that the service of Fatima's support demands."""
    today = visit_of(house.noor).today
    goal = Goal.objects.unsealed("test").get()
    scores = {f"scores.{key}": "4" for key in ("financien", "huisvesting")}
    return {
        f"goal.{goal.pk}": "met",
        "result": "doel_bereikt",
        "ended_on": today.isoformat(),
        "call_on": (today + timedelta(days=30)).isoformat(),
        **scores,
    } | more


def address() -> str:
    return reverse("close", args=[support().pk])


def test_the_page_says_what_this_service_still_needs(house: House, noor: Client):
    page = noor.get(address()).content.decode()
    for text in ("Nog nodig", "de eindmeting", "het resultaat", "Elke week mijn post open"):
        assert text in page
    assert len(re.findall("data-score[ >]", page)) == 13 + 2  # the domains, one goal, the result


def test_all_is_closed_in_one_action(house: House, noor: Client):
    lines = LedgerLine.objects.filter(act="close").count()
    partner = Partner.objects.order_by("pk")[0]
    answer = noor.post(address(), said(house, factors=["laaggeletterdheid"], partner_id=partner.pk))
    assert answer["Location"] == reverse("dossier", args=[house.fatima.pk])
    row, today = support(), visit_of(house.noor).today
    assert (row.ended_on, row.result.key) == (today, "doel_bereikt")
    assert Goal.objects.unsealed("test").get().attainment == "met"
    assert Measurement.objects.unsealed("test").get().moment == "end"
    assert Score.objects.unsealed("test").count() == 2
    assert Factor.objects.unsealed("test").get().factor.key == "laaggeletterdheid"
    assert Referral.objects.unsealed("test").filter(partner=partner, intervention=row).exists()
    assert FollowUp.objects.unsealed("test").get().due_on == today + timedelta(days=30)
    assert Registration.objects.unsealed("test").get(resident=house.fatima).closed_on == today
    assert LedgerLine.objects.filter(act="close").count() == lines + 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"result": ""}, "kies het resultaat"),
        ({"scores.financien": "", "scores.huisvesting": ""}, "eindmeting"),
        ({"scores.financien": "9"}, "Financiën"),
        ({"ended_on": "2999-01-01", "call_on": ""}, "toekomst"),
        ({"call_on": "2019-01-01"}, "Nabellen op"),
    ],
)
def test_a_refusal_keeps_nothing(house: House, noor: Client, changes: dict[str, Any], says: str):
    page = noor.post(address(), said(house, **changes)).content.decode()
    assert "error-summary" in page
    assert says in page
    assert support().ended_on is None
    assert not Measurement.objects.unsealed("test").exists()
    assert Goal.objects.unsealed("test").get().attainment == ""


def test_of_what_was_broken_off_only_the_result_is_asked_and_nobody_calls(house: House, noor: Client):
    told = {"result": "verhuisd", "broken_off": "on", "ended_on": visit_of(house.noor).today.isoformat()}
    assert noor.post(address(), told).status_code == 302
    assert support().result.key == "verhuisd"
    assert not FollowUp.objects.unsealed("test").exists()


def test_an_empty_day_plans_no_call(house: House, noor: Client):
    noor.post(address(), said(house, call_on=""))
    assert support().ended_on
    assert not FollowUp.objects.unsealed("test").exists()


def test_without_a_goal_one_is_written_here(house: House, noor: Client):
    Goal.objects.unsealed("test").all().delete()
    told = {"result": "doel_bereikt", "ended_on": visit_of(house.noor).today.isoformat()}
    told |= {"scores.financien": "4", "new_goal": "Rust in huis", "goal.new": "partly"}
    assert noor.post(address(), told).status_code == 302
    goal = Goal.objects.unsealed("test").get()
    assert (goal.text, goal.attainment) == ("Rust in huis", "partly")


def test_what_is_closed_is_opened_again_with_a_reason(house: House, noor: Client):
    noor.post(address(), said(house))
    assert TreatmentRelation.objects.unsealed("test").filter(resident=house.fatima, until=None).count() == 0
    opens = reverse("reopen", args=[support().pk])
    assert "valt weg" in noor.get(opens).content.decode()
    assert "minstens" in noor.post(opens, {"reason": "kort"}).content.decode()
    assert support().ended_on
    assert noor.post(opens, {"reason": "Te vroeg gesloten: er kwam een brief."}).status_code == 302
    row = support()
    assert (row.ended_on, row.result) == (None, None)
    assert Registration.objects.unsealed("test").get(resident=house.fatima).closed_on is None
    assert not FollowUp.objects.unsealed("test").exists()
    assert Goal.objects.unsealed("test").get().attainment == "met"
    assert Reopening.objects.unsealed("test").get().worker_id == house.noor.pk
    held = TreatmentRelation.objects.unsealed("test").filter(resident=house.fatima, until=None)
    assert [relation.worker_id for relation in held] == [house.noor.pk]
    assert "er kwam een brief" in noor.get(reverse("dossier", args=[house.fatima.pk])).content.decode()


def test_the_dossier_leads_to_closing_and_opening_again(house: House, noor: Client):
    dossier = reverse("dossier", args=[house.fatima.pk])
    assert address() in noor.get(dossier).content.decode()
    noor.post(address(), said(house))
    page = noor.get(dossier).content.decode()
    assert reverse("reopen", args=[support().pk]) in page
    assert address() not in page


def test_a_registration_without_support_is_closed_on_a_page_of_its_own(house: House):
    karim, dossier = client_of(house.karim), reverse("dossier", args=[house.willem.pk])
    asked = Registration.objects.unsealed("test").get(resident=house.willem)
    place = reverse("withdrawn", args=[asked.pk])
    assert place not in karim.get(dossier).content.decode(), "nobody looked at it yet"
    triage(visit_of(house.karim), registration_id=asked.pk, verdict="right_place")
    assert place in karim.get(dossier).content.decode()
    early = (asked.registered_on - timedelta(days=1)).isoformat()
    assert karim.post(place, {"closed_on": early}).status_code == 200
    partner = partners(visit_of(house.karim))[0]
    told = {"closed_on": visit_of(house.karim).today.isoformat(), "partner_id": partner.pk}
    assert karim.post(place, told)["Location"] == dossier
    asked = fresh(asked)
    assert asked.closed_on == visit_of(house.karim).today
    assert Referral.objects.unsealed("test").get(registration=asked).partner_id == partner.pk
    assert reverse("reopen_registration", args=[asked.pk]) in karim.get(dossier).content.decode()


def test_somebody_outside_the_circle_closes_and_opens_nothing(house: House):
    pk = support().pk
    for worker in (house.bas, house.ineke, house.femke, house.sven):
        for route in ("close", "reopen"):
            assert client_of(worker).get(reverse(route, args=[pk])).status_code == 404


def test_a_fixed_number_of_queries(house: House, noor: Client, django_assert_max_num_queries):
    place = address()
    noor.get(place)
    with django_assert_max_num_queries(40):
        noor.get(place)
