"""The starter instruments: names only, in the official order, founded once per organisation."""

import pytest

from omzien.gate.errors import Absent
from omzien.gate.visit import STAFF_ROLES, Role
from omzien.outcomes.actions import STARTER, found_instruments, starter
from omzien.outcomes.models import Item
from omzien.outcomes.queries import instrument, instruments
from tests.cast import build_house, code, visit_of


def test_the_zrm_has_its_thirteen_domains_in_the_official_order():
    assert [item["key"] for item in starter("zrm_2017")["items"]] == [
        "financien", "werk_en_opleiding", "tijdsbesteding", "huisvesting", "huiselijke_relaties",
        "geestelijke_gezondheid", "lichamelijke_gezondheid", "middelengebruik", "basale_adl",
        "instrumentele_adl", "sociaal_netwerk", "maatschappelijke_participatie", "justitie",
    ]  # fmt: skip


def test_the_parenting_supplement_is_an_instrument_of_its_own():
    assert [item["key"] for item in starter("zrm_2017_ouderschap")["items"]] == [
        "ouderschap_sociaal_emotionele_ondersteuning"
    ]


@pytest.mark.parametrize("key", ["zrm_2017", "zrm_2017_ouderschap"])
def test_five_levels_with_names_and_no_criteria(key):
    described = starter(key)
    assert [level["level"] for level in described["levels"]] == [1, 2, 3, 4, 5]
    assert all(set(level) == {"level", "name_nl", "name_en"} for level in described["levels"])
    assert all(set(item) == {"key", "domain", "name_nl", "name_en"} for item in described["items"])
    assert "© GGD Amsterdam" in described["attribution"]


def test_positive_health_is_an_aid_to_conversation():
    described = starter("positieve_gezondheid")
    assert described["measures_impact"] is False
    assert len(described["items"]) == 6


@pytest.mark.django_db
def test_founding_twice_changes_nothing():
    house = build_house()
    ada = visit_of(house.ada)
    assert found_instruments(ada) == list(STARTER)
    assert found_instruments(ada) == []
    assert {card.key for card in instruments(ada)} == set(STARTER)
    assert instruments(visit_of(house.sven)) == []
    with pytest.raises(Absent):
        instrument(visit_of(house.sven), key="zrm_2017")


@pytest.mark.django_db
def test_an_item_is_tied_to_the_domain_that_the_starter_names():
    house = build_house()
    money, family = code(house.demo, "domain", "financien"), code(house.demo, "domain", "gezinsrelaties")
    found_instruments(visit_of(house.ada))
    tied = Item.objects.filter(domain__isnull=False).order_by("order").values_list("key", "domain_id")
    assert list(tied) == [("financien", money.pk), ("huiselijke_relaties", family.pk)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in STAFF_ROLES if role is not Role.ADMINISTRATOR])
def test_only_the_administrator_founds(role):
    house = build_house()
    with pytest.raises(Absent):
        found_instruments(visit_of(house.staff[role]))


@pytest.mark.django_db
def test_instruments_come_in_two_queries(django_assert_num_queries):
    house = build_house()
    found_instruments(visit_of(house.ada))
    noor = visit_of(house.noor)
    with django_assert_num_queries(2):
        assert len(instrument(noor, key="zrm_2017").items) == 13
