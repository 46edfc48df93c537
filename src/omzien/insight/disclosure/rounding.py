"""Rounding instead of hiding: every count is published as a multiple of a base next to it.

Each count goes to one of the two multiples around it, so that a reader knows it to within the base less one.
Which of the two is chosen so that rows still add up, and so little as possible moves (controlled rounding:
Cox 1987, A constructive procedure for unbiased controlled rounding, Journal of the American Statistical
Association 82; Hundepool et al. 2012, section 4.5). Zeros stay. Shares are those of the rounded counts; means
and extremes of few people are hidden as ever.
"""

from collections.abc import Mapping

import highspy

from omzien.insight.disclosure.evidence import REST, Evidence
from omzien.insight.disclosure.linked import Linked
from omzien.insight.disclosure.values import Raw, Shown, State

BASE = 5
NOT_ADDING_UP = 10.0  # what a unit by which a row does not add up costs, beside a unit by which a count moves


def rounded(evidence: Evidence, threshold: int, base: int = BASE) -> dict[str, Shown]:
    """Every number of the evidence with its counts as multiples of `base`.

    `threshold`: a mean or an extreme that stands on fewer observations is hidden. Raises ValueError when the
    evidence has earlier publications: a count that was published exactly cannot be rounded any more.
    """
    if any(raw.earlier for raw in evidence.numbers.values()):
        raise ValueError("counts were published before as they are: hide, do not round")
    linked = Linked(evidence, threshold)
    multiples = _multiples(linked, base)
    values = {key: multiples[place] for key, place in linked.place.items()}
    return {
        key: _shown(key, raw, values, evidence, threshold, base)
        for key, raw in evidence.numbers.items()
        if not key.startswith(REST)
    }


def _multiples(linked: Linked, base: int) -> list[float]:
    """One of the two multiples around every count, chosen together."""
    program = highspy.Highs()  # type: ignore[no-untyped-call]
    program.setOptionValue("output_flag", False)
    for number, count in enumerate(linked.counts):
        low, left = divmod(count.value, base)
        program.addVar(low, low + (left > 0))
        program.changeColCost(number, base - 2 * left)
        program.changeColIntegrality(number, highspy.HighsVarType.kInteger)
    for row in linked.rows:
        over, under = program.getNumCol(), program.getNumCol() + 1
        for _ in (over, under):
            program.addVar(0.0, highspy.kHighsInf)
        program.changeColCost(over, NOT_ADDING_UP)
        program.changeColCost(under, NOT_ADDING_UP if row.exact else 0.0)
        terms = dict(row.terms) | {over: -1.0, under: 1.0}
        program.addRow(0.0, 0.0, len(terms), list(terms), list(terms.values()))
    program.run()
    return [base * round(each) for each in program.getSolution().col_value[: len(linked.counts)]]


def _shown(
    key: str, raw: Raw, values: Mapping[str, float], evidence: Evidence, threshold: int, base: int
) -> Shown:
    if raw.value is None:
        return Shown(State.ABSENT, raw.style, figure=raw.figure)
    if raw.counted:
        return Shown(State.SHOWN, raw.style, values[key], raw.figure, threshold, within=base - 1)
    if raw.is_ratio:
        return _ratio(raw, values, threshold, base)
    if any(0 < (evidence.value(one) or 0) < threshold for one in raw.basis):
        return Shown(State.HIDDEN, raw.style, figure=raw.figure, threshold=threshold)
    return Shown(State.SHOWN, raw.style, raw.value, raw.figure, threshold)


def _ratio(raw: Raw, values: Mapping[str, float], threshold: int, base: int) -> Shown:
    part, whole = (values[one] for one in raw.basis)
    if not whole:
        return Shown(State.HIDDEN, raw.style, figure=raw.figure, threshold=threshold)
    value = part / whole - (raw.style.form == "change")
    return Shown(State.SHOWN, raw.style, value, raw.figure, threshold, within=base - 1)
