"""The day's work: who waits, whose support is running, whom to call."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, F, Max, Q, When
from django.db.models.functions import Cast, Coalesce

from omzien.casework.models import FollowUp, Intervention, Registration
from omzien.casework.policy import FOLLOW_UP, READ_REGISTRATIONS, SUPPORT
from omzien.casework.queries.naming import People, named
from omzien.casework.queries.rows import CaseRow, FollowUpRow, WaitRow
from omzien.casework.rules.waiting import Norms, Wait, waits
from omzien.casework.standing import norms_in
from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Role, Visit
from omzien.organisation.queries import own_organisation

WAITING = Q(closed_on=None) & ~Q(triage__in=["advice_done", "elsewhere"])


def running(visit: Visit) -> SightQuerySet[Any]:
    """Open interventions: one's own; a team lead's are the circle's, without what break-glass opened."""
    the_teams = ~Q(resident_id__in=visit.opened)
    whose = the_teams if Role.TEAM_LEAD in visit.roles else Q(worker_id=visit.worker_id)
    rows = Intervention.objects.under(SUPPORT, visit).filter(whose, ended_on=None)
    return rows.annotate(last_contact_on=Max("contacts__held_on")).annotate(
        seen_on=Coalesce("last_contact_on", "started_on")
    )


def caseload(visit: Visit, *, limit: int | None = None, unseen_since: date | None = None) -> list[CaseRow]:
    """Open interventions, who was not seen for longest first (3 queries).

    `unseen_since`: only who had no contact on that day or later.
    """
    found = list(cases(visit, limit=limit, unseen_since=unseen_since))
    people = People(visit, found)
    return [case_of(row, visit.today, people) for row in found]


@written_once
def cases(visit: Visit, *, limit: int | None, unseen_since: date | None = None) -> SightQuerySet[Any]:
    """The same, as rows with their service."""
    rows = running(visit).select_related("service").order_by("seen_on", "pk")
    if unseen_since:
        rows = rows.filter(seen_on__lt=unseen_since)
    return rows[:limit]


def case_of(row: Intervention, today: date, people: People) -> CaseRow:
    """One open intervention, of those that `running` gives."""
    last: date | None = getattr(row, "last_contact_on")  # noqa: B009
    return CaseRow(
        id=row.pk,
        registration_id=row.registration_id,
        resident_id=row.resident_id,
        resident=people.resident(row),
        service=named(row.service),
        form=row.form,
        worker=people.colleague(row),
        started_on=row.started_on,
        last_contact_on=last,
        days_since_contact=(today - (last or row.started_on)).days,
    )


def norms_of(visit: Visit) -> Norms:
    """How long anybody may wait in the organisation of this visit (1 query)."""
    return norms_in(own_organisation(visit))


def waiting(visit: Visit, norms: Norms) -> SightQuerySet[Any]:
    """Who waits now, each with the last day within the norm of the step: `Wait.deadline`, said in SQL."""
    to_explore = F("registered_on") + timedelta(days=norms.exploration)
    to_support = F("explored_on") + timedelta(days=norms.support)
    deadline = Case(
        When(explored_on=None, then=Cast(to_explore, DateField())), default=Cast(to_support, DateField())
    )
    rows = Registration.objects.under(READ_REGISTRATIONS, visit).filter(WAITING, interventions=None)
    return rows.annotate(deadline=deadline)


@written_once
def longest_waiting(visit: Visit, *, norms: Norms, limit: int | None) -> SightQuerySet[Any]:
    """The same as rows, the longest over the norm first."""
    rows = waiting(visit, norms).select_related("municipality", "organisation")
    return rows.order_by("deadline", "pk")[:limit]


def waiting_list(visit: Visit, *, limit: int | None = None) -> list[WaitRow]:
    """Who waits now, for exploration or for support, the longest over the norm first (4 queries)."""
    found = list(longest_waiting(visit, norms=norms_of(visit), limit=limit))
    people = People(visit, found)
    return [wait_row(row, visit.today, people) for row in found]


def wait_of(row: Registration) -> Wait:
    """The wait that lasts, of a registration that is known to wait."""
    all_waits = waits(
        registered_on=row.registered_on,
        explored_on=row.explored_on,
        supported_on=None,
        closed_on=None,
        norms=norms_in(row.organisation),
    )
    return next(wait for wait in all_waits if wait.until is None)


def wait_row(row: Registration, today: date, people: People) -> WaitRow:
    """One registration that waits."""
    wait = wait_of(row)
    return WaitRow(
        registration_id=row.pk,
        resident_id=row.resident_id,
        resident=people.resident(row),
        municipality=row.municipality.name,
        step=wait.step.value,
        since=wait.since,
        deadline=wait.deadline,
        days=wait.days(today),
        over_norm=wait.over_norm(today),
        worker=people.worker(row),
    )


def due(visit: Visit, until: date) -> SightQuerySet[FollowUp]:
    """The calls that are planned up to and including a day and not made yet, the oldest first."""
    rows = FollowUp.objects.under(FOLLOW_UP, visit).filter(done_on=None, due_on__lte=until)
    return rows.order_by("due_on", "pk")


def follow_up(visit: Visit, *, follow_up_id: int) -> FollowUpRow:
    """One call, made or not, or `Absent` (3 queries)."""
    row = FollowUp.objects.under(FOLLOW_UP, visit).one(pk=follow_up_id)
    return calls_of(visit, [row], People(visit, [row]))[0]


def follow_ups_due(
    visit: Visit, *, until: date, limit: int | None = None, mine: bool = False
) -> list[FollowUpRow]:
    """The calls that are planned up to and including a day and not made yet, the oldest first (3 queries).

    `mine`: only after support that this worker gave.
    """
    found = list(calls_due(visit, until, limit=limit, mine=mine))
    return calls_of(visit, found, People(visit, found))


@written_once
def calls_due(visit: Visit, until: date, *, limit: int | None, mine: bool = False) -> SightQuerySet[FollowUp]:
    """The same, as rows."""
    rows = due(visit, until)
    if mine:
        rows = rows.filter(intervention__worker_id=visit.worker_id or 0)
    return rows[:limit]


def calls_of(visit: Visit, rows: list[FollowUp], people: People) -> list[FollowUpRow]:
    """Calls, each after the support of a service (1 query)."""
    ended = _served(visit, {row.intervention_id for row in rows})
    services = {one.pk: one.service for one in ended}
    return [
        FollowUpRow(
            id=row.pk,
            resident_id=row.resident_id,
            resident=people.resident(row),
            service=named(services[row.intervention_id]),
            due_on=row.due_on,
            overdue=row.due_on < visit.today,
        )
        for row in rows
    ]


@written_once
def _served(visit: Visit, intervention_ids: Collection[int]) -> SightQuerySet[Intervention]:
    rows = Intervention.objects.under(SUPPORT, visit).filter(pk__in=intervention_ids)
    return rows.select_related("service")
