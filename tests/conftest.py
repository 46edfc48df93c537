"""What all tests share: the database they run on, and the real parts they use.

`pytest` alone runs everything on SQLite. `make test` runs twice: first every test that uses the database on a
real PostgreSQL, then everything on SQLite. A test need do nothing for that; one that says nothing about the
database may be marked `one_database("why")`, and one about PostgreSQL alone `postgres`. tests/web runs on
SQLite: pages ask by the queries of the rooms, which have tests on both, and tests/rights walks every route on
both. For a few on both: `make test ARGS="-k name"`.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.db import transaction
from playwright.sync_api import Browser

from tests.cast import House, build_house
from tests.ledger_flush import ledger_yields_to_flush  # noqa: F401  # a fixture for every test
from tests.settings import ON_POSTGRES
from tests.web.browser import chromium
from tools.chromium import find_chromium
from tools.postgres_cluster import NoPostgres, cluster

PAGES = Path(__file__).parent / "web"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "postgres_url"}


def pytest_report_header() -> str:
    """Say on which database this run is."""
    return f"database: {'PostgreSQL' if ON_POSTGRES else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to each of the two runs the tests that belong to it."""
    here = [item for item in items if _belongs_here(item)]
    if elsewhere := [item for item in items if item not in here]:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = here


def _belongs_here(item: pytest.Item) -> bool:
    if not ON_POSTGRES:
        return item.get_closest_marker("postgres") is None
    marks = (item.get_closest_marker("browser"), item.get_closest_marker("one_database"))
    if PAGES in item.path.parents or any(marks):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def missing(part: str) -> NoReturn:
    """A test cannot run for want of this part: said in the summary, and a failure in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{part} is missing on this machine, and in CI nothing is skipped")
    pytest.skip(f"NOT RUN: {part} is missing on this machine (make test tries to install it)")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real PostgreSQL cluster (its maintenance database), on either run."""
    if given := os.environ.get("OMZIEN_TEST_POSTGRES"):
        yield given
        return
    try:
        with cluster() as url:
            yield url
    except NoPostgres as problem:
        missing(f"PostgreSQL ({problem})")


Shared = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: Any) -> Shared:
    """`with shared_world(): ...; yield ...` in a fixture of a module: rows that its tests share.

    They are made once and taken back after the last test; each test, marked django_db, still undoes its own.
    """

    @contextmanager
    def world() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return world


@pytest.fixture(scope="module")
def standing_house(shared_world: Shared) -> Iterator[House]:
    """The cast, saved once for the tests of a module; one that needs more adds it in its own of this name."""
    with shared_world():
        yield build_house()


@pytest.fixture
def house(db: None, standing_house: House) -> House:
    """The cast, for one test: whatever it does to these rows is undone after it."""
    return deepcopy(standing_house)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The program of a real Chromium, for Playwright's `executable_path`."""
    return find_chromium() or missing("Chromium")


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One Chromium for the whole session."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with chromium(chromium_path) as program:
        yield program
