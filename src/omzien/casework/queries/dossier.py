"""One resident's dossier: registrations, interventions, goals, the story, and the time line of it all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from omzien.casework.models import (
    Contact,
    ContactNote,
    Factor,
    FollowUp,
    Goal,
    Intervention,
    Question,
    Referral,
    Registration,
    Story,
)
from omzien.casework.policy import (
    CONTACTS,
    FACTORS,
    FOLLOW_UP,
    GOALS,
    QUESTIONS,
    READ_NOTES,
    READ_REGISTRATIONS,
    READ_STORY,
    REFER,
    SUPPORT,
)
from omzien.casework.queries.naming import name_of, named
from omzien.casework.queries.rows import (
    GoalRow,
    InterventionRow,
    Moment,
    Named,
    QuestionRow,
    RegistrationRow,
)
from omzien.casework.rules.states import Standing, state_of
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.outcomes.queries import measurements_of

STANDING = {
    "all_interventions": Count("interventions", distinct=True),
    "open_interventions": Count("interventions", distinct=True, filter=Q(interventions__ended_on=None)),
    "open_calls": Count(
        "interventions__follow_ups", distinct=True, filter=Q(interventions__follow_ups__done_on=None)
    ),
}


def registrations_of(visit: Visit, *, resident_id: int) -> list[RegistrationRow]:
    """The registrations of a resident that this visit reaches, newest first (3 queries)."""
    rows = (
        Registration.objects.under(READ_REGISTRATIONS, visit)
        .filter(resident_id=resident_id)
        .select_related(
            "municipality",
            "channel",
            "referral_source",
            "team",
            "over_norm_reason",
            "support_over_norm_reason",
        )
        .annotate(**STANDING)
        .beside("worker", READ_WORKERS)
        .order_by("-registered_on", "-pk")
    )
    questions = questions_by_registration(
        Question.objects.under(QUESTIONS, visit).filter(registration__resident_id=resident_id)
    )
    return [_registration(row, questions.get(row.pk, [])) for row in rows]


def registration(visit: Visit, *, registration_id: int) -> RegistrationRow:
    """One registration that this visit reaches, or `Absent` (5 queries)."""
    row = Registration.objects.under(READ_REGISTRATIONS, visit).one(pk=registration_id)
    of_resident = registrations_of(visit, resident_id=row.resident_id)
    return next(one for one in of_resident if one.id == registration_id)


def questions_by_registration(rows: SightQuerySet[Question]) -> dict[int, list[QuestionRow]]:
    """Questions per registration, the main one first (1 query)."""
    found: defaultdict[int, list[QuestionRow]] = defaultdict(list)
    for row in rows.select_related("domain", "subdomain").order_by("-is_main", "pk"):
        question = QuestionRow(named(row.domain), named(row.subdomain), row.is_main)
        found[row.registration_id].append(question)
    return found


def _registration(row: Registration, questions: list[QuestionRow]) -> RegistrationRow:
    return RegistrationRow(
        id=row.pk,
        resident_id=row.resident_id,
        registered_on=row.registered_on,
        municipality=row.municipality.name,
        channel=named(row.channel),
        referral_source=named(row.referral_source),
        triage=row.triage,
        state=state_of(_standing(row)),
        team=name_of(row.team),
        worker=name_of(row.worker),
        explored_on=row.explored_on,
        over_norm_reason=named(row.over_norm_reason),
        support_over_norm_reason=named(row.support_over_norm_reason),
        closed_on=row.closed_on,
        questions=tuple(questions),
    )


def _standing(row: Registration) -> Standing:
    """From the counts that the query put beside the row."""
    return Standing(
        triage=row.triage,
        explored=row.explored_on is not None,
        interventions=getattr(row, "all_interventions"),  # noqa: B009
        open_interventions=getattr(row, "open_interventions"),  # noqa: B009
        closed=row.closed_on is not None,
        open_follow_ups=getattr(row, "open_calls"),  # noqa: B009
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


def interventions_of(visit: Visit, *, resident_id: int) -> list[InterventionRow]:
    """The interventions of a resident, newest first, with their factors (3 queries)."""
    rows = (
        Intervention.objects.under(SUPPORT, visit)
        .filter(resident_id=resident_id)
        .select_related("service", "kind", "team", "result")
        .beside("worker", READ_WORKERS)
        .order_by("-started_on", "-pk")
    )
    factors: defaultdict[int, list[Named]] = defaultdict(list)
    there = Factor.objects.under(FACTORS, visit).filter(intervention__resident_id=resident_id)
    for factor in there.select_related("factor").order_by("factor__order", "pk"):
        factors[factor.intervention_id].append(named(factor.factor))
    return [_intervention(row, factors[row.pk]) for row in rows]


def _intervention(row: Intervention, factors: list[Named]) -> InterventionRow:
    return InterventionRow(
        id=row.pk,
        registration_id=row.registration_id,
        service=named(row.service),
        kind=named(row.kind),
        form=row.form,
        team=name_of(row.team),
        worker=name_of(row.worker),
        started_on=row.started_on,
        ended_on=row.ended_on,
        result=named(row.result),
        factors=tuple(factors),
    )


def goals_of(visit: Visit, *, resident_id: int) -> list[GoalRow]:
    """The goals of a resident, in the order in which they were set (1 query)."""
    rows = Goal.objects.under(GOALS, visit).filter(resident_id=resident_id).select_related("domain")
    return [goal_row(row) for row in rows.order_by("set_on", "pk")]


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


@dataclass(frozen=True, slots=True)
class Record:
    """A whole dossier: registrations and interventions, newest first, and the time line of everything."""

    registrations: list[RegistrationRow]
    interventions: list[InterventionRow]
    moments: list[Moment]


def timeline(visit: Visit, *, resident_id: int) -> list[Moment]:
    """All that happened with a resident and that this visit reaches, newest first (15 queries)."""
    return record(visit, resident_id=resident_id).moments


def record(visit: Visit, *, resident_id: int) -> Record:
    """The dossier of a resident as far as this visit reaches it, each row asked for once (15 queries)."""
    registrations = registrations_of(visit, resident_id=resident_id)
    interventions = interventions_of(visit, resident_id=resident_id)
    moments = [
        *_arrivals(registrations),
        *_support(interventions),
        *_contacts(visit, resident_id),
        *_referrals(visit, resident_id),
        *_measurements(visit, resident_id),
        *_calls(visit, resident_id),
    ]
    latest = sorted(moments, key=lambda moment: (moment.on, moment.kind, moment.id), reverse=True)
    return Record(registrations, interventions, latest)


def _arrivals(registrations: Iterable[RegistrationRow]) -> Iterator[Moment]:
    for row in registrations:
        yield Moment(row.registered_on, "registration", row.id, row.channel, row.worker)
        if row.explored_on:
            main = row.questions[0].domain if row.questions else row.channel
            yield Moment(row.explored_on, "exploration", row.id, main, row.worker)


def _support(interventions: Iterable[InterventionRow]) -> Iterator[Moment]:
    for row in interventions:
        yield Moment(row.started_on, "start", row.id, row.service, row.worker)
        if row.ended_on:
            yield Moment(row.ended_on, "end", row.id, row.result or row.service, row.worker)


def _contacts(visit: Visit, resident_id: int) -> Iterator[Moment]:
    notes = ContactNote.objects.under(READ_NOTES, visit).filter(resident_id=resident_id)
    said = {note.contact_id: note.text for note in notes}
    contacts = Contact.objects.under(CONTACTS, visit).filter(resident_id=resident_id)
    for row in contacts.select_related("kind").beside("worker", READ_WORKERS):
        yield Moment(
            row.held_on,
            "contact",
            row.pk,
            named(row.kind),
            name_of(row.worker),
            row.minutes,
            said.get(row.pk, ""),
        )


def _referrals(visit: Visit, resident_id: int) -> Iterator[Moment]:
    rows = Referral.objects.under(REFER, visit).filter(resident_id=resident_id)
    for row in rows.select_related("partner", "service"):
        if row.partner:
            whom = Named(row.partner.key, row.partner.name, row.partner.name)
        else:
            whom = named(row.service) or Named("", "", "")
        yield Moment(row.referred_on, row.direction, row.pk, whom)


def _measurements(visit: Visit, resident_id: int) -> Iterator[Moment]:
    for row in measurements_of(visit, resident_id=resident_id):
        what = Named(row.instrument, row.instrument_name, row.instrument_name)
        yield Moment(row.measured_on, "measurement", row.id, what, row.assessor)


def _calls(visit: Visit, resident_id: int) -> Iterator[Moment]:
    rows = FollowUp.objects.under(FOLLOW_UP, visit).filter(resident_id=resident_id)
    for row in rows.exclude(done_on=None).select_related("outcome"):
        if row.done_on:
            yield Moment(row.done_on, "follow_up", row.pk, named(row.outcome) or Named("", "", ""))
