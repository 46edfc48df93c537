"""The world of casework's tests."""

import pytest

from tests.casework.world import World, build_world


@pytest.fixture
def world(db) -> World:
    """The cast with code lists and services."""
    return build_world()
