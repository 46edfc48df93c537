"""Pictures of the pages for docs/img, from a demo installation in a real Chromium.

    .venv/bin/python -m tools.screenshots DATA [--all FOLDER]

DATA is a folder that `omzien demo --no-serve --data DATA` made. With --all, every page that somebody of
the cast comes to by links is written to FOLDER, on a desk and on a phone, in light and in dark. Omzien
uses the fonts of the device; here that is Source Sans, so that the pictures do not depend on the machine.
"""

import argparse
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import font_source_sans_pro
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.web.browser import chromium, running
from tools.chromium import find_chromium

ROOT = Path(__file__).resolve().parents[1]
FONT = ":root { --basis-text-font-family-default: 'Source Sans Pro', sans-serif !important }"
CROSS_TAB = "/figures/?figure=registrations&rows=domain&columns=municipality&municipality=&year=2023"
DOCS = {
    "my-day": ("noor", "/", 1280, "light"),
    "figures": ("pieter", CROSS_TAB, 1280, "light"),
    "register": ("noor", "/register/", 1280, "light"),
    "dossier": ("noor", "dossier", 1280, "light"),
    "reports": ("pieter", "/reports/", 1280, "light"),
    "phone": ("noor", "/", 360, "dark"),
}
STATES = {  # what no link leads to
    "sign-in": ("", "/account/login/"),
    "asking": ("", "/aanmelden/demo/"),
    "residents-found": ("noor", "/residents/?text=droom"),
    "cross-tab": ("pieter", CROSS_TAB),
    "privacy-found": ("femke", "/privacy/?text=droom"),
    "not-there": ("noor", "/nergens/"),
}
CAST = ("noor", "bas", "karim", "ineke", "pieter", "femke", "ada")
NO_PAGES = ("/static/", "/account/log", "/choices/")


def main() -> None:
    """Take the pictures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--all", type=Path, metavar="FOLDER")
    given = options.parse_args()
    program = find_chromium()
    if program is None:
        raise SystemExit("There is no Chromium on this machine.")
    with _server(given.data) as site, chromium(program) as browser:
        studio = Studio(browser, site, given.data)
        for name, (who, path, width, scheme) in _wanted(studio, everything=given.all is not None):
            studio.take((given.all or ROOT / "docs" / "img") / f"{name}.png", who, path, width, scheme)


def _wanted(studio: "Studio", *, everything: bool) -> Iterator[tuple[str, tuple[str, str, int, str]]]:
    if not everything:
        yield from DOCS.items()
        return
    for name, (who, path) in (STATES | _linked(studio)).items():
        for width in (1280, 360):
            for scheme in ("light", "dark"):
                yield f"{name}-{width}-{scheme}", (who, path, width, scheme)


def _linked(studio: "Studio") -> dict[str, tuple[str, str]]:
    """Every page that links lead to from somebody's own day, one for each address but for its numbers."""
    found: dict[str, tuple[str, str]] = {}
    kinds: set[str] = set()
    waiting = [(who, "/") for who in CAST]
    while waiting:
        who, path = waiting.pop(0)
        kind = f"{who}-home" if path == "/" else re.sub(r"\d+", "0", path).strip("/").replace("/", "-")
        if kind in kinds or path.startswith(NO_PAGES):
            continue
        kinds.add(kind)
        links = studio.links(who, path)
        if links is not None:
            found[kind] = (who, path)
            waiting += [(who, link) for link in links]
    return found


@contextmanager
def _server(data: Path) -> Iterator[str]:
    environment = {**os.environ, "OMZIEN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
    with running(environment, data / "screenshots.log") as site:
        yield site


class Studio:
    """Somebody signs in once; each picture is a fresh page."""

    def __init__(self, browser: Browser, site: str, data: Path) -> None:
        self.browser, self.site = browser, site
        accounts = json.loads((data / "demo-accounts.json").read_text())
        self.passwords = {account["username"]: account["password"] for account in accounts}
        self.states: dict[str, Any] = {"": None}

    def take(self, target: Path, who: str, path: str, width: int, scheme: str) -> None:
        """One picture."""
        page = self._page(self._state_of(who), width, scheme)
        page.goto(self._longest(page) if path == "dossier" else path)
        page.add_style_tag(content=_faces() + FONT)
        page.wait_for_load_state("networkidle")  # parts of a page come after it
        page.wait_for_timeout(200)
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target, full_page="docs" not in target.parts)
        page.context.close()

    def links(self, who: str, path: str) -> list[str] | None:
        """Where the links of a page lead to within the house; None when it is no page but a file."""
        page = self._page(self._state_of(who), 1280, "light")
        try:
            answer = page.goto(path)
            if answer is None or "html" not in answer.headers.get("content-type", ""):
                return None
            links = page.eval_on_selector_all("a[href]", "found => found.map(a => a.getAttribute('href'))")
        except PlaywrightError:  # a download
            return None
        finally:
            page.context.close()
        return [re.split("[?#]", link)[0] for link in links if link.startswith("/")]

    def _page(self, state: Any, width: int, scheme: Any) -> Page:
        height = 900 if width > 600 else 760
        context = self.browser.new_context(
            base_url=self.site,
            locale="nl-NL",
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            storage_state=state,
            bypass_csp=True,
            reduced_motion="reduce",
        )
        return context.new_page()

    def _state_of(self, who: str) -> Any:
        if who not in self.states:
            page = self._page(None, 1280, "light")
            page.goto("/account/login/")
            page.fill("#id_login", who)
            page.fill("#id_password", self.passwords[who])
            page.press("#id_password", "Enter")
            page.wait_for_selector(".top")
            self.states[who] = page.context.storage_state()
            page.context.close()
        return self.states[who]

    def _longest(self, page: Page) -> str:
        page.goto("/")
        return str(page.locator("[aria-labelledby=cases-title] li a").first.get_attribute("href"))


def _faces() -> str:
    files = Path(font_source_sans_pro.__file__).parent / "files"
    faces = ((400, "Regular"), (600, "Semibold"), (700, "Bold"))
    return "".join(_face(weight, files / f"SourceSansPro-{name}.ttf") for weight, name in faces)


def _face(weight: int, file: Path) -> str:
    import base64

    data = base64.b64encode(file.read_bytes()).decode()
    source = f"url(data:font/ttf;base64,{data})"
    return f"@font-face {{ font-family: 'Source Sans Pro'; font-weight: {weight}; src: {source} }}\n"


if __name__ == "__main__":
    main()
