"""Quick entry, without JavaScript: every step is a plain form, the end is one action with one ledger line."""

import re
from typing import Any

import pytest
from django.test import Client

from omzien.casework.models import Question, Registration, Story
from omzien.gate.models import Account, LedgerLine
from omzien.people.models import ContactDetails, Resident
from tests.cast import House
from tests.web.world import furnish

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return furnish()


@pytest.fixture
def noor(house: House) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username="noor"))
    return client


def said(house: House, **more) -> dict[str, Any]:
    """A complete form for Fatima."""
    fields = {
        "resident_id": house.fatima.pk,
        "channel": "eigen_initiatief",
        "questions": ["financien.schulden"],
        "registered_on": "2026-01-05",
        "step": "advice",
    }
    return fields | more


def new(house: House, **more) -> dict[str, Any]:
    """A complete form for somebody new."""
    person = {
        "resident_id": "",
        "is_new": "yes",
        "given_name": "Samira",
        "family_name": "Nieuwenhuis",
        "birth_date": "1990-05-17",
        "municipality_id": house.uitgeest.pk,
        "phone": "0251 000 002",
    }
    return said(house, **person) | more


def test_a_known_resident_is_registered_and_advice_closes_it(house: House, noor: Client):
    before = LedgerLine.objects.filter(code="C").count()
    answer = noor.post("/register/", said(house, story="Vraagt hulp bij een brief."))
    assert answer["Location"] == f"/residents/{house.fatima.pk}/"
    row = Registration.objects.unsealed("test").latest("pk")
    assert (row.triage, str(row.closed_on)) == ("advice_done", "2026-01-05")
    assert Story.objects.unsealed("test").get(registration=row).text == "Vraagt hulp bij een brief."
    asked = Question.objects.unsealed("test").get(registration=row)
    assert (asked.domain.key, asked.subdomain.key) == ("financien", "schulden")
    assert LedgerLine.objects.filter(code="C").count() == before + 1


def test_somebody_new_is_made_in_the_same_action(house: House, noor: Client):
    noor.post("/register/", new(house, step="plan"))
    person = Resident.objects.unsealed("test").get(family_name="Nieuwenhuis")
    assert ContactDetails.objects.unsealed("test").get(resident=person).phone
    row = Registration.objects.unsealed("test").get(resident=person)
    assert (row.triage, row.worker_id, row.closed_on) == ("right_place", house.noor.pk, None)
    assert (
        LedgerLine.objects.latest("pk").residents == [person.pk]
        or LedgerLine.objects.filter(act="arrive").exists()
    )


def test_who_waits_is_given_to_the_team(house: House, noor: Client):
    noor.post("/register/", said(house, step="wait"))
    row = Registration.objects.unsealed("test").latest("pk")
    assert (row.triage, row.team_id, row.worker_id) == ("right_place", house.team.pk, None)


def test_a_likely_duplicate_is_shown_before_anybody_is_added(house: House, noor: Client):
    twin = new(house, given_name="Willem", family_name="Dekker", birth_date="1948-02-29")
    page = noor.post("/register/", twin).content.decode()
    assert "Is het een van deze mensen?" in page
    assert (
        not Resident.objects.unsealed("test")
        .filter(family_name="Dekker")
        .exclude(pk=house.willem.pk)
        .exists()
    )
    noor.post("/register/", twin | {"is_somebody_else": "on"})
    assert Resident.objects.unsealed("test").filter(family_name="Dekker").count() == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"questions": []}, "Kies minstens één leefgebied."),
        ({"channel": ""}, "Kwam bij ons via"),
        ({"channel": "verwezen"}, "zeg door wie de inwoner is verwezen"),
        ({"registered_on": "2999-01-01"}, "ligt in de toekomst"),
        ({"resident_id": ""}, "Kies een inwoner uit de lijst"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_saved(house: House, noor: Client, changes, says: str):
    before = Registration.objects.unsealed("test").count()
    answer = noor.post("/register/", said(house, **changes))
    page = answer.content.decode()
    assert answer.status_code == 200
    summary = re.search(r'class="error-summary".*?</div>', page, re.DOTALL)
    assert summary
    assert says in summary.group()
    assert Registration.objects.unsealed("test").count() == before


def test_a_refused_new_resident_leaves_nobody_behind(house: House, noor: Client):
    noor.post("/register/", new(house, channel="verwezen"))
    assert not Resident.objects.unsealed("test").filter(family_name="Nieuwenhuis").exists()


def test_every_step_keeps_what_was_typed(house: House, noor: Client):
    typed = said(house, resident_id="", resident_text="fatima", story="Half getypt", step="find")
    page = noor.post("/register/", typed).content.decode()
    assert f'name="pick_resident" value="{house.fatima.pk}"' in page
    assert "Half getypt" in page
    assert "error-summary" not in page
    page = noor.post("/register/", typed | {"step": "", "pick_resident": house.fatima.pk}).content.decode()
    assert "Fatima el Amrani" in page
    page = noor.post("/register/", typed | {"step": "", "question_text": "woon"}).content.decode()
    added = noor.post("/register/", typed | {"step": "", "add_question": "huisvesting"}).content.decode()
    assert added.count('type="hidden" name="questions"') == 2
    dropped = noor.post(
        "/register/", typed | {"step": "", "drop_question": "financien.schulden"}
    ).content.decode()
    assert dropped.count('type="hidden" name="questions"') == 0
    fresh = noor.post(
        "/register/", typed | {"step": "new_resident", "resident_text": "bakker"}
    ).content.decode()
    assert 'value="Bakker"' in fresh


def test_a_neighbours_resident_cannot_be_registered(house: House, noor: Client):
    assert noor.post("/register/", said(house, resident_id=house.piet.pk)).status_code == 404


def test_the_front_desk_registers_and_goes_back_to_the_day(house: House):
    client = Client()
    client.force_login(Account.objects.get(username="bas"))
    answer = client.post("/register/", new(house, step="wait"))
    assert answer.status_code == 302
    assert Registration.objects.unsealed("test").filter(resident__family_name="Nieuwenhuis").exists()


def test_questions_are_found_by_a_part_of_a_word(noor: Client):
    page = noor.get("/register/questions/", {"question_text": "schuld"}).content.decode()
    assert "Financiën › Schulden" in page
    assert "Niets heet zo" in noor.get("/register/questions/", {"question_text": "qqq"}).content.decode()
