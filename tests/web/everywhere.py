"""Every page of the house as data for a browser: which address, for whom, and what is done there.

The addresses come from the resolver and the samples of the rights proof, so that no page can be forgotten; an
answer that is no page (a part of one, a file, a redirect) is left out by looking at it. What a route alone
does not show (a dialog, a search with an answer) is a row of STATES.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from omzien.gate.acts import Act
from omzien.gate.desk import routes
from omzien.gate.models import Account
from omzien.gate.visit import Role
from omzien.web.shell import DESKS
from tests.rights.world import SAMPLES, World

# Who looks at a page that several roles have: the first one here that its act names.
FIRST = (
    Role.WORKER,
    Role.FRONT_DESK,
    Role.TEAM_LEAD,
    Role.COORDINATOR,
    Role.ANALYST,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
)
NEIGHBOUR = "sven"  # every role, in a house where nothing was written down yet: the empty pages


@dataclass(frozen=True)
class Visit:
    """Somebody at an address. `who` is a username, empty for a stranger; `do` names what is done there.

    `is_again`: the page was seen by somebody else, and is now seen with other rows, or with none.
    """

    who: str
    address: str
    do: str = ""
    is_again: bool = False

    def __str__(self) -> str:
        return f"{self.who or 'a stranger'} at {self.address} {self.do}".strip()


def _show(selector: str) -> Callable[[Page], object]:
    show = "found => found.forEach(element => { element.hidden = false; })"
    return lambda page: page.eval_on_selector_all(selector, show)


def _search(page: Page) -> None:
    page.locator("#id_resident_text").press_sequentially("amrani")
    page.locator("#found-residents button").first.wait_for()


DOINGS: Mapping[str, Callable[[Page], object]] = {
    "": lambda page: None,
    "the palette": lambda page: page.locator("body").press("Control+k"),
    "the keys": lambda page: page.locator("body").press("?"),
    "the menu": lambda page: page.click("details.me > summary"),
    "the dialog": lambda page: page.click("[data-opens=example-dialog]"),
    "all that is folded": lambda page: page.eval_on_selector_all(
        "details", "found => found.forEach(e => { e.open = true; })"
    ),
    "a search while typing": _search,
    "the notices of a draft": _show("[data-notice]"),
    "signed out": lambda page: page.eval_on_selector("[data-draft] dialog", "found => found.showModal()"),
}
# A page in a state that its route alone does not show: who, the route, the query, and what is done there.
STATES = (
    ("noor", "components", "", "the palette"),
    ("noor", "components", "", "the keys"),
    ("noor", "components", "", "the menu"),
    ("noor", "residents", "?text=amrani", ""),
    ("noor", "residents", "?text=onbestaand", ""),
    ("noor", "register", "", "a search while typing"),
    ("noor", "register", "", "the notices of a draft"),
    ("noor", "register", "", "signed out"),
    ("noor", "register", "", "all that is folded"),
    ("femke", "privacy", "?text=fatima", ""),
    ("pieter", "effects", "?about=returns", ""),
    ("pieter", "explain", "?figure=registrations&rows=domain&row=financien", "all that is folded"),
    ("pieter", "differ", "?a=figure%3Dregistrations&figure=residents_registered", ""),
    (
        "pieter",
        "figures",
        "?figure=registrations&rows=domain&columns=channel&period=2026&against=period:before",
        "",
    ),
)


def visits(world: World) -> list[Visit]:
    """Every address for a fitting role, those of the menu for every role, the empty ones, and the states."""
    states = [Visit(who, reverse(name) + query, do) for who, name, query, do in STATES]
    return list(dict.fromkeys([*_all(world), *states]))


def _all(world: World) -> Iterator[Visit]:
    menu = {desk.route for desk in DESKS}
    staff = {role: worker.key for role, worker in world.house.staff.items()}
    made: dict[str, str] = {}

    def sample(found: re.Match[str]) -> str:
        name = found[1].rpartition(":")[2]
        made[name] = made.get(name) or str(SAMPLES[name](world))
        return made[name]

    for route, entry in routes():
        if route.startswith(tuple(settings.OMZIEN_FOREIGN_ROUTES)):
            continue
        desk = vars(entry.callback)["desk"]
        address = "/" + re.sub(r"<([^>]+)>", sample, route)
        if not isinstance(desk, Act):
            yield Visit("", address)
            continue
        first, *others = [staff[role] for role in FIRST if role in desk.reach]
        yield Visit(first, address)
        if "<" not in route:
            others = [*(others if entry.name in menu else ()), NEIGHBOUR]
            yield from (Visit(who, address, is_again=True) for who in others)


def is_page(client: Client, address: str) -> bool:
    """Is it a whole page of the house, or a fault? Otherwise a part of one, a file, or a way on."""
    answer: Any = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer.status_code == 500 or (
        answer.status_code == 200 and b"<html" in body and b"omzien.js" in body
    )


def clients() -> Callable[[str], Client]:
    """A client of each person of the cast, signed in."""
    known: dict[str, Client] = {"": Client(raise_request_exception=False)}

    def client_of(who: str) -> Client:
        if who not in known:
            known[who] = Client(raise_request_exception=False)
            known[who].force_login(Account.objects.get(username=who))
        return known[who]

    return client_of


def lengthen(world: World) -> None:
    """Make what people typed long, so that each page shows what it does with it."""
    rows: Any = type(world.house.fatima).objects.unsealed("test")
    long = {"given_name": "Wilhelmina-Alexandrina Hendrika", "family_name": "Amrani-van Nieuwenhuizensteijn"}
    rows.filter(pk=world.house.fatima.pk).update(**long)
