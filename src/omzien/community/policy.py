"""Who runs groups and receives visitors.

A coordinator reaches names at a session, and nothing behind them.
"""

from datetime import timedelta

from django.db.models import Q

from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_circle

WEEK = timedelta(days=7)
RUNNERS = (Role.COORDINATOR, Role.WORKER, Role.TEAM_LEAD)
RECEIVERS = (Role.FRONT_DESK, Role.WORKER, Role.TEAM_LEAD)


def _with_our_resident(visit: Visit) -> Q:
    ours = {"organisation_id": visit.organisation_id}
    return Q(**ours, resident__organisation_id=visit.organisation_id)


def _anonymous_or_our_resident(visit: Visit) -> Q:
    anonymous = Q(organisation_id=visit.organisation_id, resident=None)
    return anonymous | _with_our_resident(visit)


def _of_this_week(visit: Visit) -> Q:
    """Of a visit of the last seven days, by whomever; and of a resident of the own circle, always."""
    since = visit.today - WEEK
    lately = Q(organisation_id=visit.organisation_id, visit__visited_on__gte=since)
    return lately | of_own_circle(visit, "visit__resident")


def _of_my_residents(visit: Visit) -> Q:
    return of_own_circle(visit, "resident")


READ_ACTIVITIES = Act(
    name="read-activities",
    model="community.Activity",
    doc="See which activities there are.",
    reach=dict.fromkeys((*RUNNERS, Role.FRONT_DESK), of_own_organisation),
)
RUN_ACTIVITIES = Act(
    name="run-activities",
    model="community.Activity",
    doc="Start an activity.",
    reach=dict.fromkeys(RUNNERS, of_own_organisation),
)
SESSIONS = Act(
    name="sessions",
    model="community.Session",
    doc="See, hold and cancel sessions, with the number of people without a name.",
    reach=dict.fromkeys(RUNNERS, of_own_organisation),
)
ATTENDANCE = Act(
    name="attendance",
    model="community.Attendance",
    doc="See and call the roll: which residents came to a session.",
    reach=dict.fromkeys(RUNNERS, _with_our_resident),
)
RECORD_WALK_IN = Act(
    name="record-walk-in",
    model="community.WalkInVisit",
    doc="Record a visit to a walk-in hour, by name or anonymous.",
    reach=dict.fromkeys(RECEIVERS, _anonymous_or_our_resident),
)
READ_WALK_INS = Act(
    name="read-walk-ins",
    model="community.WalkInVisit",
    doc="See the walk-in visits of a resident of the own circle.",
    reach=dict.fromkeys((Role.WORKER, Role.TEAM_LEAD), _of_my_residents),
)
PARTNER_QUESTIONS = Act(
    name="partner-questions",
    model="community.PartnerQuestion",
    doc="See and record questions of partners.",
    reach=dict.fromkeys((*RUNNERS, Role.FRONT_DESK), of_own_organisation),
)
MONEY_FINDINGS = Act(
    name="money-findings",
    model="community.MoneyFinding",
    doc="See and write down what the money exploration at a walk-in hour found, in the week of the visit.",
    reach=dict.fromkeys((Role.WORKER, Role.TEAM_LEAD), _of_this_week),
)
WALK_IN_AGREEMENTS = Act(
    name="walk-in-agreements",
    model="community.WalkInAgreement",
    doc="See and write down what was agreed at a walk-in hour, in the week of the visit.",
    reach=dict.fromkeys((Role.WORKER, Role.TEAM_LEAD), _of_this_week),
)

ACTS = (
    READ_ACTIVITIES,
    RUN_ACTIVITIES,
    SESSIONS,
    ATTENDANCE,
    RECORD_WALK_IN,
    READ_WALK_INS,
    PARTNER_QUESTIONS,
    MONEY_FINDINGS,
    WALK_IN_AGREEMENTS,
)
