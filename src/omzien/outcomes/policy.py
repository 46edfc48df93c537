"""Who may measure, and see what was measured: whoever supports the resident.

Answers to a survey are the other way round: who supports the resident sees that there are some, an analyst
sees what they say and not from whom, and a guest reaches the one invitation that the guest's link is of.
"""

from django.db.models import Q

from omzien.gate.acts import Act, Reach, of_own_organisation
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_circle


def _of_my_residents(visit: Visit) -> Q:
    return of_own_circle(visit, "resident")


def _scores_of_my_residents(visit: Visit) -> Q:
    return of_own_circle(visit, "measurement__resident")


READ_MEASUREMENTS = Act(
    name="read-measurements",
    model="outcomes.Measurement",
    doc="See when a resident of the own circle was measured, with which instrument and from which view.",
    reach={Role.WORKER: _of_my_residents, Role.TEAM_LEAD: _of_my_residents},
)
READ_SCORES = Act(
    name="read-scores",
    model="outcomes.Score",
    doc="See the levels of those measurements.",
    reach={Role.WORKER: _scores_of_my_residents, Role.TEAM_LEAD: _scores_of_my_residents},
)
RECORD_MEASUREMENT = Act(
    name="record-measurement",
    model="outcomes.Measurement",
    doc="Record a measurement of a resident of the own circle.",
    reach={Role.WORKER: _of_my_residents, Role.TEAM_LEAD: _of_my_residents},
)
RECORD_SCORES = Act(
    name="record-scores",
    model="outcomes.Score",
    doc="Record the levels of a measurement.",
    reach={Role.WORKER: _scores_of_my_residents, Role.TEAM_LEAD: _scores_of_my_residents},
)
CORRECT_MEASUREMENT = Act(
    name="correct-measurement",
    model="outcomes.Correction",
    doc="Put a measurement of a resident of the own circle right, with a reason; see what was put right.",
    reach={Role.WORKER: _scores_of_my_residents, Role.TEAM_LEAD: _scores_of_my_residents},
)
SET_UP_INSTRUMENTS = Act(
    name="set-up-instruments",
    model="outcomes.Instrument",
    doc="Give the organisation the instruments that it measures with.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)

SET_UP_TEXTS = Act(
    name="set-up-texts",
    model="outcomes.LicensedText",
    doc="Add the licensed texts of the organisation to its instruments, and take them away.",
    reach={Role.ADMINISTRATOR: of_own_organisation},
)


def _by_link(path: str) -> dict[Role, Reach]:
    """A guest reaches what hangs on the link by which the guest came."""

    def reach(visit: Visit) -> Q:
        return Q(organisation_id=visit.organisation_id, **{path: visit.link})

    return {Role.GUEST: reach}


def _may_be_published(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, kind="quote", may_publish=True)


SET_UP_SURVEYS = Act(
    name="set-up-surveys",
    model="outcomes.Survey",
    doc="Give the organisation the surveys that it sends.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)
SEND_SURVEYS = Act(
    name="send-surveys",
    model="outcomes.Invitation",
    doc="Invite residents to answer a survey, and remind them once.",
    reach={Role.SYSTEM: of_own_organisation},
)
READ_INVITATIONS = Act(
    name="read-invitations",
    model="outcomes.Invitation",
    doc="See whether a resident of the own circle got a survey and answered it; not the answers.",
    reach={Role.WORKER: _of_my_residents, Role.TEAM_LEAD: _of_my_residents},
)
ANSWER_SURVEY = Act(
    name="answer-survey",
    model="outcomes.Invitation",
    doc="Open the survey of the own link, and answer or decline it.",
    reach=_by_link("link_hash"),
)
GIVE_RESPONSE = Act(
    name="give-response",
    model="outcomes.Response",
    doc="Send the response of the own link.",
    reach=_by_link("invitation__link_hash"),
)
GIVE_ANSWERS = Act(
    name="give-answers",
    model="outcomes.Answer",
    doc="Send the answers of the own link.",
    reach=_by_link("response__invitation__link_hash"),
)
READ_RESPONSES = Act(
    name="read-responses",
    model="outcomes.Response",
    doc="See that surveys were answered, about which service and municipality, not by whom.",
    reach={Role.ANALYST: of_own_organisation},
)
READ_ANSWERS = Act(
    name="read-answers",
    model="outcomes.Answer",
    doc="See the answers of those surveys, without names.",
    reach={Role.ANALYST: of_own_organisation},
)
COUNT_INVITATIONS = Act(
    name="count-invitations",
    model="outcomes.Invitation",
    doc="Count how many residents were asked and answered; not who.",
    reach={Role.ANALYST: of_own_organisation},
    only_counted=True,
)
CHOOSE_QUOTES = Act(
    name="choose-quotes",
    model="outcomes.Answer",
    doc="Choose for the report, of the words that residents allow to be published.",
    reach={Role.ANALYST: _may_be_published},
)
READ_QUOTES = Act(
    name="read-quotes",
    model="outcomes.Answer",
    doc="See the words that residents allow to be published, without names.",
    reach=dict.fromkeys((Role.ANALYST, Role.TEAM_LEAD, Role.SYSTEM), _may_be_published),
)

ACTS = (
    READ_MEASUREMENTS,
    READ_SCORES,
    RECORD_MEASUREMENT,
    RECORD_SCORES,
    CORRECT_MEASUREMENT,
    SET_UP_INSTRUMENTS,
    SET_UP_TEXTS,
    SET_UP_SURVEYS,
    SEND_SURVEYS,
    READ_INVITATIONS,
    ANSWER_SURVEY,
    GIVE_RESPONSE,
    GIVE_ANSWERS,
    READ_RESPONSES,
    READ_ANSWERS,
    COUNT_INVITATIONS,
    CHOOSE_QUOTES,
    READ_QUOTES,
)
