"""The public form on a phone: accessible in every state, in both languages, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import SCHEMES, assert_accessible, assert_fits
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
FORM = "/aanmelden/demo/"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("language", "title"), [("nl", "Hulp vragen"), ("en", "Ask for support")])
def test_the_form_and_its_thanks_are_accessible_on_a_phone(
    enter: Enter, language: str, title: str, scheme: str
):
    page = enter("", f"{FORM}?taal={language}", width=360, scheme=scheme)
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#id_sender")).to_be_hidden()
    assert_accessible(page)
    page.check("[name=for_whom][value=other]")
    expect(page.locator("#id_sender")).to_be_visible()
    page.click("summary")
    assert_accessible(page)
    assert_fits(page)
    page.goto(f"{FORM}bedankt/?taal={language}")
    assert_accessible(page)
    page.goto(f"/aanmelden/nergens/?taal={language}")
    assert_accessible(page)


def _fill(page: Page) -> None:
    page.fill("#id_name", "Sofie van der Meer")
    page.fill("#id_email", "sofie@example.org")
    page.check("#id_agreed")


def test_it_is_mended_after_a_mistake_and_sent(enter: Enter):
    page = enter("", FORM, width=360)
    page.fill("#id_story", "Ik kom niet rond.")
    page.click("text=Versturen")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    _fill(page)
    page.wait_for_timeout(3100)  # as quick as a robot is too quick
    page.press("#id_name", "Control+Enter")
    page.wait_for_url("**/bedankt/**")
    expect(page.locator("h1")).to_have_text("Dank u wel")
    assert page.context.cookies() == []


def test_it_works_without_javascript_and_no_thumb_misses(enter: Enter):
    page = enter("", FORM, width=360, java_script_enabled=False)
    page.click("text=English")
    expect(page.locator("h1")).to_have_text("Ask for support")
    _fill(page)
    page.wait_for_timeout(3100)
    page.click("text=Send")
    expect(page.locator("h1")).to_have_text("Thank you")


def test_the_targets_are_large_enough_for_a_thumb(enter: Enter):
    page = enter("", FORM, width=360)
    small = "all => all.map(one => one.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"
    sizes = page.eval_on_selector_all("main .choice, main .button, main .input:not([tabindex])", small)
    assert min(size for size in sizes if size) >= 44
