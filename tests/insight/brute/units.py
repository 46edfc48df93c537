"""The things that are counted: which rows belong to a question, and everything that is told of them."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from omzien.insight.figures import Figure, Period
from tests.insight.worlds import World

Unit = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question: a world, a period, a municipality or all; the facts know nothing from `as_of` on."""

    world: World
    period: Period
    municipality: str | None
    as_of: date
    months: int = 6

    def has(self, day: date | None) -> bool:
        """Is the day in the period?"""
        return day is not None and self.period.start <= day < self.period.until


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def units(figure: Figure, asked: Asked) -> list[Unit]:
    """All things that this figure is about, in the municipality and by its date basis."""
    found = BASES[figure.base.name](asked)
    inside = [unit for unit in found if asked.municipality in (None, unit["municipality"])]
    found = [unit for unit in inside if WITHIN[figure.basis.name](unit, asked)]
    return _of_newest_version(found) if figure.base.name == "levels" else found


def _of_newest_version(found: list[Unit]) -> list[Unit]:
    """Versions of an instrument are never mixed: per item the newest that was used."""
    return [
        unit
        for unit in found
        if unit["instrument"] == max(u["instrument"] for u in found if u["item"] == unit["item"])
    ]


def _table(asked: Asked, name: str) -> list[Unit]:
    return [dict(row) for row in asked.world.get(name, ())]


def _by(asked: Asked, name: str, key: str) -> dict[Any, Unit]:
    return {row[key]: row for row in _table(asked, name)}


def _registrations(asked: Asked) -> list[Unit]:
    found = _table(asked, "registrations")
    for unit in found:
        starts = [
            row["started_on"]
            for row in _table(asked, "interventions")
            if row["registration"] == unit["registration"]
        ]
        unit["first_support_on"] = min(starts, default=None)
        unit["is_return"] = any(
            row["ended_on"] < unit["registered_on"] <= months_later(row["ended_on"], asked.months)
            for row in _trajectories(asked)
            if row["ended_on"] and row["resident"] == unit["resident"]
        )
    return found


def _trajectories(asked: Asked) -> list[Unit]:
    return [row for row in _table(asked, "interventions") if row["form"] == "trajectory"]


def _interventions(asked: Asked) -> list[Unit]:
    found = _table(asked, "interventions")
    for unit in found:
        unit["came_back"] = unit["ended_on"] is not None and any(
            unit["ended_on"] < row["registered_on"] <= months_later(unit["ended_on"], asked.months)
            for row in _table(asked, "registrations")
            if row["resident"] == unit["resident"]
        )
        unit["is_parallel"] = any(_share_a_day(unit, other, asked.period) for other in found)
        unit["is_paired"] = any(level["start"] and level["end"] for level in _levels_of(unit, asked).values())
    return found


def _share_a_day(one: Unit, other: Unit, period: Period) -> bool:
    """Do they run for the same resident by different services on one and the same day of the period?"""
    if one["resident"] != other["resident"] or one["service"] == other["service"]:
        return False
    first: date = max(one["started_on"], other["started_on"], period.start)
    last: date = min(one["ended_on"] or date.max, other["ended_on"] or date.max, period.last_day)
    return first <= last


def _levels_of(intervention: Unit, asked: Asked) -> dict[tuple[str, str], dict[str, int | None]]:
    """Per instrument and item the first start and the last end, as a professional saw it."""
    linked = {
        row["measurement"]
        for row in asked.world["measurement_links"]
        if row["intervention"] == intervention["intervention"]
    }
    told = sorted(
        (row["measured_on"], row["measurement"], row["instrument"], row["item"], row["moment"], row["level"])
        for row in asked.world["scores"]
        if row["measurement"] in linked
        and row["view"] == "professional"
        and row["level"] is not None
        and row["instrument"].startswith("zrm_")
        and row["moment"] in ("start", "end")
    )
    levels: dict[tuple[str, str], dict[str, int | None]] = {}
    for _, _, instrument, item, moment, level in told:
        known = levels.setdefault((instrument, item), {"start": None, "end": None})
        if moment == "end" or known["start"] is None:
            known[moment] = level
    return levels


def _levels(asked: Asked) -> list[Unit]:
    return [
        unit | level | {"instrument": instrument, "item": item}
        for unit in _trajectories(asked)
        for (instrument, item), level in _levels_of(unit, asked).items()
    ]


def _factors(asked: Asked) -> list[Unit]:
    noted = {(row["intervention"], row["factor"]) for row in _table(asked, "factors")}
    codes = [row["key"] for row in _table(asked, "codes") if row["list"] == "factor"]
    return [
        unit | {"factor": code, "has_factor": (unit["intervention"], code) in noted}
        for unit in _table(asked, "interventions")
        for code in codes
    ]


def _hanging(name: str) -> Callable[[Asked], list[Unit]]:
    """Rows that hang on an intervention, with what they take from it; their own columns go first."""

    def found(asked: Asked) -> list[Unit]:
        owners = _by(asked, "interventions", "intervention")
        return [owners[row["intervention"]] | row for row in _table(asked, name)]

    return found


def _contacts(asked: Asked) -> list[Unit]:
    owners, people = _by(asked, "interventions", "intervention"), _by(asked, "residents", "resident")
    found = []
    for unit in _table(asked, "contacts"):
        owner = owners.get(unit["intervention"], {})
        home = people[unit["resident"]]["municipality"]
        told = {name: owner.get(name) for name in ("service", "form", "team")}
        found.append(unit | told | {"municipality": owner.get("municipality") or home})
    return found


def _sessions(asked: Asked) -> list[Unit]:
    found = _table(asked, "sessions")
    for unit in found:
        unit["named"] = sum(row["session"] == unit["session"] for row in _table(asked, "attendances"))
    return found


def _attendances(asked: Asked) -> list[Unit]:
    sessions = _by(asked, "sessions", "session")
    return [sessions[row["session"]] | row for row in _table(asked, "attendances")]


def _plain(name: str) -> Callable[[Asked], list[Unit]]:
    return lambda asked: _table(asked, name)


def _surveys(asked: Asked) -> list[Unit]:
    marks = {
        row["invitation"]: row["value"] for row in _table(asked, "survey_answers") if row["kind"] == "mark"
    }
    return [row | {"mark": marks.get(row["invitation"])} for row in _table(asked, "survey_invitations")]


BASES: dict[str, Callable[[Asked], list[Unit]]] = {
    "registrations": _registrations,
    "interventions": _interventions,
    "levels": _levels,
    "factors": _factors,
    "goals": _hanging("goals"),
    "follow_ups": _hanging("follow_ups"),
    "contacts": _contacts,
    "sessions": _sessions,
    "attendances": _attendances,
    "referrals": _plain("referrals"),
    "walk_ins": _plain("walk_ins"),
    "partner_questions": _plain("partner_questions"),
    "safety_cases": _plain("safety_cases"),
    "surveys": _surveys,
    "answers": lambda asked: [row for row in _table(asked, "survey_answers") if row["kind"] == "scale"],
}


def _window_expired(unit: Unit, asked: Asked) -> bool:
    if unit["ended_on"] is None:
        return False
    expires = months_later(unit["ended_on"], asked.months)
    return asked.has(expires) and expires < asked.as_of


def _waits(unit: Unit, asked: Asked) -> bool:
    """Registered before the end of the period and not closed then."""
    open_then = unit["closed_on"] is None or unit["closed_on"] >= asked.period.until
    return bool(unit["registered_on"] < asked.period.until and open_then)


def _runs(unit: Unit, asked: Asked) -> bool:
    stopped = unit["ended_on"] is not None and unit["ended_on"] < asked.period.start
    return bool(unit["started_on"] < asked.period.until and not stopped)


def _has_day(column: str) -> Callable[[Unit, Asked], bool]:
    return lambda unit, asked: asked.has(unit[column])


DAYS = {
    "registered": "registered_on",
    "started": "started_on",
    "ended": "ended_on",
    "referred": "referred_on",
    "held": "held_on",
    "visited": "visited_on",
    "asked": "asked_on",
    "due": "due_on",
    "opened": "opened_on",
    "sent": "sent_on",
    "answered": "answered_on",
}
WITHIN: dict[str, Callable[[Unit, Asked], bool]] = {
    "waiting": _waits,
    "running": _runs,
    "window_expired": _window_expired,
    **{name: _has_day(column) for name, column in DAYS.items()},
}
