"""The desk of double residents: compare, merge, undo; by form alone and in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from omzien.people.models import Merge, Resident
from tests.cast import House, client_of, make_resident
from tests.web.axe import assert_good_everywhere
from tests.web.conftest import Enter


@pytest.mark.django_db
def test_a_pair_is_found_merged_and_parted(house: House):
    twin = make_resident(house.demo, given_name="Fatimah", name_prefix="el", family_name="Amrany")
    karim = client_of(house.karim)
    pair = reverse("merge", args=[house.fatima.pk, twin.pk])
    assert pair in karim.get(reverse("doubles")).content.decode()
    assert "Is dit één persoon?" in karim.get(pair).content.decode()
    assert karim.post(pair).status_code == 200  # without the confirmation nothing happens
    assert Merge.objects.unsealed("test").count() == 0
    done = karim.post(pair, {"confirm": "yes"}, follow=True).content.decode()
    assert "De twee zijn nu één inwoner" in done
    undo = reverse("undo_merge", args=[Merge.objects.unsealed("test").get().pk])
    assert "Fatimah el Amrany" in karim.get(undo).content.decode()
    karim.post(undo, {"confirm": "yes"})
    assert Resident.objects.unsealed("test").filter(pk=twin.pk).exists()


@pytest.mark.django_db
def test_why_not_is_said_on_the_page(house: House):
    same = reverse("merge", args=[house.fatima.pk, house.fatima.pk])
    said = client_of(house.bas).post(same, {"confirm": "yes"}).content.decode()
    assert "kies twee inwoners" in said


@pytest.mark.django_db
def test_workers_and_neighbours_find_no_such_desk(house: House):
    for worker in (house.noor, house.sven):
        client = client_of(worker)
        for address in (reverse("doubles"), reverse("merge", args=[house.fatima.pk, house.willem.pk])):
            assert client.get(address).status_code == 404


@pytest.mark.browser
@pytest.mark.one_database("a browser sees no database")
def test_every_step_is_accessible(enter: Enter):
    page = enter("karim", "/doubles/1/2/")
    assert_good_everywhere(page)
    confirm(page, "De twee zijn nu één inwoner")
    page.get_by_role("link", name="Ongedaan maken").first.click()
    expect(page.locator("h1")).to_contain_text("weer een eigen inwoner")
    assert_good_everywhere(page)
    confirm(page, "Het zijn weer twee inwoners")


def confirm(page: Page, said: str) -> None:
    page.locator("[data-primary]").click()
    expect(page.locator(".notice--success")).to_contain_text(said)
    assert_good_everywhere(page)
