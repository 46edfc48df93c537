"""Founding an organisation, and changing how it is set up."""

from datetime import date, timedelta

import pytest
from django.db import DataError, IntegrityError, transaction

from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent
from omzien.organisation import queries
from omzien.organisation.actions import (
    add_code,
    add_partner,
    add_team,
    allow_citizen_number,
    change_norms,
    end_code,
    found_organisation,
    install_starter_set,
)
from omzien.organisation.models import Code, Municipality, Neighbourhood, Organisation, Service
from tests.cast import command_visit, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(house):
    visit = visit_of(house.ada)
    install_starter_set(visit)
    return visit


def test_a_new_organisation_begins_with_the_starter_set():
    visit = command_visit(Organisation.objects.get(pk=found_organisation(key="nieuw", name="Nieuw")))
    assert install_starter_set(visit) > 150
    assert [code.key for code in queries.codes(visit, list="channel")][:2] == ["eigen_initiatief", "verwezen"]
    assert {service.key for service in queries.services(visit)} >= {"AMW", "SHV", "SJD"}
    assert queries.partners(visit)[0].kind.list == "partner_kind"
    assert LedgerLine.objects.get().act == "install_starter_set"


def test_the_starter_set_changes_nothing_that_is_there(ada):
    Code.objects.filter(list="domain", key="financien").update(name_nl="Geld")
    assert install_starter_set(ada) == 0
    assert Code.objects.get(list="domain", key="financien").name_nl == "Geld"


def test_an_organisation_is_founded_once():
    found_organisation(key="nieuw", name="Nieuw")
    with pytest.raises(Refused):
        found_organisation(key="nieuw", name="Nog eens")


@pytest.mark.parametrize("key", ["", "Met Hoofdletter", "met/schuin", "x" * 51])
def test_a_key_can_stand_in_an_address(key: str):
    with pytest.raises(Refused, match="small letters"):
        found_organisation(key=key, name="Nieuw")


def test_subdomains_stand_under_their_domain_in_its_order(ada):
    cards = queries.codes(ada, list="subdomain")
    assert (cards[0].parent, cards[0].key) == ("financien", "schulden")
    order = list(dict.fromkeys(card.parent for card in cards))
    domains = [card.key for card in queries.codes(ada, list="domain")]
    assert order == [key for key in domains if key in order]


def test_a_code_ends_and_is_chosen_no_more(ada):
    end_code(ada, list="channel", key="inloop", until=ada.today)
    assert "inloop" in {code.key for code in queries.codes(ada, list="channel")}
    tomorrow = ada.today + timedelta(days=1)
    assert "inloop" not in {code.key for code in queries.codes(ada, list="channel", on=tomorrow)}


def test_an_own_code_is_marked_as_own_and_begins_today(ada):
    add_code(ada, list="subdomain", key="energie", name_nl="Energie", name_en="Energy", parent="financien")
    row = Code.objects.get(list="subdomain", key="energie")
    assert (row.origin, row.valid_from) == ("own", ada.today)
    assert row.parent == Code.objects.get(list="domain", key="financien")
    with pytest.raises(Refused, match="began"):
        end_code(ada, list="subdomain", key="energie", until=date(2000, 1, 1))
    with pytest.raises(Refused, match="already"):
        add_code(ada, list="subdomain", key="energie", name_nl="Energie", name_en="Energy")


def test_teams_and_partners_have_a_key_of_their_own(ada):
    add_team(ada, key="noord", name="Noord")
    add_partner(ada, key="huisarts_zee", name="Huisarts Zee", kind="huisarts")
    for deed in (
        lambda: add_team(ada, key="noord", name="Noord 2"),
        lambda: add_partner(ada, key="huisarts_zee", name="Zee", kind="huisarts"),
        lambda: add_partner(ada, key="x", name="X", kind="bestaat_niet"),
    ):
        with pytest.raises(Refused):
            deed()


def test_norms_change_within_reason(house, ada):
    change_norms(ada, norms={"exploration_norm_days": 10, "public_threshold": 12})
    assert queries.own_organisation(ada).exploration_norm_days == 10
    for wrong in ({"exploration_norm_days": 0}, {"name": 3}, {"public_threshold": 3}):
        with pytest.raises(Refused):
            change_norms(ada, norms=wrong)


def test_the_bsn_is_allowed_for_a_service_by_a_law(ada):
    service = Service.objects.get(organisation_id=ada.organisation_id, key="SHV")
    allow_citizen_number(ada, service_id=service.pk, basis=" Wgs art. 8 ")
    service.refresh_from_db()
    assert service.citizen_number_basis == "Wgs art. 8"


@pytest.mark.parametrize("name", ["noor", "karim", "bas", "ineke", "pieter", "femke", "sven"])
def test_only_the_administrator_changes_the_set_up(house, ada, name):
    visit = visit_of(getattr(house, name))
    service = Service.objects.get(organisation=house.demo, key="AMW")
    for deed in (
        lambda: add_team(visit, key="noord", name="Noord"),
        lambda: allow_citizen_number(visit, service_id=service.pk, basis="omdat het kan"),
        lambda: install_starter_set(visit),
        lambda: change_norms(visit, norms={"public_threshold": 99}),
    ):
        with pytest.raises(Absent):
            deed()


def test_lists_stay_within_the_organisation(house, ada):
    sven = visit_of(house.sven)
    assert queries.codes(sven, list="domain") == []
    assert not queries.services(sven).exists()
    assert [team.name for team in queries.teams(sven)] == ["Team Overkant"]
    with pytest.raises(Absent):
        queries.must_be_ours(sven, worker_id=house.noor.pk)
    queries.must_be_ours(ada, worker_id=house.noor.pk, team_id=house.team.pk, partner_id=None)


def test_neighbourhoods_are_of_the_newest_division(house, ada):
    for year, name in ((2024, "Oud"), (2025, "Waldijk")):
        Neighbourhood.objects.create(municipality=house.uitgeest, code="BU04500000", year=year, name=name)
    found = queries.neighbourhoods(ada, municipality_id=house.uitgeest.pk)
    assert [place.name for place in found] == ["Waldijk"]


@pytest.mark.parametrize("code", ["0450", "GM45", "GM04500", "gm0450"])
def test_a_municipality_has_a_cbs_code(code):
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Municipality.objects.create(code=code, name="Nergens")


def test_a_period_does_not_end_before_it_begins(house):
    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.create(
            organisation=house.demo,
            list="x",
            key="x",
            name_nl="x",
            name_en="x",
            valid_from=date(2020, 1, 2),
            valid_until=date(2020, 1, 1),
        )
