"""Which intervention works best, for whom: what came of the support, by intervention, for a chosen group.

The unit is an intervention that ended. A resident with two of them, one after the other or side by side,
counts in each; the intervals take into account that these are of one person.

None of it proves that an intervention is the cause. There is no group that had no support, and workers choose
an intervention because of what they see: comparing within strata takes away the differences that were
recorded, and no others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from omzien.insight.effects.intervals import Estimate, Floats, Ints, Kind, estimate
from omzien.insight.effects.samples import numbers, places, together
from omzien.insight.effects.standardising import Compared, compared
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Category, Selection
from omzien.insight.figures.quantiles import LEVEL
from omzien.insight.figures.units import RESULTS, categories_of, rows_of

OutcomeName = Literal["goals_met", "growth", "days", "returned"]
OUTCOMES: Mapping[OutcomeName, Kind] = MappingProxyType(
    {"goals_met": "share", "growth": "mean", "days": "median", "returned": "share"}
)
Stratum = Literal["age", "domain", "problems"]
STRATA: tuple[Stratum, ...] = ("age", "domain", "problems")
MANY_PROBLEMS = 3  # so many domains below ENOUGH at the start, or more, are one stratum
EVERYTHING = Category("", "", "")
Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Observed:
    """The observations of one outcome: a value, of whom, in which part of the group and in which stratum."""

    values: Floats
    of: Ints
    part: Ints
    stratum: Ints


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one intervention.

    `interventions` ended, of `residents` different people; of some of these the outcome is not known, so that
    `raw` stands on fewer (of goals: on more) observations. `spread` is the standard deviation of a mean, and
    the two quartiles of a median. `alike` compares it with the others of the group within strata.
    """

    category: Category
    interventions: int
    residents: int
    raw: Estimate
    spread: tuple[float, ...]
    alike: Compared


@dataclass(frozen=True, slots=True)
class Results:
    """One outcome by intervention.

    `several` residents are counted in more than one part. `stands_out` are the keys of the parts that differ
    from the others within strata by more than chance, even though so many were compared (Bonferroni: Dunn,
    1961), with +1 or -1 for higher or lower.
    """

    outcome: OutcomeName
    whole: Part
    parts: tuple[Part, ...]
    several: int
    stands_out: Mapping[str, int]


def results(
    snapshot: Snapshot,
    selection: Selection,
    outcome: OutcomeName,
    by: str = "service",
    strata: Sequence[Stratum] = STRATA,
) -> Results:
    """What came of the interventions that ended in the selection, by a dimension of which each has one value.

    ValueError for a dimension or filter that interventions do not know.
    """
    rows = rows_of(snapshot, selection, RESULTS, (by, "age"))
    return results_of(rows, outcome, categories_of(snapshot, by, rows["by0"]), strata)


def results_of(
    rows: Columns, outcome: OutcomeName, categories: Sequence[Category], strata: Sequence[Stratum]
) -> Results:
    """The same of rows that are there: the columns of RESULTS, the part as `by0` and the age as `by1`."""
    order = {category.key: place for place, category in enumerate(categories)}
    part = np.array([order[key] for key in rows["by0"]], dtype=np.int64)
    of = places(rows["resident"])[0]
    seen = observed(outcome, rows, of, part, _strata(rows, strata))
    whole = _part(outcome, seen, of, np.zeros_like(part), 0, EVERYTHING)
    parts = tuple(_part(outcome, seen, of, part, place, one) for place, one in enumerate(categories))
    return Results(outcome, whole, parts, _several(of, part), _standing_out(OUTCOMES[outcome], seen, parts))


def goals_met(rows: Columns, categories: Sequence[Category]) -> list[tuple[Category, Estimate]]:
    """The share of the judged goals that was met, by part, of rows that are there: the columns of GOALS, and
    the part as `by0`; each as it was counted, nothing compared.
    """
    order = {category.key: place for place, category in enumerate(categories)}
    part = np.array([order[key] for key in rows["by0"]], dtype=np.int64)
    seen = observed("goals_met", rows, places(rows["resident"])[0], part, np.zeros_like(part))
    chosen = ((category, seen.part == place) for place, category in enumerate(categories))
    return [(category, estimate("share", seen.values[own], seen.of[own])) for category, own in chosen]


def observed(outcome: OutcomeName, rows: Columns, of: Ints, part: Ints, stratum: Ints) -> Observed:
    """The observations of an outcome: one of each intervention of which it is known, or one of each goal."""
    if outcome == "goals_met":
        judged, met = (np.nan_to_num(numbers(rows[name])).astype(np.int64) for name in ("judged", "met"))
        which = np.repeat(np.arange(len(judged)), judged)
        place = np.arange(len(which)) - np.repeat(np.cumsum(judged) - judged, judged)
        values = (place < met[which]).astype(np.float64)
    else:
        all_values = numbers(rows[outcome])
        which = np.flatnonzero(~np.isnan(all_values))
        values = all_values[which]
    return Observed(values, of[which], part[which], stratum[which])


def _strata(rows: Columns, names: Sequence[Stratum]) -> Ints:
    columns: dict[Stratum, Sequence[Any]] = {
        "age": rows["by1"],
        "domain": rows["main_domain"],
        "problems": [None if one is None else min(one, MANY_PROBLEMS) for one in rows["problems"]],
    }
    chosen = [columns[name] for name in names]
    return together(*chosen) if chosen else np.zeros(len(rows["resident"]), np.int64)


def _part(outcome: OutcomeName, seen: Observed, of: Ints, part: Ints, place: int, category: Category) -> Part:
    """One part; of EVERYTHING all observations are in it, and there are no others to compare with."""
    kind, whose = OUTCOMES[outcome], of[part == place]
    chosen = np.ones(len(seen.values), bool) if category is EVERYTHING else seen.part == place
    values = seen.values[chosen]
    return Part(
        category,
        len(whose),
        len(np.unique(whose)),
        estimate(kind, values, seen.of[chosen]),
        spread_of(kind, values),
        compared(kind, seen.values, seen.of, seen.stratum, chosen),
    )


def spread_of(kind: Kind, values: Floats) -> tuple[float, ...]:
    """How far observations lie apart: the standard deviation of a mean, the quartiles of a median."""
    if kind == "mean" and len(values) > 1:
        return (float(values.std(ddof=1)),)
    if kind == "median" and len(values):
        return tuple(float(one) for one in np.quantile(values, (0.25, 0.75)))
    return ()


def _several(of: Ints, part: Ints) -> int:
    """How many residents are in more than one part."""
    pairs = np.unique(np.stack([of, part]), axis=1)[0] if len(of) else of
    return int(np.count_nonzero(np.bincount(pairs) > 1)) if len(pairs) else 0


def _standing_out(kind: Kind, seen: Observed, parts: Sequence[Part]) -> Mapping[str, int]:
    level = 1 - (1 - LEVEL) / max(len(parts), 1)
    found: dict[str, int] = {}
    for place, part in enumerate(parts):
        chosen = seen.part == place
        told = compared(kind, seen.values, seen.of, seen.stratum, chosen, level).difference
        if not part.raw.thin and told.low is not None and told.high is not None and told.low * told.high > 0:
            found[part.category.key] = 1 if told.low > 0 else -1
    return MappingProxyType(found)
