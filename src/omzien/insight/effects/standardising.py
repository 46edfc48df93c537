"""Comparing like with like: direct standardisation to the strata of the whole group.

An intervention that is given to younger people with one problem cannot be compared with one that is given
to older people with many. So both are looked at within each stratum (people of one age, with one kind of
question and as many problems at the start), and the strata are weighed as they occur in the whole group.
"""

import math
from dataclasses import dataclass

import numpy as np

from omzien.insight.effects.intervals import (
    NOTHING,
    Estimate,
    Flags,
    Floats,
    Ints,
    Kind,
    design_effect,
    difference,
    wilson,
)
from omzien.insight.figures.quantiles import LEVEL, t_quantile


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a group and the rest of it, over the strata in which both occur.

    `covered` is the share of the observations of the whole group that is in these strata; `alone` in how many
    strata there is only the one or only the others, so that there is nothing to compare.
    """

    one: Estimate
    others: Estimate
    difference: Estimate
    covered: float
    strata: int
    alone: int


def compared(
    kind: Kind, values: Floats, of: Ints, strata: Ints, chosen: Flags, level: float = LEVEL
) -> Compared:
    """The chosen observations and the others, both standardised directly to the strata that they share.

    `of` tells of whom each observation is, `strata` in which stratum (0, 1, ...) it falls. The weight of a
    stratum is its share of all observations (direct standardisation: Neison, 1844; Rothman, Greenland & Lash,
    2008, chapter 3).
    """
    many = int(strata.max(initial=-1)) + 1
    ones, rest = np.bincount(strata[chosen], minlength=many), np.bincount(strata[~chosen], minlength=many)
    both = (ones > 0) & (rest > 0)
    shared = np.where(both, ones + rest, 0)
    alone = int(np.count_nonzero((ones + rest > 0) & ~both))
    if not both.any():
        return Compared(NOTHING, NOTHING, NOTHING, 0.0, 0, alone)
    weights = shared / shared.sum()
    inside = both[strata]
    one, others = (
        _standardised(kind, values[side], of[side], strata[side], weights, level)
        for side in (inside & chosen, inside & ~chosen)
    )
    covered = float(shared.sum() / len(values))
    return Compared(one, others, difference(one, others), covered, int(both.sum()), alone)


def _standardised(
    kind: Kind, values: Floats, of: Ints, strata: Ints, weights: Floats, level: float
) -> Estimate:
    """Observations weighed to these strata, with an interval.

    Its variance is that of a stratified mean (Cochran, 1977, 5.4) with one variance within all strata, for a
    stratum may have a single observation; times the design effect of several observations of one resident.
    So it is that of a mean of `effective` observations.
    """
    counts = np.bincount(strata, minlength=len(weights))
    used = counts > 0
    spread = float((weights[used] ** 2 / counts[used]).sum())
    effective = 1 / spread / design_effect(values, of)
    each = (weights / np.maximum(counts, 1))[strata]
    if kind == "median":
        return _median(values, each, effective, level)
    mean = float(each @ values)
    if kind == "share":
        return Estimate(mean, *wilson(min(max(mean, 0.0), 1.0), effective, level), len(values))
    freedom = len(values) - int(used.sum())
    if freedom < 1:
        return Estimate(mean, None, None, len(values))
    errors = values - (np.bincount(strata, values, len(weights)) / np.maximum(counts, 1))[strata]
    half = t_quantile(freedom, level) * math.sqrt(float(errors @ errors) / freedom / effective)
    return Estimate(mean, mean - half, mean + half, len(values))


def _median(values: Floats, each: Floats, effective: float, level: float) -> Estimate:
    """The median of weighed observations; its interval by Woodruff (1952): that of the share below it, read
    back on the scale of the values.
    """
    order = np.argsort(values, kind="stable")
    ordered, below = values[order], np.cumsum(each[order])
    shares = (0.5, *wilson(0.5, effective, level))
    places = np.minimum(np.searchsorted(below, np.asarray(shares) - 1e-12), len(values) - 1)
    value, low, high = (float(found) for found in ordered[places])
    return Estimate(value, low, high, len(values))
