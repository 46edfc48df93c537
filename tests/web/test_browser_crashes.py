"""kill -9 of the server and of the browser in mid-form: nothing typed longer than 3 seconds ago is lost."""

import os
import random
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.world import PASSWORD
from tools.crashes import Desk, Killable, Round, running, survive
from tools.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
BROWSER_ALONE, SERVER_THEN_BROWSER = Round(None, None, 2.0), Round(1.0, None, 2.5)


def copy_of(world: Path, folder: Path) -> Path:
    """The world of the browser tests, to break: its server goes on with its own."""
    shutil.copytree(world, folder, ignore=shutil.ignore_patterns("*.sqlite3*", "*.log"))
    for database in world.rglob("*.sqlite3"):
        with sqlite3.connect(database) as old, sqlite3.connect(folder / database.relative_to(world)) as new:
            old.backup(new)
        old.close()
        new.close()
    return folder


def test_nothing_typed_longer_than_three_seconds_ago_is_lost(
    site: str, world_folder: Path, tmp_path: Path, chromium_path: Path, browser: Browser
):
    world = copy_of(world_folder, tmp_path / "world")
    environment = {**os.environ, "OMZIEN_TEST_FOLDER": str(world), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    for name in ("OMZIEN_TEST_DATABASE", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    port, chance = free_port(), random.Random(1)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-access-log"]
    server = Killable([*command, "omzien.config.wsgi:application"], environment)
    address = f"http://127.0.0.1:{port}"
    with running(server, address):
        desk = Desk(browser.browser_type, chromium_path, tmp_path / "profile", address)
        plans = (BROWSER_ALONE, SERVER_THEN_BROWSER)
        lost = [survive(plan, server, desk, ("noor", PASSWORD), chance) for plan in plans]
    assert all(keys > 5 for _, keys in lost)
    assert max(age for age, _ in lost) <= 3.0
