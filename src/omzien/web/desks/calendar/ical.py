"""Appointments as iCalendar (RFC 5545). Of whom they are with, nothing: only when, and how one meets.

Times are on the Dutch clock with its rules in the file, so that every calendar program shows the same. The
hour that comes twice in autumn cannot be said so: its second half is written in universal time.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from omzien.casework.queries import CalendarRow
from omzien.gate.clock import CIVIL
from omzien.web.templatetags.omzien import in_words

NAME = "Europe/Amsterdam"
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)
SPRING, AUTUMN = (
    datetime.combine(date(1996, 3, 31), time(2)),
    datetime.combine(date(1996, 10, 27), time(3)),
)
REFRESH = timedelta(minutes=30)


def written(rows: Iterable[CalendarRow], *, link: str, title: str, name: str) -> bytes:
    """The calendar as bytes, the same for the same rows. `title` is of every event, before how one meets."""
    feed = Calendar()
    feed.add("prodid", "-//Omzien//Agenda//NL")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", name)
    feed.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    feed.add_component(_dutch_clock())
    for row in rows:
        feed.add_component(_event(row, link, title))
    return bytes(feed.to_ical())


def _event(row: CalendarRow, link: str, title: str) -> Event:
    event = Event()
    event.add("uid", _uid(link, row.key))
    event.add("dtstamp", row.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _on_the_clock(row.starts_at))
    event.add("dtend", _on_the_clock(row.ends_at))
    event.add("summary", f"{title}: {in_words(row.kind).lower()}")
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    return event


def _uid(link: str, key: str) -> str:
    """The same as long as the link is, and joined to nothing that is known elsewhere."""
    return hashlib.sha256(f"{link} {key}".encode()).hexdigest()[:32] + "@omzien"


def _on_the_clock(moment: datetime) -> datetime:
    local = moment.astimezone(CIVIL)
    return local.astimezone(UTC) if local.fold else local


def _dutch_clock() -> Timezone:
    """The rule of the clock since 1996, in two lines instead of a list of years."""
    zone = Timezone()
    zone.add("tzid", NAME)
    zone.add_component(_half(TimezoneDaylight(), "CEST", SPRING, WINTER, SUMMER))
    zone.add_component(_half(TimezoneStandard(), "CET", AUTUMN, SUMMER, WINTER))
    return zone


def _half(
    part: TimezoneDaylight | TimezoneStandard,
    name: str,
    first: datetime,
    before: timedelta,
    after: timedelta,
) -> TimezoneDaylight | TimezoneStandard:
    part.add("dtstart", first)
    part.add("rrule", vRecur({"freq": "yearly", "bymonth": first.month, "byday": "-1su"}))
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part
