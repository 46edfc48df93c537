"""axe-core on a page: every rule of WCAG 2.2 A and AA, and the best practices."""

import os
from itertools import product
from typing import Any, Literal
from urllib.parse import urlsplit
from zlib import crc32

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
# By default all rules are asked once of a page, by turns on a phone in the dark and on a desk in the light;
# on request in all four looks. Whether it fits is measured in both by default.
EVERY_LOOK = os.environ.get("OMZIEN_EVERY_LOOK") == "1"
PHONE, DESK = 360, 1280
Look = tuple[int, Literal["light", "dark"]]
TWO_LOOKS: tuple[Look, ...] = ((PHONE, "dark"), (DESK, "light"))
SCHEMES = ("light", "dark") if EVERY_LOOK else ("dark",)
LOOKS: tuple[Look, ...] = tuple(product((PHONE, DESK), ("light", "dark"))) if EVERY_LOOK else TWO_LOOKS


def violations(page: Page) -> list[str]:
    """What axe finds wrong, as lines: rule, element, and what to do."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [_line(violation, node) for violation in found for node in violation["nodes"]]


def _line(violation: dict[str, Any], node: dict[str, Any]) -> str:
    return f"{violation['id']}: {node['html'][:160]} -> {node.get('failureSummary', '')[:300]}"


def assert_accessible(page: Page) -> None:
    """No violations at all on the page as it is now."""
    page.wait_for_function("document.fonts.status === 'loaded'")
    found = violations(page)
    assert not found, "\n".join([page.url, *found])


def assert_fits(page: Page) -> None:
    """Nothing makes the page wider than the screen."""
    widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} px wide on a screen of {widths[1]}"


def assert_good_everywhere(page: Page) -> None:
    """Accessible and fitting on a desk and on a phone, in light and in dark; it ends on a desk."""
    turn = TWO_LOOKS[crc32(urlsplit(page.url).path.encode()) % 2]
    for look in LOOKS:
        width, scheme = look
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert_fits(page)
        if EVERY_LOOK or look == turn:
            assert_accessible(page)
