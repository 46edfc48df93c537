"""Living together: since when, and who is what of whom, seen from both sides."""

from datetime import date, timedelta

import pytest

from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.people.actions import drop_kinship, leave_household, name_kinship, share_household
from omzien.people.farewell import FAREWELL
from omzien.people.models import HouseholdStay, Kinship
from omzien.people.queries import household, kinships, living_with, resident, stays
from tests.cast import House, code, make_resident, relate, visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    for kind in ("ouder", "partner"):
        code(standing_house.demo, "kinship", kind)
        code(standing_house.overkant, "kinship", kind)
    return standing_house


def together(house, since=None):
    noor = visit_of(house.noor)
    ids = {"resident_id": house.fatima.pk, "with_resident_id": house.willem.pk}
    share_household(noor, **ids, since=since)
    return noor


def test_who_has_no_household_lives_with_nobody(house):
    noor = visit_of(house.noor)
    relate(house.fatima, worker=house.noor)
    assert living_with(noor, card=resident(noor, resident_id=house.fatima.pk)) == []
    together(house)
    found = living_with(noor, card=resident(noor, resident_id=house.fatima.pk))
    assert [row.id for row in found] == [house.willem.pk]


def test_a_stay_has_a_beginning_and_an_end(house):
    noor = together(house, date(2024, 5, 1))
    assert stays(noor, resident_id=house.fatima.pk) == [(date(2024, 5, 1), None)]
    leave_household(noor, resident_id=house.fatima.pk, until=date(2024, 9, 1))
    assert stays(noor, resident_id=house.fatima.pk) == [(date(2024, 5, 1), date(2024, 9, 1))]
    assert household(noor, resident_id=house.willem.pk) == []


def test_moving_on_ends_the_stay_before(house):
    noor = together(house, date(2024, 5, 1))
    share_household(
        noor, resident_id=house.fatima.pk, with_resident_id=house.greta.pk, since=date(2025, 1, 1)
    )
    told = stays(noor, resident_id=house.fatima.pk)
    assert told == [(date(2025, 1, 1), None), (date(2024, 5, 1), date(2025, 1, 1))]


def test_since_when_may_be_unknown_and_not_tomorrow(house):
    noor = together(house)
    assert stays(noor, resident_id=house.fatima.pk) == []
    with pytest.raises(Refused):
        together(house, noor.today + timedelta(days=1))


def kin_of(house, visit, resident):
    return [(one.name, one.name_nl) for one in kinships(visit, resident_id=resident.pk)]


def test_a_parent_here_is_a_child_there(house):
    noor = visit_of(house.noor)
    name_kinship(noor, resident_id=house.fatima.pk, other_id=house.willem.pk, kind="ouder")
    assert kin_of(house, noor, house.fatima) == [("Willem Dekker", "ouder")]
    assert kin_of(house, noor, house.willem) == [("Fatima el Amrani", "Kind")]


def test_two_people_have_one_relation_said_from_either_side(house):
    noor = visit_of(house.noor)
    for here, there, kind in (
        (house.fatima, house.willem, "ouder"),
        (house.fatima, house.willem, "partner"),
        (house.willem, house.fatima, "partner"),
    ):
        pk = name_kinship(noor, resident_id=here.pk, other_id=there.pk, kind=kind)
    assert Kinship.objects.unsealed("test").count() == 1
    assert kin_of(house, noor, house.fatima) == [("Willem Dekker", "partner")]
    drop_kinship(noor, kinship_id=pk)
    assert kin_of(house, noor, house.willem) == []


def test_nobody_is_kin_of_oneself_or_of_the_neighbours(house):
    noor = visit_of(house.noor)
    with pytest.raises(Refused):
        name_kinship(noor, resident_id=house.fatima.pk, other_id=house.fatima.pk, kind="ouder")
    with pytest.raises(Absent):
        name_kinship(noor, resident_id=house.fatima.pk, other_id=house.piet.pk, kind="ouder")
    with pytest.raises(Absent):
        name_kinship(visit_of(house.sven), resident_id=house.fatima.pk, other_id=house.piet.pk, kind="ouder")


def test_forgetting_takes_stays_and_relations_from_both_sides(house):
    noor = together(house, date(2024, 5, 1))
    anna = make_resident(house.demo, given_name="Anna")
    relate(anna, worker=house.noor)
    name_kinship(noor, resident_id=house.fatima.pk, other_id=house.willem.pk, kind="partner")
    name_kinship(noor, resident_id=anna.pk, other_id=house.fatima.pk, kind="ouder")
    FAREWELL.erase(visit_of(house.femke), house.fatima.pk)
    assert Kinship.objects.unsealed("test").count() == 0
    assert HouseholdStay.objects.unsealed("test").count() == 0
