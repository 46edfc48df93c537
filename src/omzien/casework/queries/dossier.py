"""One resident's dossier: registrations, interventions, goals and the story."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from omzien.casework.models import (
    Factor,
    Goal,
    Intervention,
    Question,
    Registration,
    Story,
)
from omzien.casework.policy import (
    FACTORS,
    GOALS,
    QUESTIONS,
    READ_REGISTRATIONS,
    READ_STORY,
    SUPPORT,
)
from omzien.casework.queries.naming import name_of, named
from omzien.casework.queries.rows import (
    GoalRow,
    InterventionRow,
    Named,
    QuestionRow,
    RegistrationRow,
)
from omzien.casework.rules.states import State, state_of
from omzien.casework.standing import demands_of, standings_of
from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.queries import worker_names


def registrations_of(visit: Visit, *, resident_id: int, with_names: bool = True) -> list[RegistrationRow]:
    """The registrations of a resident that this visit reaches, newest first (4 queries).

    Not `with_names`: the worker is told by id only, to be named with others (3 queries).
    """
    rows = list(_registrations(visit, resident_id))
    questions = questions_by_registration(_questions(visit, resident_id))
    states = {pk: state_of(standing) for pk, standing in standings_of(rows).items()}
    names = _names(visit, rows) if with_names else {}
    return [_registration(row, questions.get(row.pk, []), states[row.pk], names) for row in rows]


def _names(visit: Visit, rows: Iterable[Registration | Intervention]) -> Mapping[int, str]:
    return worker_names(visit, worker_ids={row.worker_id for row in rows if row.worker_id})


@written_once
def _registrations(visit: Visit, resident_id: int) -> SightQuerySet[Registration]:
    rows = Registration.objects.under(READ_REGISTRATIONS, visit).filter(resident_id=resident_id)
    reasons = "over_norm_reason", "support_over_norm_reason"
    named_ = rows.select_related("municipality", "channel", "referral_source", "team", *reasons)
    return named_.order_by("-registered_on", "-pk")


@written_once
def _questions(visit: Visit, resident_id: int) -> SightQuerySet[Question]:
    return in_order(Question.objects.under(QUESTIONS, visit).filter(registration__resident_id=resident_id))


@written_once
def questions_under(visit: Visit, registration_ids: Collection[int]) -> SightQuerySet[Question]:
    """The questions of these registrations, the main ones first."""
    rows = Question.objects.under(QUESTIONS, visit).filter(registration__pk__in=registration_ids)
    return in_order(rows)


def in_order(rows: SightQuerySet[Question]) -> SightQuerySet[Question]:
    """With what they are about, the main ones first."""
    return rows.select_related("domain", "subdomain").order_by("-is_main", "pk")


def registration(visit: Visit, *, registration_id: int) -> RegistrationRow:
    """One registration that this visit reaches, or `Absent` (5 queries)."""
    row = Registration.objects.under(READ_REGISTRATIONS, visit).one(pk=registration_id)
    of_resident = registrations_of(visit, resident_id=row.resident_id)
    return next(one for one in of_resident if one.id == registration_id)


def questions_by_registration(rows: SightQuerySet[Question]) -> dict[int, list[QuestionRow]]:
    """Questions per registration, in their order (1 query)."""
    found: defaultdict[int, list[QuestionRow]] = defaultdict(list)
    for row in rows:
        question = QuestionRow(named(row.domain), named(row.subdomain), row.is_main)
        found[row.registration_id].append(question)
    return found


def _registration(
    row: Registration, questions: list[QuestionRow], state: State, names: Mapping[int, str]
) -> RegistrationRow:
    return RegistrationRow(
        id=row.pk,
        resident_id=row.resident_id,
        registered_on=row.registered_on,
        municipality=row.municipality.name,
        channel=named(row.channel),
        referral_source=named(row.referral_source),
        triage=row.triage,
        state=state,
        team=name_of(row.team),
        worker=names.get(row.worker_id or 0, ""),
        worker_id=row.worker_id,
        explored_on=row.explored_on,
        over_norm_reason=named(row.over_norm_reason),
        support_over_norm_reason=named(row.support_over_norm_reason),
        closed_on=row.closed_on,
        questions=tuple(questions),
    )


def story(visit: Visit, *, registration_id: int) -> str:
    """The story of a registration.

    Empty when none was told, `Absent` when it is out of reach (at most 2 queries).
    """
    told = Story.objects.under(READ_STORY, visit).filter(registration_id=registration_id).first()
    if told:
        return told.text
    Registration.objects.under(READ_REGISTRATIONS, visit).one(pk=registration_id)
    if (
        Story.objects.unsealed("is there a story out of reach")
        .filter(registration_id=registration_id)
        .exists()
    ):
        raise Absent(f"story of registration {registration_id}")
    return ""


def stories_of(visit: Visit, *, resident_id: int) -> dict[int, str]:
    """The stories of a resident that this visit may read, by registration (1 query)."""
    return {row.registration_id: row.text for row in _stories(visit, resident_id)}


@written_once
def _stories(visit: Visit, resident_id: int) -> SightQuerySet[Story]:
    return Story.objects.under(READ_STORY, visit).filter(resident_id=resident_id)


def interventions_of(visit: Visit, *, resident_id: int, with_names: bool = True) -> list[InterventionRow]:
    """The interventions of a resident, newest first, with their factors (3 queries; 2 without names)."""
    rows = list(_interventions(visit, resident_id))
    names = _names(visit, rows) if with_names else {}
    factors: defaultdict[int, list[Named]] = defaultdict(list)
    for factor in _factors(visit, resident_id):
        factors[factor.intervention_id].append(named(factor.factor))
    return [_intervention(row, factors[row.pk], names) for row in rows]


@written_once
def _interventions(visit: Visit, resident_id: int) -> SightQuerySet[Intervention]:
    rows = Intervention.objects.under(SUPPORT, visit).filter(resident_id=resident_id)
    return rows.select_related("service", "kind", "team", "result").order_by("-started_on", "-pk")


@written_once
def _factors(visit: Visit, resident_id: int) -> SightQuerySet[Factor]:
    rows = Factor.objects.under(FACTORS, visit).filter(intervention__resident_id=resident_id)
    return rows.select_related("factor").order_by("factor__order", "pk")


@written_once
def factors_of(visit: Visit, intervention_id: int) -> SightQuerySet[Factor]:
    """The factors of one intervention, each with its entry of the code list."""
    rows = Factor.objects.under(FACTORS, visit).filter(intervention_id=intervention_id)
    return rows.select_related("factor")


def _intervention(row: Intervention, factors: list[Named], names: Mapping[int, str]) -> InterventionRow:
    return InterventionRow(
        id=row.pk,
        registration_id=row.registration_id,
        service=named(row.service),
        kind=named(row.kind),
        form=row.form,
        team=name_of(row.team),
        worker=names.get(row.worker_id or 0, ""),
        worker_id=row.worker_id,
        started_on=row.started_on,
        ended_on=row.ended_on,
        result=named(row.result),
        factors=tuple(factors),
        demands=demands_of(row.service),
    )


def goals_of(visit: Visit, *, resident_id: int) -> list[GoalRow]:
    """The goals of a resident, in the order in which they were set (1 query)."""
    return [goal_row(row) for row in _goals(visit, resident_id)]


@written_once
def _goals(visit: Visit, resident_id: int) -> SightQuerySet[Goal]:
    rows = Goal.objects.under(GOALS, visit).filter(resident_id=resident_id)
    return rows.select_related("domain").order_by("set_on", "pk")


def goal_row(row: Goal) -> GoalRow:
    """A goal as a page shows it."""
    return GoalRow(
        id=row.pk,
        intervention_id=row.intervention_id,
        text=row.text,
        domain=named(row.domain),
        set_on=row.set_on,
        attainment=row.attainment,
        judged_on=row.judged_on,
    )
