"""Writing in a dossier: each page sends what it asks, and the dossier shows it."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from omzien.casework.models import Contact, Document, Goal, Intervention, Referral, Registration
from omzien.casework.rules.documents import MOST_BYTES
from omzien.organisation.queries import partners
from omzien.people.actions import share_household
from omzien.people.models import Consent, Kinship, Resident
from omzien.people.queries import is_in_reach
from tests.casework.files import PDF
from tests.cast import House, fresh, make_resident, relate, visit_of

pytestmark = pytest.mark.django_db


class Desk:
    """Noor at Fatima's dossier."""

    def __init__(self, house: House) -> None:
        self.house, self.visit = house, visit_of(house.noor)
        self.client = Client()
        assert house.noor.account
        self.client.force_login(house.noor.account)
        self.day = self.visit.today.isoformat()
        self.partner = partners(self.visit)[0]

    def first(self, model: Any) -> Any:
        rows = model.objects.unsealed("test")
        path = model.resident_path.removesuffix("_id")
        return rows.filter(**{path: self.house.fatima}).order_by("pk").first()

    def send(self, route: str, pk: int | None = None, **fields: Any) -> Any:
        return self.client.post(reverse(route, args=[pk or self.house.fatima.pk]), fields)

    def saved(self, route: str, pk: int | None = None, **fields: Any) -> str:
        answer = self.send(route, pk, **fields)
        wrong = answer.content.decode().partition('class="error-summary"')[2][:600]
        assert answer.status_code == 302, wrong
        return self.dossier()

    def carried(self, route: str, pk: int | None = None) -> str:
        """What a form over an existing row carries: what it showed."""
        found = re.search('name="seen" value="([^"]*)"', self.seen(route, pk))
        assert found
        return html.unescape(found[1])

    def edited(self, route: str, pk: int | None = None, **fields: Any) -> str:
        """As `saved`, for such a form."""
        return self.saved(route, pk, seen=self.carried(route, pk), **fields)

    def seen(self, route: str, pk: int | None = None, **query: Any) -> str:
        answer = self.client.get(reverse(route, args=[pk or self.house.fatima.pk]), query)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def dossier(self) -> str:
        return self.seen("dossier")


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_a_contact_is_filled_in_but_for_what_was_said(desk: Desk):
    page = desk.seen("note")
    assert 'value="telefoon"' in page.split("checked")[0].rsplit("<input", 1)[1], "as the last contact was"
    assert f'value="{desk.day}"' in page
    page = desk.saved("note", note="Zij belt morgen terug.", kind="telefoon", minutes="15", held_on=desk.day)
    assert "Zij belt morgen terug." in page
    assert "15 minuten" in page


def test_what_is_wrong_with_a_contact_is_said_at_its_field(desk: Desk):
    tomorrow = (desk.visit.today + timedelta(days=1)).isoformat()
    answer = desk.send("note", note="x", kind="telefoon", minutes="2000", held_on=tomorrow)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_minutes_error"' in page
    assert Contact.objects.unsealed("test").count() == 1


def test_a_note_of_the_household_stands_in_each_dossier(desk: Desk):
    anna = make_resident(desk.house.demo, given_name="Anna")
    relate(anna, worker=desk.house.noor)
    far = make_resident(desk.house.demo, given_name="Ver")
    for one in (anna, far):
        relate(one, worker=desk.house.noor)
        share_household(desk.visit, resident_id=one.pk, with_resident_id=desk.house.fatima.pk)
    page = desk.seen("note")
    assert "Wie van het huishouden was er ook bij?" in page
    told: dict[str, Any] = {
        "note": "Samen gesproken.",
        "kind": "huisbezoek",
        "minutes": "60",
        "held_on": desk.day,
    }
    page = desk.saved("note", **told, with_resident_ids=[anna.pk])
    assert "notitie van het huishouden" in page
    assert "Samen gesproken." in desk.seen("dossier", anna.pk)
    assert "Samen gesproken." not in desk.seen("dossier", far.pk)


def test_a_note_is_corrected(desk: Desk):
    contact = desk.first(Contact)
    assert "Gebeld over de brief" in desk.seen("note_text", contact.pk)
    page = desk.edited("note_text", contact.pk, text="Gebeld over de aanslag.")
    assert "Gebeld over de aanslag." in page
    assert "Gebeld over de brief" not in page


def test_a_goal_is_set_changed_and_judged(desk: Desk):
    support = desk.first(Intervention)
    assert desk.send("plan", support.pk, text="Rust in huis.", set_on=desk.day).status_code == 302
    goal = Goal.objects.unsealed("test").get(text="Rust in huis.")
    desk.edited("goal", goal.pk, text="Rust en ruimte.", domain="financien")
    page = desk.edited("judge", goal.pk, attainment="partly", judged_on=desk.day)
    assert "Rust en ruimte." in page
    assert "deels" in page
    assert fresh(goal).attainment == "partly"


def test_factors_are_ticked_on_the_plan(desk: Desk):
    support = desk.first(Intervention)
    page = desk.saved("factors", support.pk, factors=["laaggeletterdheid", "dakloosheid"])
    assert "Laaggeletterdheid" in page
    assert "Dakloosheid" not in desk.saved("factors", support.pk, factors=["laaggeletterdheid"])


def test_a_second_service_stands_beside_the_first(desk: Desk):
    asked = desk.first(Registration)
    form = {
        "service_id": desk.first(Intervention).service_id,
        "form": "light_support",
        "started_on": desk.day,
    }
    page = desk.saved("start", asked.pk, **form, worker_id=desk.house.karim.pk)
    assert page.count('class="beside__one"') == 2
    assert "Karim" in page


def test_a_question_is_explored_from_the_dossier(desk: Desk):
    client = Client()
    assert desk.house.karim.account
    client.force_login(desk.house.karim.account)
    asked = Registration.objects.unsealed("test").get(resident=desk.house.willem)
    why = {"explored_on": desk.day, "over_norm_reason": "capaciteit"}
    client.post(reverse("explored", args=[asked.pk]), why)
    assert fresh(asked).explored_on == desk.visit.today


def test_what_became_of_a_referral_is_said_later(desk: Desk):
    asked, before = desk.first(Registration), desk.first(Referral)
    out = {"direction": "outgoing", "partner_id": desk.partner.pk, "referred_on": desk.day}
    assert desk.partner.name in desk.saved("refer", asked.pk, **out)
    assert "Aangenomen" in desk.edited("settle", before.pk, outcome="aangenomen")
    wrong = desk.send("refer", asked.pk, **out | {"direction": "internal"})
    assert wrong.status_code == 200


def test_partners_are_asked_and_work_along(desk: Desk):
    about = {"partner_id": desk.partner.pk}
    desk.saved("consult", **about, held_on=desk.day, asked="Is er een regeling?")
    page = desk.seen("coordination")
    assert "Is er een regeling?" in page
    assert "zonder naam" in page
    refused = desk.send("consult", **about, held_on=desk.day, asked="En nu?", named="on")
    assert "geen toestemming" in refused.content.decode()
    assert desk.partner.name in desk.saved("involve", **about, since=desk.day, person="mw. Smit")
    assert "Noor" in desk.saved("lead", worker_id=desk.house.noor.pk, started_on=desk.day)


def test_the_summary_tells_the_story_so_that_the_resident_need_not(desk: Desk):
    page = desk.seen("hand_on")
    for told in (
        "Al weken geen post geopend",
        "Elke week mijn post open",
        "Gebeld over de brief",
        "Wie: Fatima",
    ):
        assert told in page
    page = desk.saved("hand_on", worker_id=desk.house.karim.pk, summary="Zij wil rust.", stay="on")
    assert "Overgedragen" in page
    assert "Zij wil rust." in desk.seen("coordination")


def test_who_hands_over_without_staying_is_told_so_and_may_look_today(desk: Desk):
    desk.saved("hand_on", worker_id=desk.house.karim.pk, summary="Rust.")
    assert is_in_reach(desk.visit, resident_id=desk.house.fatima.pk)


def upload(desk: Desk, content: bytes, name: str) -> Any:
    return desk.send("documents", file=SimpleUploadedFile(name, content, content_type="text/html"))


def test_a_document_comes_back_as_a_download_that_runs_nowhere(desk: Desk, settings, tmp_path):
    settings.DATA = tmp_path
    assert upload(desk, PDF, "../brief <b>.html").status_code == 302
    row = desk.first(Document)
    assert "brief b .html.pdf" in desk.seen("documents")
    answer = desk.client.get(reverse("document", args=[row.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_what_is_no_document_is_refused_with_what_would_be(desk: Desk, settings, tmp_path):
    settings.DATA = tmp_path
    for content in (b"<svg onload=alert(1)>", b"", PDF[:-9], bytes(MOST_BYTES + 2**20)):
        answer = upload(desk, content, "foto.png")
        assert answer.status_code == 200
        assert 'id="id_file_error"' in answer.content.decode()
    assert not (tmp_path / "files").exists()


def test_an_upload_never_touches_the_disk_unencrypted(desk: Desk, settings, tmp_path):
    settings.DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    answer = upload(desk, bytes(9 * 2**20), "groot.pdf")
    assert 'id="id_file_error"' in answer.content.decode()


def test_removing_a_document_asks_first(desk: Desk, settings, tmp_path):
    settings.DATA = tmp_path
    upload(desk, PDF, "brief.pdf")
    row = desk.first(Document)
    desk.saved("document_removed", row.pk)
    assert desk.first(Document)
    desk.saved("document_removed", row.pk, confirm="yes")
    assert desk.first(Document) is None


def test_the_person_and_how_to_reach_are_corrected(desk: Desk):
    town: dict[str, Any] = {"municipality_id": desk.house.uitgeest.pk, "gender": "vrouw"}
    named: dict[str, Any] = {"given_name": "Fatma", "family_name": "Amrani", "birth_date": "1980-05-17"}
    page = desk.edited("person", **named, **town)
    assert "Fatma Amrani" in page
    assert "0251 999 999" in desk.edited("reach", phone="0251 999 999")
    wrong = desk.send("reach", phone="bel me", postcode="1", seen=desk.carried("reach"))
    assert wrong.status_code == 200
    assert 'id="id_postcode_error"' in wrong.content.decode()


def test_a_consent_is_given_and_withdrawn(desk: Desk):
    desk.saved("consents", kind="informatie_delen", given_on=desk.day)
    desk.saved("consent_withdrawn", desk.first(Consent).pk)
    assert "ingetrokken op" in desk.seen("consents")


def test_people_move_in_are_named_and_move_out(desk: Desk):
    anna = make_resident(desk.house.demo, given_name="Anna", family_name="Bakker")
    assert "Anna Bakker" in desk.seen("household", text="anna bakker")
    page = desk.saved("household", with_resident_id=anna.pk, since=desk.day)
    assert "Anna Bakker" in page
    desk.saved("kinship", other_id=anna.pk, kind="ouder")
    assert "Ouder" in desk.seen("household")
    relate(anna, worker=desk.house.noor)
    assert "Kind" in desk.seen("household", anna.pk), "seen from the other side"
    row = Kinship.objects.unsealed("test").get()
    desk.saved("kinship_dropped", row.pk, confirm="yes")
    desk.saved("household_left")
    assert Resident.objects.unsealed("test").get(pk=desk.house.fatima.pk).household_id is None
    assert "eerder huishouden" not in desk.seen("household", anna.pk)


def test_a_filter_asks_only_for_its_kind(desk: Desk):
    page = desk.seen("dossier", kind="contact")
    assert "Gebeld over de brief" in page
    assert "Vraagverkenning" not in page.split('id="timeline"')[1]
