"""The contract on the doors of the rooms sees what it must see (import-linter runs it in `make check`)."""

import pytest
from grimp import ImportGraph

from tools.door_contract import DoorContract

OPTIONS = {
    "rooms": ["people", "insight"],
    "doors": ["queries"],
    "more_doors": ["insight.figures"],
    "passers": ["config"],
}


def _broken(importer: str, imported: str) -> bool:
    graph = ImportGraph()
    for module in ("house.people", "house.people.models", "house.insight", importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    contract = DoorContract(
        name="doors", session_options={"root_packages": ["house"]}, contract_options=OPTIONS
    )
    return not contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    "imported", ["house.people.models", "house.people.queries.search", "house.people.figures"]
)
def test_it_refuses_what_is_not_a_door(imported: str):
    assert _broken("house.web.views", imported)


@pytest.mark.parametrize(
    "imported", ["house.people.queries", "house.insight.figures", "house.insight.figures.basis"]
)
def test_it_lets_through_a_door(imported: str):
    assert not _broken("house.web.views", imported)


def test_inside_a_room_there_are_no_doors():
    assert not _broken("house.people.queries", "house.people.models")


def test_some_may_pass_everywhere():
    assert not _broken("house.config.urls", "house.people.models")
