"""Adding, finding and changing residents, and who live together."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent
from omzien.people import queries, rules
from omzien.people.actions import (
    add_resident,
    change_contact_details,
    change_resident,
    leave_household,
    relate,
    share_household,
)
from omzien.people.models import ContactDetails, Resident
from tests.cast import fresh, make_resident, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(house):
    return visit_of(house.noor)


def add(visit, house, **fields):
    return add_resident(visit, municipality_id=house.uitgeest.pk, **{"family_name": "Nieuw"} | fields)


def test_a_new_resident_is_found_by_name_with_one_line_in_the_ledger(house, noor):
    pk = add(noor, house, given_name="Zoë", phone="06 1234 5678", postcode="1911ab")
    assert [card.id for card in queries.search(noor, text="zoe nieuw")] == [pk]
    line = LedgerLine.objects.get(act="add_resident")
    assert (line.code, line.residents) == ("C", [pk])
    row = Resident.objects.unsealed("test").get(pk=pk)
    assert (row.registered_on, row.organisation_id) == (noor.today, house.demo.pk)


def test_a_new_resident_gets_the_pseudonym_of_this_installation(house, noor):
    row = Resident.objects.unsealed("test").get(pk=add(noor, house))
    told = {"organisation": "demo", "resident": row.key}
    assert row.pseudonym == rules.pseudonym(settings.PSEUDONYM_KEY, **told)


def test_who_adds_a_resident_still_needs_a_relation_to_open_the_record(house, noor):
    pk = add(noor, house)
    assert not queries.is_in_reach(noor, resident_id=pk)
    relate(noor, resident_id=pk, worker_id=house.noor.pk)
    assert queries.resident(noor, resident_id=pk).name == "Nieuw"


@pytest.mark.parametrize("name", ["pieter", "femke", "ada"])
def test_who_meets_nobody_adds_nobody(house, name):
    with pytest.raises(Absent):
        add(visit_of(getattr(house, name)), house)


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(house, noor):
    with pytest.raises(Refused) as told:
        add(noor, house, family_name=" ", birth_date=noor.today + timedelta(days=1), gender="m")
    assert {problem.field for problem in told.value.problems} == {"family_name", "birth_date", "gender"}
    with pytest.raises(Refused):
        add(noor, house, phone="bel mij")
    assert Resident.objects.unsealed("test").count() == 4


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("amr", ["Fatima el Amrani"]),
        ("AMRANI fat", ["Fatima el Amrani"]),
        ("greta zee", ["Gréta van der Zee"]),
        ("w", ["Willem Dekker"]),
        ("vatima amrany", ["Fatima el Amrani"]),
        ("willlem dcker", ["Willem Dekker"]),
        ("vanderzee", ["Gréta van der Zee"]),
        ("geb 29 feb 48", ["Willem Dekker"]),
        ("29-02-1948", ["Willem Dekker"]),
        ("piet", []),
        ("%", []),
        ("   ", []),
    ],
)
def test_residents_are_found_by_parts_of_a_name_or_a_birth_date(noor, text, names):
    assert [card.name for card in queries.search(noor, text=text)] == names


def test_a_search_is_limited_and_names_only_whom_it_shows(noor):
    assert len(queries.search(noor, text="17-5-1980")) == 2
    noor.seen.clear()
    (card,) = queries.search(noor, text="17-5-1980", limit=1)
    assert [sight.residents for sight in noor.seen] == [(card.id,)]


def test_a_coordinator_sees_the_name_and_the_telephone(house):
    ineke = visit_of(house.ineke)
    card = queries.found(ineke, resident_id=house.fatima.pk)
    assert (card.name, card.birth_date) == ("Fatima el Amrani", None)
    assert queries.phone(ineke, resident_id=house.fatima.pk) == "0251 000 001"
    assert queries.contact_details(ineke, resident_id=house.fatima.pk) is None
    with pytest.raises(Absent):
        queries.resident(ineke, resident_id=house.fatima.pk)


def test_names_are_of_the_own_organisation(house, noor):
    asked = [house.fatima.pk, house.piet.pk]
    assert queries.names(noor, resident_ids=asked) == {house.fatima.pk: "Fatima el Amrani"}


def test_the_head_of_a_record(house, noor):
    card = queries.resident(noor, resident_id=house.willem.pk)
    assert (card.name, card.municipality, card.by_broken_glass) == ("Willem Dekker", "Uitgeest", False)
    assert card.age == rules.age_on(date(1948, 2, 29), noor.today)


def test_a_changed_name_is_found_under_the_new_one(house, noor):
    change_resident(noor, resident_id=house.fatima.pk, changes={"family_name": " Bakker "})
    assert [card.id for card in queries.search(noor, text="bakker")] == [house.fatima.pk]
    assert queries.search(noor, text="amrani") == []


def test_what_an_import_brought_does_not_stand_in_the_way_of_a_new_telephone_number(house, noor):
    rows = ContactDetails.objects.unsealed("test").filter(resident_id=house.fatima.pk)
    rows.update(postcode="0000 CS")
    told = {"phone": "0251 000 003", "postcode": "0000 CS"}
    change_contact_details(noor, resident_id=house.fatima.pk, changes=told)
    assert (rows.get().phone, rows.get().postcode) == ("0251 000 003", "0000 CS")
    with pytest.raises(Refused):
        change_contact_details(noor, resident_id=house.fatima.pk, changes=told | {"postcode": "0000 CT"})


def test_a_record_out_of_reach_is_not_changed(house, noor):
    with pytest.raises(Absent):
        change_resident(noor, resident_id=house.greta.pk, changes={"family_name": "Bakker"})
    with pytest.raises(Absent):
        change_contact_details(noor, resident_id=house.greta.pk, changes={"phone": "0251 000 002"})
    with pytest.raises(Absent):
        change_contact_details(
            visit_of(house.bas), resident_id=house.piet.pk, changes={"phone": "0251 000 002"}
        )


def test_only_known_fields_are_changed(house, noor):
    for changes in ({"pseudonym": 1}, {"organisation_id": house.overkant.pk}, {"search_name": "x"}):
        with pytest.raises(TypeError):
            change_resident(noor, resident_id=house.fatima.pk, changes=changes)


def test_contact_details_are_changed_in_part(house, noor):
    change_contact_details(
        noor, resident_id=house.fatima.pk, changes={"postcode": "1911ab", "place": "Uitgeest"}
    )
    card = queries.contact_details(noor, resident_id=house.fatima.pk)
    assert card
    assert (card.phone, card.postcode, card.place) == ("0251 000 001", "1911 AB", "Uitgeest")


def test_the_front_desk_writes_down_a_first_telephone_number(house):
    bas = visit_of(house.bas)
    change_contact_details(bas, resident_id=house.greta.pk, changes={"phone": "0251 000 003"})
    assert queries.phone(bas, resident_id=house.greta.pk) == "0251 000 003"


def test_people_who_live_together(house, noor):
    share_household(noor, resident_id=house.fatima.pk, with_resident_id=house.greta.pk)
    share_household(noor, resident_id=house.willem.pk, with_resident_id=house.greta.pk)
    together = queries.household(noor, resident_id=house.fatima.pk)
    assert {card.name for card in together} == {"Gréta van der Zee", "Willem Dekker"}
    leave_household(noor, resident_id=house.fatima.pk)
    assert queries.household(noor, resident_id=house.fatima.pk) == []
    assert fresh(house.greta).household_id


def test_nobody_lives_with_the_neighbours_or_alone_with_oneself(house, noor):
    with pytest.raises(Absent):
        share_household(noor, resident_id=house.fatima.pk, with_resident_id=house.piet.pk)
    with pytest.raises(Refused):
        share_household(noor, resident_id=house.fatima.pk, with_resident_id=house.fatima.pk)


def test_possible_duplicates_come_likeliest_first(house, noor):
    make_resident(house.demo, given_name="Fatma", name_prefix="el", family_name="Amrani")
    make_resident(house.demo, given_name="Karel", family_name="Zwart")
    cards = queries.possible_duplicates(
        noor, given_name="Fatima", name_prefix="el", family_name="Amrani", birth_date=date(1980, 5, 17)
    )
    assert [card.name for card in cards] == ["Fatima el Amrani", "Fatma el Amrani"]


def test_another_birth_date_is_another_person(house, noor):
    assert queries.possible_duplicates(noor, family_name="Amrani", birth_date=date(1999, 1, 1)) == []
    assert queries.possible_duplicates(noor, family_name="Buurman", birth_date=date(1980, 5, 17)) == []
