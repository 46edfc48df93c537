"""Quick entry in a real browser: without a mouse from first key to last, accessible in every state."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.axe import SCHEMES, assert_accessible, assert_fits, assert_good_everywhere
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
NEW = "quirine zonderland 17-05-1990 0612345678"


def type_in_search(page: Page, text: str) -> None:
    """Type, and wait until the list is about what was typed."""
    expect(page.locator("#id_resident_text")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator(f'#found-residents [data-for="{text}"]')).to_be_visible()


def pick_question(page: Page, text: str) -> None:
    expect(page.locator("#id_question_text")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")  # perhaps before the list is there: it is not lost
    expect(page.locator("#id_question_text")).to_have_value("")
    expect(page.locator("#id_question_text")).to_be_focused()
    expect(page.locator(".htmx-settling, .htmx-swapping, .htmx-request")).to_have_count(0)


def choose(page: Page, field: str, name: str) -> None:
    """In a select that has the focus, by typing."""
    expect(page.locator(field)).to_be_focused()
    page.keyboard.type(name[:4])
    expect(page.locator(f"{field} option:checked")).to_have_text(name)


def test_somebody_new_is_advised_and_closed_without_a_mouse_on_one_page(enter: Enter):
    page = enter("noor", "/")
    page.keyboard.press("g")
    page.keyboard.press("n")
    type_in_search(page, NEW)
    page.keyboard.press("Enter")
    expect(page.locator("#id_family_name")).to_have_value("Zonderland")
    expect(page.locator("#id_birth_date")).to_have_value("17-05-1990")
    expect(page.locator("#id_phone")).to_have_value("0612345678")
    choose(page, "#id_municipality_id", "Uitgeest")
    page.keyboard.press("Enter")
    pick_question(page, "schuld")
    page.keyboard.press("Enter")
    expect(page.locator("#id_story")).to_be_focused()
    page.keyboard.type("Brief uitgelegd.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()  # by which service? asked the first time only
    expect(page.locator("#id_family_name")).to_have_value("Zonderland")
    assert_accessible(page)
    page.focus("#id_service_id")
    page.keyboard.type("Sociaal-j")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done-title")).to_have_text("Klaar: advies gegeven, aanmelding gesloten")
    expect(page).to_have_url(re.compile("/register/$"))
    assert_good_everywhere(page)
    expect(page.locator("text=Volgende aanmelding")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_resident_text")).to_be_focused()
    expect(page.locator("#id_service_id option:checked")).to_have_text(
        re.compile("Sociaal-juridische")
    )  # remembered


def test_a_mistake_is_taken_back_and_mended_by_keyboard(enter: Enter):
    page = enter("noor", "/register/?resident_id=1")
    expect(page.locator("[data-then-next], .notice strong").first).to_be_visible()
    page.focus("#id_question_text")
    pick_question(page, "eenzaam")
    page.locator("#id_story").fill("Bij de verkeerde persoon.")
    page.click("text=Ik pak dit op")
    expect(page.locator("#done-title")).to_contain_text("Noor pakt het op")
    assert_accessible(page)
    page.focus("text=Dit was een vergissing: terugdraaien")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--success")).to_be_focused()
    expect(page.locator("#id_story")).to_have_value("Bij de verkeerde persoon.")
    assert_good_everywhere(page)


def test_a_known_resident_is_taken_by_enter(enter: Enter):
    page = enter("noor", "/register/")
    type_in_search(page, "fatima")
    assert_good_everywhere(page)
    page.keyboard.press("Enter")
    expect(page.locator("#found-residents button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#who strong").first).to_have_text("Fatima el Amrani")
    expect(page.locator("#who")).to_contain_text("0251 000 001")
    expect(page.locator("#id_question_text")).to_be_focused()
    assert_good_everywhere(page)
    pick_question(page, "schuld")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("text=Ik pak dit op")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#done-title")).to_contain_text("Noor pakt het op")
    page.click("text=Dossier openen")
    expect(page.locator("h1")).to_have_text("Fatima el Amrani")


def test_who_may_be_known_already_is_shown_first_and_then_on_a_phone(enter: Enter):
    page = enter("noor", "/register/", width=360)
    type_in_search(page, "willem dekker 29-02-1948")
    page.keyboard.press("ArrowUp")  # the last of the list: somebody new
    page.keyboard.press("Enter")
    expect(page.locator("text=Is het een van deze mensen?")).to_be_visible()
    expect(page.locator("#id_is_somebody_else")).to_be_focused()
    assert_good_everywhere(page)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#id_phone")).to_be_focused()
    page.keyboard.press("Enter")
    choose(page, "#id_municipality_id", "Uitgeest")
    page.check("[name=channel][value=verwezen]")
    page.select_option("#id_referral_source", index=1)
    page.focus("#id_question_text")
    pick_question(page, "huisv")
    page.select_option("#id_team_id", label="Wijkteam Uitgeest")
    page.click("text=Naar wachtlijst")
    expect(page.locator("#done-title")).to_contain_text("op de wachtlijst van Wijkteam Uitgeest")
    assert_fits(page)


def test_a_name_that_is_changed_is_looked_up_again(enter: Enter):
    page = enter("noor", "/register/")
    type_in_search(page, "wilm onbekendman")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#id_family_name")).to_have_value("Onbekendman")
    expect(page.locator("#doubles")).to_be_empty()
    page.fill("#id_given_name", "Willem")
    page.fill("#id_family_name", "Dekker")
    page.fill("#id_birth_date", "29-02-1948")
    page.keyboard.press("Tab")
    expect(page.locator("#doubles")).to_contain_text("Willem Dekker")
    page.locator("#doubles .found button").first.click()
    expect(page.locator("#who strong").first).to_have_text("Willem Dekker")


def test_who_is_picked_from_a_list_that_is_drawn_anew_meanwhile_is_picked(enter: Enter):
    """What is pressed waits until the draft is kept; the list it stands in need not wait."""
    page, held = enter("noor", "/register/"), list[Route]()
    type_in_search(page, "wilm onbekendman")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.fill("#id_given_name", "Willem")
    page.fill("#id_family_name", "Dekker")
    page.route("**/drafts/", lambda route: held.append(route))
    page.keyboard.press("Tab")
    first = page.locator("#doubles .found button").first
    pressed = first.element_handle()
    first.click()
    with page.expect_response("**/doubles/**"):
        page.fill("#id_birth_date", "29-02-1948")
        page.keyboard.press("Tab")
    assert pressed
    pressed.wait_for_element_state("hidden")
    for route in held:
        route.continue_()
    page.unroute("**/drafts/")
    expect(page.locator("#who strong").first).to_have_text("Willem Dekker")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_mistakes_of_a_form_are_accessible(enter: Enter, scheme: str):
    page = enter("noor", "/register/", scheme=scheme)
    page.click("text=Advies gegeven, klaar")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.click("text=Zoek op naam, geboortedatum of adres:")
    expect(page.locator("#id_resident_text")).to_be_focused()


def test_the_channel_is_chosen_by_digit_and_a_referrer_asked_only_then(enter: Enter):
    page = enter("noor", "/register/")
    expect(page.locator("#id_referral_source")).to_be_hidden()
    page.focus("[name=channel]:checked")
    page.keyboard.press("2")
    expect(page.locator("[name=channel][value=verwezen]")).to_be_checked()
    expect(page.locator("#id_referral_source")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#id_referral_source")).to_be_focused()


def test_quick_entry_works_without_javascript(enter: Enter):
    page = enter("noor", "/register/", java_script_enabled=False)
    page.fill("#id_resident_text", "fatima")
    page.press("#id_resident_text", "Enter")
    page.click("text=Fatima el Amrani")
    page.check("[name=channel][value=eigen_initiatief]")
    page.fill("#id_question_text", "schuld")
    page.press("#id_question_text", "Enter")
    page.click("text=Financiën › Schulden")
    page.select_option("#id_service_id", index=1)
    page.click("text=Advies gegeven, klaar")
    expect(page.locator("#done-title")).to_be_visible()
    page.click("text=Dit was een vergissing: terugdraaien")
    expect(page.locator(".notice--success")).to_contain_text("De aanmelding is teruggedraaid")
