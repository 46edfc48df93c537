"""Fast hands in a real browser: the palette as a combobox, the keys of a page, four buttons for a thumb."""

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits, assert_good_everywhere
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


def palette(page: Page, text: str) -> Page:
    page.locator("body").press("Control+k")
    expect(page.locator("#palette-text")).to_be_focused()
    if text:
        with page.expect_response(lambda answer: unquote_plus(answer.url).endswith(f"text={text}")):
            page.keyboard.type(text)
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    return page


def active(page: Page) -> str:
    return str(page.locator("#palette-list [aria-selected=true]").inner_text())


def test_the_palette_is_a_combobox_that_tells_what_is_active(enter: Enter):
    page = palette(enter("noor"), "")
    field = page.locator("#palette-text")
    expect(field).to_have_attribute("aria-expanded", "true")
    first = active(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette-list [aria-selected=true]")).to_have_count(1)
    assert active(page) != first
    told = field.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{told}")).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active(page) == page.locator("#palette-list [role=option]").last.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


TYPED_AT_ONCE = """async () => {
  const type = (text) => document.execCommand("insertText", false, text);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }));
  type("a");
  await new Promise((later) => setTimeout(later, 100));
  type("mra");
  return document.getElementById("palette-text").value;
}"""


def test_no_letter_is_lost_to_the_opening_of_the_palette(enter: Enter):
    """The first letter comes in the same moment as the dialog: what the browser tells later takes nothing."""
    assert enter("noor").evaluate(TYPED_AT_ONCE) == "amra"


def test_an_appointment_for_somebody_by_a_few_letters(enter: Enter):
    page = palette(enter("noor"), "afspraak voor amra")
    expect(page.locator("#palette-list [aria-selected=true]")).to_contain_text("Afspraak: Fatima el Amrani")
    expect(page.locator("#palette-said")).to_contain_text("1 gevonden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/appointment/")
    expect(page.locator("h1")).to_contain_text("Fatima el Amrani")


def test_the_palette_is_accessible_with_people_and_with_nothing(enter: Enter):
    page = palette(enter("noor"), "amra")
    assert_good_everywhere(page)
    page.fill("#palette-text", "xqzv")
    page.locator("#palette-list [data-nothing]").wait_for()
    assert_accessible(page)


def test_a_language_is_chosen_from_the_palette(enter: Enter):
    page = palette(enter("pieter"), "english")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    palette(page, "nederlands").keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_the_keys_of_this_very_page_are_listed(enter: Enter):
    page = enter("noor")
    page.locator("body").press("?")
    expect(page.locator("#keys li", has_text="Nieuwe taak")).to_contain_text("t")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.wait_for_url("**/tasks/new/")


def test_an_appointment_is_settled_without_a_mouse(enter: Enter):
    page = enter("noor")
    page.locator(".agenda a.button").first.press("Enter")
    page.wait_for_url("**/appointments/**")
    page.locator("#id_note").press_sequentially("Post geopend.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.locator(".notice--success")).to_be_visible()


def test_home_with_a_day_on_it_is_accessible(enter: Enter):
    page = enter("noor")
    page.locator("[aria-labelledby=own-title] .rows").wait_for(timeout=30000)
    assert_good_everywhere(page)


def test_a_thumb_reaches_everything(enter: Enter):
    page = enter("karim", "/", width=360)
    expect(page.locator(".thumbs > .menu > li")).to_have_count(4)
    page.click(".thumbs details.more > summary")
    assert_accessible(page)
    page.click(".thumbs .more__sheet >> text=Team")
    page.wait_for_url("**/team/")
    assert_fits(page)


def test_absence_is_planned_handed_over_looked_at_and_ended(enter: Enter):
    page = enter("karim", "/team/absence/")
    page.select_option("#id_worker_id", label="Karim")
    page.select_option("#id_covered_by_id", label="Karim")
    page.locator("#id_covered_by_id").press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.select_option("#id_covered_by_id", label="Noor")
    page.locator("#id_covered_by_id").press("Control+Enter")
    page.wait_for_url("**/team/")
    assert_good_everywhere(page)
    page.click("text=Vandaag terug")
    expect(page.locator("text=Niemand is afwezig")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("tr", has_text="Noor").locator("text=Overdragen").click()
    page.wait_for_url("**/hand-over/")
    assert_good_everywhere(page)


def test_a_calendar_link_is_shown_to_copy(enter: Enter):
    page = enter("noor", "/calendar/")
    page.click("text=Link maken")
    expect(page.locator("#calendar-link")).to_be_focused()
    assert_accessible(page)
    page.click("text=Link beëindigen")
    expect(page.locator("text=Link maken")).to_be_visible()
