"""Measuring in a real browser: 13 domains in 13 keystrokes, by thumb, without a script; accessible."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits, assert_good_everywhere
from tests.web.conftest import Enter
from tests.web.world import MILA

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]

Mila = Callable[..., Page]
KEYS = "3450123451234"  # one for each of the thirteen domains


@pytest.fixture
def mila(enter: Enter, site: str, world_folder: Path) -> Callable[..., Page]:
    """`mila("measure")`: a page of Mila Maat, who was measured before, as Noor sees it."""
    number = (world_folder / MILA).read_text()

    def open_page(what: str = "measure", **more: Any) -> Page:
        return enter("noor", f"/residents/{number}/{what}/", **more)

    return open_page


def levels(page: Page) -> str:
    """The chosen levels, row by row; 0 for not discussed."""
    script = "all => all.map(row => row.querySelector('input:checked').value || '0').join('')"
    return str(page.eval_on_selector_all("[data-score]", script))


def test_thirteen_domains_in_thirteen_keystrokes_and_the_main_key(mila: Mila):
    page = mila()
    expect(page.locator("[data-score] input:focus")).to_have_count(1)
    for key in KEYS:
        page.keyboard.press(key)
    assert levels(page) == KEYS
    expect(page.locator("[data-primary]")).to_be_focused()
    expect(page.locator(".score").first.locator(".level__name:visible")).to_have_text("beperkt zelfredzaam")
    expect(page.locator(".score__last").first).to_contain_text("vorige keer 1")
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/measured/")
    expect(page.locator("h1")).to_have_text("Metingen")
    expect(page.locator("figcaption").first).to_contain_text(
        re.compile(r"Op \d+ van 12 onderdelen gaat het beter")
    )


def test_arrows_move_and_a_wrong_key_does_nothing(mila: Mila):
    page = mila()
    for key in ("5", "ArrowUp", "2", "ArrowDown", "9", "x", "4", "ArrowRight"):
        page.keyboard.press(key)
    assert levels(page)[:4] == "2041"
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[data-score] input:focus")).to_have_attribute("name", "scores.tijdsbesteding")


def test_a_thumb_scores_without_a_script(mila: Mila):
    page = mila(width=360, java_script_enabled=False, has_touch=True)
    page.locator(".score").nth(1).locator(".level__cell").nth(4).tap()
    assert page.locator(".score").nth(1).locator(":checked").get_attribute("value") == "4"
    page.get_by_role("button", name="Meting bewaren").tap()
    page.wait_for_url("**/measured/")


def test_the_cells_are_large_enough_for_a_thumb(mila: Mila):
    page = mila(width=360)
    small = "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    sizes = page.eval_on_selector_all(".level__cell, .actions .button", small)
    assert len(sizes) == 13 * 6 + 2
    assert min(sizes) >= 44
    assert_fits(page)


@pytest.mark.parametrize("what", ["measure", "measured", "talk"])
def test_the_pages_are_accessible_everywhere(mila: Mila, what: str):
    page = mila(what)
    assert_good_everywhere(page)
    if what != "measured":
        page.eval_on_selector(".measure > details", "fold => { fold.open = true; }")
        page.fill("[name=measured_on]", "2999-01-01")
        page.locator(".level__cell").nth(3).click()
        page.click("[data-primary]")
        expect(page.locator(".error-summary")).to_be_focused()
        assert_accessible(page)
        assert_fits(page)


def test_putting_right_is_accessible_everywhere(mila: Mila):
    page = mila("measured")
    page.get_by_role("link", name=re.compile("Herstellen")).first.click()
    page.wait_for_url("**/measurements/**")
    assert_good_everywhere(page)


def test_the_web_is_drawn_again_with_every_key(mila: Mila):
    page = mila("talk")
    before = page.locator(".web__before").get_attribute("points")
    for key in ("t", "t", "t", "t", "t"):
        page.keyboard.press(key)
    with page.expect_response("**/talk/web/**"):
        page.keyboard.press("t")
    now = page.locator(".web__now")
    expect(now).to_have_attribute("points", re.compile("160.0,52.0"))
    assert before != now.get_attribute("points")
    expect(page.locator(".web desc")).to_have_text(
        re.compile("Lichaamsfuncties: 10; .*Dagelijks functioneren: 10")
    )


@pytest.mark.parametrize(("who", "path"), [("ada", "/office/texts/"), ("pieter", "/surveys/")])
def test_the_pages_of_the_office_and_of_surveys_are_accessible(enter: Enter, who: str, path: str):
    assert_good_everywhere(enter(who, path))
