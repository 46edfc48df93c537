"""The desks in a real browser, with a real server, real facts and a real report."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits, assert_good_everywhere
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
SCHEMES = ("light", "dark")
PAGES = [
    ("noor", "/"),
    ("femke", "/"),
    ("noor", "/register/"),
    ("noor", "/residents/"),
    ("noor", "/residents/?text=jansen"),
    ("noor", "/residents/?text=onbestaand"),
    ("noor", "/residents/1/"),
    ("noor", "/residents/3/"),
    ("noor", "/figures/"),
    ("noor", "/figures/?figure=registrations&rows=domain&columns=channel&municipality=&year=2026"),
    ("pieter", "/reports/"),
    ("femke", "/privacy/?text=fatima"),
    ("femke", "/privacy/residents/1/"),
    ("ada", "/office/"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_page_is_accessible_and_fits(enter: Enter, who: str, path: str):
    page = enter(who, path)
    assert page.locator("h1").count() == 1
    assert_good_everywhere(page)


def test_searching_as_one_types(enter: Enter):
    page = enter("noor", "/")
    page.keyboard.press("/")
    page.keyboard.type("fatima")
    page.keyboard.press("Enter")
    expect(page.locator("#residents-text")).to_have_value("fatima")
    page.locator("#residents-text").fill("")
    page.locator("#residents-text").press_sequentially("jansen00")
    expect(page.locator("#residents-list tbody tr")).to_have_count(10)
    expect(page).to_have_url(re.compile("text=jansen00"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Jan Jansen000")


def pick_question(page: Page, text: str) -> None:
    page.locator("#id_question_text").press_sequentially(text)
    expect(page.locator("#found-questions button").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#id_question_text")).to_have_value("")


def test_a_known_resident_is_registered_without_a_mouse(enter: Enter):
    page = enter("noor", "/")
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page.locator("#id_resident_text")).to_be_focused()
    page.keyboard.type("fati")
    expect(page.locator("#found-residents button").first).to_contain_text("Fatima el Amrani")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".notice strong")).to_have_text("Fatima el Amrani")
    page.locator("[name=channel]").first.focus()
    page.keyboard.press("Space")
    pick_question(page, "schuld")
    expect(page.locator("#id_question_text")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice--success")).to_have_text("De aanmelding is bewaard.")
    expect(page.locator("h1")).to_have_text("Fatima el Amrani")


def test_somebody_new_is_warned_for_and_registered_on_a_phone(enter: Enter):
    page = enter("noor", "/register/", width=360)
    page.locator("#id_resident_text").press_sequentially("dekker")
    page.click("text=Nieuwe inwoner")
    expect(page.locator("#id_family_name")).to_have_value("Dekker")
    page.fill("#id_given_name", "Willem")
    page.fill("#id_birth_date", "1948-02-29")
    page.select_option("#id_municipality_id", label="Uitgeest")
    page.check("[name=channel][value=verwezen]")
    page.select_option("#id_referral_source", index=1)
    pick_question(page, "wonen" if page.locator("text=Wonen").count() else "huisv")
    page.click("text=Naar wachtlijst")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("text=Is het een van deze mensen?")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.check("#id_is_somebody_else")
    page.click("text=Naar wachtlijst")
    expect(page.locator("h1")).to_have_text("Willem Dekker")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_mistakes_of_a_form_are_accessible(enter: Enter, scheme: str):
    page = enter("noor", "/register/", scheme=scheme)
    page.click("text=Advies gegeven, klaar")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.click("text=Zoek op naam of geboortedatum:")
    expect(page.locator("#id_resident_text")).to_be_focused()


def test_a_referrer_is_asked_only_when_somebody_referred(enter: Enter):
    page = enter("noor", "/register/")
    expect(page.locator("#id_referral_source")).to_be_hidden()
    page.check("[name=channel][value=verwezen]")
    expect(page.locator("#id_referral_source")).to_be_visible()


def test_a_record_is_opened_with_a_reason_and_the_privacy_officer_sees_it(enter: Enter):
    page = enter("karim", "/residents/3/")
    expect(page.locator("h1")).to_have_text("Gréta van der Zee")
    page.fill("#id_reason", "Crisis: de buren belden.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice--attention")).to_contain_text("vier uur")
    officer = enter("femke", "/privacy/")
    expect(officer.locator("text=Crisis: de buren belden.")).to_be_visible()
    assert_accessible(officer)
    officer.click("button:has-text('Bekeken')")
    expect(officer.locator(".tag--success")).to_contain_text("bekeken")


def test_a_cross_tab_is_asked_and_downloaded(enter: Enter):
    page = enter("pieter", "/figures/")
    page.select_option("#id_columns", "channel")
    expect(page.locator(".table thead th")).to_have_count(3)
    expect(page).to_have_url(re.compile("columns=channel"))
    expect(page.locator(".table caption")).to_contain_text("Aanmeldingen naar leefgebied en kanaal")
    page.select_option("#id_figure", "residents_registered")
    expect(page.locator("text=Hoe is dit geteld?")).to_be_visible()
    page.select_option("#id_figure", "registrations")
    with page.expect_download() as download:
        page.click("text=Downloaden als CSV")
    text = download.value.path().read_text()
    assert text.startswith("rows,columns,value,n,missing,thin")


def test_a_report_is_made_while_one_watches(enter: Enter):
    page = enter("pieter", "/reports/")
    page.select_option("#id_municipality_id", label="Uitgeest")
    page.click("text=Verslag maken")
    expect(page.locator("#report-state h2")).to_have_text("Het verslag is klaar", timeout=60_000)
    assert_accessible(page)
    with page.expect_download() as download:
        page.click("text=PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/reports/")
    expect(page.locator(".rows li").first).to_contain_text("Uitgeest")
    page.click(".rows li:first-child >> text=Lezen")
    expect(page.locator("h1").first).to_be_visible()


def test_everything_works_without_javascript(enter: Enter):
    page = enter("noor", "/register/", java_script_enabled=False)
    page.fill("#id_resident_text", "fatima")
    page.press("#id_resident_text", "Enter")
    page.click("text=Fatima el Amrani")
    page.check("[name=channel][value=eigen_initiatief]")
    page.fill("#id_question_text", "schuld")
    page.press("#id_question_text", "Enter")
    page.click("text=Financiën › Schulden")
    page.click("text=Advies gegeven, klaar")
    expect(page.locator(".notice--success")).to_be_visible()
    page.goto("/residents/?text=fatima")
    expect(page.locator("tbody tr")).to_have_count(1)
