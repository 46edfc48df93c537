"""Samples as columns of numbers: what is not known is not a number, a text is the place of it in a list."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from omzien.insight.effects.intervals import Floats, Ints


def numbers(column: Sequence[Any]) -> Floats:
    """Whole numbers, yes or no, as floats; None is not a number."""
    return np.array(column, dtype=np.float64)


def places(column: Iterable[Hashable]) -> tuple[Ints, list[Any]]:
    """Of each value its place in a list of all that occur, in the order in which they first do."""
    known: dict[Any, int] = {}
    found = [known.setdefault(value, len(known)) for value in column]
    return np.array(found, dtype=np.int64), list(known)


def together(*columns: Sequence[Any]) -> Ints:
    """Of each row the number of the group of rows that are alike in all columns (from 0, not all occur)."""
    found = np.zeros(len(columns[0]) if columns else 0, np.int64)
    for column in columns:
        coded, known = places(column)
        found = found * len(known) + coded
    return found


def months_later(days: Ints, months: int) -> Ints:
    """The same day of the month so many months later, or the last day of that month; days since 1970."""
    own = days.astype("datetime64[D]")
    month = own.astype("datetime64[M]")
    place = own - month.astype("datetime64[D]")
    later = month + months
    last = (later + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    found: Ints = np.minimum(later.astype("datetime64[D]") + place, last).astype(np.int64)
    return found
