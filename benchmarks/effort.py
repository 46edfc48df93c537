"""How much work the frequent tasks are: pages, clicks, keystrokes, mandatory fields, and seconds by a model.

    python benchmarks/effort.py [--quick] [--residents N]

Makes a demo, starts it, and does each task in a real Chromium, by keyboard. Keys, clicks and pages are
counted by the browser itself, mandatory fields from the page as it is sent. The seconds are those of the
keystroke-level model (S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance
time with interactive systems", Communications of the ACM 23(7), 1980), which predicts what a task takes
somebody who knows it by heart and makes no mistakes:

    K  0.28 s  a key, by an average typist who is no secretary (40 words a minute); Shift and Ctrl are keys
    M  1.35 s  to think: before each command, before each choice, and to check what the page answered; never
               within a text (the paper's rules 0 to 2)
    H  0.40 s  the hand from keyboard to mouse or back; P 1.10 s to point: both not needed here, and counted
    R          the answer of the machine, as measured here, as far as one has to wait for it

What is typed of the resident's own (name, birth date, telephone, story, what was said) is told apart from the
rest: that would have to be written on paper as well. A task ends when the page says that it is saved.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.common import not_run, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

K, M, H, P = 0.28, 1.35, 0.40, 1.10  # seconds
MODIFIERS = ("Control", "Shift", "Alt", "Meta")
COUNTER = """
document.addEventListener("keydown", (event) => { if (!event.repeat) { omzienCount("key"); } }, true);
document.addEventListener("pointerdown", () => omzienCount("click"), true);
"""
MANDATORY = """() => [...document.querySelectorAll(
    "main form [required], main form [aria-required=true], main form [data-needed-for] select"
)].filter((field) => field.checkVisibility() && field.type !== "hidden").map((field) => field.name)"""


@dataclass(frozen=True)
class Step:
    """One step: to think, to type, to press keys, or to wait until the page shows something."""

    kind: str
    what: str
    own: bool = False


def think(why: str) -> Step:
    """A choice or a command, or to check an answer: M. `why` says which."""
    return Step("think", why)


def press(keys: str) -> Step:
    """Keys one after another, such as "g n" or "Control+Enter"."""
    return Step("press", keys)


def write(text: str) -> Step:
    """Text that is not the resident's own: a word to search with, a number of minutes."""
    return Step("type", text)


def own(text: str) -> Step:
    """Text of the resident's own; {name} is somebody new in each round."""
    return Step("type", text, own=True)


def see(selector: str) -> Step:
    """Wait until the page shows this."""
    return Step("see", selector)


@dataclass(frozen=True)
class Task:
    """A task from the page where it begins to the page that says it is done, with its bars."""

    name: str
    who: str
    start: str
    steps: tuple[Step, ...]
    bars: Mapping[str, float]


NEW = Task(
    name="new_resident_advice_closed",
    who="noor",
    start="/",
    bars={"pages": 1, "clicks": 6, "mandatory": 6, "seconds": 60, "seconds_not_own": 15},
    steps=(
        think("go to a new registration"),
        press("g n"),
        see("#id_resident_text:focus"),
        own("{name} 17-05-1990 0612345678"),
        press("Enter"),
        see("#id_family_name"),
        think("nobody was found: somebody new; are the fields right, and the channel?"),
        see("#id_question_text:focus"),
        think("which domain of life"),
        write("schuld"),
        press("Enter"),
        see("#questions [name=questions]"),
        think("is it the right one?"),
        see("#id_question_text:focus"),
        press("Enter"),
        see("#id_story:focus"),
        own("brief van de deurwaarder gekregen, uitleg gegeven"),
        think("advice given, done"),
        press("Control+Enter"),
        see("#done-title"),
    ),
)
TASKS = (NEW,)
# What was chosen at the registration before, at the same computer; the first one of a day asks it.
REMEMBERED = ("municipality_id", "service_id")
NAMES = ("quirina", "zeger", "wubbe", "ymkje", "xandra")


@dataclass
class Effort:
    """What one round of a task took."""

    pages: int = 0
    keys: int = 0
    clicks: int = 0
    own_keys: int = 0
    thoughts: int = 0
    waited: float = 0.0
    mandatory: set[str] = field(default_factory=set)

    @property
    def own_seconds(self) -> float:
        """To type what is the resident's own."""
        return self.own_keys * K

    @property
    def rest_seconds(self) -> float:
        """Everything else: other keys, thinking, pointing, waiting."""
        mouse = self.clicks * P + 2 * H * bool(self.clicks)
        return (self.keys - self.own_keys) * K + self.thoughts * M + mouse + self.waited

    @property
    def seconds(self) -> float:
        """The whole task."""
        return self.own_seconds + self.rest_seconds


class Hands:
    """Does the steps of a task on a page, and counts."""

    def __init__(self, page: "Page", name: str) -> None:
        self.page, self.name, self.effort = page, name, Effort()
        self.counted = {"key": 0, "click": 0}
        page.expose_function("omzienCount", self._count)
        page.add_init_script(COUNTER)

    def _count(self, what: str) -> None:
        self.counted[what] += 1

    def do(self, task: Task) -> Effort:
        """The whole task."""
        self.page.goto(task.start)
        self.page.wait_for_load_state("networkidle")
        self.counted |= {"key": 0, "click": 0}
        self.page.on("framenavigated", self._turned)
        for step in task.steps:
            getattr(self, f"_{step.kind}")(step)
        self.page.wait_for_load_state("networkidle")
        self.effort.clicks = self.counted["click"]
        shifts = self.effort.keys - self.counted["key"]
        assert 0 <= shifts <= self.effort.keys / 5, f"{task.name}: the browser saw {self.counted['key']} keys"
        return self.effort

    def _turned(self, frame: Any) -> None:
        self.effort.pages += frame.parent_frame is None

    def _think(self, _step: Step) -> None:
        self.effort.thoughts += 1

    def _type(self, step: Step) -> None:
        text = step.what.format(name=self.name)
        self.page.keyboard.type(text)
        keys = len(text) + sum(sign.isupper() or sign in '?!:"+()' for sign in text)
        self.effort.keys += keys
        self.effort.own_keys += keys if step.own else 0

    def _press(self, step: Step) -> None:
        for key in step.what.split():
            if key.startswith("Control+Enter"):
                self.effort.mandatory |= set(self.page.evaluate(MANDATORY))
            self.page.keyboard.press(key)
            self.effort.keys += len(key.split("+")) if len(key) > 1 else 1

    def _see(self, step: Step) -> None:
        begun = time.perf_counter()
        self.page.wait_for_selector(step.what, state="attached")
        self.effort.waited += time.perf_counter() - begun


def main() -> None:
    """Measure; print one line per bar."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="one round of each task instead of three")
    options.add_argument("--residents", type=int, default=400)
    given = options.parse_args()
    from tools.chromium import find_chromium

    if (program := find_chromium()) is None:
        not_run("effort", "there is no Chromium on this machine")
        return
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        data = Path(folder) / "demo"
        made = [sys.executable, "-m", "omzien", "demo", "--no-serve", "--data", str(data)]
        subprocess.run([*made, "--residents", str(given.residents)], check=True, capture_output=True)
        for task, rounds in measured(data, program, 1 if given.quick else 3):
            tell(task, rounds, residents=given.residents)


def measured(data: Path, program: Path, rounds: int) -> Iterator[tuple[Task, list[Effort]]]:
    """Each task, some rounds of it."""
    from tests.web.browser import chromium, running

    environment = {**os.environ, "OMZIEN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
    passwords = {
        account["username"]: account["password"]
        for account in json.loads((data / "demo-accounts.json").read_text())
    }
    with running(environment, data / "effort.log") as site, chromium(program) as browser:
        for task in TASKS:
            state = signed_in(browser, site, task.who, passwords[task.who])
            yield task, [one_round(browser, site, state, task, name) for name in NAMES[:rounds]]


def signed_in(browser: "Browser", site: str, who: str, password: str) -> Any:
    """The browser of somebody who registered before: signed in, with what that computer remembers."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("#id_login", who)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".top")
    page.goto("/register/?resident_text=eerste+vandaag")
    for name in REMEMBERED:
        value = page.locator(f"[name={name}] option[value]:not([value=''])").first
        chosen = value.get_attribute("value") if value.count() else None
        chosen = chosen or "1"
        context.add_cookies([{"name": f"omzien_{name}", "value": chosen, "url": site}])
    state = context.storage_state()
    context.close()
    return state


def one_round(browser: "Browser", site: str, state: Any, task: Task, name: str) -> Effort:
    """The task once, in a fresh browser window."""
    context = browser.new_context(base_url=site, locale="nl-NL", storage_state=state)
    context.set_default_timeout(10_000)
    try:
        return Hands(context.new_page(), f"{name} zonderland").do(task)
    finally:
        context.close()


def tell(task: Task, rounds: list[Effort], **sizes: Any) -> None:
    """One line per bar; of what the rounds differ in (waiting) the median."""
    middle = sorted(rounds, key=lambda effort: effort.seconds)[len(rounds) // 2]
    found = {
        "pages": middle.pages,
        "clicks": middle.clicks,
        "mandatory": len(middle.mandatory),
        "seconds": middle.seconds,
        "seconds_not_own": middle.rest_seconds,
    }
    told = {
        "keys": middle.keys,
        "own_keys": middle.own_keys,
        "thoughts": middle.thoughts,
        "waited": round(statistics.median(effort.waited for effort in rounds), 2),
        "mandatory": sorted(middle.mandatory),
    }
    for what, bar in task.bars.items():
        report(f"effort_{task.name}_{what}", found[what], bar, **told, **sizes)


if __name__ == "__main__":
    main()
