"""The day's work: what came in, who waits, whose support is running, whom to call."""

from datetime import date

from django.db.models import Max, Min, Q

from omzien.casework.models import FollowUp, Intervention, Question, Registration
from omzien.casework.policy import FOLLOW_UP, QUESTIONS, READ_REGISTRATIONS, SUPPORT, TRIAGE
from omzien.casework.queries.dossier import questions_by_registration
from omzien.casework.queries.naming import name_of, named, resident_name
from omzien.casework.queries.rows import CaseRow, FollowUpRow, InboxRow, WaitRow
from omzien.casework.rules.waiting import Norms, Wait, waits
from omzien.gate.visit import Role, Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.people.policy import FIND_RESIDENT

UNTOUCHED = Q(triage="", explored_on=None, closed_on=None)
WAITING = Q(closed_on=None) & ~Q(triage__in=["advice_done", "elsewhere"])


def inbox(visit: Visit, *, limit: int = 200) -> list[InboxRow]:
    """Registrations that nobody has looked at and that this visit may triage, oldest first (4 queries)."""
    rows = list(
        Registration.objects.under(TRIAGE, visit)
        .filter(UNTOUCHED, interventions=None)
        .select_related("municipality", "channel", "team")
        .beside("worker", READ_WORKERS)
        .beside("resident", FIND_RESIDENT)
        .order_by("registered_on", "pk")[:limit]
    )
    found = [row.pk for row in rows]
    questions = questions_by_registration(
        Question.objects.under(QUESTIONS, visit).filter(registration__in=found)
    )
    return [
        InboxRow(
            id=row.pk,
            resident_id=row.resident_id,
            resident=resident_name(row.resident),
            registered_on=row.registered_on,
            municipality=row.municipality.name,
            channel=named(row.channel),
            domains=tuple(dict.fromkeys(question.domain for question in questions.get(row.pk, []))),
            team=name_of(row.team),
            worker=name_of(row.worker),
        )
        for row in rows
    ]


def caseload(visit: Visit) -> list[CaseRow]:
    """Open interventions, who was not seen for longest first (3 queries).

    One's own; a team lead's are those of the whole circle, without what break-glass opened.
    """
    the_teams = ~Q(resident_id__in=visit.opened)
    whose = the_teams if Role.TEAM_LEAD in visit.roles else Q(worker_id=visit.worker_id)
    rows = (
        Intervention.objects.under(SUPPORT, visit)
        .filter(whose, ended_on=None)
        .select_related("service")
        .annotate(last_contact_on=Max("contacts__held_on"))
        .beside("worker", READ_WORKERS)
        .beside("resident", FIND_RESIDENT)
    )
    cases = [_case(row, visit.today) for row in rows]
    return sorted(cases, key=lambda case: (-case.days_since_contact, case.id))


def _case(row: Intervention, today: date) -> CaseRow:
    last: date | None = getattr(row, "last_contact_on")  # noqa: B009
    return CaseRow(
        id=row.pk,
        registration_id=row.registration_id,
        resident_id=row.resident_id,
        resident=resident_name(row.resident),
        service=named(row.service),
        form=row.form,
        worker=name_of(row.worker),
        started_on=row.started_on,
        last_contact_on=last,
        days_since_contact=(today - (last or row.started_on)).days,
    )


def waiting_list(visit: Visit) -> list[WaitRow]:
    """Who waits now, for exploration or for support, the longest over the norm first (3 queries)."""
    rows = (
        Registration.objects.under(READ_REGISTRATIONS, visit)
        .filter(WAITING)
        .select_related("municipality", "organisation")
        .annotate(supported_on=Min("interventions__started_on"))
        .filter(supported_on=None)
        .beside("worker", READ_WORKERS)
        .beside("resident", FIND_RESIDENT)
    )
    found = [_wait_row(row, wait, visit.today) for row in rows if (wait := _running(row))]
    return sorted(found, key=lambda row: (row.deadline, row.registration_id))


def _running(row: Registration) -> Wait | None:
    house = row.organisation
    all_waits = waits(
        registered_on=row.registered_on,
        explored_on=row.explored_on,
        supported_on=None,
        closed_on=row.closed_on,
        norms=Norms(house.exploration_norm_days, house.support_norm_days),
    )
    return next((wait for wait in all_waits if wait.until is None), None)


def _wait_row(row: Registration, wait: Wait, today: date) -> WaitRow:
    return WaitRow(
        registration_id=row.pk,
        resident_id=row.resident_id,
        resident=resident_name(row.resident),
        municipality=row.municipality.name,
        step=wait.step.value,
        since=wait.since,
        deadline=wait.deadline,
        days=wait.days(today),
        over_norm=wait.over_norm(today),
        worker=name_of(row.worker),
    )


def follow_ups_due(visit: Visit, *, until: date) -> list[FollowUpRow]:
    """The calls that are planned up to and including a day and not made yet, the oldest first (3 queries)."""
    rows = (
        FollowUp.objects.under(FOLLOW_UP, visit)
        .filter(done_on=None, due_on__lte=until)
        .beside("resident", FIND_RESIDENT)
        .order_by("due_on", "pk")
    )
    ended = Intervention.objects.under(SUPPORT, visit).filter(pk__in=[row.intervention_id for row in rows])
    services = {one.pk: one.service for one in ended.select_related("service")}
    return [
        FollowUpRow(
            id=row.pk,
            resident_id=row.resident_id,
            resident=resident_name(row.resident),
            service=named(services[row.intervention_id]),
            due_on=row.due_on,
            overdue=row.due_on < visit.today,
        )
        for row in rows
    ]
