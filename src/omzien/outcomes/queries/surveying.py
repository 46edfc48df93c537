"""Who was asked, what a guest may see, and what was answered, without names; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from omzien.gate.asked import written_once
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.outcomes.models import Answer, Invitation, Response, Survey
from omzien.outcomes.policy import (
    ANSWER_SURVEY,
    CHOOSE_QUOTES,
    COUNT_INVITATIONS,
    READ_ANSWERS,
    READ_INVITATIONS,
    READ_QUOTES,
    READ_RESPONSES,
    SEND_SURVEYS,
)
from omzien.outcomes.queries.measuring import LevelName
from omzien.outcomes.rules import (
    RANGES,
    LinkState,
    Question,
    Spread,
    fingerprint,
    link_state,
    reminder_due,
)
from omzien.outcomes.standing import questions_of, sent


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """A survey as a form shows it; `levels` are what 1 to 5 of a scale are called, in Dutch and English."""

    id: int
    key: str
    name_nl: str
    name_en: str
    levels: tuple[LevelName, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a guest sees who opens a link: who asks, the survey, and what the link still does."""

    organisation: str
    survey: SurveyCard
    state: LinkState
    until: date


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """That a resident was asked, and whether there was an answer; for who supports the resident."""

    id: int
    survey_nl: str
    survey_en: str
    sent_on: date
    reminded_on: date | None
    answered_on: date | None
    state: LinkState


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, without who gave it."""

    question: str
    kind: str
    value: int | None
    text: str
    may_publish: bool


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One answered survey, without who answered it."""

    survey: str
    municipality: str
    service_nl: str
    service_en: str
    answered_on: date
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be published, and the service that they are about; chosen for the report, or not."""

    id: int
    text: str
    service_nl: str
    service_en: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class About:
    """Which answers are counted: of one survey, in a period, perhaps in one municipality (CBS code)."""

    survey_id: int
    since: date
    until: date
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was asked and answered: numbers only; `spreads` holds a spread per question with numbers."""

    invited: int
    answered: int
    spreads: dict[str, Spread]


@dataclass(frozen=True, slots=True)
class Asking:
    """An earlier invitation, as whoever invites has to know it."""

    key: str
    resident_id: int
    sent_on: date
    declined: bool


def house_of_link(*, token: str) -> tuple[int, str] | None:
    """The organisation and fingerprint of a link, before there is a visit; None: there is no such link."""
    link = fingerprint(token)
    known = Invitation.objects.unsealed("the link comes before the visit").filter(link_hash=link)
    house: int | None = known.values_list("organisation_id", flat=True).first()
    return None if house is None else (house, link)


def asked(visit: Visit) -> Asked:
    """The survey of the link by which this guest came (1 query)."""
    row = Invitation.objects.under(ANSWER_SURVEY, visit).select_related("survey", "organisation").one()
    return Asked(
        row.organisation.name, _survey_card(row.survey), link_state(sent(row), visit.today), row.expires_on
    )


def survey_in_use(visit: Visit) -> SurveyCard | None:
    """The survey that the organisation sends now, if any."""
    row = Survey.objects.filter(organisation_id=visit.organisation_id, in_use=True).first()
    return None if row is None else _survey_card(row)


def _survey_card(row: Survey) -> SurveyCard:
    return SurveyCard(
        id=row.pk,
        key=row.key,
        name_nl=row.name_nl,
        name_en=row.name_en,
        levels=tuple(LevelName(level["level"], level["nl"], level["en"]) for level in row.levels),
        questions=questions_of(row),
    )


def earlier_invitations(visit: Visit, *, resident_ids: Iterable[int]) -> list[Asking]:
    """The invitations that these residents ever got (1 query)."""
    rows = Invitation.objects.under(SEND_SURVEYS, visit).filter(resident_id__in=list(resident_ids))
    return [Asking(row.key, row.resident_id, row.sent_on, row.declined_on is not None) for row in rows]


def reminders_due(visit: Visit) -> dict[int, int]:
    """Whom to remind today: invitation -> resident (1 query)."""
    open_ones = Invitation.objects.under(SEND_SURVEYS, visit).filter(
        reminded_on=None,
        answered_on=None,
        declined_on=None,
        link_hash__isnull=False,
        expires_on__gte=visit.today,
    )
    return {
        row.pk: row.resident_id
        for row in open_ones.select_related("survey").order_by("sent_on", "pk")
        if reminder_due(sent(row), after_days=row.survey.remind_after_days, today=visit.today)
    }


def surveys_of(visit: Visit, *, resident_id: int) -> list[InvitationRow]:
    """Which surveys a resident of the own circle got, newest first; never the answers (1 query)."""
    return [
        InvitationRow(
            id=row.pk,
            survey_nl=row.survey.name_nl,
            survey_en=row.survey.name_en,
            sent_on=row.sent_on,
            reminded_on=row.reminded_on,
            answered_on=row.answered_on,
            state=link_state(sent(row), visit.today),
        )
        for row in _sent_to(visit, resident_id)
    ]


@written_once
def _sent_to(visit: Visit, resident_id: int) -> SightQuerySet[Invitation]:
    rows = Invitation.objects.under(READ_INVITATIONS, visit).filter(resident_id=resident_id)
    return rows.select_related("survey").order_by("-sent_on", "-pk")


def responses(visit: Visit) -> list[ResponseRow]:
    """The answered surveys, newest first, without names (2 queries)."""
    answers: dict[int, list[AnswerRow]] = {}
    for one in Answer.objects.under(READ_ANSWERS, visit).order_by("pk"):
        row = AnswerRow(one.question, one.kind, one.value, one.text, one.may_publish)
        answers.setdefault(one.response_id, []).append(row)
    place = "invitation__"
    rows = Response.objects.under(READ_RESPONSES, visit).annotate(
        of_survey=F(f"{place}survey__key"),
        municipality=F(f"{place}municipality__name"),
        service_nl=F(f"{place}service__name_nl"),
        service_en=F(f"{place}service__name_en"),
    )
    return [
        ResponseRow(
            survey=row.of_survey,
            municipality=row.municipality,
            service_nl=row.service_nl,
            service_en=row.service_en,
            answered_on=row.answered_on,
            answers=tuple(answers.get(row.pk, ())),
        )
        for row in rows.order_by("-answered_on", "-pk")
    ]


def quotes(
    visit: Visit, *, municipality: str, since: date, until: date, chosen_only: bool = False
) -> list[Quote]:
    """The words that may be published, from a day until a day, of one municipality (CBS code; empty: of all);
    with `chosen_only` those that an analyst read and chose for the report (1 query).
    """
    place = "response__invitation__"
    rows = Answer.objects.under(READ_QUOTES, visit).filter(
        response__answered_on__gte=since, response__answered_on__lt=until
    )
    if municipality:
        rows = rows.filter(**{f"{place}municipality__code": municipality})
    if chosen_only:
        rows = rows.filter(chosen_on__isnull=False)
    named = rows.annotate(service_nl=F(f"{place}service__name_nl"), service_en=F(f"{place}service__name_en"))
    return [
        Quote(row.pk, row.text, row.service_nl, row.service_en, row.chosen_on is not None)
        for row in named.order_by("response__answered_on", "pk")
    ]


def surveys(visit: Visit) -> list[SurveyCard]:
    """The surveys of the organisation, the one in use first (1 query)."""
    rows = Survey.objects.filter(organisation_id=visit.organisation_id).order_by("-in_use", "-key")
    return [_survey_card(row) for row in rows]


def tally(visit: Visit, *, card: SurveyCard, about: About) -> Tally:
    """Who was asked and what was answered, in numbers; versions of a survey are never mixed (2 queries)."""
    asked_of = Invitation.objects.under(COUNT_INVITATIONS, visit).filter(_invited_about(about))
    answered = Q(answered_on__isnull=False)
    numbers = asked_of.aggregate(invited=Count("pk"), answered=Count("pk", filter=answered))
    cells = {
        f"{place}_{value}": Count("pk", filter=Q(question=question.key, value=value))
        for place, question in enumerate(card.questions)
        if question.kind in RANGES
        for value in _values(question)
    }
    counted = Answer.objects.under(READ_ANSWERS, visit).filter(_answers_about(about)).aggregate(**cells)
    spreads = {
        question.key: Spread({value: counted[f"{place}_{value}"] for value in _values(question)})
        for place, question in enumerate(card.questions)
        if question.kind in RANGES
    }
    return Tally(numbers["invited"], numbers["answered"], spreads)


def _values(question: Question) -> range:
    low, high = RANGES[question.kind]
    return range(low, high + 1)


def _invited_about(about: About) -> Q:
    of = Q(survey_id=about.survey_id, sent_on__gte=about.since, sent_on__lt=about.until)
    return of & Q(municipality__code=about.municipality) if about.municipality else of


def _answers_about(about: About) -> Q:
    place = "response__invitation__"
    of = Q(
        **{
            f"{place}survey_id": about.survey_id,
            f"{place}sent_on__gte": about.since,
            f"{place}sent_on__lt": about.until,
        }
    )
    return of & Q(**{f"{place}municipality__code": about.municipality}) if about.municipality else of


def words_of(visit: Visit, *, about: About, question: str, limit: int) -> list[str]:
    """What was written in answer to an open question, newest first, without names (1 query)."""
    rows = Answer.objects.under(READ_ANSWERS, visit).filter(_answers_about(about), question=question)
    return [row.text for row in rows.order_by("-response__answered_on", "-pk")[:limit]]


def quotes_to_choose(visit: Visit, *, about: About) -> list[Quote]:
    """The words with consent to publish, for who chooses among them (1 query)."""
    rows = Answer.objects.under(CHOOSE_QUOTES, visit).filter(_answers_about(about))
    place = "response__invitation__"
    named = rows.annotate(service_nl=F(f"{place}service__name_nl"), service_en=F(f"{place}service__name_en"))
    return [
        Quote(row.pk, row.text, row.service_nl, row.service_en, row.chosen_on is not None)
        for row in named.order_by("-response__answered_on", "-pk")
    ]
