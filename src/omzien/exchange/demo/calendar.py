"""When things happen: working days, busy and quiet months, and the weeks in which the doors were closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from omzien.exchange.demo.draw import Draw, Ints

EPOCH = date(1970, 1, 1)
BEFORE, AFTER = 400, 1500  # days around the calendar in which a day can still be moved to a working day


def number_of(day: date) -> int:
    """A date as days since 1970-01-01."""
    return (day - EPOCH).days


class Calendar:
    """The days from the first to the last, each with its weight; weekends and holidays weigh nothing."""

    def __init__(self, profile: Mapping[str, Any], until: date) -> None:
        self.first, self.last = number_of(profile["first"]), number_of(until)
        self._origin = self.first - BEFORE
        days = np.arange(self._origin, self.last + AFTER).astype("datetime64[D]")
        self._weight = _weights(days, profile)
        works = self._weight > 0
        places = np.arange(len(days))
        self._earlier = np.maximum.accumulate(np.where(works, places, 0))
        self._later = np.minimum.accumulate(np.where(works, places, len(days) - 1)[::-1])[::-1]

    def draw(self, draw: Draw, count: int, first: int, last: int) -> Ints:
        """Working days between two days (both included), busy days more often."""
        weight = self._weight[first - self._origin : last - self._origin + 1]
        ladder = np.cumsum(weight)
        places: Ints = np.searchsorted(ladder, draw.rng.random(count) * ladder[-1], side="right")
        return first + places

    def onwards(self, days: Ints) -> Ints:
        """The first working day on or after each day."""
        return self._later[days - self._origin] + self._origin

    def back(self, days: Ints) -> Ints:
        """The last working day on or before each day."""
        return self._earlier[days - self._origin] + self._origin


def _weights(
    days: "np.ndarray[Any, np.dtype[np.datetime64]]", profile: Mapping[str, Any]
) -> "np.ndarray[Any, Any]":
    months = days.astype("datetime64[M]").astype(np.int64) % 12
    weekdays = (days.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    weight = np.asarray(profile["months"])[months] * np.asarray(profile["weekdays"])[weekdays]
    for quiet in profile["quiet"]:
        within = (days >= np.datetime64(quiet["from"])) & (days <= np.datetime64(quiet["until"]))
        weight = np.where(within, weight * quiet["weight"], weight)
    closed = [day[5:] in profile["holidays"] for day in days.astype(str)]
    return np.where(closed, 0.0, weight)
