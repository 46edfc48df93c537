"""What is around every page: the menu per role, choices, commands, error pages, the security headers."""

import re

import pytest
from django.test import Client

from omzien.gate.models import Account
from omzien.organisation.models import Worker
from tests.cast import House, client_of

pytestmark = pytest.mark.django_db


def account_of(worker: Worker) -> Account:
    return Account.objects.get(username=worker.key)


def test_a_stranger_is_sent_to_the_sign_in_page(client: Client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_every_role_has_a_home(house: House):
    for worker in house.staff.values():
        answer = client_of(worker).get("/")
        assert answer.status_code == 200, worker.name


def test_an_account_of_nobody_gets_nothing(house: House, client: Client):
    client.force_login(Account.objects.create_user("nobody"))
    assert client.get("/").status_code == 404


def test_the_language_is_kept_on_the_account(house: House):
    client = client_of(house.noor)
    assert '<html lang="nl"' in client.get("/").content.decode()
    client.post("/choices/", {"language": "en", "theme": "dark", "back": "/components/"})
    page = client.get("/").content.decode()
    assert '<html lang="en" data-theme="dark"' in page
    account = account_of(house.noor)
    assert (account.language, account.theme) == ("en", "dark")


@pytest.mark.parametrize("sent", [{"language": "xx"}, {"theme": "pink"}, {"keys": "maybe"}])
def test_a_choice_that_is_none_changes_nothing(house: House, sent: dict[str, str]):
    client = client_of(house.noor)
    answer = client.post("/choices/", sent)
    assert answer.status_code == 302
    assert not answer.cookies
    account = account_of(house.noor)
    assert (account.language, account.theme) == ("nl", "system")


def test_it_never_leads_to_another_site(house: House):
    answer = client_of(house.noor).post("/choices/", {"theme": "dark", "back": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_single_keys_can_be_turned_off(house: House):
    client = client_of(house.noor)
    client.post("/choices/", {"keys": "off"})
    assert "data-keys-off" in client.get("/").content.decode()


def test_commands_are_found_by_name(house: House):
    client = client_of(house.noor)
    found = client.get("/commands/", {"text": "mijn d"}).content.decode()
    assert "Mijn dag" in found
    assert "Geen opdracht" in client.get("/commands/", {"text": "xyz"}).content.decode()


def test_nothing_may_run_that_we_did_not_send(house: House):
    answer = client_of(house.noor).get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["Cache-Control"] == "private, no-store"
    assert "style=" not in answer.content.decode()
    assert "onclick" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/nergens/", "/residents/999999/"])
def test_absent_and_forbidden_look_the_same(house: House, address: str):
    answer = client_of(house.sven).get(address)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()


def test_a_post_without_token_says_what_to_do(house: House):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_of(house.noor))
    answer = client.post("/choices/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "Dat kon niet" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "marked"),
    [("/figures/", "page"), ("/figures/catalogue/", "true"), ("/figures/effects/", "true")],
)
def test_a_page_below_a_desk_marks_the_desk_in_the_menu(house: House, address: str, marked: str):
    page = client_of(house.pieter).get(address).content.decode()
    assert re.findall(r'href="([^"]*)" aria-current="(page|true)" data-keys', page) == [("/figures/", marked)]


def test_nothing_of_an_account_goes_by_mail(house: House, client: Client):
    assert client.post("/account/password/reset/", {"email": "x@example.nl"})["Location"].startswith(
        "/account/login/"
    )
    noor = client_of(house.noor)
    assert noor.get("/account/password/reset/").status_code == 404
    assert "/account/password/reset/" not in noor.get("/account/password/change/").content.decode()


def test_who_was_signed_out_gets_the_sign_in_page_and_never_a_part_of_it_inside_another(db: None):
    client = Client()
    assert client.get("/residents/").headers["Location"] == "/account/login/?next=/residents/"
    part = client.get("/commands/", {"text": "a"}, headers={"HX-Request": "true"})
    assert (part.status_code, part.content) == (401, b"")
