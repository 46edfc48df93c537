"""Who reaches which resident, role by role: the circle, the team, broken glass, and never over the street."""

from datetime import date, timedelta

import pytest

from omzien.gate.visit import Role
from omzien.people.models import ContactDetails, Draft, Resident
from omzien.people.policy import (
    ACTS,
    CALL_RESIDENT,
    FIND_RESIDENT,
    KEEP_DRAFT,
    READ_CITIZEN_NUMBER,
    READ_CONTACT_DETAILS,
    READ_RESIDENT,
)
from tests.cast import make_resident, make_worker, relate, visit_of

pytestmark = pytest.mark.django_db


def reached(worker, act=READ_RESIDENT, **options):
    rows = Resident.objects.under(act, visit_of(worker, **options))
    return {row.given_name for row in rows}


def test_a_worker_reaches_the_own_caseload_and_the_teams(house):
    assert reached(house.noor) == {"Fatima", "Willem"}


def test_a_team_lead_reaches_the_caseloads_of_the_team_too(house):
    outsider = make_worker(house.demo, "Olga", Role.WORKER)
    relate(house.greta, worker=outsider)
    assert reached(house.karim) == {"Fatima", "Willem"}


@pytest.mark.parametrize("name", ["bas", "ineke", "pieter", "femke", "ada"])
def test_others_reach_no_record(house, name):
    assert reached(getattr(house, name)) == set()


def test_broken_glass_opens_one_record_and_no_other(house):
    assert reached(house.bas, opened=frozenset({house.greta.pk})) == {"Gréta"}
    assert reached(house.ada, opened=frozenset({house.greta.pk})) == set()


def test_broken_glass_does_not_reach_over_the_street(house):
    assert reached(house.noor, opened=frozenset({house.piet.pk})) == {"Fatima", "Willem"}


def test_a_relation_holds_from_its_first_to_its_last_day(house):
    today = visit_of(house.noor).today
    for start, until, holds in (
        (today, today, True),
        (today + timedelta(days=1), None, False),
        (date(2020, 1, 1), today - timedelta(days=1), False),
        (date(2020, 1, 1), today, True),
    ):
        resident = make_resident(house.demo, given_name=f"{start} {until}")
        relate(resident, worker=house.noor, started_on=start, until=until)
        assert (resident.given_name in reached(house.noor)) is holds


@pytest.mark.parametrize("name", ["noor", "karim", "bas", "ineke"])
def test_who_meets_residents_finds_every_name_of_the_own_organisation(house, name):
    assert reached(getattr(house, name), FIND_RESIDENT) == {"Fatima", "Willem", "Gréta"}


@pytest.mark.parametrize("name", ["pieter", "femke", "ada"])
def test_others_find_nobody(house, name):
    assert reached(getattr(house, name), FIND_RESIDENT) == set()


@pytest.mark.parametrize(
    ("name", "address", "telephone"),
    [
        ("noor", True, True),
        ("karim", True, True),
        ("bas", True, True),
        ("ineke", False, True),
        ("pieter", False, False),
        ("femke", False, False),
        ("ada", False, False),
        ("sven", False, False),
    ],
)
def test_who_sees_how_fatima_is_reached(house, name, address, telephone):
    visit = visit_of(getattr(house, name))
    assert ContactDetails.objects.under(READ_CONTACT_DETAILS, visit).exists() is address
    assert ContactDetails.objects.under(CALL_RESIDENT, visit).exists() is telephone


def test_sven_reaches_his_own_resident_only(house):
    assert reached(house.sven) == {"Piet"}
    assert reached(house.sven, FIND_RESIDENT) == {"Piet"}


def test_no_act_on_residents_opens_to_analyst_or_administrator_and_one_to_the_privacy_officer():
    """What they type themselves is kept as their own draft: of analyst and administrator about nobody."""
    others = [act for act in ACTS if act is not KEEP_DRAFT]
    assert [act.name for act in others if {Role.ANALYST, Role.ADMINISTRATOR} & set(act.reach)] == []
    assert [act.name for act in others if Role.PRIVACY_OFFICER in act.reach] == ["find-for-rights"]


@pytest.mark.parametrize("name", ["pieter", "ada"])
def test_a_draft_of_analyst_or_administrator_is_about_nobody(house, name):
    worker = getattr(house, name)
    for key, resident in (("leeg", None), ("over", house.fatima)):
        Draft(key=key, organisation=worker.organisation, worker=worker, resident=resident, version=1).save()
    assert [row.key for row in Draft.objects.under(KEEP_DRAFT, visit_of(worker))] == ["leeg"]


def test_the_bsn_is_for_who_support():
    assert set(READ_CITIZEN_NUMBER.reach) == {Role.WORKER, Role.TEAM_LEAD}
