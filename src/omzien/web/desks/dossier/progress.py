"""How the support stands: what it still needs before it may be closed, and the growth in a small picture."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import GOALS
from omzien.casework.rules import Missing, still_missing
from omzien.gate.visit import Visit
from omzien.outcomes import queries as outcomes
from omzien.web.desks.measure.picture import GrowthRow, growth_row, growth_sentence
from omzien.web.kit.support import name_of_support

Measured = Sequence[outcomes.MeasuredRow]
OF_THE_PLAN = {Missing.GOAL: _("a goal"), Missing.JUDGEMENT: _("whether each goal was reached")}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is missing, for which support, and where it is filled in."""

    label: Any
    support: str
    url: str


@dataclass(frozen=True, slots=True)
class Spark:
    """The levels of the support that was measured last, first and last, as small bars."""

    instrument: str
    sentence: str
    first_on: date | None
    last_on: date
    rows: Sequence[GrowthRow]


def progress(
    visit: Visit,
    resident_id: int,
    running: Sequence[casework.InterventionRow],
    goals: Sequence[casework.GoalRow],
    *,
    is_measured: bool,
) -> dict[str, Any]:
    """What the page shows of it; without measurements nothing of them is asked (else 3 queries)."""
    measured = outcomes.measured_of(visit, resident_id=resident_id) if is_measured else []
    links = casework.measured_for(visit, resident_id=resident_id) if measured else {}
    moments = {(links.get(row.id), row.moment) for row in measured}
    asked = running if GOALS.open_to(visit) else ()
    return {
        "needs": [need for row in asked for need in _needs(row, resident_id, goals, moments)],
        "spark": _spark(visit, measured, links),
    }


def _needs(
    row: casework.InterventionRow,
    resident_id: int,
    goals: Sequence[casework.GoalRow],
    moments: Collection[tuple[int | None, str]],
) -> Iterator[Need]:
    """The result is no need: it is chosen when the support is closed."""
    attained = [goal.attainment for goal in goals if goal.intervention_id == row.id]
    measure = f"{reverse('measure', args=[resident_id])}?intervention_id={row.id}"
    ended = (row.id, "end") in moments
    for what in still_missing(row.demands, row.form, attained, end_measured=ended):
        if what is Missing.END_MEASUREMENT:
            is_started = (row.id, "start") in moments
            label = _("the end measurement") if is_started else _("the start measurement")
            yield Need(label, name_of_support(row), measure)
        elif what is not Missing.RESULT:
            yield Need(OF_THE_PLAN[what], name_of_support(row), reverse("plan", args=[row.id]))


def _spark(visit: Visit, measured: Measured, links: dict[int, int]) -> Spark | None:
    """From the professional's view; a talk is no measurement. The latest come first."""
    ours = [row for row in measured if row.measures_impact and row.view == "professional"]
    if not ours:
        return None
    last = ours[0]
    of_last = (last.instrument, links.get(last.id))
    first = [row for row in ours if (row.instrument, links.get(row.id)) == of_last][-1]
    levels = outcomes.levels_of(visit, measurement_ids=[first.id, last.id])
    only = first is last
    rows = [
        growth_row(item, None if only else told.get(first.id), told.get(last.id), highest=last.highest)
        for item, told in levels.items()
    ]
    started = None if only else first.measured_on
    return Spark(last.instrument_name, growth_sentence(rows, only=only), started, last.measured_on, rows)
