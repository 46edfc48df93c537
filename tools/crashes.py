"""Typing in a real browser while server and browser are killed with -9: what of it is found again?

Used by `benchmarks/drafts.py` (many rounds, `omzien serve`) and by tests/web (a few rounds).
"""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserType, Page
from playwright.sync_api import TimeoutError as TooLate

FORM, FIELD = "/register/", "#id_story"
FORGETS = 2000  # milliseconds in which the device, too, has forgotten what was thrown away, on disk
START = 60.0  # seconds that a server or browser may take to start
CHROMIUM = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")


@dataclass
class Killable:
    """A program in a process group of its own, so that all of it dies at once."""

    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; do not wait until it is ready."""
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """kill -9, the whole group."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def wait_for(address: str) -> None:
    """Until the server answers."""
    until = time.monotonic() + START
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/account/login/", timeout=5) as answer:
                answer.read()
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


class Desk:
    """A browser with a profile on disk, somebody who signs in, and the form."""

    def __init__(self, kind: BrowserType, chromium: Path, profile: Path, address: str) -> None:
        self.kind, self.profile, self.address = kind, profile, address
        port = "--remote-debugging-port=0"
        self.program = Killable([str(chromium), *CHROMIUM, port, f"--user-data-dir={profile}", "about:blank"])
        self.browser: Browser | None = None

    def open(self, username: str, password: str) -> Page:
        """Start the browser, sign in, and open the form."""
        (self.profile / "DevToolsActivePort").unlink(missing_ok=True)
        self.program.start()
        self.browser = self.kind.connect_over_cdp(f"http://127.0.0.1:{self._port()}")
        page = self.browser.contexts[0].new_page()
        page.goto(self.address + FORM)
        if page.locator("#id_login").count():
            page.fill("#id_login", username)
            page.fill("#id_password", password)
            page.press("#id_password", "Enter")
        page.wait_for_selector(FIELD)
        return page

    def kill(self) -> None:
        """kill -9 of the browser, all its processes at once."""
        self.program.kill()
        self.browser = None

    def _port(self) -> str:
        file, until = self.profile / "DevToolsActivePort", time.monotonic() + START
        while time.monotonic() < until:
            if file.exists() and (lines := file.read_text().splitlines()):
                return lines[0]
            time.sleep(0.05)
        raise RuntimeError("the browser does not start")


@dataclass
class Typed:
    """What was typed, key by key, and when the browser had it."""

    keys: list[tuple[str, float]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(key for key, _ in self.keys)

    def age_of_loss(self, found: str, at: float) -> float:
        """How long before `at` the first key that is not found was typed, in seconds; 0 when all is found."""
        if not self.text.startswith(found):
            return float("inf")  # something else stands there: worse than late
        return at - self.keys[len(found)][1] if len(found) < len(self.keys) else 0.0


def type_for(page: Page, typed: Typed, seconds: float, chance: random.Random) -> None:
    """Type numbers as a person does, unevenly: 2 to 20 keys a second, now and then a pause."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for key in f"{len(typed.keys):05d} ":
            page.keyboard.type(key)
            typed.keys.append((key, time.monotonic()))
            time.sleep(chance.choice((0.05, 0.05, 0.1, 0.1, 0.2, 0.5)))


@dataclass(frozen=True)
class Round:
    """What was killed when, in seconds of typing: the server first (or never), the browser last."""

    server_dies: float | None
    server_comes_back: float | None
    browser_dies: float


def rounds(number: int, seed: int) -> Iterator[Round]:
    """The ways to die, in turn: the browser; both; the server, later the browser; so, and it is back."""
    chance = random.Random(seed)
    for place in range(number):
        start = chance.uniform(1, 4)
        later = start + chance.uniform(0.5, 5)
        last = later + chance.uniform(1, 5)
        yield (
            Round(None, None, start),
            Round(start, None, start),
            Round(start, None, later),
            Round(start, later, last),
        )[place % 4]


@contextmanager
def running(server: Killable, address: str) -> Iterator[None]:
    """The server, started and ready, and gone at the end."""
    server.start()
    try:
        wait_for(address)
        yield
    finally:
        server.kill()


def survive(
    plan: Round, server: Killable, desk: Desk, sign_in: tuple[str, str], chance: random.Random
) -> tuple[float, int]:
    """One round: how old the oldest lost key was when the browser died (seconds), and how many were typed."""
    page, typed = desk.open(*sign_in), Typed()
    left = page.locator(FIELD).input_value()
    if left:
        raise RuntimeError(f"a round begins with what an earlier one left: {left!r}")
    page.locator(FIELD).focus()
    for until, what in _events(plan, server):
        type_for(page, typed, until, chance)
        what()
    died = time.monotonic()
    desk.kill()
    if server.process is None:
        server.start()
    wait_for(desk.address)
    page = desk.open(*sign_in)
    found = _found(page)
    _throw_away(page)
    desk.kill()
    return typed.age_of_loss(found, died), len(typed.keys)


def _events(plan: Round, server: Killable) -> Iterator[tuple[float, Callable[[], None]]]:
    """After how many more seconds of typing what happens."""
    now = 0.0
    if plan.server_dies is not None:
        yield plan.server_dies, server.kill
        now = plan.server_dies
    if plan.server_comes_back is not None:
        yield plan.server_comes_back - now, server.start
        now = plan.server_comes_back
    yield plan.browser_dies - now, lambda: None


def _found(page: Page) -> str:
    """What stands in the form after the page has looked for a draft; empty when there is none."""
    with suppress(TooLate):
        page.wait_for_function(
            "field => document.querySelector(field).value !== ''", arg=FIELD, timeout=20_000
        )
    return page.locator(FIELD).input_value()


def _throw_away(page: Page) -> None:
    button = page.locator("[data-does=throw]:visible")
    with suppress(TooLate):
        button.wait_for(timeout=5_000)  # the form is drawn first, and then what is said about it
    if button.count():
        with page.expect_navigation():
            button.click()
        page.wait_for_timeout(FORGETS)
