"""What the tests of the people's door share."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.cast import House
from tests.conftest import Shared
from tests.web.browser import PATIENCE, server
from tests.web.world import PASSWORD, furnish

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def standing_house(shared_world: Shared) -> Iterator[House]:
    """The cast with some support running."""
    with shared_world():
        yield furnish()


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the world of the browser tests is kept."""
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="session")
def site(world_folder: Path) -> Iterator[str]:
    """The address of a running Omzien with the world of the browser tests."""
    log = world_folder / "server.log"
    with server(world_folder, log) as address:
        yield address
    said = log.read_text()
    assert "Traceback" not in said, said[-4000:]


@pytest.fixture(scope="session")
def signed_in(site: str, browser: Browser) -> Callable[[str], Any]:
    """The browser state of somebody who signed in, made once per person."""
    states: dict[str, Any] = {}

    def state_of(username: str) -> Any:
        if username not in states:
            context = browser.new_context(base_url=site, locale="nl-NL")
            page = context.new_page()
            sign_in(page, username)
            states[username] = context.storage_state()
            context.close()
        return states[username]

    return state_of


def sign_in(page: Page, username: str) -> None:
    """By the sign-in page, as a person does."""
    page.goto("/account/login/")
    page.fill("#id_login", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".top")


@pytest.fixture
def no_drafts(site: str, world_folder: Path) -> None:
    """What an earlier test left half typed would stand in the forms of this one."""
    for database in world_folder.glob("*/omzien.sqlite3"):
        connection = sqlite3.connect(database, timeout=20)
        connection.execute("DELETE FROM people_draft")
        connection.commit()
        connection.close()


@pytest.fixture
def enter(no_drafts: None, site: str, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Enter]:
    """`enter("noor", "/register/", width=360, scheme="dark")`: a page, as somebody, in a fresh context.

    At the end every page must have been free of script errors and of refusals by the content security policy.
    """
    contexts, complaints = [], []

    def open_page(
        who: str, path: str = "/", *, width: int = 1280, scheme: Any = "light", **more: Any
    ) -> Page:
        state = signed_in(who) if who else None
        context = browser.new_context(
            base_url=site,
            locale="nl-NL",
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            storage_state=state,
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [line for line in complaints if "404" not in line], complaints
