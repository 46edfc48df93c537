"""What closing an intervention asks for (its service says), and what closing leaves behind."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from omzien.gate.refused import Problem

AFTER_CARE_DAYS = (
    183  # half a year in which the worker still reaches the record, for questions and the follow-up
)


SHORTEST_REASON = 10  # characters


class Missing(StrEnum):
    """What is still missing before an intervention may be closed."""

    GOAL = "goal"
    JUDGEMENT = "judgement"
    END_MEASUREMENT = "end_measurement"
    RESULT = "result"


SENTENCES = {
    Missing.GOAL: "this service closes with at least one goal: set it first",
    Missing.JUDGEMENT: "say of every goal whether it was met",
    Missing.END_MEASUREMENT: "this service closes with an end measurement: do it first",
    Missing.RESULT: "choose the result",
}


@dataclass(frozen=True, slots=True)
class Demands:
    """What the service's set-up demands."""

    goal: bool = False
    end_measurement: bool = False
    result: bool = True


@dataclass(frozen=True, slots=True)
class Dossier:
    """What there is of one intervention at the moment of closing."""

    form: str
    goals: int = 0
    goals_judged: int = 0
    end_measured: bool = False
    result_chosen: bool = False


def missing_at_closing(demands: Demands, dossier: Dossier, *, broken_off: bool = False) -> list[Missing]:
    """What is still missing, in the order in which a worker meets it; empty: it may be closed.

    Goals and measurements are asked of a trajectory only: light support and advice have no plan. Of support
    that was broken off (moved, died, out of sight) only the result is asked: the rest cannot be done any
    more.
    """
    planned = dossier.form == "trajectory" and not broken_off
    asked = {
        Missing.GOAL: planned and demands.goal and not dossier.goals,
        Missing.JUDGEMENT: planned and demands.goal and dossier.goals_judged < dossier.goals,
        Missing.END_MEASUREMENT: planned and demands.end_measurement and not dossier.end_measured,
        Missing.RESULT: demands.result and not dossier.result_chosen,
    }
    return [what for what, is_missing in asked.items() if is_missing]


def still_missing(
    demands: Demands, form: str, attainments: Collection[str], *, end_measured: bool
) -> list[Missing]:
    """The same while the support runs, when no result is chosen yet; of each goal how far it was attained."""
    judged = sum(bool(attainment) for attainment in attainments)
    return missing_at_closing(demands, Dossier(form, len(attainments), judged, end_measured))


def after_care_until(closed_on: date) -> date:
    """The last day on which the treatment relation still holds after closing."""
    return closed_on + timedelta(days=AFTER_CARE_DAYS)


def follow_up_due(closed_on: date, days: int | None) -> date | None:
    """The day of the follow-up call that the service plans; None when it plans none."""
    return None if days is None else closed_on + timedelta(days=days)


def call_problems(closed_on: date, due_on: date | None, *, field: str) -> Iterator[Problem]:
    """The follow-up call comes after the closing; None: there will be none."""
    if due_on is not None and due_on <= closed_on:
        yield Problem("the follow-up call comes after the closing", field)


def reopening_problems(closed_on: date | None, *, today: date, reason: str) -> Iterator[Problem]:
    """What was closed is opened again within the after-care period, and somebody says why.

    After that the treatment relation has ended: the resident comes back with a new registration.
    """
    if closed_on is None:
        yield Problem("this is not closed")
    elif today > after_care_until(closed_on):
        values = {"day": after_care_until(closed_on)}
        yield Problem("this could be opened again until %(day)s: make a new registration", "reason", values)
    if len(reason.strip()) < SHORTEST_REASON:
        least = {"least": SHORTEST_REASON}
        yield Problem("say in at least %(least)s characters why it is opened again", "reason", least)
