"""The survey on a phone: accessible in every state, in both languages, with and without JavaScript."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.axe import assert_accessible, assert_fits
from tests.web.conftest import Enter
from tests.web.world import LINKS

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


@pytest.fixture
def links(site: str, world_folder: Path) -> dict[str, str]:
    """The addresses of the surveys of the world."""
    found: dict[str, str] = json.loads((world_folder / LINKS).read_text())
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", ["open", "old", "nergens", "bedankt", "afgemeld"])
def test_every_state_is_accessible_on_a_phone(enter: Enter, links, state: str, language: str, scheme: str):
    address = links.get(state, f"/vragenlijst/{state}/".replace("nergens/", "nergens"))
    page = enter("", f"{address}?taal={language}", width=360, scheme=scheme)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert_accessible(page)
    assert_fits(page)


def test_it_is_answered_by_keyboard_and_mended_after_a_mistake(enter: Enter, links):
    page = enter("", links["keyboard"], width=360)
    page.click("text=Mijn antwoorden versturen")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.focus("#id_cijfer_0")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#id_cijfer_7")).to_be_checked()
    page.fill("#id_in_eigen_woorden", "Ik slaap weer.")
    page.check("#id_in_eigen_woorden-publish")
    page.press("#id_in_eigen_woorden", "Control+Enter")
    page.wait_for_url("**/vragenlijst/bedankt/**")
    expect(page.locator("h1")).to_have_text("Dank u wel")
    page.goto(links["keyboard"])
    expect(page.locator("h1")).to_have_text("U heeft al geantwoord")
    assert_accessible(page)
    assert page.context.cookies() == []


def test_it_works_without_javascript(enter: Enter, links):
    page = enter("", links["plain"], width=360, java_script_enabled=False)
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("How was our support?")
    page.check("#id_cijfer_8")
    page.check("#id_op_tijd_3")
    page.click("text=Send my answers")
    expect(page.locator("h1")).to_have_text("Thank you")


def test_the_choices_are_large_enough_for_a_thumb(enter: Enter, links):
    page = enter("", links["open"], width=360)
    small = "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    sizes = page.eval_on_selector_all(".choice, .button", small)
    assert len(sizes) > 40
    assert min(sizes) >= 44
