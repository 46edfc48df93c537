"""Nothing typed is lost: a closed tab, a page that goes, no connection, an ended session, a second device."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.web.axe import assert_accessible
from tests.web.browser import PATIENCE
from tests.web.conftest import Enter, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
NOTE, LINE, FOUND, ELSEWHERE = "#id_story", ".draft__line", "[data-notice=found]", "[data-notice=other]"
Open = Callable[[str], BrowserContext]


@pytest.fixture
def device(no_drafts: None, site: str, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Open]:
    """`device("karim")`: a device on which somebody is signed in; it may lose its connection."""
    contexts = []

    def open_device(who: str) -> BrowserContext:
        context = browser.new_context(base_url=site, locale="nl-NL", storage_state=signed_in(who))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield open_device
    for context in contexts:
        context.close()


def at_the_form(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/register/")
    return page


def write(page: Page, text: str) -> None:
    page.locator(NOTE).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text, delay=15)


def is_accessible(page: Page) -> None:
    """From the top, so that no button stands half under the bar of the house."""
    page.evaluate("window.scrollTo(0, 0)")
    assert_accessible(page)


def is_saved(page: Page) -> None:
    expect(page.locator(LINE)).to_contain_text("Concept bewaard")


def test_a_closed_tab_and_then_thrown_away(device: Open):
    context = device("karim")
    page = at_the_form(context)
    write(page, "Al weken geen post geopend")
    is_saved(page)
    page.close()
    page = at_the_form(context)
    expect(page.locator(NOTE)).to_have_value("Al weken geen post geopend")
    expect(page.locator(FOUND)).to_be_visible()
    is_accessible(page)
    page.click("text=Leeg beginnen, concept houden")
    expect(page.locator(FOUND)).to_be_hidden()
    expect(page.locator(NOTE)).to_have_value("")
    page = at_the_form(context)
    page.click("text=Weggooien")
    expect(page.locator(NOTE)).to_have_value("")
    page = at_the_form(context)
    page.wait_for_load_state("networkidle")
    expect(page.locator(NOTE)).to_have_value("")


def test_a_page_that_goes_at_once_sends_what_was_typed(device: Open):
    page = at_the_form(device("karim"))
    write(page, "Net begonnen")
    page.goto("/")
    page.goto("/register/")
    expect(page.locator(NOTE)).to_have_value("Net begonnen")


def test_without_a_connection_it_says_so_and_saves_later(device: Open):
    context = device("karim")
    page = at_the_form(context)
    write(page, "Voor de tunnel. ")
    is_saved(page)
    context.set_offline(True)
    write(page, "In de tunnel.")
    expect(page.locator(LINE)).to_contain_text("Nog niet bewaard")
    context.set_offline(False)
    is_saved(page)
    page.close()
    expect(at_the_form(context).locator(NOTE)).to_have_value("Voor de tunnel. In de tunnel.")


def test_a_form_is_not_sent_into_a_lost_connection(device: Open):
    context = device("karim")
    page = at_the_form(context)
    context.set_offline(True)
    write(page, "In de tunnel.")
    page.click("[data-primary]")
    expect(page.locator(LINE)).to_contain_text("Nog niet bewaard")
    expect(page.locator(NOTE)).to_have_value("In de tunnel.")
    context.set_offline(False)
    is_saved(page)  # or it is sent when the page goes, and found by the next test


def test_a_session_that_ended_asks_to_sign_in_again_and_saves_what_was_typed_since(device: Open):
    context = device("karim")
    page = at_the_form(context)
    write(page, "Voor de pauze. ")
    is_saved(page)
    context.clear_cookies()
    write(page, "Na de pauze.")
    expect(page.locator("dialog[open]")).to_contain_text("Opnieuw inloggen")
    is_accessible(page)
    with context.expect_page() as opened:
        page.click("dialog[open] a")
    sign_in_again(opened.value, "karim")
    expect(page.locator("dialog[open]")).to_have_count(0)
    is_saved(page)
    page.close()
    expect(at_the_form(context).locator(NOTE)).to_have_value("Voor de pauze. Na de pauze.")


def sign_in_again(page: Page, who: str) -> None:
    from tests.web.world import PASSWORD

    page.fill("#id_login", who)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def test_who_signs_in_after_somebody_else_keeps_nothing_of_it(device: Open):
    context = device("karim")
    page = at_the_form(context)
    write(page, "Van Karim")
    is_saved(page)
    context.clear_cookies(name="sessionid")
    other = context.new_page()
    sign_in(other, "bas")
    write(page, " en meer")
    expect(page.locator("dialog.dialog--covers[open]")).to_be_visible()
    expect(page.locator(LINE)).to_contain_text("iemand anders")
    expect(at_the_form(context).locator(NOTE)).to_have_value("")


def test_two_devices_are_two_drafts_and_never_one_lost(device: Open):
    desk, phone = device("karim"), device("karim")
    here = at_the_form(desk)
    write(here, "Samen. ")
    is_saved(here)
    there = at_the_form(phone)
    expect(there.locator(NOTE)).to_have_value("Samen. ")
    write(there, "Telefoon.")
    is_saved(there)
    write(here, "Bureau.")
    expect(here.locator(ELSEWHERE)).to_be_visible()
    is_accessible(here)
    is_saved(here)
    here.click("text=De andere tekst tonen")
    expect(here.locator(NOTE)).to_have_value("Samen. Telefoon.")
    expect(at_the_form(phone).locator(NOTE)).to_have_value("Samen. Bureau.")


TYPE_AT_THE_SWAP = """() => document.addEventListener("htmx:afterSwap", (event) => {
  const field = document.getElementById("id_story");
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  document.execCommand("insertText", false, "Meteen.");
}, { once: true })"""


def with_a_draft(context: BrowserContext) -> None:
    page = at_the_form(context)
    write(page, "Eerst. ")
    is_saved(page)
    page.close()


def test_what_is_typed_the_moment_that_a_draft_is_drawn_is_kept(device: Open):
    context = device("karim")
    with_a_draft(context)
    page = context.new_page()
    page.add_init_script(f"document.addEventListener('DOMContentLoaded', {TYPE_AT_THE_SWAP})")
    page.goto("/register/")
    expect(page.locator(NOTE)).to_have_value("Eerst. Meteen.")
    is_saved(page)
    page.close()
    expect(at_the_form(context).locator(NOTE)).to_have_value("Eerst. Meteen.")


def test_what_is_typed_while_a_draft_is_drawn_is_a_draft_of_its_own(device: Open):
    context = device("karim")
    with_a_draft(context)
    page = context.new_page()
    held: list[Route] = []
    page.route(lambda address: address.endswith("/register/"), lambda route: hold(route, held))
    page.goto("/register/")
    expect(page.locator(".htmx-request")).to_have_count(1)
    write(page, "Intussen.")
    held[0].continue_()
    expect(page.locator(ELSEWHERE)).to_be_visible()
    expect(page.locator(NOTE)).to_have_value("Intussen.")
    is_saved(page)
    page.click("text=De andere tekst tonen")
    expect(page.locator(NOTE)).to_have_value("Eerst. ")


def hold(route: Route, held: list[Route]) -> None:
    """The form as the server draws it first waits; the page itself does not."""
    if route.request.method == "POST" and not held:
        held.append(route)
    else:
        route.continue_()


def test_a_draft_of_steps_is_drawn_with_what_was_picked(device: Open):
    context = device("karim")
    page = at_the_form(context)
    page.locator("#id_resident_text").press_sequentially("fati")
    page.locator("#found-residents button").first.click()
    expect(page.locator("[name=resident_id]")).to_have_count(1)
    is_saved(page)
    page.close()
    page = at_the_form(context)
    expect(page.locator("[name=resident_id]")).to_have_count(1)
    expect(page.locator("#entry")).to_contain_text("Fatima el Amrani")


def test_a_form_that_was_sent_leaves_no_draft(enter: Enter):
    page = enter("karim", "/residents/2/reach/")
    page.locator("#id_phone").fill("0251 000 009")
    is_saved(page)
    page.click("[data-primary]")
    page.wait_for_url("**/residents/2/")
    page.goto("/residents/2/reach/")
    page.wait_for_load_state("networkidle")
    expect(page.locator(FOUND)).to_be_hidden()
    expect(page.locator("#id_phone")).to_have_value("0251 000 009")


def test_two_people_change_one_record_and_the_second_chooses(enter: Enter):
    first, second = enter("karim", "/residents/2/reach/"), enter("noor", "/residents/2/reach/")
    first.locator("#id_place").fill("Uitgeest")
    first.locator("#id_street").fill("Dorpsstraat")
    first.click("[data-primary]")
    first.wait_for_url("**/residents/2/")
    second.locator("#id_street").fill("Kerkstraat")
    second.locator("#id_email").fill("willem@example.org")
    second.click("[data-primary]")
    expect(second.locator(".error-summary")).to_be_focused()
    expect(second.locator(".merge fieldset")).to_have_count(2)
    expect(second.locator("[name=pick-place]:checked")).to_have_value("theirs")
    is_accessible(second)
    second.check("[name=pick-street][value=theirs]")
    second.click("[data-primary]")
    second.wait_for_url("**/residents/2/")
    second.goto("/residents/2/reach/")
    values = [second.locator(f"#id_{name}").input_value() for name in ("street", "place", "email")]
    assert values == ["Dorpsstraat", "Uitgeest", "willem@example.org"]
