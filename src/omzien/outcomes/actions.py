"""Founding instruments and surveys, recording a measurement, and inviting to and answering a survey."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.conf import settings

from omzien.gate.action import action, keep, keep_setup, remove
from omzien.gate.errors import Absent
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices
from omzien.outcomes import rules
from omzien.outcomes.models import Answer, Instrument, Invitation, Item, Measurement, Response, Score, Survey
from omzien.outcomes.policy import (
    ANSWER_SURVEY,
    GIVE_ANSWERS,
    GIVE_RESPONSE,
    RECORD_MEASUREMENT,
    RECORD_SCORES,
    SEND_SURVEYS,
    SET_UP_INSTRUMENTS,
    SET_UP_SURVEYS,
)
from omzien.outcomes.queries import InstrumentCard, instrument
from omzien.outcomes.standing import questions_of, sent

STARTER_SURVEY = "tevredenheid_effect_2026"
STARTER = ("zrm_2017", "zrm_2017_ouderschap", "positieve_gezondheid")


def starter(key: str) -> dict[str, Any]:
    """One instrument or survey that ships with Omzien, as written in starter/<key>.toml."""
    return tomllib.loads(files("omzien.outcomes").joinpath(f"starter/{key}.toml").read_text(encoding="utf-8"))


@action
def found_instruments(visit: Visit) -> list[str]:
    """Give the organisation the starter instruments that it does not have yet; their keys. Nothing is
    overwritten.

    An item is tied to the domain of life that the starter names, when the organisation's code list has it.
    """
    if not SET_UP_INSTRUMENTS.open_to(visit):  # also when there is nothing left to found
        raise Absent(SET_UP_INSTRUMENTS.name)
    there = Instrument.objects.filter(organisation_id=visit.organisation_id)
    new = [key for key in STARTER if key not in set(there.values_list("key", flat=True))]
    for key in new:
        _found(visit, starter(key))
    return new


def _found(visit: Visit, described: dict[str, Any]) -> None:
    items = described.pop("items")
    ours = visit.organisation_id
    founded = Instrument(organisation_id=ours, **described)
    keep_setup(visit, SET_UP_INSTRUMENTS, founded, organisation_id=ours)
    domains = choices(visit, lists=["domain"], on=visit.today)
    for order, named in enumerate(items, start=1):
        domain = domains.get(("domain", named.pop("domain", "")))
        item = Item(instrument=founded, order=order, domain_id=domain.id if domain else None, **named)
        keep_setup(visit, SET_UP_INSTRUMENTS, item, organisation_id=ours)


@action
def record_measurement(
    visit: Visit,
    *,
    resident_id: int,
    instrument_key: str,
    moment: str,
    measured_on: date,
    scores: Mapping[str, int | None],
    view: str = "professional",
) -> int:
    """Record one filling-in of an instrument; gives its id. `scores` holds a level per item key, None: not
    discussed.

    Raises `Refused` with every problem at once, `Absent` when the resident or the instrument is out of reach.
    """
    with_what = instrument(visit, key=instrument_key)
    refuse_if(
        [
            *rules.circumstances_problems(
                moment=moment, view=view, measured_on=measured_on, today=visit.today
            ),
            *rules.problems_of(with_what.scale, scores),
        ]
    )
    measurement = Measurement(
        organisation_id=visit.organisation_id,
        resident_id=resident_id,
        instrument_id=with_what.id,
        measured_on=measured_on,
        moment=moment,
        view=view,
        assessor_id=visit.worker_id,
    )
    keep(visit, RECORD_MEASUREMENT, measurement)
    _keep_scores(visit, measurement, with_what, scores)
    return measurement.pk


def _keep_scores(
    visit: Visit, measurement: Measurement, with_what: InstrumentCard, scores: Mapping[str, int | None]
) -> None:
    for item in with_what.items:
        if (level := scores.get(item.key)) is not None:
            score = Score(
                organisation_id=visit.organisation_id, measurement=measurement, item_id=item.id, level=level
            )
            keep(visit, RECORD_SCORES, score)


# -- surveys ---------------------------------------------------------------------------------------

SENTENCES = {
    rules.LinkState.ANSWERED: "these questions were answered already",
    rules.LinkState.DECLINED: "you told us that you want no questions",
    rules.LinkState.EXPIRED: "this link does not work any more",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter with a link is made of. It says nothing of the support."""

    invitation_id: int
    organisation: str
    token: str
    until: date
    is_reminder: bool


@action
def found_survey(visit: Visit) -> bool:
    """Give the organisation the starter survey, when it has no survey in use; says whether it did."""
    if not SET_UP_SURVEYS.open_to(visit):
        raise Absent(SET_UP_SURVEYS.name)
    mine = Survey.objects.filter(organisation_id=visit.organisation_id)
    if mine.filter(in_use=True).exists() or mine.filter(key=STARTER_SURVEY).exists():
        return False
    row = Survey(organisation_id=visit.organisation_id, **starter(STARTER_SURVEY))
    refuse_if(rules.survey_problems(questions_of(row)))
    keep_setup(visit, SET_UP_SURVEYS, row, organisation_id=visit.organisation_id)
    return True


@action
def invite(visit: Visit, *, about: str, resident_id: int, municipality_id: int, service_id: int) -> Letter:
    """Invite a resident to the survey in use, once about what ended; `about` is its key.

    The invitation counts as sent from here on; whoever cannot send the letter takes it back.
    """
    survey = Survey.objects.filter(organisation_id=visit.organisation_id, in_use=True).first()
    if survey is None:
        raise refused("there is no survey in use")
    token = rules.link_token(
        settings.SECRET_KEY.encode(), organisation=visit.organisation_id, invitation=about
    )
    row = Invitation(
        organisation_id=visit.organisation_id,
        key=about,
        resident_id=resident_id,
        survey=survey,
        municipality_id=municipality_id,
        service_id=service_id,
        link_hash=rules.fingerprint(token),
        sent_on=visit.today,
        expires_on=rules.expires_on(visit.today, survey.open_days),
    )
    keep(visit, SEND_SURVEYS, row)
    return _letter(row, token, is_reminder=False)


@action
def remind(visit: Visit, *, invitation_id: int) -> Letter:
    """Remind a resident of an invitation, with the same link; `Refused` when it is not due."""
    row = Invitation.objects.under(SEND_SURVEYS, visit).select_for_update(of=("self",)).one(pk=invitation_id)
    after_days = Survey.objects.get(pk=row.survey_id).remind_after_days
    if not rules.reminder_due(sent(row), after_days=after_days, today=visit.today):
        raise refused("no reminder is due for this invitation")
    row.reminded_on = visit.today
    keep(visit, SEND_SURVEYS, row)
    secret = settings.SECRET_KEY.encode()
    token = rules.link_token(secret, organisation=visit.organisation_id, invitation=row.key)
    return _letter(row, token, is_reminder=True)


def _letter(row: Invitation, token: str, *, is_reminder: bool) -> Letter:
    return Letter(row.pk, row.organisation.name, token, row.expires_on, is_reminder)


@action
def take_back(visit: Visit, *, letter: Letter) -> None:
    """The letter could not be sent: the invitation, or that there was a reminder, never was."""
    row = Invitation.objects.under(SEND_SURVEYS, visit).one(pk=letter.invitation_id)
    if letter.is_reminder:
        row.reminded_on = None
        keep(visit, SEND_SURVEYS, row)
    else:
        remove(visit, SEND_SURVEYS, row)


@action
def answer_survey(visit: Visit, *, answers: Mapping[str, rules.Given]) -> None:
    """Answer the survey of the own link, all at once and only once; `answers` by the question's key."""
    invitation = _open_invitation(visit)
    questions = questions_of(Survey.objects.get(pk=invitation.survey_id))
    refuse_if(rules.answers_problems(questions, answers))
    invitation.answered_on = visit.today
    keep(visit, ANSWER_SURVEY, invitation)
    mine = {"organisation_id": visit.organisation_id}
    response = keep(visit, GIVE_RESPONSE, Response(invitation=invitation, answered_on=visit.today, **mine))
    for question in questions:
        given = answers.get(question.key, rules.Given())
        if not given.is_empty:
            answer = Answer(
                response=response,
                question=question.key,
                kind=question.kind,
                value=given.value,
                text=given.text.strip(),
                may_publish=given.may_publish,
                **mine,
            )
            keep(visit, GIVE_ANSWERS, answer)


@action
def decline_survey(visit: Visit) -> None:
    """A resident wants no survey: not this one, and no other after it."""
    invitation = _open_invitation(visit)
    invitation.declined_on = visit.today
    keep(visit, ANSWER_SURVEY, invitation)


def _open_invitation(visit: Visit) -> Invitation:
    """The invitation of the own link, held until the transaction ends; `Refused` when it is not open."""
    row = Invitation.objects.under(ANSWER_SURVEY, visit).select_for_update(of=("self",)).one()
    state = rules.link_state(sent(row), visit.today)
    if state is not rules.LinkState.OPEN:
        raise refused(SENTENCES[state])
    return row
