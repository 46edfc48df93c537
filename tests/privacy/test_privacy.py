"""The privacy officer: who saw whom, broken glass, inspection and erasure; nobody else does any of it."""

import json
from datetime import timedelta

import pytest

from omzien.gate import ledger
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent
from omzien.people import queries as people
from omzien.people.actions import change_resident, open_record
from omzien.people.models import Resident
from omzien.privacy.actions import erase_resident, inspect_resident, review_glass
from omzien.privacy.queries import broken_glass, chain, who_saw
from tests.cast import fresh, visit_of

pytestmark = pytest.mark.django_db
GROUND = "verzoek van de inwoner, artikel 17"


@pytest.fixture
def femke(house):
    return visit_of(house.femke)


def test_who_saw_a_resident_is_read_back_latest_first(house, femke):
    noor = visit_of(house.noor)
    people.resident(noor, resident_id=house.fatima.pk)
    ledger.close(noor)
    change_resident(visit_of(house.karim), resident_id=house.fatima.pk, changes={"language": "Tarifit"})
    bas = visit_of(house.bas)
    people.search(bas, text="17-5-1980")
    ledger.close(bas)
    entries = who_saw(femke, resident_id=house.fatima.pk)
    told = [(entry.worker, entry.deed, entry.act, entry.others) for entry in entries]
    assert told == [
        ("Bas", "seen", "find-resident", 1),
        ("Karim", "changed", "change_resident", 0),
        ("Noor", "seen", "read-resident", 0),
    ]
    assert [entry.worker for entry in who_saw(femke, resident_id=house.greta.pk)] == ["Bas"]


def test_reading_the_ledger_stands_in_the_ledger(house, femke):
    who_saw(femke, resident_id=house.fatima.pk)
    ledger.close(femke)
    assert LedgerLine.objects.get(act="read-ledger").residents == [house.fatima.pk]


def test_a_number_that_looks_like_another_is_another(house, femke):
    """Resident 1 is not resident 11 or 21."""
    residents = [house.fatima.pk * 10 + 1, house.fatima.pk + 100]
    line = ledger.line_of(visit_of(house.noor), act="x", code="R", model="x", residents=residents)
    ledger.write([line])
    assert who_saw(femke, resident_id=house.fatima.pk) == []


def test_the_ledger_is_read_from_a_moment_and_in_part(house, femke):
    for _ in range(3):
        noor = visit_of(house.noor)
        people.resident(noor, resident_id=house.fatima.pk)
        ledger.close(noor)
    assert len(who_saw(femke, resident_id=house.fatima.pk, limit=2)) == 2
    later = LedgerLine.objects.latest("at").at + timedelta(microseconds=1)
    assert who_saw(femke, resident_id=house.fatima.pk, since=later) == []


def test_broken_glass_is_seen_and_reviewed(house, femke):
    open_record(visit_of(house.noor), resident_id=house.greta.pk, reason="belde in nood, Noor is ziek")
    card = broken_glass(femke, to_review=True)[0]
    assert (card.resident, card.worker) == ("Gréta van der Zee", "Noor")
    review_glass(femke, glass_id=card.id)
    assert broken_glass(femke, to_review=True) == []
    assert len(broken_glass(femke)) == 1


def test_inspection_tells_all_rooms_and_leaves_a_line(house, femke):
    told = inspect_resident(femke, resident_id=house.fatima.pk)
    assert set(told) == {"organisation", "people", "outcomes", "casework", "community"}
    assert "Amrani" in json.dumps(told, default=str)
    line = LedgerLine.objects.get(act="inspect-resident")
    assert (line.code, line.residents, line.detail["people.resident"]) == ("E", [house.fatima.pk], 1)
    assert "Amrani" not in json.dumps(line.detail)


def test_erasure_takes_the_name_and_keeps_the_count(house, femke):
    before = Resident.objects.unsealed("test").count()
    assert erase_resident(femke, resident_id=house.fatima.pk, ground=GROUND) >= 3
    assert Resident.objects.unsealed("test").count() == before
    assert fresh(house.fatima).family_name == ""
    assert LedgerLine.objects.get(act="erase-resident").detail["people"] == 3


def test_nothing_is_erased_without_a_ground(house, femke):
    with pytest.raises(Refused):
        erase_resident(femke, resident_id=house.fatima.pk, ground="zomaar")
    assert fresh(house.fatima).family_name == "Amrani"


@pytest.mark.parametrize("name", ["noor", "karim", "bas", "ineke", "pieter", "ada", "sven"])
def test_nobody_else_does_any_of_it(house, name):
    visit = visit_of(getattr(house, name))
    for deed in (
        lambda: who_saw(visit, resident_id=house.fatima.pk),
        lambda: broken_glass(visit),
        lambda: chain(visit),
        lambda: review_glass(visit, glass_id=1),
        lambda: inspect_resident(visit, resident_id=house.fatima.pk),
        lambda: erase_resident(visit, resident_id=house.fatima.pk, ground=GROUND),
    ):
        with pytest.raises(Absent):
            deed()


def test_the_privacy_officer_stays_on_this_side_of_the_street(house, femke):
    for deed in (
        lambda: who_saw(femke, resident_id=house.piet.pk),
        lambda: inspect_resident(femke, resident_id=house.piet.pk),
        lambda: erase_resident(femke, resident_id=house.piet.pk, ground=GROUND),
    ):
        with pytest.raises(Absent):
            deed()


def test_the_chain_is_checked(femke):
    assert chain(femke).broken == ""
