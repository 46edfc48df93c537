"""Time until something happens, when of some it is not known yet: curves with their 95% band.

Who has not come back (or still waits) on the last day that the facts know is not left out and not counted as
"never": until that day they are among those it could have happened to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from omzien.insight.effects.intervals import NOTHING, Estimate, Flags, Floats, Ints
from omzien.insight.figures.quantiles import LEVEL, z_quantile

STEADY = 10  # who are left to come back, or wait


@dataclass(frozen=True)
class Curve:
    """The share to whom it has happened by each day, a step up on each of `days`, with its band.

    `at_risk` are those to whom it could still happen just before the day, `happened` to how many it did on
    that day. `low` and `high` are not a number where there is no band. `n` are all, `last` is the longest
    that anybody was followed (days), and `steady` how long at least STEADY were: what comes later stands on
    too few to be drawn.
    """

    days: Ints
    at_risk: Ints
    happened: Ints
    share: Floats
    low: Floats
    high: Floats
    n: int
    last: int
    steady: int

    def at(self, day: int) -> Estimate:
        """The share to whom it has happened by a day, that day included; nothing after the last day."""
        if day > self.last:
            return NOTHING
        place = int(np.searchsorted(self.days, day, side="right")) - 1
        if place < 0:
            return Estimate(0.0, None, None, self.n)
        ends = (float(self.low[place]), float(self.high[place]))
        low, high = (None, None) if np.isnan(ends).any() else ends
        return Estimate(float(self.share[place]), low, high, self.n)

    def quantile(self, share: float) -> Estimate:
        """The day by which it has happened to this share; its interval by the days on which the band crosses
        that share (Brookmeyer & Crowley, 1982). Nothing when it has not happened to so many.
        """
        value = self._first_day(self.share, share)
        if value is None:
            return NOTHING
        return Estimate(value, self._first_day(self.high, share), self._first_day(self.low, share), self.n)

    def _first_day(self, line: Floats, share: float) -> float | None:
        places = np.flatnonzero(line >= share - 1e-12)
        return float(self.days[places[0]]) if len(places) else None

    @cached_property
    def events(self) -> int:
        """To how many it happened."""
        return int(self.happened.sum())


def kaplan_meier(days: Ints, happened: Flags, level: float = LEVEL) -> Curve:
    """The share to whom it has happened by each day (Kaplan & Meier, 1958, one minus their survival).

    `days` is how long each was followed, `happened` whether it then did; if not, it is not known any
    further. The band is Greenwood's (1926) on the log-log scale (Kalbfleisch & Prentice, 1980, 1.3).
    """
    times, at_risk, events = _risks(days, happened)
    if not len(times):
        return _curve(days, times, at_risk, events, *(np.empty(0),) * 3)
    survival: Floats = np.cumprod(1 - events / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(events / (at_risk * (at_risk - events)))
        low, high = _log_log(survival, np.sqrt(variance) / np.abs(np.log(survival)), level)
    return _curve(days, times, at_risk, events, 1 - survival, 1 - high, 1 - low)


def aalen_johansen(days: Ints, cause: Ints, causes: Iterable[int], level: float = LEVEL) -> dict[int, Curve]:
    """By cause the share to whom it has happened for that cause by each day (Aalen & Johansen, 1978).

    `cause` is 0 for who is not known any further, else why it happened. One minus Kaplan and Meier with the
    other causes taken out would be too high: who came back for one thing cannot come back first for another.
    The variance is that of Marubini & Valsecchi (1995, 10.3), the band on the log-log scale (Choudhury,
    2002).
    """
    times, at_risk, events = _risks(days, cause > 0)
    before = np.concatenate(([1.0], np.cumprod(1 - events / at_risk)[:-1])) if len(times) else np.empty(0)
    return {
        one: _of_cause(days, times, at_risk, events, before, _counted(days[cause == one], times), level)
        for one in causes
    }


def _of_cause(
    days: Ints, times: Ints, at_risk: Ints, events: Ints, before: Floats, own: Ints, level: float
) -> Curve:
    share = np.cumsum(before * own / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        deviation = np.sqrt(_variance(share, at_risk, events, before, own))
        low, high = _log_log(share, deviation / (share * np.abs(np.log(share))), level)
    return _curve(days, times, at_risk, own, share, low, high)


def _variance(share: Floats, at_risk: Ints, events: Ints, before: Floats, own: Ints) -> Floats:
    """Of the cumulative incidence at each time: sums over the times before it, of which the square is written
    out so that all are had in one go.
    """
    left = np.maximum(at_risk - events, 0)
    all_causes = np.divide(events, at_risk * left, out=np.zeros(len(share)), where=left > 0)
    both = before * own / at_risk**2.0
    squares: Floats = (
        share**2 * np.cumsum(all_causes)
        - 2 * share * np.cumsum(share * all_causes)
        + np.cumsum(share**2 * all_causes)
    )
    alone = np.cumsum(before**2 * (at_risk - own) * own / at_risk**3.0)
    found: Floats = squares + alone - 2 * (share * np.cumsum(both) - np.cumsum(share * both))
    return np.maximum(found, 0.0)


def _log_log(share: Floats, deviation: Floats, level: float) -> tuple[Floats, Floats]:
    """The ends of an interval that stays between 0 and 1; not a number where the share is 0 or 1."""
    factor = np.exp(z_quantile(level) * deviation)
    inside = (share > 0) & (share < 1)
    return np.where(inside, share**factor, np.nan), np.where(inside, share ** (1 / factor), np.nan)


def _risks(days: Ints, happened: Flags) -> tuple[Ints, Ints, Ints]:
    """The days on which it happened, who was at risk just before, and to how many it happened."""
    times, events = np.unique(days[happened], return_counts=True)
    at_risk = len(days) - np.searchsorted(np.sort(days), times, side="left")
    return times.astype(np.int64), at_risk.astype(np.int64), events.astype(np.int64)


def _counted(days: Ints, times: Ints) -> Ints:
    return np.bincount(np.searchsorted(times, days), minlength=len(times)).astype(np.int64)


def _curve(
    days: Ints, times: Ints, at_risk: Ints, events: Ints, share: Floats, low: Floats, high: Floats
) -> Curve:
    enough = len(days) >= STEADY
    steady = int(np.partition(days, len(days) - STEADY)[len(days) - STEADY]) if enough else 0
    return Curve(times, at_risk, events, share, low, high, len(days), int(days.max(initial=-1)), steady)
