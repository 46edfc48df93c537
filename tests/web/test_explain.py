"""How a number was counted, the records behind it, why two differ, the catalogue, and the boards of home."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from omzien.casework.models import Registration
from omzien.gate.models import LedgerLine
from omzien.insight.figures import CATALOGUE, DIMENSIONS
from omzien.organisation.models import Worker
from omzien.people.models import Resident
from tests.cast import House, client_of, code
from tests.insight.worlds import SETTINGS, snapshot_of

pytestmark = pytest.mark.django_db

DAY = date(2020, 3, 2)
YEAR = "figure=registrations&period=2020&municipality=GM0450"
REFERRED = f"{YEAR}&rows=channel&row=verwezen"


def _registered(house: House, resident: Resident) -> Registration:
    row = Registration(
        organisation=house.demo,
        resident=resident,
        municipality=house.uitgeest,
        registered_on=DAY,
        channel=code(house.demo, "channel", "eigen_initiatief"),
    )
    row.save()
    return row


@pytest.fixture
def facts(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three registrations in 2020: two of Fatima, who is in Noor's circle, and one of Greta, who is not."""
    rows = [_registered(house, resident) for resident in (house.fatima, house.fatima, house.greta)]
    registrations = [
        {
            "registration": row.pk,
            "resident": row.resident.pseudonym,
            "municipality": "GM0450",
            "registered_on": DAY,
            "channel": "verwezen" if place else "eigen_initiatief",
            "referral_source": "huisarts" if place else None,
            "team": house.team.key,
            "worker": None if place else house.noor.pk,
        }
        for place, row in enumerate(rows)
    ]
    places = [{"code": "GM0450", "name": "Uitgeest"}]
    told = {"settings": [SETTINGS | {"organisation": 1}], "municipalities": places}
    snapshot = snapshot_of({**told, "registrations": registrations}, tmp_path)
    for place in ("explain.number", "day.views"):
        monkeypatch.setattr(f"omzien.web.desks.{place}.facts_of", lambda organisation_id: snapshot)


@pytest.fixture
def seen(facts: None) -> Callable[..., str]:
    """`seen(worker, "/address/?...")`: the page as text."""

    def read(worker: Worker, address: str, **headers: Any) -> str:
        answer = client_of(worker).get(address, headers=headers)
        assert answer.status_code == 200, address
        return " ".join(answer.content.decode().split())

    return read


def test_a_number_tells_how_it_was_counted(house: House, seen):
    page = seen(house.pieter, f"/figures/explain/?{REFERRED}")
    assert "2 aanmeldingen" in page
    for step in (
        "alles wat is vastgelegd",
        "daarvan in Uitgeest",
        "aangemeld in de periode: 2020",
        "verwezen",
    ):
        assert step in page, step
    assert CATALOGUE["registrations"].definition_nl in page
    assert "versie 1, sinds" in page
    assert "kleiner dan 10" in page  # so a publication would not show it
    assert "jouw werk gaat over cijfers" in page  # and why there are no records


def test_the_records_are_those_that_one_reads_anyway_and_the_look_is_noted(house: House, seen):
    page = seen(house.noor, f"/figures/behind/?{YEAR}", hx_request="true")
    assert "Van de 3 registraties achter dit getal mag je er 2 lezen" in page
    assert page.count("Fatima el Amrani") == 2
    assert "Greta" not in page
    lines = LedgerLine.objects.filter(worker_id=house.noor.pk, purpose="see-counted")
    assert {line.act for line in lines} >= {"read-registrations", "see-counted"}
    assert {resident for line in lines for resident in line.residents} == {house.fatima.pk}


def test_who_does_not_work_with_residents_gets_no_records(house: House, facts: None):
    for worker in (house.pieter, house.ada, house.femke, house.bas):
        assert client_of(worker).get(f"/figures/behind/?{YEAR}").status_code == 404
    ineke = client_of(house.ineke).get(f"/figures/behind/?{YEAR}").content.decode()
    assert "Fatima" not in ineke  # a coordinator reads no registrations


def test_what_is_not_of_one_resident_has_no_records(house: House, seen):
    sessions = "figure=group_sessions&period=2020"
    assert "hoort niet bij één inwoner" in seen(house.noor, f"/figures/explain/?{sessions}")
    assert "hoort niet bij één inwoner" in seen(house.noor, f"/figures/behind/?{sessions}")


def test_ones_own_work_is_explained_to_oneself_alone(house: House, seen):
    assert "1 aanmelding<" in seen(house.noor, f"/figures/explain/?{YEAR}&own=1")
    assert "3 aanmeldingen" in seen(house.pieter, f"/figures/explain/?{YEAR}&own=1")


def test_two_numbers_stand_side_by_side_with_what_makes_the_difference(house: House, seen):
    other = YEAR.replace("registrations", "residents_registered")
    page = seen(house.pieter, f"/figures/differ/?{urlencode({'a': YEAR, 'b': other})}")
    assert "Het tweede is 1 lager: inwoners, ieder één keer in plaats van aanmeldingen (−1)." in page
    chosen = seen(house.pieter, f"/figures/differ/?{urlencode({'a': REFERRED, 'figure': 'registrations'})}")
    assert "één en dezelfde vraag" in chosen
    year_before = YEAR.replace("2020", "2019")
    page = seen(house.pieter, f"/figures/differ/?{urlencode({'a': year_before, 'b': REFERRED})}")
    assert "2020 in plaats van 2019 (+3); alleen Kanaal: verwezen (−1)" in page


def test_what_was_looked_at_before_is_offered_beside(house: House, facts: None):
    client = client_of(house.pieter)
    client.get(f"/figures/explain/?{YEAR}")
    page = client.get(f"/figures/explain/?{REFERRED}").content.decode()
    assert "wat je hiervoor bekeek: Aanmeldingen, Uitgeest, 2020" in page


def test_what_is_no_question_is_not_there(house: House, facts: None):
    client = client_of(house.pieter)
    for query in ("figure=nothing", "figure=registrations&period=soon", f"{YEAR}&facts=../../x"):
        assert client.get(f"/figures/explain/?{query}").status_code == 404, query
        assert client.get(f"/figures/differ/?{urlencode({'a': query})}").status_code == 404, query


def test_the_catalogue_has_everything_with_its_version(house: House, seen):
    page = seen(house.ineke, "/figures/catalogue/")
    for name in (*CATALOGUE, *(f"by-{name}" for name in DIMENSIONS)):
        assert f'id="{name}"' in page, name
    assert page.count("versie 1, sinds") >= len(CATALOGUE) + len(DIMENSIONS)
    for ending, kind in (("csv", "text/csv"), ("json", "application/json")):
        answer = client_of(house.pieter).get(f"/figures/catalogue.{ending}")
        assert answer["Content-Type"].startswith(kind)
        assert "registrations_judged_share" in answer.content.decode()


def test_home_has_few_figures_for_each_role(house: House, seen):
    for worker in (house.karim, house.pieter, house.ineke):
        assert "/in-figures/" in seen(worker, "/")
    assert "/in-figures/" not in seen(house.noor, "/")
    team = seen(house.karim, "/in-figures/", hx_request="true")
    assert f"{house.team.name} in cijfers" in team
    assert f"filter=team:{house.team.key}" in team
    assert "geteld uit 3: zo weinig" in team
    assert "een jaar eerder 0 (+3)" in team
    assert "Geteld om" in team
    quality = seen(house.ineke, "/in-figures/", hx_request="true")
    assert "Hoe goed is het vastgelegd?" in quality
    assert "Groepen en inloop in cijfers" in quality
    assert "0,0%" in quality  # nobody looked at the registrations
    assert "<html" not in quality


def test_a_policy_adviser_chooses_a_municipality_which_is_remembered(house: House, facts: None):
    client = client_of(house.pieter)
    client.get("/in-figures/?municipality=GM0450")
    for query, is_chosen in (("", True), ("?municipality=", False), ("", False), ("?municipality=x", False)):
        page = client.get(f"/in-figures/{query}").content.decode()
        assert ("municipality=GM0450" in page) == is_chosen, query
