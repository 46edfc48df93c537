"""Do residents come back?

A return is a registration within N months after a trajectory of the same resident closed. The day of closing
itself is no return (that is a hand-over); the last day of the window is. Months are calendar months, and a
month that is too short ends at its last day: 31 March and 11 months make 28 (or 29) February. A rate counts
only trajectories whose whole window lies within the data; the others can still go either way.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


def add_months(day: date, months: int) -> date:
    """The same day of the month, this many months later (or earlier), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_return(closed_on: date, registered_on: date, months: int) -> bool:
    """Is this registration a return after a trajectory that closed on that day?"""
    return closed_on < registered_on <= add_months(closed_on, months)


def window_expired(closed_on: date, months: int, last_day: date) -> bool:
    """Have we data (up to and including `last_day`) of the whole window?"""
    return add_months(closed_on, months) <= last_day


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """`returned` of `counted` trajectories; `open` are left out, for their window has not expired yet.

    `data_from` says how far back the data reach: a short reach hides returns.
    """

    counted: int
    returned: int
    open: int
    data_from: date | None

    @property
    def share(self) -> float | None:
        """The rate, or None when no window has expired."""
        return self.returned / self.counted if self.counted else None


def return_rate(
    closings: Iterable[tuple[int, date]],
    registrations: Mapping[int, Sequence[date]],
    *,
    months: int,
    last_day: date,
) -> ReturnRate:
    """The rate over closed trajectories (resident, day), given the registration days of each resident."""
    closed = list(closings)
    counted = [(who, day) for who, day in closed if window_expired(day, months, last_day)]
    returned = sum(
        any(
            is_return(day, registered, months)
            for registered in registrations.get(who, ())
            if registered <= last_day
        )
        for who, day in counted
    )
    days = [day for registered in registrations.values() for day in registered]
    return ReturnRate(len(counted), returned, len(closed) - len(counted), min(days, default=None))
