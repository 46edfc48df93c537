"""The shell in a real browser: accessible in light and dark, and usable without a mouse."""

import pytest
from playwright.sync_api import expect

from tests.web.axe import SCHEMES, assert_accessible, assert_good_everywhere
from tests.web.conftest import Enter, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


@pytest.mark.parametrize(
    "path", ["/components/", "/account/2fa/", "/account/2fa/totp/activate/", "/nergens/"]
)
def test_the_shell_is_accessible(enter: Enter, path: str):
    assert_good_everywhere(enter("noor", path))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sign_in_page_is_accessible_also_after_a_mistake(enter: Enter, scheme: str):
    page = enter("", "/account/login/", scheme=scheme, width=360)
    assert_accessible(page)
    page.fill("#id_login", "noor")
    page.fill("#id_password", "wrong")
    page.press("#id_password", "Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)


def test_signing_in_and_out(enter: Enter):
    page = enter("", "/")
    sign_in(page, "noor")
    expect(page.locator("h1")).to_be_visible()
    page.click("details.me > summary")
    page.click("text=Uitloggen")
    page.goto("/")
    expect(page.locator("#id_password")).to_be_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_dialogs_and_menu_are_accessible(enter: Enter, scheme: str):
    page = enter("noor", "/components/", scheme=scheme)
    page.click("details.me > summary")
    assert_accessible(page)
    page.keyboard.press("Escape")
    for keys in ("Control+k", "?"):
        page.locator("body").press(keys)
        expect(page.locator("dialog[open]")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
    page.click("text=Open the dialog")
    assert_accessible(page)


def test_the_first_tab_leads_to_the_content(enter: Enter):
    page = enter("noor")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page")).to_be_focused()


def test_a_command_is_found_and_run_by_keyboard(enter: Enter):
    page = enter("noor")
    page.keyboard.press("Control+k")
    page.keyboard.type("onderd")
    expect(page.locator("#palette-list [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/components/")


def test_two_keys_lead_to_a_desk_unless_they_are_off(enter: Enter):
    page = enter("karim", "/components/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url(lambda url: url.endswith("/"))
    page.click("details.me > summary")
    page.select_option("#choice-keys", "off")
    page.click("text=Keuzes bewaren")
    page.goto("/components/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_timeout(200)
    assert page.url.endswith("/components/")


def test_the_theme_of_the_account_wins(enter: Enter):
    page = enter("ada", scheme="light")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("details.me > summary")
    page.select_option("#choice-theme", "dark")
    page.click("text=Keuzes bewaren")
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background
