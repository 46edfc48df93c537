"""What is valid on a day, and the starter set that ships with Omzien.

A period runs from a first day to a last day, both included; either may be open.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from omzien.organisation.starter import VERSION as STARTER_VERSION
from omzien.organisation.starter import StarterCode, starter_codes, starter_partners, starter_services

__all__ = [
    "STARTER_VERSION",
    "Grant",
    "Period",
    "StarterCode",
    "in_force",
    "overlaps",
    "roles_on",
    "starter_codes",
    "starter_partners",
    "starter_services",
]


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
