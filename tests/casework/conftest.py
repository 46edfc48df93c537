"""The world of casework's tests."""

import pytest

from tests.casework.arrivals import LISTS
from tests.casework.world import World, build_world
from tests.cast import code


@pytest.fixture
def world(db) -> World:
    """The cast with code lists and services."""
    return build_world()


@pytest.fixture
def desk(world: World) -> World:
    """The world with the lists of what comes in, and a second team."""
    for organisation in (world.house.demo, world.house.overkant):
        for list_name, keys in LISTS.items():
            for key in keys:
                code(organisation, list_name, key)
    return world
