"""What an analyst sees of surveys: numbers from the threshold on, words without names, quotes to choose."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from omzien.gate.models import Account
from omzien.gate.refused import Refused
from omzien.outcomes.actions import answer_survey, choose_quote
from omzien.outcomes.models import Answer
from omzien.outcomes.queries import quotes
from omzien.outcomes.rules import Given
from tests.cast import House, command_visit, make_resident, visit_of
from tests.outcomes.surveys import guest, invited

pytestmark = pytest.mark.django_db
WORDS = "Ik slaap weer <b>goed</b>."


def answered(house: House, times: int, **changes: Any) -> None:
    """So many residents answer, with marks 6, 7, 8, 9, 10, 6, ..."""
    for place in range(times):
        resident = make_resident(house.demo, family_name=f"Geheim{place:02d}")
        letter = invited(house, about=f"s{place}", resident_id=resident.pk, **changes)
        said = {"cijfer": Given(6 + place % 5), "kan_beter": Given(text=f"Sneller {place}")}
        quoted = {"in_eigen_woorden": Given(text=WORDS, may_publish=place == 0)}
        answer_survey(guest(letter), answers=said | quoted)


def as_(client: Client, name: str) -> Client:
    client.force_login(Account.objects.get(username=name))
    return client


def page_of(client: Client, query: str = "") -> str:
    answer = client.get(f"/surveys/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_a_survey_it_says_what_to_do(client: Client, house: House):
    assert "Er is nog geen vragenlijst" in page_of(as_(client, "pieter"))


def test_numbers_mean_and_spread_from_the_threshold_on(client: Client, house: House):
    answered(house, 5)
    page = page_of(as_(client, "pieter"))
    assert "Gemiddeld 8,0, van 5 antwoorden; spreiding 1,6" in page
    assert "Sneller 3" in page
    assert "Geheim" not in page
    assert "Minder dan 5 antwoorden." in page  # the scales, which nobody answered


def test_fewer_than_the_threshold_show_nothing(client: Client, house: House):
    answered(house, 4)
    page = page_of(as_(client, "pieter"))
    assert "Minder dan 5 antwoorden: ze worden niet getoond" in page
    for secret in ("Sneller", "Gemiddeld 7", "gemiddeld rapportcijfer"):
        assert secret not in page


def test_municipalities_and_years_are_told_apart(client: Client, house: House):
    answered(house, 5)
    pieter = as_(client, "pieter")
    assert "In dit jaar is er niets verstuurd" in page_of(pieter, "?municipality=GM0114")
    year = visit_of(house.pieter).today.year
    assert "In dit jaar is er niets verstuurd" in page_of(pieter, f"?year={year - 1}")
    for nonsense in ("?year=1", "?year=x", "?survey=999999", "?municipality=GM9999"):
        assert "Gemiddeld" not in page_of(pieter, nonsense)


@pytest.mark.parametrize("who", ["noor", "karim", "bas", "ineke", "femke", "ada", "sven"])
def test_nobody_else_sees_it(client: Client, house: House, who: str):
    answered(house, 5)
    assert as_(client, who).get("/surveys/").status_code == 404
    quote = Answer.objects.unsealed("test").get(may_publish=True)
    sent = {"answer": str(quote.pk), "chosen": "yes"}
    assert client.post("/surveys/quotes/", sent).status_code == 404


def test_a_quote_is_chosen_and_left_out_again(client: Client, house: House):
    answered(house, 2)
    pieter, quote = as_(client, "pieter"), Answer.objects.unsealed("test").get(may_publish=True)
    assert "Ik slaap weer &lt;b&gt;goed&lt;/b&gt;." in page_of(pieter)
    visit = visit_of(house.pieter)
    period: dict[str, Any] = {"since": visit.today.replace(month=1, day=1), "until": visit.today.max}
    chosen = {"municipality": "GM0450", "chosen_only": True, **period}
    for said, found in (("yes", [WORDS]), ("no", [])):
        sent = {"answer": str(quote.pk), "chosen": said}
        assert pieter.post("/surveys/quotes/?year=2026", sent).status_code == 302
        for reader in (visit, command_visit(house.demo)):
            assert [one.text for one in quotes(reader, **chosen)] == found


def test_words_without_consent_cannot_be_chosen(client: Client, house: House):
    answered(house, 2)
    silent = Answer.objects.unsealed("test").get(question="in_eigen_woorden", may_publish=False)
    pieter = as_(client, "pieter")
    for answer in (str(silent.pk), "0"):
        assert pieter.post("/surveys/quotes/", {"answer": answer, "chosen": "yes"}).status_code == 404
    with pytest.raises((LookupError, Refused)):
        choose_quote(visit_of(house.pieter), answer_id=silent.pk, chosen=True)


@pytest.mark.parametrize("times", [5, 12])
def test_the_page_asks_a_fixed_number_of_queries(client: Client, house: House, times: int):
    answered(house, times)
    pieter = as_(client, "pieter")
    page_of(pieter)
    with CaptureQueriesContext(connection) as queries:
        page_of(pieter)
    assert sum("pg_advisory" not in query["sql"] for query in queries) == QUERIES


QUERIES = 15
