"""Do residents come back: how many, after how long, and for what.

The unit is an intervention that ended (of a resident with two, each). Coming back is the first registration
of that resident after it. Two answers stand side by side: the plain rate over the interventions of which the
whole window has expired, and the curve, which uses the others too, for as long as they were followed. The
band of a curve takes each intervention as if it were of another resident.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from omzien.insight.effects.intervals import Estimate, Floats, Ints, estimate
from omzien.insight.effects.samples import months_later, numbers, places
from omzien.insight.effects.survival import Curve, aalen_johansen, kaplan_meier
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Category, Selection
from omzien.insight.figures.units import RETURNS, categories_of, rows_of

WINDOWS = (3, 6, 9, 12, 18, 24)  # months
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Window:
    """Coming back within so many months: of the interventions whose window has expired (`rate`, whose `n` is
    how many these are), and by the curve of all.
    """

    months: int
    rate: Estimate
    curve: Estimate


@dataclass(frozen=True, slots=True)
class Returns:
    """Who came back: by window, over time, and over time by reason (a domain of life) so that the reasons add
    up to the whole.
    """

    interventions: int
    residents: int
    windows: tuple[Window, ...]
    curve: Curve
    reasons: tuple[tuple[Category, Curve], ...]


def returns(snapshot: Snapshot, selection: Selection) -> Returns:
    """Coming back after the interventions that ended in the selection, until the last day that the facts know
    whole.
    """
    rows = rows_of(snapshot, selection, RETURNS)
    named = categories_of(snapshot, "return_reason", [reason for reason in rows["reason"] if reason])
    return returns_of(rows, named)


def returns_of(rows: Mapping[str, Sequence[Any]], reasons: Sequence[Category]) -> Returns:
    """The same of rows that are there: the columns of RETURNS."""
    ended, until = (numbers(rows[name]).astype(np.int64) for name in ("ended", "known_until"))
    came, of = numbers(rows["came"]), places(rows["resident"])[0]
    back = ~np.isnan(came)
    days = np.where(back, came, until).astype(np.int64) - ended
    order = {category.key: place for place, category in enumerate(reasons, 1)}
    cause = np.array([order.get(reason, 0) for reason in rows["reason"]], dtype=np.int64)
    curve, by_cause = kaplan_meier(days, back), aalen_johansen(days, cause, order.values())
    windows = tuple(_window(months, ended, came, until, of, curve) for months in WINDOWS)
    told = tuple((category, by_cause[order[category.key]]) for category in reasons)
    return Returns(len(ended), len(np.unique(of)), windows, curve, told)


def _window(months: int, ended: Ints, came: Floats, until: Ints, of: Ints, curve: Curve) -> Window:
    last = months_later(ended, months)
    expired = last <= until
    back = (came[expired] <= last[expired]).astype(np.float64)
    rate = estimate("share", back, of[expired])
    return Window(months, rate, curve.at(round(months * DAYS_A_MONTH)))
