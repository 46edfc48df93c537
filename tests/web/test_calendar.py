"""The calendar feed: right to the minute in every season, without a word of whom, and for one link only."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from omzien.casework.actions import plan_appointment, settle_appointment
from omzien.casework.queries import CalendarRow, Named
from omzien.casework.rules.planning import end_of, moment_of
from omzien.gate.models import LedgerLine
from omzien.organisation.actions import dismiss, end_calendar_link, make_calendar_link
from omzien.organisation.models import CalendarLink
from omzien.web.desks.calendar import views
from omzien.web.desks.calendar.ical import written
from tests.cast import House, code, command_visit, visit_of

HOW = Named("huisbezoek", "Huisbezoek", "Home visit")
CHANGED = datetime(2026, 3, 1, 12, 0, 30, 999, tzinfo=UTC)
CLOCK_NIGHTS = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31)) | CLOCK_NIGHTS
NIGHTS = st.integers(0, 300) | st.integers(0, 1439)


def row(day: date, starts: int, minutes: int, *, key: str = "k", kind: Named = HOW) -> CalendarRow:
    return CalendarRow(
        key=key,
        starts_at=moment_of(day, starts),
        ends_at=end_of(day, starts, minutes),
        kind=kind,
        cancelled=False,
        changed_at=CHANGED,
    )


def parts(body: bytes, name: str) -> list[Any]:
    """The components of one kind of a file, read anew."""
    return list(Calendar.from_ical(body).walk(name))


def feed_of(rows, link="link") -> bytes:
    return written(rows, link=link, title="Afspraak", name="Omzien")


@given(DAYS, NIGHTS, st.integers(5, 1440))
def test_every_reader_of_the_file_finds_the_very_moment(day, starts, minutes):
    (event,) = parts(feed_of([row(day, starts, minutes)]), "VEVENT")
    assert event.start.astimezone(UTC) == moment_of(day, starts).astimezone(UTC)
    assert event.end.astimezone(UTC) == end_of(day, starts, minutes).astimezone(UTC)


@given(st.text(max_size=120), st.lists(st.tuples(DAYS, NIGHTS), max_size=5))
def test_the_file_is_as_the_norm_asks(name, moments):
    how = Named("x", name, name)
    body = feed_of([row(day, starts, 30, kind=how) for day, starts in moments])
    lines = body.split(b"\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert len(parts(body, "VEVENT")) == len(moments)


def test_the_rule_of_the_clock_is_that_of_the_netherlands():
    (zone,) = parts(feed_of([]), "VTIMEZONE")
    rule = zone.to_tz()
    for day in range(0, 3000, 7):
        noon = datetime.combine(date(2024, 1, 1) + timedelta(day), time(12))
        assert noon.replace(tzinfo=rule).utcoffset() == moment_of(noon.date(), 720).utcoffset(), noon


def test_an_event_is_joined_to_nothing_and_differs_per_link():
    one, other = (feed_of([row(date(2026, 3, 2), 600, 30, key="geheim-17")], link) for link in ("a", "b"))
    assert b"geheim" not in one
    uids = [parts(body, "VEVENT")[0]["uid"] for body in (one, other)]
    assert uids[0] != uids[1]
    assert feed_of([]) == feed_of([])


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    code(standing_house.demo, "contact_kind", "huisbezoek")
    return standing_house


def planned(house, who="noor", **changes) -> int:
    visit = visit_of(getattr(house, who))
    fields = {
        "resident_id": house.fatima.pk,
        "day": visit.today + timedelta(1),
        "time": time(14, 30),
        "kind": "huisbezoek",
        "note": "Denk aan de geheime brief",
    }
    return plan_appointment(visit, **(fields | changes))


def address(token: str) -> str:
    return f"/agenda/{token}.ics"


def test_a_link_shows_ones_own_appointments_without_names(house):
    planned(house)
    planned(house, "karim", resident_id=house.willem.pk)
    settle_appointment(visit_of(house.noor), appointment_id=planned(house), outcome="cancelled")
    answer = Client().get(address(make_calendar_link(visit_of(house.noor))))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = parts(answer.content, "VEVENT")
    assert [str(event["summary"]) for event in events] == ["Afspraak: huisbezoek"] * 2
    assert sorted(str(event["status"]) for event in events) == ["CANCELLED", "CONFIRMED"]
    text = answer.content.decode()
    for word in ("Fatima", "Amrani", "Willem", "Uitgeest", "0251", "brief", "Noor"):
        assert word not in text
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_every_reading_is_in_the_ledger(house):
    planned(house)
    token = make_calendar_link(visit_of(house.noor))
    Client().get(address(token))
    line = LedgerLine.objects.latest("pk")
    assert (line.act, line.channel, line.roles, line.residents) == (
        "read-calendar",
        "link",
        "guest",
        [house.fatima.pk],
    )
    assert token not in str(LedgerLine.objects.values_list("detail", flat=True))


def test_what_did_not_change_is_not_sent_again(house):
    planned(house)
    token = make_calendar_link(visit_of(house.noor))
    first = Client().get(address(token))
    again = Client().get(address(token), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    planned(house)
    changed = Client().get(address(token), headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_new_link_ends_the_old_one_and_only_a_hash_is_kept(house):
    old, new = (make_calendar_link(visit_of(house.noor)) for _ in range(2))
    assert Client().get(address(old)).status_code == 404
    assert Client().get(address(new)).status_code == 200
    assert new not in str(list(CalendarLink.objects.unsealed("test").values_list("link_hash", flat=True)))
    end_calendar_link(visit_of(house.noor))
    assert Client().get(address(new)).status_code == 404


def test_the_link_ends_with_the_work(house):
    token = make_calendar_link(visit_of(house.noor))
    visit = command_visit(house.demo)
    dismiss(visit, worker_id=house.noor.pk, on=visit.today - timedelta(days=1))
    assert Client().get(address(token)).status_code == 404


def test_nothing_is_written_by_a_link(house):
    token = make_calendar_link(visit_of(house.noor))
    assert Client().post(address(token)).status_code == 404
    assert Client().head(address(token)).status_code == 200


def test_guessing_runs_into_a_dam(house, monkeypatch):
    monkeypatch.setattr(views, "UNKNOWN", 3)
    monkeypatch.setattr(views, "PER_LINK", 2)
    answers = [Client().get(address(f"guess-{number}")).status_code for number in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    token = make_calendar_link(visit_of(house.noor))
    assert [Client().get(address(token)).status_code for _ in range(3)] == [200, 200, 429]


def test_the_page_shows_the_link_once_and_makes_none_for_who_only_looks(house):
    client = Client()
    client.force_login(house.noor.account)
    assert "/agenda/" not in client.get("/calendar/").content.decode()
    assert not CalendarLink.objects.unsealed("test").exists()
    made = client.post("/calendar/", {"step": "make"}).content.decode()
    assert "/agenda/" in made
    assert "/agenda/" not in client.get("/calendar/").content.decode()
    client.post("/calendar/", {"step": "end"})
    assert not CalendarLink.objects.unsealed("test").exists()
