"""The dossier in a real browser: a contact without a mouse, and every state of its pages looked at by axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.casework.files import PDF
from tests.web.axe import assert_accessible, assert_fits, assert_good_everywhere

pytestmark = pytest.mark.browser
FATIMA = "/residents/1/"


def test_a_contact_is_written_down_without_a_mouse(enter):
    page: Page = enter("noor", "/residents/1/")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"/residents/1/note/$"))
    expect(page.locator("#id_note")).to_be_focused()
    page.keyboard.type("Zij heeft de brief gebracht.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text("Zij heeft de brief gebracht.")
    expect(page.get_by_role("status").first).to_contain_text("Het contact is opgeslagen.")


def test_the_dossier_is_good_everywhere(enter):
    assert_good_everywhere(enter("noor", FATIMA))


@pytest.mark.parametrize("name", ["note", "coordination", "consultation", "hand-on", "documents"])
def test_its_pages_are_accessible_and_fit_a_phone(enter, name):
    page = enter("noor", f"{FATIMA}{name}/", width=360)
    assert_fits(page)
    assert_accessible(page)


def test_what_is_wrong_is_said_accessibly(enter):
    page = enter("noor", f"{FATIMA}note/", scheme="dark")
    page.fill("#id_minutes", "5000")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)


def test_the_rest_is_one_fold_away_and_has_keys_too(enter):
    page = enter("noor", FATIMA)
    page.locator(".doings summary").click()
    expect(page.get_by_role("link", name="Documenten").first).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile(r"/residents/1/documents/$"))


def test_a_document_is_kept_and_comes_back_as_a_download(enter):
    page = enter("noor", f"{FATIMA}documents/")
    page.set_input_files("#id_file", {"name": "foto.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    page.get_by_role("button", name="Document bewaren").click()
    expect(page.locator("#id_file_error")).to_be_visible()
    assert_accessible(page)
    page.set_input_files("#id_file", {"name": "brief.pdf", "mimeType": "text/html", "buffer": PDF})
    page.get_by_role("button", name="Document bewaren").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="brief.pdf").click()
    assert started.value.suggested_filename == "brief.pdf"
    assert started.value.path().read_bytes() == PDF
    assert_accessible(page)
