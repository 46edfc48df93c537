"""The inbox, the waiting list and the walk-in hour in a real browser, without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits, assert_good_everywhere
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def take_in(page: Page, name: str) -> None:
    """A call, typed and sent without a mouse."""
    page.goto("/inbox/new/")
    page.focus("#id_family_name")
    page.keyboard.type(name)
    page.focus("#id_phone")
    page.keyboard.type("0612345678")
    press(page, "Control+Enter")
    expect(page).to_have_url(re.compile("/inbox/$"))


def test_the_list_is_walked_taken_up_and_undone_by_keys(enter: Enter):
    page = enter("karim", "/inbox/")
    take_in(page, "Wandelaar")
    press(page, "j")
    expect(page.locator("[data-walked] [data-open]").first).to_be_focused()
    press(page, "j", "k")
    row = page.locator("[data-walked]", has_text="Wandelaar")
    row.locator("[data-open]").focus()
    press(page, "a")
    expect(page.locator(".notice--success")).to_contain_text("Jij hebt het nu.")
    expect(page.locator("[data-walked]", has_text="Wandelaar")).to_contain_text("Karim")
    assert_accessible(page)
    press(page, "u")
    expect(page.locator(".notice--success")).to_contain_text("Het is weer van niemand.")
    expect(page.locator("[data-walked]", has_text="Wandelaar")).to_contain_text("nog niemand")


def test_an_arrival_becomes_a_registration_by_keys(enter: Enter):
    page = enter("bas", "/inbox/")
    take_in(page, "Aankomer")
    page.locator("[data-walked]", has_text="Aankomer").locator("[data-open]").focus()
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("Aankomer")
    assert_good_everywhere(page)
    press(page, "m")
    page.keyboard.type("dekker")
    expect(page.locator("#who-found button").first).to_contain_text("Willem")
    press(page, "ArrowDown", "Enter")
    expect(page.locator("h1")).to_contain_text("Willem Dekker")
    page.focus("#id_question")
    page.select_option("#id_question", "financien.schulden")
    press(page, "Control+Enter")
    expect(page).to_have_url(re.compile("/inbox/$"))
    expect(page.locator(".notice--success")).to_contain_text("De aanmelding is bewaard.")


def test_what_is_wrong_takes_the_focus(enter: Enter):
    page = enter("bas", "/inbox/new/")
    press(page, "Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/inbox/", "/waiting/", "/inbox/new/", "/inbox/new/signal/", "/walk-in/"])
def test_every_page_is_good_for_everybody(enter: Enter, path: str):
    assert_good_everywhere(enter("bas", path))


def test_an_empty_inbox_says_what_to_do(enter: Enter):
    page = enter("bas", "/inbox/?way=walk_in")
    expect(page.locator(".empty")).to_be_visible()
    assert_accessible(page)


def test_a_report_of_veilig_thuis_is_screened(enter: Enter):
    page = enter("karim", "/inbox/new/report/")
    page.fill("#id_family_name", "Gesloten")
    page.fill("#id_text", "De buren hoorden geschreeuw.")
    press(page, "Control+Enter")
    expect(page.locator("main")).to_contain_text("De buren hoorden geschreeuw.")
    assert_good_everywhere(page)
    page.check("[name=decision][value=no_action]")
    page.locator("[name=partner_ids]").first.check()
    page.get_by_role("button", name="Besluit bewaren").press("Enter")
    expect(page.locator("main")).to_contain_text("ingetrokken of niet voor ons")
    assert_accessible(page)


def test_a_walk_in_morning_by_keys(enter: Enter):
    page = enter("noor", "/walk-in/", width=360)
    page.select_option("#id_municipality_id", label="Uitgeest")
    page.focus("#visitor-text")
    page.keyboard.type("dekker")
    expect(page.locator("#visitor-found button").first).to_contain_text("Willem")
    press(page, "ArrowDown", "Enter")
    expect(page.locator("tbody")).to_contain_text("Willem Dekker")
    press(page, "Control+Enter")
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator("tbody a").last.focus()
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Bezoeker zonder naam")
    assert_good_everywhere(page)
    page.check("[name=topic-schulden][value=attention]")
    page.check("[name=problematic_debt][value=ja]")
    page.check("[name=agreed][value=schuldregeling]")
    press(page, "Control+Enter")
    expect(page.locator(".notice--success")).to_contain_text("De verkenning is bewaard.")
    assert_fits(page)
