"""Quantiles of the normal and of Student's distribution, without a library of statistics."""

import math
from functools import cache
from statistics import NormalDist

LEVEL = 0.95  # of every interval that says no other
EXACT_UP_TO = 20  # degrees of freedom; beyond it the expansion is right to six digits


def z_quantile(level: float = LEVEL) -> float:
    """The number of standard errors on either side of a normal estimate: 1.96 for 95%."""
    return NormalDist().inv_cdf((1 + level) / 2)


@cache
def t_quantile(freedom: int, level: float = LEVEL) -> float:
    """The same for Student's distribution with these degrees of freedom (at least 1): 2.26 for 9 and 95%.

    Exact up to EXACT_UP_TO by the finite sums of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4; beyond it by
    their expansion around the normal distribution, 26.7.5.
    """
    if freedom < 1:
        raise ValueError("Student's distribution has at least one degree of freedom")
    return _inverted(freedom, level) if freedom <= EXACT_UP_TO else expanded(freedom, z_quantile(level))


def _inverted(freedom: int, level: float) -> float:
    low, high = 0.0, math.pi / 2  # of the angle whose tangent is t / √freedom
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < level else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _within(angle: float, freedom: int) -> float:
    """The probability between -t and t."""
    cosine = math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for place in range(2 + odd, freedom - 1, 2):
        term *= cosine**2 * (place - 1) / place
        total += term
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total


def expanded(freedom: float, z: float) -> float:
    """Also of a column of numbers, for who reckons where the rows are."""
    terms: tuple[float, ...] = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum((term / freedom**power for power, term in enumerate(terms[1:], 1)), terms[0])
