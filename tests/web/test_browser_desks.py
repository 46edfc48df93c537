"""The desks in a real browser, with a real server, real facts and a real report."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.axe import assert_accessible
from tests.web.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


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


def test_a_record_is_opened_with_a_reason_and_the_privacy_officer_sees_it(enter: Enter):
    page = enter("karim", "/residents/3/")
    expect(page.locator("h1")).to_have_text("Gréta van der Zee")
    page.fill("#id_reason", "Crisis: de buren belden.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".notice--attention:visible")).to_contain_text("vier uur")
    officer = enter("femke", "/privacy/")
    expect(officer.locator("text=Crisis: de buren belden.")).to_be_visible()
    assert_accessible(officer)
    officer.click("button:has-text('Bekeken')")
    expect(officer.locator(".tag--success")).to_contain_text("bekeken")


def test_a_report_is_made_while_one_watches_and_kept_when_it_is_final(enter: Enter, world_folder: Path):
    page = enter("pieter", "/reports/")
    page.select_option("#id_municipality_id", label="Uitgeest")
    page.check("#id_final")
    page.click("text=Verslag maken")
    expect(page.locator("#report-state h2")).to_have_text("Het verslag is klaar", timeout=60_000)
    assert_accessible(page)
    with page.expect_download() as download:
        page.click("text=PDF")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.goto("/reports/")
    expect(page.locator(".rows li").first).to_contain_text("Uitgeest")
    page.click(".rows li:first-child >> text=Lezen")
    expect(page.locator("body")).to_contain_text("DEFINITIEF")
    [kept] = world_folder.rglob("publications/*/GM0450-*.json")
    assert json.loads(kept.read_text())["about"]["by"]


def test_everything_works_without_javascript(enter: Enter):
    page = enter("noor", "/residents/?text=fatima", java_script_enabled=False)
    expect(page.locator("tbody tr")).to_have_count(1)
