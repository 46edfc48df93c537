"""The world of casework's tests."""

from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests.casework.arrivals import LISTS
from tests.casework.world import World, build_world
from tests.cast import code
from tests.conftest import Shared


@pytest.fixture(scope="module")
def standing_world(shared_world: Shared) -> Iterator[World]:
    """The cast with code lists and services, saved once for the tests of a module."""
    with shared_world():
        yield build_world()


@pytest.fixture
def world(db: None, standing_world: World) -> World:
    """The cast with code lists and services."""
    return deepcopy(standing_world)


@pytest.fixture(scope="module")
def standing_desk(standing_world: World) -> World:
    """The world with the lists of what comes in."""
    for organisation in (standing_world.house.demo, standing_world.house.overkant):
        for list_name, keys in LISTS.items():
            for key in keys:
                code(organisation, list_name, key)
    return standing_world


@pytest.fixture
def desk(db: None, standing_desk: World) -> World:
    """The world with the lists of what comes in."""
    return deepcopy(standing_desk)
