"""Workers come, get roles and teams, and leave; the badge follows from day to day."""

from datetime import date, timedelta

import pytest

from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.sealed import Absent
from omzien.gate.visit import Role
from omzien.organisation.actions import dismiss, grant_role, hire, join_team, leave_team, take_role
from omzien.organisation.models import RoleGrant, Worker
from omzien.organisation.queries import badge_of, workers
from tests.cast import visit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(house):
    return visit_of(house.ada)


def badge_on(account_id, day):
    badge = badge_of(account_id, day)
    assert badge
    return badge


def account_of(worker_id):
    return Worker.objects.unsealed("test").get(pk=worker_id).account_id


def test_a_new_worker_opens_the_house_with_a_role_in_a_team(house, ada):
    joris = hire(ada, name="Joris", username="joris")
    grant_role(ada, worker_id=joris, role=Role.WORKER)
    join_team(ada, worker_id=joris, team_id=house.team.pk)
    badge = badge_on(account_of(joris), ada.today)
    assert (badge.roles, badge.team_ids) == ({Role.WORKER}, {house.team.pk})
    assert badge_of(account_of(joris), ada.today - timedelta(days=1)) is None
    assert LedgerLine.objects.count() == 3


def test_an_account_that_is_switched_off_opens_nothing(house, ada):
    house.noor.account.is_active = False
    house.noor.account.save()
    assert badge_of(house.noor.account_id, ada.today) is None


def test_who_leaves_opens_nothing_after_the_last_day(house, ada):
    dismiss(ada, worker_id=house.noor.pk, on=ada.today)
    assert badge_on(house.noor.account_id, ada.today).roles == {Role.WORKER}
    assert badge_of(house.noor.account_id, ada.today + timedelta(days=1)) is None
    assert RoleGrant.objects.get(worker_id=house.noor.pk).valid_until == ada.today


def test_nobody_leaves_before_coming(house, ada):
    with pytest.raises(Refused):
        dismiss(ada, worker_id=house.noor.pk, on=date(2017, 12, 31))


def test_a_role_is_given_once_and_taken_from_today(house, ada):
    grant_role(ada, worker_id=house.noor.pk, role=Role.WORKER)
    grant_role(ada, worker_id=house.noor.pk, role=Role.TEAM_LEAD)
    assert badge_on(house.noor.account_id, ada.today).roles == {Role.WORKER, Role.TEAM_LEAD}
    take_role(ada, worker_id=house.noor.pk, role=Role.WORKER)
    take_role(ada, worker_id=house.noor.pk, role=Role.TEAM_LEAD)
    assert badge_on(house.noor.account_id, ada.today).roles == frozenset()
    assert badge_on(house.noor.account_id, ada.today - timedelta(days=1)).roles == {Role.WORKER}


def test_a_team_is_left_from_today(house, ada):
    leave_team(ada, worker_id=house.noor.pk, team_id=house.team.pk)
    assert badge_on(house.noor.account_id, ada.today).team_ids == frozenset()


def test_somebody_remains_administrator(house, ada):
    with pytest.raises(Refused, match="administrator"):
        take_role(ada, worker_id=house.ada.pk, role=Role.ADMINISTRATOR)


def test_a_username_is_taken_once_in_any_case(ada):
    with pytest.raises(Refused, match="taken"):
        hire(ada, name="Noor de tweede", username="NOOR")


def test_the_system_is_no_role_of_people(house, ada):
    with pytest.raises(Refused):
        grant_role(ada, worker_id=house.noor.pk, role=Role.SYSTEM)


@pytest.mark.parametrize("name", ["noor", "karim", "bas", "ineke", "pieter", "femke"])
def test_only_the_administrator_hires(house, name):
    with pytest.raises(Absent):
        hire(visit_of(getattr(house, name)), name="Vriend")


def test_nobody_across_the_street_is_reached(house, ada):
    for deed in (
        lambda: dismiss(ada, worker_id=house.sven.pk, on=ada.today),
        lambda: grant_role(ada, worker_id=house.sven.pk, role=Role.WORKER),
        lambda: join_team(ada, worker_id=house.noor.pk, team_id=house.neighbour_team.pk),
    ):
        with pytest.raises(Absent):
            deed()


def test_colleagues_see_each_other_and_not_the_neighbours(house):
    cards = workers(visit_of(house.noor))
    assert [card.name for card in cards] == ["Ada", "Bas", "Femke", "Ineke", "Karim", "Noor", "Pieter"]
    assert next(card for card in cards if card.name == "Noor").teams == ("Wijkteam Uitgeest",)
    assert [card.name for card in workers(visit_of(house.sven))] == ["Sven van de overkant"]
