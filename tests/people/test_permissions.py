"""Consent, the BSN, break-glass, and what is left after a farewell."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection, transaction

from omzien.gate.models import BrokenGlass
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent
from omzien.organisation.models import Service
from omzien.people import cipher, queries
from omzien.people.actions import (
    forget_citizen_number,
    give_consent,
    open_record,
    record_citizen_number,
    share_household,
    withdraw_consent,
)
from omzien.people.farewell import FAREWELL
from omzien.people.models import CitizenNumber, Consent, TreatmentRelation
from tests.cast import code, fresh, visit_of

pytestmark = pytest.mark.django_db
BSN = "111222333"


@pytest.fixture
def noor(house):
    code(house.demo, "consent", "informatie_delen")
    return visit_of(house.noor)


@pytest.fixture
def debt_help(house):
    return Service.objects.create(
        organisation=house.demo, key="SHV", name_nl="x", name_en="x", citizen_number_basis="Wgs art. 8"
    )


def test_a_consent_is_given_once_and_withdrawn(house, noor):
    first = give_consent(noor, resident_id=house.fatima.pk, kind="informatie_delen")
    assert give_consent(noor, resident_id=house.fatima.pk, kind="informatie_delen") == first
    withdraw_consent(noor, consent_id=first)
    assert [card.withdrawn_on for card in queries.consents(noor, resident_id=house.fatima.pk)] == [noor.today]
    assert give_consent(noor, resident_id=house.fatima.pk, kind="informatie_delen") != first


def test_a_consent_is_of_a_known_kind_in_reach_and_not_tomorrow(house, noor):
    with pytest.raises(Refused):
        give_consent(noor, resident_id=house.fatima.pk, kind="alles")
    with pytest.raises(Refused):
        give_consent(noor, resident_id=house.fatima.pk, kind="informatie_delen", given_on=date(2999, 1, 1))
    for out_of_reach in (house.greta, house.piet):
        with pytest.raises(Absent):
            give_consent(noor, resident_id=out_of_reach.pk, kind="informatie_delen")


def test_a_consent_does_not_end_before_it_began(house):
    kind = code(house.demo, "consent", "citaat")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent(
            organisation=house.demo,
            resident=house.fatima,
            kind=kind,
            given_on=date(2020, 1, 2),
            withdrawn_on=date(2020, 1, 1),
        ).save()


def test_the_bsn_is_kept_encrypted_and_shown_masked(house, noor, debt_help):
    record_citizen_number(noor, resident_id=house.fatima.pk, number="1112.22.333", service_id=debt_help.pk)
    assert queries.citizen_number(noor, resident_id=house.fatima.pk) == "******333"
    assert queries.citizen_number(noor, resident_id=house.fatima.pk, whole=True) == BSN
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_number, legal_basis FROM people_citizennumber")
        sealed, basis = cursor.fetchone()
    assert BSN.encode() not in bytes(sealed)
    assert basis == "Wgs art. 8"


def test_no_law_no_bsn(house, noor):
    service = Service.objects.create(organisation=house.demo, key="AMW", name_nl="x", name_en="x")
    with pytest.raises(Refused, match="law"):
        record_citizen_number(noor, resident_id=house.fatima.pk, number=BSN, service_id=service.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CitizenNumber(
            organisation=house.demo, resident=house.fatima, sealed_number=b"x", legal_basis=""
        ).save()


def test_a_wrong_bsn_is_refused(house, noor, debt_help):
    with pytest.raises(Refused, match="digits"):
        record_citizen_number(noor, resident_id=house.fatima.pk, number="111222334", service_id=debt_help.pk)


def test_the_bsn_is_not_for_the_front_desk_nor_out_of_reach(house, noor, debt_help):
    record_citizen_number(noor, resident_id=house.fatima.pk, number=BSN, service_id=debt_help.pk)
    assert queries.citizen_number(visit_of(house.bas), resident_id=house.fatima.pk) == ""
    with pytest.raises(Absent):
        record_citizen_number(noor, resident_id=house.greta.pk, number=BSN, service_id=debt_help.pk)


def test_a_bsn_moved_to_another_resident_cannot_be_read(house):
    sealed = cipher.seal(BSN, resident_id=house.fatima.pk)
    assert cipher.seal(BSN, resident_id=house.fatima.pk) != sealed
    assert cipher.unseal(sealed, resident_id=house.fatima.pk) == BSN
    with pytest.raises(InvalidTag):
        cipher.unseal(sealed, resident_id=house.greta.pk)


def test_a_bsn_is_forgotten(house, noor, debt_help):
    record_citizen_number(noor, resident_id=house.fatima.pk, number=BSN, service_id=debt_help.pk)
    forget_citizen_number(noor, resident_id=house.fatima.pk)
    assert queries.citizen_number(noor, resident_id=house.fatima.pk) == ""


def test_a_record_is_opened_with_a_reason(house, noor):
    with pytest.raises(Absent):
        queries.resident(noor, resident_id=house.greta.pk)
    open_record(noor, resident_id=house.greta.pk, reason="belde in nood, nergens bekend")
    card = queries.resident(visit_of(house.noor), resident_id=house.greta.pk)
    assert (card.name, card.by_broken_glass) == ("Gréta van der Zee", True)


def test_no_record_is_opened_without_reason_or_over_the_street(house, noor):
    with pytest.raises(Refused):
        open_record(noor, resident_id=house.greta.pk, reason="")
    with pytest.raises(Absent):
        open_record(noor, resident_id=house.piet.pk, reason="nieuwsgierig naar de buurman")
    with pytest.raises(Absent):
        open_record(visit_of(house.ada), resident_id=house.greta.pk, reason="omdat ik beheerder ben")
    assert not BrokenGlass.objects.exists()


def test_inspection_tells_what_is_known_of_one_resident(house, noor):
    told = FAREWELL.export(visit_of(house.femke), house.fatima.pk)
    assert told["resident"][0]["family_name"] == "Amrani"
    assert told["contact_details"][0]["phone"] == "0251 000 001"
    assert [relation["worker__name"] for relation in told["supported_by"]] == ["Noor"]
    assert FAREWELL.export(visit_of(house.sven), house.fatima.pk)["resident"] == []


def test_erasure_keeps_the_statistics_and_no_way_back(house, noor):
    share_household(noor, resident_id=house.fatima.pk, with_resident_id=house.greta.pk)
    femke = visit_of(house.femke)
    assert FAREWELL.erase(femke, house.fatima.pk) == 3
    left = fresh(house.fatima)
    assert (left.given_name, left.family_name, left.search_name) == ("", "", "")
    assert (left.birth_date, left.municipality_id) == (date(1980, 1, 1), house.uitgeest.pk)
    assert left.pseudonym != house.fatima.pseudonym
    assert left.key != house.fatima.key
    assert left.household_id is None
    assert left.changed_at == femke.now
    assert not TreatmentRelation.objects.unsealed("test").filter(resident=house.fatima).exists()
    assert FAREWELL.erase(visit_of(house.sven), house.greta.pk) == 0
    assert fresh(house.greta).family_name == "Zee"
