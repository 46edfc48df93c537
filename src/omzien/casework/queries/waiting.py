"""The waiting list, cut by page: who waits for which step, how long, against which norm, and why so long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from omzien.casework.models import Registration
from omzien.casework.queries.desk import norms_of, wait_of, waiting
from omzien.casework.queries.naming import People, name_of, named
from omzien.casework.queries.rows import Named
from omzien.casework.rules.waiting import Norms, WaitingFor
from omzien.gate.asked import Counts, counted_once, written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit

STEPS = tuple(step.value for step in WaitingFor)
_OF_STEP = {"exploration": Q(explored_on=None), "support": Q(explored_on__isnull=False)}
_UNEXPLAINED = {"exploration": Q(over_norm_reason=None), "support": Q(support_over_norm_reason=None)}


@dataclass(frozen=True, slots=True)
class WaitFilter:
    """What of the waiting list is asked for; empty is everything."""

    step: str = ""
    team: int | None = None
    municipality: int | None = None
    late: bool = False
    unexplained: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who waits. `reason`: why longer than the norm, where that was said."""

    registration_id: int
    resident_id: int
    resident: str
    municipality: str
    step: str
    since: date
    days: int
    norm: int
    over_norm: bool
    reason: Named | None
    team: str
    worker: str


@dataclass(frozen=True, slots=True)
class WaitTotal:
    """Of one step: how many wait, longer than the norm, and of those without a reason. Counted."""

    step: str
    norm: int
    all: int
    late: int
    unexplained: int


def wait_totals(visit: Visit) -> list[WaitTotal]:
    """The totals per step, each registration counted once (2 queries)."""
    norms = norms_of(visit)
    found = _totals(visit, norms=norms)
    return [
        WaitTotal(step, norm, *(found[f"{step}_{what}"] for what in ("all", "late", "unexplained")))
        for step, norm in (("exploration", norms.exploration), ("support", norms.support))
    ]


@counted_once
def _totals(visit: Visit, *, norms: Norms) -> Counts:
    late = Q(deadline__lt=visit.today)
    wanted: dict[str, Q] = {}
    for step in STEPS:
        wanted[f"{step}_all"] = _OF_STEP[step]
        wanted[f"{step}_late"] = _OF_STEP[step] & late
        wanted[f"{step}_unexplained"] = _OF_STEP[step] & late & _UNEXPLAINED[step]
    return waiting(visit, norms), wanted


def waiting_rows(visit: Visit, *, asked: WaitFilter, start: int = 0, limit: int = 26) -> Sequence[WaitingRow]:
    """Who waits, the longest over the norm first, from a place in the list on (4 queries)."""
    rows = _shown(visit, asked=asked, norms=norms_of(visit), start=start, limit=limit)
    found = list(rows)
    people = People(visit, found)
    return [_row(row, visit.today, people) for row in found]


@written_once
def _shown(
    visit: Visit, *, asked: WaitFilter, norms: Norms, start: int, limit: int
) -> SightQuerySet[Registration]:
    rows = waiting(visit, norms).filter(_asked(visit, asked))
    reasons = "over_norm_reason", "support_over_norm_reason"
    named_ = rows.select_related("municipality", "organisation", "team", *reasons)
    return named_.order_by("deadline", "pk")[start : start + limit]


def _asked(visit: Visit, asked: WaitFilter) -> Q:
    wanted = _OF_STEP.get(asked.step, Q())
    if asked.team is not None:
        wanted &= Q(team_id=asked.team) if asked.team else Q(team=None, worker=None)
    if asked.municipality is not None:
        wanted &= Q(municipality_id=asked.municipality)
    if asked.late or asked.unexplained:
        wanted &= Q(deadline__lt=visit.today)
    if asked.unexplained:
        of = [_OF_STEP[step] & _UNEXPLAINED[step] for step in STEPS]
        wanted &= of[0] | of[1]
    return wanted


def _row(row: Registration, today: date, people: People) -> WaitingRow:
    wait = wait_of(row)
    to_explore = wait.step is WaitingFor.EXPLORATION
    return WaitingRow(
        registration_id=row.pk,
        resident_id=row.resident_id,
        resident=people.resident(row),
        municipality=row.municipality.name,
        step=wait.step.value,
        since=wait.since,
        days=wait.days(today),
        norm=wait.norm,
        over_norm=wait.over_norm(today),
        reason=named(row.over_norm_reason if to_explore else row.support_over_norm_reason),
        team=name_of(row.team),
        worker=people.worker(row),
    )
