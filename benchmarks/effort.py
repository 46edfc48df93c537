"""How much work the frequent tasks are: pages, clicks, keystrokes, mandatory fields, and seconds by a model.

    python benchmarks/effort.py [--quick] [--residents N] [--only TASK]

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
from benchmarks.effort_tasks import TASKS, Step, Task

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

K, M, H, P = 0.28, 1.35, 0.40, 1.10  # seconds
MODIFIERS = ("Control", "Shift", "Alt", "Meta")
COUNTER = """
document.addEventListener("keydown", (event) => { if (!event.repeat) { omzienCount("key"); } }, true);
document.addEventListener("pointerdown", () => omzienCount("click"), true);
"""
MANDATORY = """() => [...document.querySelectorAll(
    "main form [required], main form [aria-required=true], main form [data-needed-for=advice] select"
)].filter((field) => field.checkVisibility() && field.type !== "hidden").map((field) => field.name)"""
ATTENDING = 12


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

    def __init__(self, page: "Page", known: Mapping[str, str]) -> None:
        self.page, self.known, self.effort = page, known, Effort()
        self.counted = {"key": 0, "click": 0}
        page.expose_function("omzienCount", self._count)
        page.add_init_script(COUNTER)

    def _count(self, what: str) -> None:
        self.counted[what] += 1

    def do(self, task: Task) -> Effort:
        """The whole task."""
        self.page.goto(task.start.format(**self.known))
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
        self._note_mandatory()
        text = step.what.format(**self.known)
        self.page.keyboard.type(text)
        keys = len(text) + sum(sign.isupper() or sign in '?!:"+()' for sign in text)
        self.effort.keys += keys
        self.effort.own_keys += keys if step.own else 0

    def _press(self, step: Step) -> None:
        self._note_mandatory()
        for key in step.what.split():
            self.page.keyboard.press(key)
            self.effort.keys += len(key.split("+")) if len(key) > 1 else 1

    def _score(self, step: Step) -> None:
        rows = "all => all.map(row => row.querySelector('input').name.startsWith('scores.'))"
        for is_domain in self.page.eval_on_selector_all("[data-score]", rows):
            self.page.keyboard.press(step.what[-1] if is_domain else step.what[0])
            self.effort.keys += 1

    def _see(self, step: Step) -> None:
        begun = time.perf_counter()
        self.page.wait_for_selector(step.what.format(**self.known), state="attached")
        self.effort.waited += time.perf_counter() - begun

    def _note_mandatory(self) -> None:
        self.effort.mandatory |= set(self.page.evaluate(MANDATORY))


def main() -> None:
    """Measure; print one line per bar."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="one round of each task instead of three")
    options.add_argument("--residents", type=int, default=400)
    options.add_argument("--only", default="", help="tasks with this in their name")
    options.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    from tools.chromium import find_chromium

    if (program := find_chromium()) is None:
        not_run("effort", "there is no Chromium on this machine")
        return
    if given.prepare:
        print(json.dumps(prepared()))
        return
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        data = Path(folder) / "demo"
        made = [sys.executable, "-m", "omzien", "demo", "--no-serve", "--data", str(data)]
        subprocess.run([*made, "--residents", str(given.residents)], check=True, capture_output=True)
        for task, rounds in measured(data, program, 1 if given.quick else 3, given.only):
            tell(task, rounds, residents=given.residents)


def prepared() -> dict[str, str]:
    """In the demo itself: a group of Ineke's with enough regulars. Gives its roll, and their letters."""
    from omzien.community.actions import add_activity, hold_session, roll_call
    from omzien.gate import clock
    from omzien.gate.models import Account
    from omzien.gate.visit import admit
    from omzien.organisation.queries import badge_of, municipalities
    from omzien.people.queries import search

    account = Account.objects.get(username="ineke")
    badge = badge_of(account.pk, clock.today())
    assert badge
    visit = admit(badge, account_id=account.pk, purpose="benchmark", channel="command")
    activity = add_activity(visit, name="Koffie", municipality_id=municipalities(visit)[0].pk)
    session = hold_session(visit, activity_id=activity, held_on=visit.today.replace(day=1))
    found = {card.id for text in ("jan", "van", "de", "el", "a", "s") for card in search(visit, text=text)}
    roll_call(visit, session_id=session, resident_ids=sorted(found)[:ATTENDING])
    return {"roll": f"/groups/{activity}/roll/"}


def measured(data: Path, program: Path, rounds: int, only: str) -> Iterator[tuple[Task, list[Effort]]]:
    """Each task, some rounds of it, each about somebody else."""
    from tests.web.browser import chromium, running

    environment = {**os.environ, "OMZIEN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
    command = [sys.executable, __file__, "--prepare"]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    accounts = json.loads((data / "demo-accounts.json").read_text())
    passwords = {account["username"]: account["password"] for account in accounts}
    with running(environment, data / "effort.log") as site, chromium(program) as browser:
        states = {
            who: signed_in(browser, site, who, passwords[who]) for who in sorted({task.who for task in TASKS})
        }
        places = json.loads(told) | {"letters": letters(browser, site, states["ineke"], json.loads(told))}
        people = list(known_to(browser, site, states["noor"], rounds))
        for task in (task for task in TASKS if only in task.name):
            about = [
                places | person | {"name": f"{NAMES[place]} zonderland"}
                for place, person in enumerate(people)
            ]
            yield task, [one_round(browser, site, states[task.who], task, known) for known in about]


def signed_in(browser: "Browser", site: str, who: str, password: str) -> Any:
    """The browser of somebody who signed in, and whose computer remembers the registration before."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("#id_login", who)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".top")
    if who == "noor":
        register_before(page)
    state = context.storage_state()
    context.close()
    return state


def register_before(page: "Page") -> None:
    """A registration earlier at this computer: it chose the municipality and the service."""
    page.goto("/register/")
    page.fill("#id_resident_text", "vooraf eerder")
    page.click("[data-new]")
    page.select_option("#id_municipality_id", index=1)
    page.fill("#id_question_text", "schuld")
    page.click("#found-questions button")
    page.wait_for_selector("#questions [name=questions]", state="attached")
    page.select_option("#id_service_id", index=1)
    page.click("[name=step][value=advice]")
    page.wait_for_selector("#done-title")


def known_to(browser: "Browser", site: str, state: Any, number: int) -> Iterator[dict[str, str]]:
    """People in the caseload: a part of the name, the dossier, and a dossier in which support can end."""
    page = browser.new_context(base_url=site, locale="nl-NL", storage_state=state).new_page()
    page.goto("/residents/")
    page.wait_for_selector("main a[href^='/residents/']")
    link = "all => all.map(a => [a.getAttribute('href'), a.innerText])"
    everybody = page.eval_on_selector_all("main a[href^='/residents/']", link)
    closing = []
    for address, _ in everybody:
        page.goto(address)
        if page.locator("a[href*='/interventions/'][href$='/close/']").count():
            closing.append(address)
    for place in range(number):
        address, name = everybody[place]
        known = name.split()[-1][:5]
        yield {"known": known, "dossier": address, "to_close": closing[place]}
    page.context.close()


def letters(browser: "Browser", site: str, state: Any, places: Mapping[str, str]) -> str:
    """The letters of the people on the roll."""
    page = browser.new_context(base_url=site, locale="nl-NL", storage_state=state).new_page()
    page.goto(places["roll"])
    keys = page.eval_on_selector_all(".roll__one[data-keys]", "all => all.map(one => one.dataset.keys)")
    page.context.close()
    assert len(keys) == ATTENDING, keys
    return "".join(keys)


def one_round(browser: "Browser", site: str, state: Any, task: Task, known: Mapping[str, str]) -> Effort:
    """The task once, in a fresh browser window."""
    context = browser.new_context(base_url=site, locale="nl-NL", storage_state=state)
    context.set_default_timeout(15_000)
    try:
        return Hands(context.new_page(), known).do(task)
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
