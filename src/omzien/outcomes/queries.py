"""What was measured and answered, and with what; every function asks a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch

from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_WORKERS
from omzien.outcomes.models import Answer, Instrument, Invitation, Item, Measurement, Response, Score, Survey
from omzien.outcomes.policy import (
    ANSWER_SURVEY,
    READ_ANSWERS,
    READ_INVITATIONS,
    READ_MEASUREMENTS,
    READ_QUOTES,
    READ_RESPONSES,
    READ_SCORES,
    SEND_SURVEYS,
)
from omzien.outcomes.rules import (
    LinkState,
    Question,
    Reading,
    Scale,
    fingerprint,
    link_state,
    reminder_due,
)
from omzien.outcomes.standing import questions_of, sent


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item as a form shows it."""

    id: int
    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class LevelName:
    """What one level of the scale is called."""

    level: int
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """An instrument as a form shows it; conversation aids do not measure impact."""

    id: int
    key: str
    name: str
    version: str
    lowest: int
    highest: int
    measures_impact: bool
    attribution: str
    levels: tuple[LevelName, ...]
    items: tuple[ItemCard, ...]

    @property
    def scale(self) -> Scale:
        """What the rules need to know of it."""
        return Scale(tuple(item.key for item in self.items), self.lowest, self.highest)


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """One measurement with its levels by item key (None: not discussed)."""

    id: int
    instrument: str
    instrument_name: str
    moment: str
    view: str
    measured_on: date
    assessor: str
    levels: Mapping[str, int | None]

    @property
    def reading(self) -> Reading:
        """What the rules of pairing need to know of it."""
        return Reading(self.id, self.instrument, self.view, self.moment, self.measured_on, self.levels)


def instruments(visit: Visit) -> list[InstrumentCard]:
    """The instruments of the visit's organisation with their items, by name and version (2 queries)."""
    items = Prefetch("items", Item.objects.order_by("order", "key"))
    rows = Instrument.objects.filter(organisation_id=visit.organisation_id).prefetch_related(items)
    return [_card(row) for row in rows.order_by("name", "version")]


def instrument(visit: Visit, *, key: str) -> InstrumentCard:
    """One instrument by its key, the version in it: `zrm_2017`.

    `Absent` when the organisation has none (2 queries).
    """
    for card in instruments(visit):
        if card.key == key:
            return card
    raise Absent(f"instrument {key}")


def _card(row: Instrument) -> InstrumentCard:
    return InstrumentCard(
        id=row.pk,
        key=row.key,
        name=row.name,
        version=row.version,
        lowest=row.lowest,
        highest=row.highest,
        measures_impact=row.measures_impact,
        attribution=row.attribution,
        levels=tuple(LevelName(**level) for level in row.levels),
        items=tuple(ItemCard(item.pk, item.key, item.name_nl, item.name_en) for item in row.items.all()),
    )


def measurements_of(visit: Visit, *, resident_id: int) -> list[MeasurementRow]:
    """All measurements of a resident that this visit reaches, oldest first, with their scores."""
    rows = Measurement.objects.under(READ_MEASUREMENTS, visit).filter(resident_id=resident_id)
    rows = rows.select_related("instrument").beside("assessor", READ_WORKERS)
    found = list(rows.order_by("measured_on", "pk"))
    levels = _levels(visit, resident_id)
    return [_row(measurement, levels.get(measurement.pk, {})) for measurement in found]


def _levels(visit: Visit, resident_id: int) -> dict[int, dict[str, int | None]]:
    scores = Score.objects.under(READ_SCORES, visit).filter(measurement__resident_id=resident_id)
    levels: dict[int, dict[str, int | None]] = {}
    for score in scores.select_related("item").order_by("item__order", "item__key"):
        levels.setdefault(score.measurement_id, {})[score.item.key] = score.level
    return levels


def _row(measurement: Measurement, levels: Mapping[str, int | None]) -> MeasurementRow:
    return MeasurementRow(
        id=measurement.pk,
        instrument=measurement.instrument.key,
        instrument_name=f"{measurement.instrument.name} {measurement.instrument.version}",
        moment=measurement.moment,
        view=measurement.view,
        measured_on=measurement.measured_on,
        assessor=measurement.assessor.name if measurement.assessor else "",
        levels=levels,
    )


# -- surveys ---------------------------------------------------------------------------------------


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
    """Words that may be published, and the service that they are about."""

    text: str
    service_nl: str
    service_en: str


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
    rows = Invitation.objects.under(READ_INVITATIONS, visit).filter(resident_id=resident_id)
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
        for row in rows.select_related("survey").order_by("-sent_on", "-pk")
    ]


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


def quotes(visit: Visit, *, municipality: str, since: date, until: date) -> list[Quote]:
    """The words that may be published of a municipality (CBS code), from a day until a day (1 query)."""
    place = "response__invitation__"
    rows = (
        Answer.objects.under(READ_QUOTES, visit)
        .filter(
            **{f"{place}municipality__code": municipality},
            response__answered_on__gte=since,
            response__answered_on__lt=until,
        )
        .annotate(service_nl=F(f"{place}service__name_nl"), service_en=F(f"{place}service__name_en"))
    )
    return [
        Quote(row.text, row.service_nl, row.service_en)
        for row in rows.order_by("response__answered_on", "pk")
    ]
