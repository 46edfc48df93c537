"""The explorer in a real browser, as a policy adviser uses it: by keys, by mouse, by phone, or plain."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]
WAITED = "/figures/?figure=exploration_within_norm_share&rows=team&columns=quarter&municipality=GM0450"
MOST_KEYS, MOST_CLICKS = 20, 8


class Counting:
    """A hand on the keyboard that counts: every key is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def choose(self, field: str, typed: str, label: str) -> None:
        """Type a few letters in the field that has the focus, and take the first that is found."""
        expect(self.page.locator(f"#id_{field}-find")).to_be_focused()
        self.press(*typed)
        expect(self.page.locator(f"#id_{field}-find-list [aria-selected=true]")).to_have_text(label)
        self.press("Enter")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_from_home_to_waiting_by_team_and_quarter_as_a_spreadsheet_by_keys(enter: Enter):
    page = enter("pieter", "/")
    hand = Counting(page)
    hand.press("g", "c")
    expect(page.locator(".find__input")).to_have_count(7)
    hand.press("f")
    hand.choose("figure", "norm", "Vraagverkenning binnen de norm")
    hand.choose("rows", "te", "Team")
    hand.choose("columns", "kw", "Kwartaal")
    hand.choose("municipality", "ui", "Uitgeest")
    hand.press("Escape")
    title = "Vraagverkenning binnen de norm naar team en kwartaal, Uitgeest"
    expect(page.locator("#answer-title")).to_contain_text(title)
    expect(page.locator("#answer-title")).to_be_focused()
    with page.expect_download() as download:
        hand.press("s")
    assert hand.keys <= MOST_KEYS
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    told = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert str(told[0][0]).startswith(title)
    assert told[2][0] == "Team"
    assert asked(page)["rows"] == ["team"]
    assert asked(page)["municipality"] == ["GM0450"]


def test_the_same_by_mouse_in_eight_clicks(enter: Enter):
    page = enter("pieter", "/")
    clicks = [page.locator("a[href*='/figures/?figure=exploration_within_norm_share']").first]
    for field, label in (("rows", "Team"), ("columns", "Kwartaal"), ("municipality", "Uitgeest")):
        options = page.locator(f"#id_{field}-find-list [role=option]")
        clicks += [page.locator(f"#id_{field}-find"), options.get_by_text(label, exact=True)]
    for click in clicks:
        click.click()
    expect(page.locator("#answer-title")).to_contain_text("naar team en kwartaal, Uitgeest")
    with page.expect_download() as download:
        page.click("text=Rekenblad")
    assert len(clicks) + 1 <= MOST_CLICKS
    assert download.value.suggested_filename.endswith(".xlsx")


def test_the_question_is_the_address_and_comes_back(enter: Enter):
    page = enter("pieter", WAITED)
    expect(page.locator("#id_rows-find")).to_have_value("Team")
    page.keyboard.press("x")
    expect(page.locator("#answer-title")).to_contain_text("naar kwartaal en team")
    expect(page.locator("#id_rows-find")).to_have_value("Kwartaal")
    assert asked(page)["columns"] == ["team"]
    page.locator(".table__number").first.focus()
    page.keyboard.press("ArrowDown")
    below = page.locator("#answer tfoot .table__number, #answer tbody tr:nth-child(2) .table__number").first
    expect(below).to_be_focused()
    expect(below).to_have_attribute("href", re.compile(r"explain/\?figure=exploration.*column="))
    page.go_back()
    expect(page.locator("#answer-title")).to_contain_text("naar team en kwartaal")
    expect(page.locator("#id_rows-find")).to_have_value("Team")
    assert_accessible(page)


def test_a_filter_and_a_comparison_by_mouse(enter: Enter):
    page = enter("pieter", "/figures/?figure=registrations&rows=domain")
    page.locator("#id_filter-find").click()
    page.locator("#id_filter-find-list [role=option]", has_text="Kanaal: eigen initiatief").click()
    expect(page.locator("#filters input")).to_have_count(1)
    page.locator("#id_filter-find").click()
    page.locator("#id_filter-find-list [role=option]", has_text="Kanaal: verwezen").click()
    expect(page.locator("#answer-title")).to_contain_text("Kanaal: Eigen initiatief of Verwezen")
    page.locator("#filters input").last.uncheck()
    expect(page.locator("#filters input")).to_have_count(1)
    page.locator("#id_against-find").click()
    page.locator("#id_against-find-list [role=option]", has_text="de periode ervoor").click()
    expect(page.locator("#answer table thead th").nth(3)).to_have_text("Verschil")
    assert asked(page)["filter"] == ["channel:eigen_initiatief"]
    page.locator("#filters input").uncheck()
    expect(page.locator("#filters input")).to_have_count(0)
    expect(page.locator("#id_filter-find")).to_be_focused()
    assert_accessible(page)


def test_a_question_is_saved_shared_deleted_and_put_back(enter: Enter):
    page = enter("pieter", WAITED)
    page.click("text=Vraag opslaan")
    page.fill("#id_save_name", "Wachten in Uitgeest")
    page.check("#id_save_shared")
    page.press("#id_save_name", "Enter")
    expect(page.locator(".notice--success")).to_contain_text("Wachten in Uitgeest")
    assert_accessible(page)
    others = enter("noor", "/figures/saved/")
    others.click("text=Wachten in Uitgeest")
    expect(others.locator("#answer-title")).to_contain_text("naar team en kwartaal")
    page.click("summary:has-text('Wijzigen')")
    page.click("button:has-text('Verwijderen')")
    expect(page.locator(".saved__name")).to_have_count(0)
    page.click("button:has-text('Ongedaan maken')")
    expect(page.locator(".saved__name")).to_have_text("Wachten in Uitgeest")


def test_on_a_phone_in_the_dark_and_without_script(enter: Enter):
    page = enter("pieter", f"{WAITED}&against=period:before", width=360, scheme="dark")
    told = page.get_by_role("button", name="Vraagverkenning binnen de norm naar team en kwartaal")
    expect(page.locator(".unit")).to_have_count(3)
    expect(page.locator("#question-fields")).to_be_hidden()
    expect(page.locator("#answer .tile")).to_be_in_viewport()
    assert_fits(page)
    assert_accessible(page)
    told.click()
    page.select_option("#id_rows", "service", force=True)
    told = page.get_by_role("button", name="Vraagverkenning binnen de norm naar werksoort en kwartaal")
    expect(told).to_have_attribute("aria-expanded", "true")
    assert_fits(page)
    assert_accessible(page)
    page.click("text=Tonen")
    expect(page.locator("#question-fields")).to_be_hidden()
    expect(told).to_be_focused()
    plain = enter("pieter", "/figures/", java_script_enabled=False)
    plain.select_option("#id_figure", "interventions")
    plain.select_option("#id_rows", "service")
    plain.click("text=Tonen")
    expect(plain.locator("#answer-title")).to_contain_text("Interventies naar werksoort")
