"""Closing, calling, the roll and the safety code in a real browser, without a mouse."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import assert_accessible, assert_fits
from tests.web.conftest import Enter
from tests.web.world import LOOKED_AFTER

pytestmark = [pytest.mark.browser, pytest.mark.one_database("a browser sees no database")]


@pytest.fixture
def places(site: str, world_folder: Path) -> dict[str, str]:
    """The addresses of what is looked after."""
    found: dict[str, str] = json.loads((world_folder / LOOKED_AFTER).read_text())
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_support_is_closed_by_digits(enter: Enter, places: dict[str, str]):
    page = enter("noor", places["close"])
    expect(page.locator("[data-score] input").first).to_be_focused()
    press(page, "1", *"4444444444444", "1")
    expect(page.locator("[data-primary]")).to_be_focused()
    assert page.locator("[data-score] :checked").count() == 15
    press(page, "Control+Enter")
    expect(page.locator(".notice--success")).to_have_text("De hulp is afgesloten.")
    expect(page.locator("h1")).to_have_text("Sil Nazorg")


def test_what_is_missing_is_said_where_the_hands_are(enter: Enter, places: dict[str, str]):
    page = enter("noor", "/residents/1/")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile("/close/"))
    press(page, "Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 800})
    assert_fits(page)


def test_twelve_attendances_take_twelve_keys(enter: Enter, places: dict[str, str]):
    page = enter("ineke", places["roll"])
    expect(page.locator("#roll-people")).to_be_focused()
    press(page, *"abcdefhijklm")
    assert page.locator("[name=present]:checked").count() == 12
    press(page, "a", "a", "0")
    expect(page.locator("#id_anonymous_heads")).to_be_focused()
    page.keyboard.type("4")
    press(page, "Control+Enter")
    expect(page.locator(".notice--success")).to_have_text("Bewaard: er waren 16 mensen.")
    expect(page.locator("main")).to_contain_text("12 met naam, 4 zonder")


def test_somebody_is_added_to_the_roll_by_typing(enter: Enter, places: dict[str, str]):
    page = enter("ineke", places["roll"], width=360)
    press(page, "+")
    page.keyboard.type("amrani")
    expect(page.locator("#found-people button").first).to_contain_text("Fatima")
    press(page, "ArrowDown", "Enter")
    expect(page.locator("[name=present]:checked")).to_have_count(1)
    expect(page.locator("#id_person_text")).to_be_focused()
    assert_accessible(page)
    assert_fits(page)


def test_a_call_is_noted_with_one_key_and_taken_back_with_another(enter: Enter):
    page = enter("noor", "/calls/")
    expect(page.locator("[data-call] a").first).to_be_focused()
    press(page, "ArrowDown", "1")
    expect(page.locator(".notice--success")).to_contain_text("Genoteerd: Cas Nazorg, Gaat goed")
    expect(page.locator("[data-call]")).to_have_count(1)
    assert_accessible(page)
    press(page, "u")
    expect(page.locator("[data-call]")).to_have_count(2)
    press(page, "3")
    expect(page).to_have_url(re.compile(r"/register/\?resident_id="))
    expect(page.locator("main")).to_contain_text("Bo Nazorg")


def test_who_was_not_seen_is_noted_on_the_spot(enter: Enter):
    page = enter("noor", "/calls/unseen/?weeks=1")
    first = page.locator("[data-call] a").first
    name = first.inner_text()
    press(page, "1")
    expect(page.locator("details[open] textarea")).to_be_focused()
    page.keyboard.type("Gesproken, gaat goed.")
    press(page, "Control+Enter")
    expect(page.locator(".notice--success")).to_have_text("Het belletje is genoteerd.")
    expect(page.locator("#unseen")).not_to_contain_text(name)
    assert_accessible(page)


def test_the_weighing_asks_only_what_counts(enter: Enter):
    page = enter("noor", "/residents/1/safety/")
    page.keyboard.press("Tab")
    page.click("text=Meldcode starten")
    expect(page.locator("[name=said_by]")).to_be_hidden()
    page.check("[name=kind][value=told]")
    page.fill("#id_said_by", "De juf")
    page.fill("#id_text", "Wil niet naar huis.")
    page.check("[name=supports][value=yes]")
    assert_accessible(page)
    page.locator("#id_text").press("Control+Enter")
    expect(page.locator("main")).to_contain_text("De juf:")
    assert_accessible(page)
    page.goto(page.url.replace("signals", "weighing"))
    expect(page.locator(".weigh__2")).to_be_hidden()
    page.check("[name=answer_1][value=yes]")
    expect(page.locator(".weigh__2")).to_be_visible()
    expect(page.locator(".weigh__3")).to_be_hidden()
    page.check("[name=answer_2][value=yes]")
    page.fill("#id_text", "Wat de juf zag.")
    page.locator("#id_text").press("Control+Enter")
    expect(page.get_by_text("Melden bij Veilig Thuis, en samen")).to_be_visible()
    assert_accessible(page)
