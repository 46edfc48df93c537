"""What is valid on a day, and the starter set that ships with Omzien.

A period runs from a first day to a last day, both included; either may be open.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from omzien.gate.refused import Problem
from omzien.organisation.starter import VERSION as STARTER_VERSION
from omzien.organisation.starter import StarterCode, starter_codes, starter_partners, starter_services

__all__ = [
    "STARTER_VERSION",
    "Grant",
    "Period",
    "StarterCode",
    "absence_problems",
    "calendar_token",
    "fingerprint",
    "in_force",
    "overlaps",
    "roles_on",
    "starter_codes",
    "starter_partners",
    "starter_services",
]

LONGEST_ABSENCE = 366  # days: cover is for a time, and who is away longer hands over


class Period(Protocol):
    """Anything with a first and a last day."""

    @property
    def valid_from(self) -> date | None:
        """The first day; None: always was."""

    @property
    def valid_until(self) -> date | None:
        """The last day; None: still is."""


class Grant(Period, Protocol):
    """A role with its period."""

    @property
    def role(self) -> str:
        """The name of the role."""


def in_force(start: date | None, until: date | None, day: date) -> bool:
    """Does the period from `start` up to and including `until` hold on this day?"""
    return (start is None or start <= day) and (until is None or day <= until)


def roles_on(grants: Iterable[Grant], day: date) -> frozenset[str]:
    """The roles that these grants give on a day."""
    return frozenset(grant.role for grant in grants if in_force(grant.valid_from, grant.valid_until, day))


def overlaps(a: Period, b: Period) -> bool:
    """Do two periods share a day?"""
    return _starts_by(a.valid_from, b.valid_until) and _starts_by(b.valid_from, a.valid_until)


def _starts_by(start: date | None, until: date | None) -> bool:
    return start is None or until is None or start <= until


def absence_problems(
    starts_on: date,
    ends_on: date,
    *,
    today: date,
    is_covered_by_self: bool = False,
    others: Iterable[tuple[date, date]] = (),
) -> Iterator[Problem]:
    """An absence ends today or later and not before it starts, lasts a year at most, and is there once.

    `others` are the first and last days of the same worker's other absences.
    """
    if ends_on < starts_on:
        yield Problem("the last day is before the first", "ends_on")
    elif (ends_on - starts_on).days >= LONGEST_ABSENCE:
        yield Problem("a year at most: hand the work over when it takes longer", "ends_on")
    if ends_on < today:
        yield Problem("this absence is over already", "ends_on")
    if is_covered_by_self:
        yield Problem("somebody else covers", "covered_by_id")
    if any(start <= ends_on and starts_on <= end for start, end in others):
        yield Problem("there is an absence in these days already", "starts_on")


def calendar_token() -> str:
    """A new link to a calendar: 256 bits that nobody can guess. It is shown once and not kept."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is kept of a link: a hash, which leads to the row and not back to the link."""
    return hashlib.sha256(token.encode()).hexdigest()
