"""Measuring over HTTP: proposed, saved, put right; without a script; in a fixed number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from omzien.casework.actions import measure
from omzien.casework.models import Intervention, MeasurementOf
from omzien.gate.models import Account
from omzien.outcomes.actions import add_texts, found_instruments
from omzien.outcomes.models import Measurement, Score
from tests.cast import House, visit_of
from tests.web.forms import typed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    found_instruments(visit_of(standing_house.ada))
    return standing_house


def as_(client: Client, name: str) -> Client:
    client.force_login(Account.objects.get(username=name))
    return client


@pytest.fixture
def noor(client: Client, house: House) -> Client:
    return as_(client, "noor")


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def address(house: House, what: str = "measure") -> str:
    return f"/residents/{house.fatima.pk}/{what}/"


def support_of(house: House) -> Intervention:
    return Intervention.objects.unsealed("test").get(resident_id=house.fatima.pk)


def sent(house: House, **changes: str) -> dict[str, str]:
    """What the page of the ZRM sends as it opens, with two levels."""
    today = visit_of(house.noor).today.isoformat()
    about = {"moment": "start", "view": "professional", "measured_on": today}
    of = {"intervention_id": str(support_of(house).pk)}
    return about | of | {"scores.financien": "2", "scores.huisvesting": "4", "scores.justitie": ""} | changes


def test_it_opens_with_everything_proposed(noor: Client, house: House):
    page = text_of(noor.get(address(house)))
    assert page.count("data-score>") == 13
    assert "Zelfredzaamheid-Matrix (ZRM) 2017" in page
    assert "Begin · professional" in page
    assert f'value="{support_of(house).pk}" selected' in page


def test_it_is_saved_with_its_support_and_then_the_moment_is_another(noor: Client, house: House):
    answer = noor.post(address(house), sent(house))
    assert (answer.status_code, answer["Location"]) == (302, address(house, "measured"))
    row = Measurement.objects.unsealed("test").get()
    assert (row.moment, row.view, row.assessor_id) == ("start", "professional", house.noor.pk)
    levels = Score.objects.unsealed("test").values_list("item__key", "level")
    assert dict(levels) == {"financien": 2, "huisvesting": 4}
    assert MeasurementOf.objects.unsealed("test").get().intervention_id == support_of(house).pk
    assert "Tussentijds · professional" in text_of(noor.get(address(house)))
    assert "Eind · professional" in text_of(noor.get(address(house) + "?moment=end"))
    assert "Begin · inwoner" in text_of(noor.get(address(house) + "?view=resident"))


def test_the_page_that_asked_for_it_gets_the_visitor_back(noor: Client, house: House):
    back = f"/residents/{house.fatima.pk}/"
    assert f'name="next" value="{back}"' in text_of(noor.get(address(house) + f"?next={back}"))
    assert noor.post(address(house), sent(house, next=back))["Location"] == back
    for evil in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"):
        assert noor.post(address(house), sent(house, next=evil))["Location"] == address(house, "measured")


def test_nothing_scored_and_levels_off_the_scale_are_told_at_the_field(noor: Client, house: House):
    page = text_of(
        noor.post(address(house), sent(house, **{"scores.financien": "", "scores.huisvesting": ""}))
    )
    assert 'class="error-summary"' in page
    page = text_of(noor.post(address(house), sent(house, **{"scores.financien": "6"})))
    assert 'href="#id_scores.financien_0"' in page
    page = text_of(noor.post(address(house), sent(house, measured_on="2999-01-01")))
    assert '<details class="fold" open>' in page
    assert not Measurement.objects.unsealed("test").exists()


def test_any_instrument_has_the_page_and_a_talk_has_its_own(noor: Client, house: House):
    page = text_of(noor.get(address(house) + "?instrument=omzien_effect_2026"))
    assert page.count("data-score>") == 6
    assert noor.get(address(house) + "?instrument=positieve_gezondheid").status_code == 404
    assert noor.get(address(house) + "?instrument=%3Cb%3E").status_code == 404
    talk = text_of(noor.get(address(house, "talk")))
    assert '<title id="positieve_gezondheid-title">' in talk
    assert 'name="moment"' not in talk
    answer = noor.post(
        address(house, "talk"), {"measured_on": visit_of(house.noor).today, "scores.meedoen": "10"}
    )
    assert answer.status_code == 302
    row = Measurement.objects.unsealed("test").get()
    assert (row.view, row.moment) == ("resident", "interim")
    assert not MeasurementOf.objects.unsealed("test").exists()


def test_the_web_is_drawn_while_filling_in(noor: Client, house: House):
    where = address(house, "talk/web")
    full = {f"scores.{key}": "10" for key in ("lichaamsfuncties", "zingeving", "meedoen")}
    drawn = text_of(noor.post(where, full))
    assert 'points="160.0,52.0 253.5,214.0 66.5,214.0"' in drawn
    assert "Lichaamsfuncties: 10" in drawn
    assert noor.post(where, {"scores.meedoen": "<script>"}).status_code == 200


def test_putting_right_keeps_what_was_and_tells_why(noor: Client, house: House):
    noor.post(address(house), sent(house))
    row = Measurement.objects.unsealed("test").get()
    where = f"/measurements/{row.pk}/"
    new = typed(noor, where, **{"scores.financien": "3"})
    assert "zeg waarom" in text_of(noor.post(where, {**new, "reason": "oei"}))
    assert noor.post(where, {**new, "reason": "Verkeerde rij."}).status_code == 302
    assert "Verkeerde rij." in text_of(noor.get(address(house, "measured")))


def test_licensed_texts_stand_beside_their_level_escaped(noor: Client, house: House):
    content = 'instrument,item,level,text\nzrm_2017,financien,1,"<b>Geen</b> inkomsten"\n'
    add_texts(visit_of(house.ada), content=content.encode())
    page = text_of(noor.get(address(house)))
    assert "&lt;b&gt;Geen&lt;/b&gt; inkomsten" in page
    assert 'aria-describedby="id_scores.financien_1_text"' in page


def test_the_office_adds_and_removes_texts(client: Client, house: House):
    from django.core.files.uploadedfile import SimpleUploadedFile

    ada = as_(client, "ada")
    bad = SimpleUploadedFile("x.csv", b"instrument,item,level,text\nzrm_2017,financien,9,x\n")
    assert "regel 2: het niveau is een getal" in text_of(ada.post("/office/texts/", {"file": bad}))
    big = SimpleUploadedFile("x.csv", b"x" * 2_000_001)
    assert "te groot" in text_of(ada.post("/office/texts/", {"file": big}))
    good = SimpleUploadedFile("x.csv", b"instrument,item,level,text\nzrm_2017,financien,1,x\n")
    assert ada.post("/office/texts/", {"file": good}).status_code == 302
    assert "1 van de 65 niveaus" in text_of(ada.get("/office/texts/"))
    assert ada.post("/office/texts/remove/", {"instrument": "zrm_2017"}).status_code == 302
    assert "1 van de 65" not in text_of(ada.get("/office/texts/"))
    assert ada.get("/office/texts/remove/").status_code == 405


@pytest.mark.parametrize("times", [1, 6])
def test_the_pages_ask_a_fixed_number_of_queries(noor: Client, house: House, times: int):
    visit = visit_of(house.noor)
    for back in range(times):
        day = visit.today - timedelta(days=back)
        measure(
            visit,
            intervention_id=support_of(house).pk,
            instrument_key="zrm_2017",
            moment="interim",
            measured_on=day,
            scores={"financien": 2},
        )
    asked = {}
    for what in ("measure", "measured", "talk"):
        noor.get(address(house, what))
        with CaptureQueriesContext(connection) as queries:
            assert noor.get(address(house, what)).status_code == 200
        asked[what] = sum(
            "pg_advisory" not in query["sql"] for query in queries
        )  # the ledger's lock, there only
    assert asked == QUERIES


QUERIES = {"measure": 18, "measured": 15, "talk": 18}
