"""A survey by its link: answered once, without an account or a cookie; every other link says why not."""

import dataclasses
import re
from datetime import timedelta

import pytest
from django.test import Client

from omzien.gate import clock
from omzien.gate.models import LedgerLine
from omzien.outcomes.models import Answer, Invitation
from omzien.web.desks.public.door import PER_LINK, UNKNOWN
from omzien.web.flood import too_many
from omzien.web.models import Knock
from tests.cast import House, command_visit
from tests.outcomes.surveys import invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(house: House) -> str:
    return f"/vragenlijst/{invited(house).token}"


def text_of(answer) -> str:
    return str(answer.content.decode())


def test_it_asks_in_dutch_and_english_without_an_account_or_cookie(client: Client, link: str):
    dutch = client.get(link)
    assert dutch.status_code == 200
    assert "Hoe was onze hulp?" in text_of(dutch)
    assert "Welk cijfer geeft u onze hulp?" in text_of(dutch)
    assert "Stichting Omzien Demo" in text_of(dutch)
    english = client.get(f"{link}?taal=en")
    assert '<html lang="en"' in text_of(english)
    assert "What mark do you give our support?" in text_of(english)
    assert not dutch.cookies
    assert not english.cookies


def test_the_link_goes_nowhere_else(client: Client, link: str):
    for address, status in ((link, 200), ("/vragenlijst/nergens", 404), ("/vragenlijst/bedankt/", 200)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex">' in text_of(answer)
        assert "https://" not in re.sub(r"<svg.*?</svg>", "", text_of(answer))


def test_answers_are_saved_and_thanked_for(client: Client, link: str, house: House):
    sent = {"cijfer": "9", "geluisterd": "5", "in_eigen_woorden": "Rust.", "in_eigen_woorden-publish": "on"}
    answer = Client(enforce_csrf_checks=True).post(f"{link}?taal=nl", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/vragenlijst/bedankt/?taal=nl")
    assert "Dank u wel" in text_of(client.get(answer["Location"]))
    rows = (
        Answer.objects.unsealed("test").order_by("pk").values_list("question", "value", "text", "may_publish")
    )
    assert list(rows) == [
        ("cijfer", 9, "", False),
        ("geluisterd", 5, "", False),
        ("in_eigen_woorden", None, "Rust.", True),
    ]
    line = LedgerLine.objects.get(act="answer_survey")
    assert (line.residents, line.account_id, line.purpose) == ([house.fatima.pk], None, "answer-survey")
    assert "Rust" not in str(vars(line))


def test_words_without_consent_stay_inside(client: Client, link: str):
    client.post(link, {"in_eigen_woorden": "Rust."})
    assert not Answer.objects.unsealed("test").get().may_publish


def test_a_link_works_once(client: Client, link: str):
    client.post(link, {"cijfer": "9"})
    assert "U heeft al geantwoord" in text_of(client.get(link))
    again = client.post(link, {"cijfer": "1"})
    assert again.status_code == 200
    assert "U heeft al geantwoord" in text_of(again)
    assert [row.value for row in Answer.objects.unsealed("test")] == [9]


def test_an_old_link_says_so(client: Client, house: House):
    system = command_visit(house.demo)
    long_ago = dataclasses.replace(system, now=system.now - timedelta(45))
    link = f"/vragenlijst/{invited(house, visit=long_ago).token}"
    for answer in (client.get(link), client.post(link, {"cijfer": "9"})):
        assert answer.status_code == 200
        assert "Deze link is te oud" in text_of(answer)
    assert not Answer.objects.unsealed("test").exists()


def test_an_unknown_link_is_a_friendly_404(client: Client, link: str):
    for address in (f"{link}x", link[:-1], "/vragenlijst/nergens", "/vragenlijst/%00%ff"):
        for answer in (client.get(address), client.post(address, {"cijfer": "9"})):
            assert answer.status_code == 404
            assert "Deze link kennen wij niet" in text_of(answer)


def test_an_empty_or_wrong_form_is_shown_again_with_what_was_written(client: Client, link: str):
    empty = client.post(link, {})
    assert empty.status_code == 200
    assert "Beantwoord minstens één vraag" in text_of(empty)
    wrong = text_of(client.post(link, {"cijfer": "11", "kan_beter": "Sneller <b>bellen</b>"}))
    assert "Sneller &lt;b&gt;bellen&lt;/b&gt;" in wrong
    assert 'class="error-summary"' in wrong
    assert not Answer.objects.unsealed("test").exists()


def test_who_wants_no_questions_gets_none(client: Client, link: str):
    answer = client.post(f"{link}?taal=en", {"decline": "1"})
    assert answer["Location"] == "/vragenlijst/afgemeld/?taal=en"
    assert "We will not ask you again" in text_of(client.get(answer["Location"]))
    assert "U krijgt geen vragen meer" in text_of(client.get(f"{link}?taal=nl"))
    assert Invitation.objects.unsealed("test").get().declined_on


def test_one_link_does_not_open_anothers(client: Client, house: House, link: str):
    other = invited(house, about="i2", resident_id=house.willem.pk)
    client.post(link, {"cijfer": "9"})
    assert "Hoe was onze hulp?" in text_of(client.get(f"/vragenlijst/{other.token}"))


def test_a_dam_against_floods_per_link_and_for_links_that_do_not_exist(
    client: Client, house: House, link: str
):
    minute = clock.now().replace(second=0, microsecond=0)
    fingerprint = Invitation.objects.unsealed("test").get().link_hash or ""
    for ahead in range(2):  # the minute may pass while this runs
        at = minute + timedelta(minutes=ahead)
        Knock.objects.create(door=fingerprint, minute=at, times=PER_LINK)
        Knock.objects.create(door="unknown", minute=at, times=UNKNOWN)
    for address in (link, "/vragenlijst/nergens"):
        answer = client.get(address)
        assert answer.status_code == 429
        assert "Het is hier druk" in text_of(answer)
    other = invited(house, about="i2", resident_id=house.willem.pk)
    assert client.get(f"/vragenlijst/{other.token}").status_code == 200


def test_knocks_are_counted_and_forgotten():
    minute = clock.now().replace(second=0, microsecond=0)
    Knock.objects.create(door="old", minute=minute - timedelta(hours=2), times=3)
    counted = [too_many("door", most=2) for _ in range(4)]
    assert counted in ([False, False, True, True], [False, False, False, False], [False, False, True, False])
    assert not Knock.objects.filter(door="old").exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client: Client, link: str, method: str):
    assert getattr(client, method)(link).status_code == 405
