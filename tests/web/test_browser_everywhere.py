"""axe over every page and state, light and dark, on a desk and on a phone; nothing is too wide.

Each page has all rules once, by turns on a phone in the dark and on a desk in the light, and its width is
measured at both. With OMZIEN_EVERY_LOOK=1 every page has all rules at every width, also zoomed to 200%, in
both schemes, which takes minutes.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Response

from tests.rights.world import build_world
from tests.web.axe import DESK, EVERY_LOOK, OPTIONS, PHONE
from tests.web.browser import PATIENCE
from tests.web.everywhere import DOINGS, Visit, clients, is_page, lengthen, visits

pytestmark = [
    pytest.mark.browser,
    pytest.mark.one_database("a browser sees no database"),
    pytest.mark.django_db(transaction=True),
]
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
ZOOMED = 640  # a desk at 200%
PHONE_LOOK: tuple[int, Any] = (PHONE, "dark")
DESK_LOOK: tuple[int, Any] = (DESK, "light")
LOOKS: tuple[tuple[int, Any], ...] = (
    *((PHONE, "light"), (ZOOMED, "light"), (ZOOMED, "dark"), (DESK, "dark")) * EVERY_LOOK,
    PHONE_LOOK,
    DESK_LOOK,
)
TURNS = (PHONE_LOOK, DESK_LOOK)
HALVES = (0, 1)  # so that two workers share the pages
RUN = """async (options) => {
  const found = await axe.run(document, { ...options, resultTypes: ['violations'] });
  const line = (rule, node) => `${rule.id}: ${node.html.slice(0, 160)}`;
  return found.violations.flatMap((rule) => rule.nodes.map((node) => line(rule, node)));
}"""
WIDTHS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const sticksOut = (element) => element.getBoundingClientRect().right > clientWidth + 1;
  const widest = [...document.querySelectorAll('body *')].filter(sticksOut).slice(-1)[0];
  return [scrollWidth, clientWidth, widest ? widest.outerHTML.slice(0, 160) : ''];
}"""
# A form that cannot be sent as it is: it has a field that must be filled in, and is empty.
OPEN_FIELD = ".form .field:not(:has(.field__optional)) :is(input:not([type]), input[type=text], textarea)"
BY_PART = "form.form[hx-post]:has([data-primary])"  # a form that is drawn anew in its page
IS_EMPTY = "fields => fields.some((field) => field.value === '' && field.checkVisibility())"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    size: Any = {"width": DESK, "height": 800}
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce", viewport=size)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def wrong_with(page: Page, number: int) -> Iterator[str]:
    """What is wrong with the page as it stands; it ends on a desk, in light."""
    for look in LOOKS:
        width, scheme = look
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        needed, there, widest = page.evaluate(WIDTHS)
        if needed > there:
            yield f"{width}: {needed} px wide: {widest}"
        if EVERY_LOOK or look == TURNS[number % len(TURNS)]:
            yield from (f"{width} {scheme}: {line}" for line in page.evaluate(RUN, OPTIONS))


def send_as_it_is(page: Page) -> bool:
    """Send a form in which something must still be filled in; whether that showed what is wrong."""
    button = page.locator("form.form[novalidate]:has(.field) [data-primary]")
    if button.count() != 1 or not button.is_visible() or not page.eval_on_selector_all(OPEN_FIELD, IS_EMPTY):
        return False
    arrives = page.expect_response(_is_answer) if page.locator(BY_PART).count() else page.expect_navigation()
    with arrives:
        button.click()
    page.wait_for_load_state("networkidle")
    return bool(page.locator(".error-summary").count())


def _is_answer(response: Response) -> bool:
    """Of the form itself: its draft is kept first, by a request of its own."""
    return response.request.method == "POST" and "hx-request" in response.request.headers


@pytest.mark.parametrize("half", HALVES)
def test_every_page_in_every_state_is_accessible_and_fits(page: Page, live_server, half: int):
    world = build_world()
    lengthen(world)
    client_of = clients()
    start, wrong, seen, mistakes = time.monotonic(), [], 0, 0
    for visit in visits(world)[half :: len(HALVES)]:
        if not is_page(client_of(visit.who), visit.address):
            continue
        if (status := enter(page, live_server.url, visit, client_of)) != 200:
            wrong.append(f"{visit}: {status}")
            continue
        if (titles := page.locator("h1").count()) != 1:
            wrong.append(f"{visit}: {titles} titles")
        wrong += [f"{visit}: {line}" for line in wrong_with(page, seen)]
        seen += 1
        if not (visit.do or visit.is_again) and send_as_it_is(page):
            wrong += [f"{visit}, with mistakes: {line}" for line in wrong_with(page, mistakes)]
            mistakes += 1
    took = f"{seen} pages and states, {mistakes} forms with mistakes, {time.monotonic() - start:.0f} s"
    print(took)  # noqa: T201  # shown with -s: how long it takes is part of what it must show
    assert not wrong, "\n".join([f"{len(wrong)} things wrong", *wrong[:60]])
    assert seen > 60
    assert mistakes > 2


def enter(page: Page, site: str, visit: Visit, client_of: Callable[[str], Client]) -> int:
    """Go there, do what is done there; the status of the answer."""
    page.context.clear_cookies()
    session = client_of(visit.who).cookies.get("sessionid")
    if session:
        page.context.add_cookies([{"name": "sessionid", "value": session.value, "url": site}])
    answer = page.goto(site + visit.address)
    if answer and answer.status == 200:
        DOINGS[visit.do](page)
    return answer.status if answer else 0
