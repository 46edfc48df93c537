"""The attacker: what can a reader work out about hidden counts from everything that is shown?

A reader knows which counts add up to which, and that no count is negative. For every hidden count a linear
program finds the lowest and the highest value that fits with all that is shown.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy

from omzien.insight.disclosure.evidence import Relation

ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a hidden count may have for all that a reader knows."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How many steps there are between the ends; 0: the count is known."""
        return self.high - self.low


def intervals(
    known: Mapping[str, float],
    relations: Sequence[Relation],
    bounds: Mapping[str, tuple[float, float]],
    wanted: Collection[str],
) -> dict[str, Interval]:
    """The interval of every wanted count.

    `bounds` has every hidden count, with what is known of it beforehand (for example 0 to infinity).
    """
    found: dict[str, Interval] = {}
    for keys, bundle in components(bounds, relations):
        if not set(wanted).isdisjoint(keys):
            found |= _solve(keys, bundle, known, bounds, wanted)
    return found


def components(
    hidden: Collection[str], relations: Sequence[Relation]
) -> Iterator[tuple[list[str], list[Relation]]]:
    """The hidden counts in groups that hang together by relations, each with its relations."""
    left = {key: index for index, key in enumerate(hidden)}
    touching: dict[str, list[Relation]] = {key: [] for key in hidden}
    for relation in relations:
        for key in relation.keys:
            if key in touching:
                touching[key].append(relation)
    while left:
        group = _reach(next(iter(left)), touching)
        for key in group:
            del left[key]
        yield group, list({id(r): r for key in group for r in touching[key]}.values())


def _reach(start: str, touching: Mapping[str, Sequence[Relation]]) -> list[str]:
    group, border = {start: None}, [start]
    while border:
        for relation in touching[border.pop()]:
            fresh = [key for key in relation.keys if key in touching and key not in group]
            group |= dict.fromkeys(fresh)
            border += fresh
    return list(group)


def _solve(
    keys: Sequence[str],
    relations: Sequence[Relation],
    known: Mapping[str, float],
    bounds: Mapping[str, tuple[float, float]],
    wanted: Collection[str],
) -> dict[str, Interval]:
    asked = [(index, key) for index, key in enumerate(keys) if key in wanted]
    if not relations:
        return {key: Interval(*bounds[key]) for _, key in asked}
    program = _program(keys, relations, known, bounds)
    return {key: Interval(*_ends(program, index, bounds[key])) for index, key in asked}


def _program(
    keys: Sequence[str],
    relations: Sequence[Relation],
    known: Mapping[str, float],
    bounds: Mapping[str, tuple[float, float]],
) -> highspy.Highs:
    program = highspy.Highs()  # type: ignore[no-untyped-call]
    program.setOptionValue("output_flag", False)
    place = {key: index for index, key in enumerate(keys)}
    for key in keys:
        program.addVar(*bounds[key])
    for relation in relations:
        shown = sum(known[key] * weight for key, weight in relation.terms if key not in place)
        terms = [(place[key], float(weight)) for key, weight in relation.terms if key in place]
        low = -shown if relation.exact else -highspy.kHighsInf
        program.addRow(
            low, -shown, len(terms), [index for index, _ in terms], [weight for _, weight in terms]
        )
    return program


def _ends(program: highspy.Highs, index: int, bound: tuple[float, float]) -> tuple[float, float]:
    """The whole numbers at both ends; when the solver gives no answer, nothing is taken to be known but the
    bound.
    """
    program.changeColCost(index, 1.0)
    ends = [_optimum(program, sense) for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)]
    program.changeColCost(index, 0.0)
    low = bound[0] if ends[0] is None else -(-(ends[0] - ROUNDING) // 1)
    high = bound[1] if ends[1] is None else (ends[1] + ROUNDING) // 1
    return low, high


def _optimum(program: highspy.Highs, sense: highspy.ObjSense) -> float | None:
    program.changeObjectiveSense(sense)
    program.run()
    status = program.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return float(program.getInfo().objective_function_value)
    if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    raise RuntimeError(f"the disclosure audit has no answer: {status}")
