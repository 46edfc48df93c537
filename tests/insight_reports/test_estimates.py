"""What is told of results and of who came back tells of nobody: not by itself, and not by what is left."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.insight.effects import results
from omzien.insight.effects.results import goals_met
from omzien.insight.effects.survival import kaplan_meier
from omzien.insight.figures import Period, Selection
from omzien.insight.figures.units import GOALS, categories_of, rows_of
from omzien.insight.reports.annual.estimates import BY, MONTHS, few_goals, points
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, report, snapshot

Goals = Sequence[tuple[str, int, int]]  # of each intervention its service, the goals met and those not met
goals = st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(goals, st.integers(2, 20))
def test_in_every_row_enough_goals_were_met_and_enough_were_not(told: Goals, threshold: int):
    rows: dict[str, list[Any]] = {
        "by0": [service for service, _, _ in told],
        "judged": [met + other or None for _, met, other in told],
        "met": [met if met + other else None for _, met, other in told],
    }
    few = few_goals(rows, threshold)
    groups: dict[str, list[tuple[int, int]]] = {}
    for service, *numbers in told:
        groups.setdefault("" if service in few else service, []).append((numbers[0], numbers[1]))
    sums = [tuple(map(sum, zip(*group, strict=True))) for group in groups.values()]
    shown = [one for one in sums if any(one)]
    assert len(shown) <= 1 or all(min(one) >= threshold for one in shown)


@given(st.lists(st.tuples(st.integers(1, 900), st.booleans()), max_size=60), st.integers(2, 20))
def test_every_point_of_a_curve_tells_of_enough_people(told: list[tuple[int, bool]], threshold: int):
    days = np.array([day for day, _ in told], dtype=np.int64)
    curve = kaplan_meier(days, np.array([came for _, came in told], dtype=bool))
    found = points(curve, threshold)
    last = max(found, default=0)
    came = sum(1 for day, back in told if back and day <= round(last * 365.25 / 12))
    assert set(found) <= set(MONTHS)
    numbers = [0, *(number for number, _ in found.values())]
    assert numbers[-1] == came
    assert all(more - less >= threshold for less, more in pairwise(numbers))


def test_the_goals_of_the_report_are_those_of_the_page():
    asked = Selection(ORGANISATION, Period.year(YEAR), PLACE)
    rows = rows_of(snapshot(), asked, GOALS, BY)
    found = goals_met(rows, categories_of(snapshot(), *BY, rows["by0"]))
    parts = results(snapshot(), asked, "goals_met", strata=()).parts
    assert [service for service, _ in found] == [part.category for part in parts]
    for (_, met), part in zip(found, parts, strict=True):
        assert (met.value, met.n) == (part.raw.value, part.raw.n)
        assert (met.low, met.high) == pytest.approx((part.raw.low, part.raw.high))


def test_the_report_has_both_with_what_a_reader_must_know_first():
    tables = {table.key: table for table in report().tables}
    charts = {chart.key: chart for chart in report().charts}
    assert tables["results"].notes[0].startswith("Dit is geen bewijs")
    assert len(tables["results"].rows) > 1
    assert "Kaplan en Meier" in tables["returning"].notes[0]
    for row, chart in ((tables[key].rows[0], charts[key]) for key in ("results", "returning")):
        assert row.label in chart.alt
