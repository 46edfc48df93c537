"""The proof: every role at every route of the resolver, over HTTP. No list of routes by hand, and no skips.

Who is not named in the act of a route gets 404. Who is named gets an answer about Fatima, whom everybody of
the house supports here. Sven, who has every role across the street, gets 404 wherever a route names something
of the house, and never a word of it elsewhere. Strangers are sent to the sign-in page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client

from omzien.gate.acts import Act
from omzien.gate.desk import routes
from omzien.gate.visit import STAFF_ROLES
from omzien.organisation.models import Worker
from tests.rights.world import SAMPLES, World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
METHODS = ("get", "post")
REFUSED = {403, 404, 500}
OF_THE_HOUSE = re.compile(r"Amrani|Dekker|Gréta|Omzien Demo|Wijkteam Uitgeest|\bNoor\b|\bKarim\b")


@dataclass(frozen=True)
class Place:
    """One route as an address about Fatima."""

    route: str
    address: str
    desk: Act | str

    @property
    def names_something(self) -> bool:
        return "<" in self.route

    @property
    def is_public(self) -> bool:
        """Open to everybody; a public route that names something is not, without the right link."""
        return isinstance(self.desk, str) and not self.names_something


def places(world: World) -> Iterator[Place]:
    foreign = tuple(settings.OMZIEN_FOREIGN_ROUTES)
    for route, entry in routes():
        if not route.startswith(foreign):
            yield Place(route, _address(route, world), vars(entry.callback)["desk"])


def _address(route: str, world: World) -> str:
    def sample(argument: re.Match[str]) -> str:
        name = argument[1].rpartition(":")[2]
        assert name in SAMPLES, f"route {route}: say in tests/rights/world.py what stands for <{name}>"
        return str(SAMPLES[name](world))

    return "/" + re.sub(r"<([^>]+)>", sample, route)


@pytest.fixture
def world():
    return build_world()


def client_of(worker: Worker) -> Client:
    client = Client(raise_request_exception=False)
    assert worker.account
    client.force_login(worker.account)
    return client


def answers(client: Client, places: Iterable[Place]) -> Iterator[tuple[Place, str, int, str]]:
    for place in places:
        for method in METHODS:
            answer = getattr(client, method)(place.address)
            said = b"".join(answer.streaming_content) if answer.streaming else answer.content
            answer.close()
            yield place, f"{method} {place.route}", answer.status_code, said.decode(errors="replace")


def test_the_house_has_somebody_of_every_role(world):
    assert set(world.house.staff) == set(STAFF_ROLES)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_every_role_at_every_route(world, role):
    wrong = []
    for place, where, status, _ in answers(client_of(world.house.staff[role]), places(world)):
        may = place.is_public or (isinstance(place.desk, Act) and role in place.desk.reach)
        if may == (status in REFUSED):
            named = "names" if may else "does not name"
            wrong.append(f"{role} {where}: {status}, though the act {named} it")
        if not may and status != 404:
            wrong.append(f"{role} {where}: {status}, not 404")
    assert wrong == []


def test_sven_of_the_neighbours_sees_nothing_anywhere(world):
    wrong = []
    for place, where, status, text in answers(client_of(world.house.sven), places(world)):
        if place.names_something and status != 404:
            wrong.append(f"{where}: {status}, not 404")
        if status == 500:
            wrong.append(f"{where}: 500")
        if found := OF_THE_HOUSE.search(text):
            wrong.append(f"{where}: says {found[0]}")
    assert wrong == []


def test_a_stranger_is_sent_to_the_sign_in_page(world):
    wrong = []
    for place, where, status, text in answers(Client(raise_request_exception=False), places(world)):
        if isinstance(place.desk, Act) and status != 302:
            wrong.append(f"{where}: {status}, not to the sign-in page")
        if place.is_public and status in REFUSED:
            wrong.append(f"{where}: {status}, though it is public: {place.desk}")
        if found := OF_THE_HOUSE.search(text):
            wrong.append(f"{where}: says {found[0]}")
    assert wrong == []


def test_somebody_without_a_role_gets_404_everywhere(world):
    everywhere = list(places(world))  # Noor makes what they name, while she has her role
    world.house.noor.grants.all().delete()
    found = answers(client_of(world.house.noor), everywhere)
    assert [where for place, where, status, _ in found if isinstance(place.desk, Act) and status != 404] == []
