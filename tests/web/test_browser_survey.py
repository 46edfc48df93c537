"""The survey on a phone: accessible in every state, in both languages, with and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.axe import assert_accessible, assert_fits
from tests.web.conftest import Enter
from tests.web.world import LINKS

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


@pytest.fixture
def link(world_folder: Path):
    """The address of a survey: `link("open")`."""
    return lambda name: f"/vragenlijst/{(world_folder / f'{LINKS}{name}').read_text()}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", ["open", "old", "nergens", "bedankt", "afgemeld"])
def test_every_state_is_accessible_on_a_phone(enter: Enter, link, state: str, language: str, scheme: str):
    fixed = {"nergens": "/vragenlijst/nergens", "bedankt": "/vragenlijst/bedankt/", "afgemeld": "/vragenlijst/afgemeld/"}
    address = fixed.get(state) or link(state)
    page = enter("", f"{address}?taal={language}", width=360, scheme=scheme)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert_accessible(page)
    assert_fits(page)


def test_it_is_answered_by_keyboard_and_mended_after_a_mistake(enter: Enter, link):
    page = enter("", link("keyboard"), width=360)
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
    page.goto(link("keyboard"))
    expect(page.locator("h1")).to_have_text("U heeft al geantwoord")
    assert_accessible(page)
    assert page.context.cookies() == []


def test_it_works_without_javascript(enter: Enter, link):
    page = enter("", link("plain"), width=360, java_script_enabled=False)
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("How was our support?")
    page.check("#id_cijfer_8")
    page.check("#id_op_tijd_3")
    page.click("text=Send my answers")
    expect(page.locator("h1")).to_have_text("Thank you")


def test_the_choices_are_large_enough_for_a_thumb(enter: Enter, link):
    page = enter("", link("open"), width=360)
    sizes = page.eval_on_selector_all(
        ".choice, .button", "all => all.map(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) })"
    )
    assert len(sizes) > 40
    assert min(sizes) >= 44
