"""Growth on the ZRM: by domain, by who scored it, and by version of the instrument, none of them mixed.

Where the resident had a question about a domain and where not (spill-over) stand apart. Who started at the
top could not grow: they are counted, and pull the mean down.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from omzien.insight.effects.intervals import Estimate, mean_margin
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Category, Selection
from omzien.insight.figures.store import store_of
from omzien.insight.figures.units import GROWTH, categories_of, rows_of


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth on one domain, as one view of one version of the instrument saw it.

    `ended` trajectories have a level at the start or at the end, `pairs` have both; the mean levels `start`
    and `end` and the `growth` (end minus start, points) are of the pairs. `deviation` is the standard
    deviation of the growth. `at_the_top` pairs started at the highest level. `is_asked`: these residents had
    a question on the domain.
    """

    instrument: str
    view: str
    item: Category
    is_asked: bool
    ended: int
    pairs: int
    start: float | None
    end: float | None
    growth: Estimate
    deviation: float | None
    better: int
    same: int
    worse: int
    at_the_top: int

    @property
    def coverage(self) -> float | None:
        """The share of the trajectories with this domain that has both start and end."""
        return self.pairs / self.ended if self.ended else None


def growth(snapshot: Snapshot, selection: Selection) -> tuple[Growth, ...]:
    """Growth in the interventions that ended in the selection: the newest version first, the professional
    before the resident, domains with a question before those without, each in their order.
    """
    rows = rows_of(snapshot, selection, GROWTH)
    named = {one.key: one for one in categories_of(snapshot, "item", rows["item"])}
    return growth_of(rows, named)


def instrument_names(snapshot: Snapshot) -> dict[str, str]:
    """What each version of an instrument is called, by its key."""
    told = "SELECT DISTINCT instrument, instrument_name, version FROM items"
    return {
        key: f"{name or key} {version or ''}".strip() for key, name, version in store_of(snapshot).rows(told)
    }


def growth_of(rows: Mapping[str, Sequence[Any]], items: Mapping[str, Category]) -> tuple[Growth, ...]:
    """The same of rows that are there: the columns of GROWTH."""
    lines = [dict(zip(rows, values, strict=True)) for values in zip(*rows.values(), strict=True)]
    order = {key: place for place, key in enumerate(items)}
    lines.sort(key=lambda line: (line["view"], not line["is_asked"], order[line["item"]]))
    lines.sort(key=lambda line: str(line["instrument"]), reverse=True)
    return tuple(_growth(line, items[line["item"]]) for line in lines)


def _growth(line: Mapping[str, Any], item: Category) -> Growth:
    pairs = line["pairs"]
    start, end = (line[name] / pairs if pairs else None for name in ("start", "end"))
    deviation = _deviation(line["end"] - line["start"], line["squares"], pairs) if pairs > 1 else None
    return Growth(
        line["instrument"],
        line["view"],
        item,
        line["is_asked"],
        line["ended"],
        pairs,
        start,
        end,
        _mean(start, end, deviation, pairs),
        deviation,
        line["better"],
        pairs - line["better"] - line["worse"],
        line["worse"],
        line["at_the_top"],
    )


def _deviation(total: int, squares: int, n: int) -> float:
    """Of a sample, from whole numbers: exact until the last step."""
    return math.sqrt((n * squares - total * total) / (n * (n - 1)))


def _mean(start: float | None, end: float | None, deviation: float | None, n: int) -> Estimate:
    """The mean difference of pairs, with the interval of a paired comparison (Student, 1908)."""
    if start is None or end is None:
        return Estimate(None, None, None, n)
    mean, margin = end - start, None if deviation is None else mean_margin(deviation, n)
    if margin is None:
        return Estimate(mean, None, None, n)
    return Estimate(mean, mean - margin, mean + margin, n)
