"""The cast with what community needs."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime

import pytest

from omzien.community.actions import add_activity
from omzien.gate.visit import Visit
from omzien.organisation.models import Partner
from tests.cast import House, build_house, code, visit_of
from tests.conftest import Shared

NOW = datetime(2020, 6, 15, 10, tzinfo=UTC)


class Group:
    """A house with one activity (Koffietijd), its code lists and one partner."""

    def __init__(self) -> None:
        self.house: House = build_house()
        for organisation in (self.house.demo, self.house.overkant):
            for list_name, key in (
                ("walk_in_hour", "geldzaken"),
                ("walk_in_follow_up", "schuldregeling"),
                ("domain", "financien"),
                ("activity_topic", "ontmoeten"),
            ):
                code(organisation, list_name, key)
        kind = code(self.house.demo, "partner_kind", "huisarts")
        self.partner = Partner.objects.create(
            organisation=self.house.demo, key="huisarts", name="Huisarts", kind=kind
        )
        self.uitgeest = self.house.uitgeest.pk
        self.activity_id = add_activity(
            self.visit("ineke"), name="Koffietijd", municipality_id=self.uitgeest, topic="ontmoeten"
        )

    def visit(self, who: str) -> Visit:
        """A visit on Monday 15 June 2020."""
        return visit_of(getattr(self.house, who), now=NOW)


@pytest.fixture(scope="module")
def standing_group(shared_world: Shared) -> Iterator[Group]:
    """The house with its group, saved once for the tests of a module."""
    with shared_world():
        yield Group()


@pytest.fixture
def group(db: None, standing_group: Group) -> Group:
    """The house with its group."""
    return deepcopy(standing_group)
