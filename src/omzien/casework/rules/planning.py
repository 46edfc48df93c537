"""Appointments and tasks: when, how long, and what may become of one. Times are what a Dutch clock shows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from omzien.gate.refused import Problem

CIVIL = ZoneInfo("Europe/Amsterdam")
SHORTEST, LONGEST = 5, 24 * 60  # minutes
FAR = 366  # days ahead
OUTCOMES = ("held", "no_show", "cancelled")


def moment_of(day: date, starts: int) -> datetime:
    """When it begins: `starts` minutes after midnight on the Dutch clock of that day.

    In the night in which the clock goes back there are two such moments: the first.
    """
    return datetime.combine(day, time(*divmod(starts, 60)), CIVIL)


def end_of(day: date, starts: int, minutes: int) -> datetime:
    """When it ends: so many minutes really pass, also in the night in which the clock is changed."""
    begun = moment_of(day, starts).astimezone(UTC)
    return (begun + timedelta(minutes=minutes)).astimezone(CIVIL)


def clock_of(starts: int) -> str:
    """09:05, of the minutes after midnight."""
    return "{:02d}:{:02d}".format(*divmod(starts, 60))


def is_on_the_clock(day: date, starts: int) -> bool:
    """Does the clock ever show this time on this day? It skips an hour in spring."""
    wall = moment_of(day, starts)
    return wall.astimezone(UTC).astimezone(CIVIL).replace(tzinfo=None) == wall.replace(tzinfo=None)


def appointment_problems(day: date, starts: int, minutes: int, *, today: date) -> Iterator[Problem]:
    """It lies on a real time, today or later, at most a year ahead, and lasts a while."""
    if day < today:
        yield Problem("an appointment is today or later; note a contact for what was", "day")
    yield from far_problems(day, today=today, field="day")
    if not SHORTEST <= minutes <= LONGEST:
        values = {"least": SHORTEST, "most": LONGEST}
        yield Problem("an appointment lasts between %(least)s and %(most)s minutes", "minutes", values)
    if not 0 <= starts < LONGEST:
        yield Problem("give a time between 00:00 and 23:59", "time")
    elif not is_on_the_clock(day, starts):
        yield Problem("this time does not exist on that day: the clock goes forward", "time")


def far_problems(day: date, *, today: date, field: str) -> Iterator[Problem]:
    """More than a year ahead is a slip of the pen."""
    if (day - today).days > FAR:
        yield Problem("%(day)s is more than a year ahead", field, {"day": day})


def outcome_problems(state: str, outcome: str, day: date, *, today: date) -> Iterator[Problem]:
    """What is planned is held, missed or cancelled, once; held or missed not before its day."""
    if outcome not in OUTCOMES:
        yield Problem("choose held, did not come or cancelled", "outcome")
    if state != "planned":
        yield Problem("what became of this appointment is written down already")
    if outcome in ("held", "no_show") and day > today:
        yield Problem("this appointment is still to come", "outcome")


def task_problems(text: str, due_on: date, *, today: date, for_one: bool) -> Iterator[Problem]:
    """A task says what, by when, and for whom: one worker or one team."""
    if not text.strip():
        yield Problem("write what has to be done", "text")
    if due_on < today:
        yield Problem("choose today or a later day", "due_on")
    yield from far_problems(due_on, today=today, field="due_on")
    if not for_one:
        yield Problem("a task is for one worker or for one team", "team")
