"""Drafts over HTTP: kept, opened, and gone with the form that was sent; and two people in one record."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from omzien.people.models import ContactDetails, Draft
from tests.cast import House, client_of
from tests.shape.source import SOURCE

pytestmark = pytest.mark.django_db
KEY, DEVICE = "a" * 32, "d" * 32


def keep(client: Client, worker, content: str, **more) -> dict[str, object]:
    said = {"key": KEY, "form": "reach", "page": "/residents/1/reach/", "device": DEVICE, "worker": worker.pk}
    said |= {"content": content, "base": 0, "version": 1} | more
    answer = client.post(reverse("drafts"), said)
    return {"status": answer.status_code, **(json.loads(answer.content) if answer.status_code < 404 else {})}


def drafts() -> int:
    return Draft.objects.unsealed("test").count()


def test_what_is_typed_is_kept_opened_listed_and_thrown_away(house):
    noor = client_of(house.noor)
    assert keep(noor, house.noor, "phone=06", resident=house.fatima.pk) == {"status": 200, "kept": "kept"}
    found = noor.get(reverse("drafts"), {"form": "reach", "resident": house.fatima.pk}).json()
    assert (found["key"], found["version"], found["content"]) == (KEY, 1, "phone=06")
    page = noor.get(reverse("my_drafts")).content.decode()
    assert f"/residents/1/reach/?draft={KEY}" in page
    assert "Fatima el Amrani" in page
    look: dict[str, str | int] = {"key": KEY, "device": DEVICE, "version": 1}
    assert noor.get(reverse("draft_elsewhere"), look).json() == {"elsewhere": False}
    noor.post(reverse("throw_draft_away"), {"key": KEY})
    assert noor.get(reverse("drafts"), {"form": "reach"}).json() == {}
    assert "Zodra je iets typt" in noor.get(reverse("my_drafts")).content.decode()


def test_nothing_is_kept_of_a_page_that_somebody_else_opened(house):
    karim = client_of(house.karim)
    assert keep(karim, house.noor, "phone=06") == {"status": 200, "kept": "somebody-else"}
    assert drafts() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "x"},
        {"page": "//evil.example/"},
        {"page": "https://evil.example/"},
        {"version": 0},
        {"form": "A b"},
    ],
)
def test_nonsense_is_refused(house, wrong):
    assert keep(client_of(house.noor), house.noor, "phone=06", **wrong)["status"] == 400
    assert drafts() == 0


def test_a_draft_about_a_neighbours_resident_is_404(house):
    about = {"resident": house.piet.pk}
    assert keep(client_of(house.noor), house.noor, "phone=06", **about)["status"] == 404


def reach(client: Client, house: House, **fields) -> object:
    """The page of contact details, opened and then sent with these fields changed."""
    address = reverse("reach", args=[house.fatima.pk])
    form = client.get(address).context["form"]
    sent = {field.name: field.value() or "" for field in form} | fields
    return client.post(address, sent)


def test_a_form_that_was_sent_leaves_no_draft_and_one_that_was_refused_does(house):
    noor = client_of(house.noor)
    keep(noor, house.noor, "phone=06", resident=house.fatima.pk)
    reach(noor, house, postcode="nonsense", draft=KEY)
    assert drafts() == 1
    reach(noor, house, phone="0251 000 005", draft=KEY)
    assert drafts() == 0


def test_who_comes_second_sees_what_the_other_changed_and_overwrites_nothing(house):
    noor, karim = client_of(house.noor), client_of(house.karim)
    address = reverse("reach", args=[house.fatima.pk])
    opened = {field.name: field.value() or "" for field in noor.get(address).context["form"]}
    reach(karim, house, phone="0251 000 006", place="Uitgeest")
    answer = noor.post(address, opened | {"phone": "0251 000 007", "street": "Kerkstraat"})
    assert answer.status_code == 200
    differences = answer.context["form"].differences
    assert {each.field.name: [option.text for option in each.options] for each in differences} == {
        "phone": ["0251 000 007", "0251 000 006", "0251 000 001"],
        "place": ["–", "Uitgeest", "–"],
    }
    row = ContactDetails.objects.unsealed("test").get(resident=house.fatima)
    assert (row.phone, row.street) == ("0251 000 006", "")
    again = {field.name: field.value() or "" for field in answer.context["form"]}
    noor.post(address, again | {"pick-phone": "theirs", "pick-place": "theirs"})
    row = ContactDetails.objects.unsealed("test").get(resident=house.fatima)
    assert (row.phone, row.street, row.place) == ("0251 000 006", "Kerkstraat", "Uitgeest")


def test_every_form_that_is_a_draft_has_a_name_in_words():
    from omzien.web import words

    named = set()
    for template in SOURCE.rglob("*.html"):
        named |= set(re.findall(r'{% draft_of "([^"]+)"', template.read_text()))
    assert named
    assert named <= set(words.DRAFTS)
