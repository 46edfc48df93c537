"""Random, but exactly so many: what the generator draws with, always for whole columns at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
K = TypeVar("K")

NONE = np.iinfo(np.int32).min  # a day or a reference that is not there


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of code keys: `index` points into `keys`, -1 where nothing was said."""

    keys: tuple[str, ...]
    index: Ints

    def __len__(self) -> int:
        return len(self.index)

    def __getitem__(self, rows: Ints | Bools) -> "Coded":
        return Coded(self.keys, self.index[rows])

    def among(self, *keys: str) -> Bools:
        """Where the value is one of these keys."""
        return np.isin(self.index, [place for place, key in enumerate(self.keys) if key in keys])

    def only(self, rows: Bools) -> "Coded":
        """The same column, with nothing said outside these rows."""
        return Coded(self.keys, np.where(rows, self.index, -1))

    def renamed(self, names: Mapping[str, str]) -> "Coded":
        """Other keys for these; nothing is said any more where a key has no other name."""
        places = np.array(
            [*(place if key in names else -1 for place, key in enumerate(self.keys)), -1], np.int64
        )
        return Coded(tuple(names.get(key, key) for key in self.keys), places[self.index])


def unsaid(count: int) -> Coded:
    """A column in which nobody said anything."""
    return Coded((), np.full(count, -1, np.int64))


def joined(columns: Sequence[Coded]) -> Coded:
    """Columns one below the other; their keys need not be the same."""
    keys = tuple(dict.fromkeys(key for column in columns for key in column.keys))
    return Coded(keys, np.concatenate([_renumbered(column, keys) for column in columns]))


def _renumbered(column: Coded, keys: tuple[str, ...]) -> Ints:
    places = np.array([*(keys.index(key) for key in column.keys), -1], np.int64)
    return places[column.index]


def apportion(total: int, shares: Sequence[float]) -> Ints:
    """Whole numbers in the proportion of the shares that add up to `total` (largest remainders)."""
    exact = np.asarray(shares, np.float64) / sum(shares) * total
    counts = np.floor(exact).astype(np.int64)
    left = total - int(counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:left]] += 1
    return counts


class Draw:
    """One stream of chance. The same seed and the same questions give the same answers."""

    def __init__(self, *seed: int) -> None:
        self.rng = np.random.Generator(np.random.PCG64(list(seed)))

    def spread(self, count: int, shares: Mapping[str, float]) -> Coded:
        """A shuffled column in which each key occurs exactly as often as its share says."""
        keys = tuple(shares)
        index = np.repeat(np.arange(len(keys)), apportion(count, list(shares.values())))
        return Coded(keys, self.rng.permutation(index))

    def some(self, count: int, chosen: int) -> Bools:
        """`chosen` rows out of `count`, exactly."""
        rows = np.zeros(count, np.bool_)
        rows[self.rng.permutation(count)[:chosen]] = True
        return rows

    def part(self, rows: Bools, share: float) -> Bools:
        """This share of the rows that are true, exactly (rounded)."""
        places = self.rng.permutation(np.flatnonzero(rows))
        chosen = np.zeros(len(rows), np.bool_)
        chosen[places[: round(share * len(places))]] = True
        return chosen

    def lag(self, count: int, median: float, spread: float, longest: int) -> Ints:
        """Days, skewed to the right: half under the median, a few very long (lognormal)."""
        days = np.exp(self.rng.normal(np.log(median), spread, count))
        return np.minimum(np.rint(days), longest).astype(np.int64)

    def between(self, low: Ints, high: Ints) -> Ints:
        """A whole number from low up to and with high, row by row."""
        return low + np.floor(self.rng.random(len(low)) * (high - low + 1)).astype(np.int64)

    def below(self, count: int, limit: int) -> Ints:
        """Whole numbers from 0 up to limit (exclusive)."""
        return self.rng.integers(0, limit, count)
