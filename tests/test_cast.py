"""The cast itself: whose key opens what."""

from datetime import date

import pytest

from omzien.gate.visit import Role
from omzien.organisation.queries import badge_of
from tests.cast import build_house, visit_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def test_everybody_of_the_cast_has_one_role_and_a_badge():
    house = build_house()
    for role, worker in house.staff.items():
        assert worker.account_id
        badge = badge_of(worker.account_id, TODAY)
        assert badge
        assert (badge.worker_id, badge.organisation_id) == (worker.pk, house.demo.pk)
        assert badge.roles == {role}


def test_sven_is_of_the_neighbours():
    house = build_house()
    assert visit_of(house.sven).organisation_id == house.overkant.pk
    assert visit_of(house.noor).team_ids == {house.team.pk}
    assert visit_of(house.noor, Role.TEAM_LEAD).roles == {Role.TEAM_LEAD}
