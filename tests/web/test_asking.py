"""The public form: everybody may ask for support; robots and floods may not, and nobody is given away."""

import re
import time
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from omzien.casework.models import Arrival, ArrivalWords
from omzien.gate import clock
from omzien.gate.models import LedgerLine
from omzien.web.desks.asking.protection import HEAVIEST, OPEN_FOR, PER_HOUR, PER_MINUTE, new_token
from omzien.web.flood import too_many
from omzien.web.models import Knock
from tests.cast import House

pytestmark = pytest.mark.django_db
FORM = "/aanmelden/demo/"


def aged(key: str = "demo", by: timedelta = timedelta(minutes=2)) -> str:
    """A token as it stands on a page that was opened some time ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - by.total_seconds()):
        return new_token(key)


def said(**more: object) -> dict[str, object]:
    fields = {
        "token": aged(),
        "website": "",
        "for_whom": "me",
        "name": "sofie van der meer",
        "phone": "0251 000 003",
        "story": "Ik kom niet rond.",
        "agreed": "on",
    }
    return fields | more


def text_of(answer) -> str:
    return str(answer.content.decode())


def arrivals() -> int:
    return Arrival.objects.unsealed("test").count()


def test_it_asks_in_dutch_and_english_without_account_or_cookie(client: Client, house: House):
    dutch, english = client.get(FORM), client.get(f"{FORM}?taal=en")
    assert "Hulp vragen" in text_of(dutch)
    assert "Stichting Omzien Demo" in text_of(dutch)
    assert "Ask for support" in text_of(english)
    assert not dutch.cookies
    assert dutch["X-Robots-Tag"] == "noindex, nofollow"
    assert "https://" not in re.sub(r"<svg.*?</svg>", "", text_of(dutch))


def test_what_was_told_is_in_the_inbox_sealed(client: Client, house: House):
    answer = Client(enforce_csrf_checks=True).post(
        f"{FORM}?taal=nl", said(born="12-03-1981", domain="financien", municipality_id=house.uitgeest.pk)
    )
    assert (answer.status_code, answer["Location"]) == (302, "/aanmelden/demo/bedankt/?taal=nl")
    row = Arrival.objects.unsealed("test").get()
    assert (row.way, row.organisation_id, row.resident_id) == ("public_form", house.demo.pk, None)
    assert (row.domain and row.domain.key, row.municipality_id) == ("financien", house.uitgeest.pk)
    words = ArrivalWords.objects.unsealed("test").get(arrival=row)
    assert (words.given_name, words.name_prefix, words.family_name) == ("Sofie", "van der", "Meer")
    assert (words.phone, words.birth_date) == ("0251 000 003", date(1981, 3, 12))
    assert words.story == "Ik kom niet rond."
    line = LedgerLine.objects.get(act="receive")
    assert (line.account_id, line.purpose, line.channel) == (None, "ask-for-support", "link")
    assert "rond" not in str(vars(line))
    assert "Wij hebben uw bericht" in text_of(client.get(answer["Location"]))


def test_for_somebody_else_says_who_asks_and_whether_that_person_knows(client: Client, house: House):
    wrong = text_of(client.post(FORM, said(for_whom="other")))
    assert "Uw eigen naam, en wie u bent" in wrong.split("error-summary")[1].split("</div>")[0]
    client.post(f"{FORM}?taal=en", said(for_whom="other", sender="Anna, de buurvrouw", knows="no", born="82"))
    story = ArrivalWords.objects.unsealed("test").get().story
    assert story.startswith("Gevraagd door iemand anders: Anna, de buurvrouw\nWeet de inwoner hiervan? Nee")
    assert "Leeftijd: 82" in story
    assert story.endswith("Ik kom niet rond.")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Naam van wie hulp nodig heeft"),
        ({"phone": ""}, "Vul een telefoonnummer of een e-mailadres in"),
        ({"email": "geen adres"}, "E-mail"),
        ({"agreed": ""}, "U mag dit gebruiken om contact op te nemen en te helpen. Zet hier een vinkje"),
        ({"born": "gisteren"}, "Vul een datum in zoals 12-03-1981"),
        ({"born": "121"}, "Vul een datum in zoals 12-03-1981"),
        (
            {"born": "01-01-2999"},
            '#id_born">Geboortedatum of leeftijd: 1\u00a0jan\u00a02999 ligt in de toekomst',
        ),
        ({"domain": "bestaat_niet"}, "Waar gaat het over?"),
        ({"for_whom": "niemand"}, "Voor wie vraagt u dit?"),
        ({"story": "x" * 4501}, "Waarmee kunnen wij helpen?"),
        ({"name": "\x00 Jansen"}, "Naam van wie hulp nodig heeft"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(client: Client, house: House, changes, says: str):
    answer = client.post(FORM, said(**changes))
    assert answer.status_code == 200
    found = re.search(r'class="error-summary".*?</div>', text_of(answer), re.DOTALL)
    assert found
    assert says in found.group()
    assert arrivals() == 0
    if "story" not in changes:
        assert "Ik kom niet rond." in text_of(answer)


def test_a_form_that_is_sent_twice_is_there_once(client: Client, house: House):
    sent = said()
    first, again = client.post(FORM, sent), client.post(FORM, sent | {"story": "iets anders"})
    assert first["Location"] == again["Location"]
    assert arrivals() == 1
    assert ArrivalWords.objects.unsealed("test").get().story == "Ik kom niet rond."


def test_a_robot_is_thanked_and_kept_out(client: Client, house: House):
    answer = client.post(FORM, said(website="https://example.org"))
    assert answer["Location"].startswith("/aanmelden/demo/bedankt/")
    assert arrivals() == 0


@pytest.mark.parametrize(
    ("token", "says"),
    [
        (lambda: new_token("demo"), "Dat ging erg snel"),
        (lambda: aged("overkant"), "Deze pagina stond te lang open"),
        (lambda: aged(by=OPEN_FOR + timedelta(minutes=1)), "Deze pagina stond te lang open"),
        (lambda: "", "Deze pagina stond te lang open"),
        (lambda: aged() + "x", "Deze pagina stond te lang open"),
        (lambda: "x" * 90_000, "Deze pagina stond te lang open"),
        (lambda: "\x00:\x00:\x00", "Deze pagina stond te lang open"),
    ],
)
def test_only_a_fresh_token_of_this_house_counts(client: Client, house: House, token, says: str):
    answer = client.post(FORM, said(token=token()))
    assert says in text_of(answer)
    assert arrivals() == 0
    assert "Ik kom niet rond." in text_of(answer)
    given = re.search(r'name="token" value="([^"]+)"', text_of(answer))
    assert given
    with patch("django.core.signing.time.time", return_value=time.time() + 60):
        assert client.post(FORM, said(token=given[1])).status_code == 302
    assert arrivals() == 1


def test_a_flood_is_dammed_per_organisation_and_nothing_is_lost(client: Client, house: House):
    minute = clock.now().replace(second=0, microsecond=0)
    for ahead in range(2):  # the minute may pass while this runs
        Knock.objects.create(door="asking:demo", minute=minute + timedelta(minutes=ahead), times=PER_MINUTE)
    answer = client.post(FORM, said())
    assert "Het is nu erg druk" in text_of(answer)
    assert "Ik kom niet rond." in text_of(answer)
    assert arrivals() == 0
    assert client.post("/aanmelden/overkant/", said(token=aged("overkant"))).status_code == 302


def test_a_slow_flood_is_dammed_by_the_hour():
    hour = timedelta(hours=1)
    begin = clock.now().replace(minute=0, second=0, microsecond=0)
    for ahead in range(2):
        Knock.objects.create(door="slow", minute=begin + ahead * hour, times=PER_HOUR - 1)
    assert [too_many("slow", most=PER_HOUR, span=hour) for _ in range(2)] == [False, True]


def test_nothing_of_who_sent_it_is_kept_but_what_was_told(client: Client, house: House):
    client.post(FORM, said(), REMOTE_ADDR="203.0.113.9", headers={"User-Agent": "Zoeker/1"})
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "203.0.113.9" not in str(cursor.fetchall()), table


def test_a_mountain_of_text_is_refused_before_it_is_read(client: Client, house: House):
    answer = client.post(FORM, said(story="x" * 1_000_000))
    assert answer.status_code == 413
    assert len(answer.content) < HEAVIEST
    assert arrivals() == 0


def test_hostile_text_is_only_text(client: Client, house: House):
    hostile = "<script>alert(1)</script>"
    page = text_of(client.post(FORM, said(name=hostile, story=hostile, agreed="")))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    client.post(FORM, said(name=hostile, story=hostile))
    assert ArrivalWords.objects.unsealed("test").get().story == hostile


def test_the_answer_is_the_same_for_who_is_known_and_who_is_not(client: Client, house: House):
    known = client.post(FORM, said(name="Fatima el Amrani", phone="0251 000 001"))
    unknown = client.post(FORM, said(name="Niemand Bekend"))
    assert known["Location"] == unknown["Location"]
    assert [row.resident_id for row in Arrival.objects.unsealed("test")] == [None, None]


def test_an_organisation_that_does_not_exist_is_a_friendly_404(client: Client, house: House):
    for address in ("/aanmelden/nergens/", "/aanmelden/nergens/bedankt/", "/aanmelden/%00/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Deze pagina bestaat niet" in text_of(answer)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client: Client, house: House, method: str):
    assert getattr(client, method)(FORM).status_code == 405


def test_the_number_of_queries(client: Client, house: House):
    client.get(FORM)
    with CaptureQueriesContext(connection) as queries:
        client.get(FORM)
    assert len(queries) <= 4
    with CaptureQueriesContext(connection) as queries:
        assert client.post(FORM, said()).status_code == 302
    assert len(queries) <= 40
