"""Estimates with their 95% interval: a share, a mean, a median, and the difference between two of them."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from omzien.insight.figures.quantiles import LEVEL, t_quantile, z_quantile

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Kind = Literal["share", "mean", "median"]
FEW = 30  # with fewer observations an estimate is called thin: its interval is wide, and of little use


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the ends of its interval, and how many observations it stands on.

    `value` is None without observations; `low` and `high` are None where there are too few for an interval.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int

    @property
    def thin(self) -> bool:
        """So few observations that another year may well look different."""
        return 0 < self.n < FEW


NOTHING = Estimate(None, None, None, 0)


def wilson(share: float, n: float, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share of n observations (Wilson, 1927); n may be an effective number."""
    z = z_quantile(level)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def design_effect(values: Floats, of: Ints) -> float:
    """How much wider a mean varies because some observations are of one resident (Kish, 1965); at least 1.

    `of` tells of whom each observation is (whole numbers from 0). It is the variance of the mean as a ratio
    of the sums per resident (Cochran, 1977, 6.3), over its variance as if each observation were of another.
    """
    n, residents = len(values), _different(of)
    if residents in (n, 1):
        return 1.0
    errors = values - values.mean()
    alone = float(errors @ errors) / (n - 1)
    if not alone:
        return n / residents
    together = np.bincount(of, errors)
    return max(1.0, float(together @ together) * residents / (residents - 1) / n / alone)


def _different(of: Ints) -> int:
    return int(np.count_nonzero(np.bincount(of)))


def estimate(kind: Kind, values: Floats, of: Ints, level: float = LEVEL) -> Estimate:
    """A share (of values 0 and 1), mean or median with its interval, for observations of these residents.

    A share by Wilson on the effective number of observations (Korn & Graubard, 1998), a mean by Student's t
    (1908) with the residents as its degrees of freedom, a median by the order statistics.
    """
    if not len(values):
        return NOTHING
    if kind == "median":
        middle = float(np.median(values))
        effect = design_effect((values <= middle).astype(np.float64), of)
        return Estimate(middle, *median_interval(values, level, effect), len(values))
    mean, effect = float(values.mean()), design_effect(values, of)
    if kind == "share":
        return Estimate(mean, *wilson(mean, len(values) / effect, level), len(values))
    freedom = _different(of) - 1
    if freedom < 1:
        return Estimate(mean, None, None, len(values))
    half = t_quantile(freedom, level) * math.sqrt(float(values.var(ddof=1)) / len(values) * effect)
    return Estimate(mean, mean - half, mean + half, len(values))


def mean_margin(deviation: float, n: int, level: float = LEVEL) -> float | None:
    """Half the interval of a mean of n independent observations (Student, 1908); None for fewer than two."""
    return t_quantile(n - 1, level) * deviation / math.sqrt(n) if n > 1 else None


def median_interval(
    values: Floats, level: float = LEVEL, effect: float = 1.0
) -> tuple[float | None, float | None]:
    """Two of the ordered observations between which the median lies with at least this certainty (Thompson,
    1936); None where there are too few to be that certain. With a design effect they lie as far apart as
    those of so many times fewer observations.
    """
    effective = int(len(values) / effect)
    place = _place_of_median(effective, level) * len(values) // max(effective, 1)
    if place == 0:
        return None, None
    ordered = np.partition(values, (place - 1, len(values) - place))
    return float(ordered[place - 1]), float(ordered[len(values) - place])


@cache
def _place_of_median(n: int, level: float) -> int:
    """The largest place, counted from 1 and from either end, whose interval is certain enough; 0: none.

    Up to a thousand observations by the binomial distribution itself, beyond it by its normal approximation.
    """
    if n > 1000:
        return math.floor((n - z_quantile(level) * math.sqrt(n)) / 2)
    tail, place, chance = 0.0, 0, 0.5**n
    while tail + chance <= (1 - level) / 2:
        tail += chance
        place += 1
        chance *= (n - place + 1) / place
    return place


def difference(one: Estimate, other: Estimate) -> Estimate:
    """How much higher one is, with an interval from the two intervals (Newcombe, 1998, method 10; for other
    estimates than shares Zou & Donner, 2008). For two that hang together it is too wide, not too narrow.
    """
    if one.value is None or other.value is None:
        return NOTHING
    value, n = one.value - other.value, min(one.n, other.n)
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Estimate(value, None, None, n)
    below = math.hypot(one.value - one.low, other.high - other.value)
    above = math.hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, value - below, value + above, n)
