"""What came of the support and who came back, with the counts that each estimate stands on.

Nothing here is hidden afterwards: what would tell of few is told together. Services of which too few goals
were met, or not met, are one row. A curve that steps up with every return would tell of each of them when it
was: it is told by whole months, each with enough who came since the one before.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.values import Style
from omzien.insight.effects import WINDOWS, Curve, Estimate, returns
from omzien.insight.effects.intervals import NOTHING
from omzien.insight.effects.results import goals_met
from omzien.insight.effects.returns import DAYS_A_MONTH
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Category, Selection
from omzien.insight.figures.units import GOALS, RETURNS, categories_of, rows_of, template_of

MONTHS = range(1, max(WINDOWS) + 1)
BY = ("service",)
OTHERS = Category("others", "andere werksoorten", "other services", (9, ""))


def count_results(
    evidence: Evidence, snapshot: Snapshot, selection: Selection, threshold: int
) -> tuple[Category, ...]:
    """The goals that were met by service: the services that are told apart, fewer than two are none."""
    rows = rows_of(snapshot, selection, GOALS, BY)
    few = few_goals(rows, threshold)
    rows["by0"] = [OTHERS.key if service in few else service for service in rows["by0"]]
    named = categories_of(snapshot, "service", [key for key in rows["by0"] if key != OTHERS.key])
    parts = [(service, met) for service, met in goals_met(rows, (*named, OTHERS)) if met.n]
    if len(parts) < 2:
        return ()
    for service, met in parts:
        _count_goals(evidence, service.key, met, selection)
    for whole, name in (("goals_judged", "judged"), ("goals_met_share.part", "met")):
        evidence.fills(whole, [f"results.{service.key}.{name}" for service, _ in parts])
    return tuple(service for service, _ in parts)


def few_goals(rows: Mapping[str, Sequence[Any]], threshold: int) -> Sequence[str]:
    """The services that are told as one: those without enough goals that were met, or not met, and as many
    of the next smallest as it takes to have enough together.
    """
    goals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for service, judged, met in zip(rows["by0"], rows["judged"], rows["met"], strict=True):
        goals[service][0] += met or 0
        goals[service][1] += (judged or 0) - (met or 0)
    ordered = sorted((one for one in goals if any(goals[one])), key=lambda service: min(goals[service]))
    for size in range(len(ordered)):
        together = [sum(column) for column in zip(*(goals[one] for one in ordered[:size]), strict=True)]
        if min([*goals[ordered[size]], *together]) >= threshold:
            return ordered[:size]
    return ordered


def _count_goals(evidence: Evidence, service: str, met: Estimate, selection: Selection) -> None:
    key, counts = f"results.{service}", {"met": round((met.value or 0) * met.n), "judged": met.n}
    whats = {"met": "goals_met_share.part", "judged": "goals_judged"}
    for name, number in counts.items():
        place = Place.of(whats[name], selection).at("service", service) if service != OTHERS.key else None
        evidence.count(f"{key}.{name}", number, Style(), "goals_met_share", quiet=name == "met", place=place)
    evidence.part_of(f"{key}.met", f"{key}.judged")
    _estimate(evidence, key, met, "goals_met_share", [f"{key}.{name}" for name in counts])


def count_returning(evidence: Evidence, snapshot: Snapshot, selection: Selection, threshold: int) -> None:
    """Who came back after a trajectory, by month; nothing of a month that cannot be told."""
    found = returns(snapshot, _of_trajectories(selection))
    known, whole, told = points(found.curve, threshold), "returning.of", list[str]()
    evidence.count(whole, found.interventions, Style(), "trajectories_ended", quiet=True)
    evidence.same(whole, "trajectories_ended")
    for months in MONTHS:
        key = f"returning.{months}"
        came, estimate = known.get(months, (0, NOTHING))
        if came:
            told.append(f"{key}.came")
            place = _within(selection, months)
            evidence.count(told[-1], came, Style(), "return_rate", quiet=True, place=place)
        _estimate(evidence, key, estimate, "return_rate", [*told[-1:], whole])
    for less, more in pairwise([*told, whole]):
        evidence.part_of(less, more)


def _within(selection: Selection, months: int) -> Place:
    """Who came back within so many months: the curve of a report that is made again is weighed with this one,
    also where it is read at other months.
    """
    these = ("months", tuple(str(month) for month in range(1, months + 1)))
    place = Place.of("returning", selection)
    return replace(place, narrowed=place.narrowed | {these})


def points(curve: Curve, threshold: int) -> dict[int, tuple[int, Estimate]]:
    """The months at which a curve may be read, with how many had come back by then: since the one before so
    many at least, with so many still followed.
    """
    found: dict[int, tuple[int, Estimate]] = {}
    before = 0
    for months in MONTHS:
        day = round(months * DAYS_A_MONTH)
        known = curve.days <= day
        came = int(curve.happened[known].sum())
        if day <= curve.steady and came - before >= threshold and curve.at_risk[known][-1] >= threshold:
            found[months] = came, curve.at(day)
            before = came
    return found


def compile_beforehand(selection: Selection) -> None:
    """Compile what is asked here, when it is not kept yet."""
    template_of(GOALS, selection, BY)
    template_of(RETURNS, _of_trajectories(selection))


def _of_trajectories(selection: Selection) -> Selection:
    return replace(selection, filters={"form": "trajectory"})


def _estimate(evidence: Evidence, key: str, estimate: Estimate, figure: str, basis: Sequence[str]) -> None:
    """A share with the two ends of its interval."""
    for name, value in (("share", estimate.value), ("low", estimate.low), ("high", estimate.high)):
        evidence.derive(f"{key}.{name}", value, Style("share", decimals=1), figure, basis)
