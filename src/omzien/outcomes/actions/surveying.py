"""Inviting to a survey, answering it by a link, and choosing what is quoted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from omzien.gate.action import action, keep, keep_setup, remove
from omzien.gate.errors import Absent
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.outcomes import rules
from omzien.outcomes.actions.founding import starter
from omzien.outcomes.models import Answer, Invitation, Response, Survey
from omzien.outcomes.policy import (
    ANSWER_SURVEY,
    CHOOSE_QUOTES,
    GIVE_ANSWERS,
    GIVE_RESPONSE,
    SEND_SURVEYS,
    SET_UP_SURVEYS,
)
from omzien.outcomes.standing import questions_of, sent

STARTER_SURVEY = "tevredenheid_effect_2026"
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


@action
def choose_quote(visit: Visit, *, answer_id: int, chosen: bool) -> None:
    """Choose the words of a resident for the report, after reading that they give nobody away; or not any
    more. Only words with the resident's consent can be chosen.
    """
    row = Answer.objects.under(CHOOSE_QUOTES, visit).one(pk=answer_id)
    row.chosen_on = visit.today if chosen else None
    row.chosen_by_id = visit.worker_id if chosen else None
    keep(visit, CHOOSE_QUOTES, row)
