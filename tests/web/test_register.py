"""Quick entry, without JavaScript: every step is a plain form, the end is one action with one ledger line."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from omzien.casework.models import Intervention, Question, Referral, Registration, Story
from omzien.gate.models import LedgerLine
from omzien.organisation.models import Partner, Service, Team
from omzien.people.models import ContactDetails, Resident
from tests.cast import House, client_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def noor(house: House) -> Client:
    return client_of(house.noor)


@pytest.fixture
def bas(house: House) -> Client:
    return client_of(house.bas)


def service(house: House) -> int:
    return Service.objects.get(organisation=house.demo, key="SJD").pk


def partner(house: House) -> int:
    found = Partner.objects.filter(organisation=house.demo).first()
    assert found
    return found.pk


def said(house: House, **more) -> dict[str, Any]:
    """A complete form for Fatima."""
    fields = {
        "resident_id": house.fatima.pk,
        "channel": "eigen_initiatief",
        "questions": ["financien.schulden"],
        "registered_on": "2026-01-05",
        "service_id": service(house),
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
        "birth_date": "17-05-1990",
        "municipality_id": house.uitgeest.pk,
        "phone": "0251 000 002",
    }
    return said(house, **person) | more


def last() -> Registration:
    return Registration.objects.unsealed("test").latest("pk")


def summary(page: str) -> str:
    found = re.search(r'class="error-summary".*?</div>', page, re.DOTALL)
    assert found, page
    return found.group()


def test_advice_is_support_that_closes_the_registration(house: House, noor: Client):
    before = LedgerLine.objects.filter(code="C").count()
    answer = noor.post("/register/", said(house, story="Vraagt hulp bij een brief."))
    row = last()
    assert answer["Location"] == f"/register/{row.pk}/"
    assert (row.triage, str(row.closed_on)) == ("advice_done", "2026-01-05")
    advice = Intervention.objects.unsealed("test").get(registration=row)
    assert (advice.form, advice.service_id, str(advice.ended_on)) == ("advice", service(house), "2026-01-05")
    assert Story.objects.unsealed("test").get(registration=row).text == "Vraagt hulp bij een brief."
    asked = Question.objects.unsealed("test").get(registration=row)
    assert (asked.domain.key, asked.subdomain.key) == ("financien", "schulden")
    assert LedgerLine.objects.filter(code="C").count() == before + 1
    page = noor.get(answer["Location"]).content.decode()
    assert "advies gegeven, aanmelding gesloten" in page
    assert "Fatima el Amrani" in page


def test_somebody_new_is_made_in_the_same_action(house: House, noor: Client):
    noor.post(
        "/register/", new(house, step="plan", postcode="1911ab", house_number="12", street="Dorpsstraat")
    )
    person = Resident.objects.unsealed("test").get(family_name="Nieuwenhuis")
    assert person.birth_date == date(1990, 5, 17)
    details = ContactDetails.objects.unsealed("test").get(resident=person)
    assert (details.phone, details.postcode, details.street) == ("0251 000 002", "1911 AB", "Dorpsstraat")
    row = Registration.objects.unsealed("test").get(resident=person)
    assert (row.triage, row.worker_id, row.closed_on) == ("right_place", house.noor.pk, None)
    lines = LedgerLine.objects.filter(act="arrive")
    assert [line.residents for line in lines] == [[person.pk]]


def test_who_waits_is_given_to_a_team(house: House, noor: Client):
    noor.post("/register/", said(house, step="wait", team_id=house.team.pk))
    row = last()
    assert (row.triage, row.team_id, row.worker_id) == ("right_place", house.team.pk, None)


def test_who_waits_may_be_given_to_a_team_of_others(house: House, noor: Client):
    other = Team.objects.create(organisation=house.demo, key="emmen", name="Wijkteam Emmen")
    answer = noor.post("/register/", new(house, step="wait", team_id=other.pk), follow=True)
    assert "op de wachtlijst van Wijkteam Emmen" in answer.content.decode()
    assert last().team_id == other.pk


def test_not_with_us_is_a_referral_to_a_partner(house: House, noor: Client):
    answer = noor.post("/register/", said(house, step="refer", partner_id=partner(house)), follow=True)
    row = last()
    assert (row.triage, str(row.closed_on)) == ("elsewhere", "2026-01-05")
    sent = Referral.objects.unsealed("test").get(registration=row)
    assert (sent.direction, sent.partner_id) == ("outgoing", partner(house))
    assert "verwezen naar een ketenpartner" in answer.content.decode()


@pytest.mark.parametrize("step", ["advice", "wait", "refer"])
def test_the_front_desk_does_all_of_it_too(house: House, bas: Client, step: str):
    answer = bas.post("/register/", new(house, step=step, partner_id=partner(house)), follow=True)
    assert answer.status_code == 200
    assert Registration.objects.unsealed("test").filter(resident__family_name="Nieuwenhuis").exists()
    page = answer.content.decode()
    assert "Samira Nieuwenhuis" in page
    assert "Dossier openen" not in page


def test_a_likely_duplicate_is_shown_before_anybody_is_added(house: House, noor: Client):
    twin = new(house, given_name="Willem", family_name="Dekker", birth_date="29-02-1948")
    page = noor.post("/register/", twin).content.decode()
    assert "Is het een van deze mensen?" in page
    dekkers = Resident.objects.unsealed("test").filter(family_name="Dekker")
    assert dekkers.count() == 1
    while_typing = {name: twin[name] for name in ("given_name", "family_name", "birth_date")}
    assert "Willem Dekker" in noor.get("/register/doubles/", while_typing).content.decode()
    assert "Dekker" not in noor.get("/register/doubles/", {"family_name": "Zonderling"}).content.decode()
    noor.post("/register/", twin | {"is_somebody_else": "on"})
    assert dekkers.count() == 2


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"questions": []}, "Kies minstens één leefgebied."),
        ({"channel": ""}, "Kwam bij ons via"),
        ({"channel": "verwezen"}, "zeg door wie de inwoner is verwezen"),
        ({"registered_on": "2999-01-01"}, "ligt in de toekomst"),
        ({"resident_id": ""}, "Kies een inwoner uit de lijst"),
        ({"service_id": ""}, "Kies door welke werksoort het advies is gegeven."),
        ({"step": "refer", "partner_id": ""}, "Kies naar welke ketenpartner je verwijst."),
        ({"story": "x" * 20_001}, "Notitie"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_is_saved(house: House, noor: Client, changes, says: str):
    before = Registration.objects.unsealed("test").count()
    answer = noor.post("/register/", said(house, **changes))
    assert answer.status_code == 200
    assert says in summary(answer.content.decode())
    assert Registration.objects.unsealed("test").count() == before


@pytest.mark.parametrize("born", ["31-02-1990", "onzin", "01-01-2999"])
def test_a_birth_date_that_is_none_is_said_at_its_field(house: House, noor: Client, born: str):
    answer = noor.post("/register/", new(house, birth_date=born))
    assert "Geboren op" in summary(answer.content.decode())
    assert not Resident.objects.unsealed("test").filter(family_name="Nieuwenhuis").exists()


def test_a_refused_new_resident_leaves_nobody_behind(house: House, noor: Client):
    noor.post("/register/", new(house, channel="verwezen"))
    assert not Resident.objects.unsealed("test").filter(family_name="Nieuwenhuis").exists()


def test_what_was_typed_to_search_is_typed_once(house: House, noor: Client):
    typed = said(
        house, resident_id="", resident_text="samira van der meer 17-05-1990 0612345678", step="new_resident"
    )
    page = noor.post("/register/", typed).content.decode()
    for value in ("Samira", "van der", "Meer", "17-05-1990", "0612345678"):
        assert f'value="{value}"' in page
    again = noor.post("/register/", typed | {"step": "other_resident"}).content.decode()
    assert 'value="samira van der meer 17-05-1990 0612345678"' in again


def test_every_step_keeps_what_was_typed(house: House, noor: Client):
    typed = said(house, resident_id="", resident_text="fatima", story="Half getypt", step="find")
    page = noor.post("/register/", typed).content.decode()
    assert f'name="pick_resident" value="{house.fatima.pk}"' in page
    assert "Half getypt" in page
    assert "error-summary" not in page
    picked = noor.post("/register/", typed | {"step": "", "pick_resident": house.fatima.pk})
    assert "Fatima el Amrani" in picked.content.decode()
    added = noor.post("/register/", typed | {"step": "", "add_question": "huisvesting"}).content.decode()
    assert added.count('type="hidden" name="questions"') == 2
    dropped = noor.post("/register/", typed | {"step": "", "drop_question": "financien.schulden"})
    assert 'type="hidden" name="questions"' not in dropped.content.decode()


def test_a_step_redraws_only_the_part_that_it_asks_for(house: House, noor: Client):
    sent = said(house, resident_id="", step="", pick_resident=house.fatima.pk, story="Half getypt")
    part = noor.post("/register/", sent, headers=HTMX | {"HX-Target": "who"}).content.decode()
    assert part.lstrip().startswith('<section id="who"')
    assert "Half getypt" not in part
    whole = noor.post("/register/", sent, headers=HTMX | {"HX-Target": "entry"}).content.decode()
    assert whole.lstrip().startswith('<form id="entry"')
    assert "Half getypt" in whole
    asked = said(house, step="", add_question="huisvesting")
    answer = noor.post("/register/", asked, headers=HTMX | {"HX-Target": "questions"})
    assert answer.content.decode().lstrip().startswith('<div id="questions"')


def test_earlier_registrations_stand_beside_who_was_found(house: House, noor: Client, bas: Client):
    pick = {"step": "", "resident_id": "", "pick_resident": house.fatima.pk}
    page = noor.post("/register/", said(house, **pick), headers=HTMX).content.decode()
    assert "Financiën, Huisvesting" in page
    assert "0251 000 001" in page
    outside = noor.post("/register/", said(house, **pick | {"pick_resident": house.greta.pk}), headers=HTMX)
    assert "Niet in je caseload" in outside.content.decode()
    assert (
        "Financiën, Huisvesting" in bas.post("/register/", said(house, **pick), headers=HTMX).content.decode()
    )


def test_the_last_choices_are_offered_again_but_nothing_of_the_resident(house: House, noor: Client):
    fresh = noor.get("/register/").content.decode()
    assert re.search(r'value="eigen_initiatief"[^>]* checked', fresh)
    noor.post("/register/", new(house, channel="inloop"))
    page = noor.get("/register/").content.decode()
    assert f'name="municipality_id" value="{house.uitgeest.pk}"' in page
    assert re.search(r'value="inloop"[^>]* checked', page)
    assert f'<option value="{service(house)}" selected>' in page
    assert "Nieuwenhuis" not in page
    sent = {"step": "new_resident", "municipality_id": house.uitgeest.pk, "resident_text": "x"}
    asked = noor.post("/register/", sent).content.decode()
    assert f'<option value="{house.uitgeest.pk}" selected>' in asked
    assert noor.cookies["omzien_channel"]["max-age"] < noor.cookies["omzien_service_id"]["max-age"]


@pytest.mark.parametrize("cookie", ["999999", "<script>", "\x00", "-1"])
def test_a_remembered_choice_that_is_none_is_forgotten(house: House, noor: Client, cookie: str):
    for name in ("municipality_id", "service_id", "team_id", "channel"):
        noor.cookies[f"omzien_{name}"] = cookie
    page = noor.get("/register/")
    assert page.status_code == 200
    assert '<script>"' not in page.content.decode()


def test_a_mistake_is_taken_back_and_the_form_comes_back_filled_in(house: House, noor: Client):
    done = noor.post("/register/", new(house, story="Verkeerd."), headers=HTMX).content.decode()
    made = last()
    was = re.search(r'name="was" value="([^"]*)"', done)
    assert was
    sent = {"was": was[1].replace("&amp;", "&"), "with_resident": "yes"}
    back = noor.post(f"/register/{made.pk}/undo/", sent, headers=HTMX).content.decode()
    assert "Teruggedraaid" in back
    assert 'value="Nieuwenhuis"' in back
    assert "Verkeerd." in back
    assert not Registration.objects.unsealed("test").filter(pk=made.pk).exists()
    assert not Resident.objects.unsealed("test").filter(family_name="Nieuwenhuis").exists()
    assert "csrfmiddlewaretoken=" not in was[1]


def test_a_known_resident_stays_when_a_registration_is_taken_back(house: House, noor: Client):
    noor.post("/register/", said(house))
    answer = noor.post(f"/register/{last().pk}/undo/", {"with_resident": "yes"})
    assert answer["Location"] == "/register/"
    assert Resident.objects.unsealed("test").filter(pk=house.fatima.pk).exists()


def test_nobody_takes_back_what_others_registered(house: House, noor: Client, bas: Client):
    noor.post("/register/", said(house))
    made = last()
    refused = bas.post(f"/register/{made.pk}/undo/", {})
    assert "alleen wie een aanmelding maakte" in refused.content.decode()
    assert client_of(house.sven).post(f"/register/{made.pk}/undo/", {}).status_code == 404
    assert client_of(house.sven).get(f"/register/{made.pk}/").status_code == 404
    assert Registration.objects.unsealed("test").filter(pk=made.pk).exists()


def test_a_neighbours_resident_cannot_be_registered(house: House, noor: Client):
    assert noor.post("/register/", said(house, resident_id=house.piet.pk)).status_code == 404


def test_questions_are_found_by_a_part_of_a_word(noor: Client):
    page = noor.get("/register/questions/", {"question_text": "schuld"}).content.decode()
    assert "Financiën › Schulden" in page
    assert "Niets heet zo" in noor.get("/register/questions/", {"question_text": "qqq"}).content.decode()


HOSTILE = ["<script>alert(1)</script>", "\x00", "🙂" * 5000, "' OR 1=1 --", "²³-¹²-٣٣٣٣"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(house: House, noor: Client, text: str):
    sent = new(house, resident_text=text, family_name=text, birth_date=text, phone=text, step="advice")
    for address in ("/register/", "/register/residents/", "/register/doubles/", "/register/questions/"):
        for answer in (noor.get(address, sent | {"question_text": text}), noor.post(address, sent)):
            assert answer.status_code == 200
            assert "<script>alert" not in answer.content.decode()
    assert not Resident.objects.unsealed("test").filter(municipality=house.emmen).exists()


@pytest.mark.parametrize(
    ("sent", "most"),
    [
        ({}, 16),
        ({"step": "find", "resident_text": "fatima"}, 22),
        ({"step": "new_resident", "resident_text": "samira nieuwenhuis 17-05-1990"}, 24),
    ],
)
def test_the_number_of_queries(house: House, noor: Client, sent: dict[str, str], most: int):
    noor.get("/register/")
    with CaptureQueriesContext(connection) as queries:
        assert noor.post("/register/", sent).status_code == 200
    assert len(queries) <= most
