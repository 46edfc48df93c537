"""Waiting time per step, against the norm, and why a wait was too long.

A resident waits twice: from registration to the first exploration of the question, and from there to the
start of the first support. A wait of exactly the norm is within it. A registration that was closed before a
step waits for it no more and is no wait at all: advice at the desk is not a wait of zero days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from omzien.gate.refused import Problem


class WaitingFor(StrEnum):
    """The two steps that have a norm."""

    EXPLORATION = "exploration"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Norms:
    """The longest acceptable waits, in days."""

    exploration: int = 14
    support: int = 28


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait; `until` is None as long as it lasts."""

    step: WaitingFor
    since: date
    until: date | None
    norm: int

    @property
    def deadline(self) -> date:
        """The last day within the norm."""
        return self.since + timedelta(days=self.norm)

    def days(self, today: date) -> int:
        """How long it lasted, or has lasted until today."""
        return ((self.until or today) - self.since).days

    def over_norm(self, today: date) -> bool:
        """Longer than the norm, by now or at its end."""
        return self.days(today) > self.norm


def waits(
    *,
    registered_on: date,
    explored_on: date | None,
    supported_on: date | None,
    closed_on: date | None,
    norms: Norms,
) -> Iterator[Wait]:
    """The waits of one registration; `supported_on` is the start of its first intervention.

    Support that began before the exploration (advice on the spot) ends both waits on that day.
    """
    if explored_on and supported_on:
        explored_on = min(explored_on, supported_on)
    met_on = explored_on or supported_on
    if met_on or not closed_on:
        yield Wait(WaitingFor.EXPLORATION, registered_on, met_on, norms.exploration)
    if met_on and (supported_on or not closed_on):
        yield Wait(WaitingFor.SUPPORT, met_on, supported_on, norms.support)


def reason_problems(wait: Wait, *, reason: str | None, today: date, field: str) -> Iterator[Problem]:
    """A wait over the norm says why (unreachable, no-show, capacity); a wait within it has no reason."""
    values = {"days": wait.days(today), "norm": wait.norm}
    if wait.over_norm(today) and not reason:
        yield Problem("this took %(days)s days and the norm is %(norm)s: say why", field, values)
    if reason and not wait.over_norm(today):
        yield Problem(
            "this took %(days)s days, which is within the norm of %(norm)s: leave the reason out",
            field,
            values,
        )
