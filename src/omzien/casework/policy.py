"""Who may do what in the work with residents. The circle of a worker is the treatment relation."""

from collections.abc import Mapping

from django.db.models import Q

from omzien.casework.rules.surveying import FORMS
from omzien.gate.acts import Act, Reach
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_circle


def _circle(path: str) -> Mapping[Role, Reach]:
    """Workers and team leads reach the rows whose resident, at this path, is in their circle."""

    def reach(visit: Visit) -> Q:
        return of_own_circle(visit, path)

    return {Role.WORKER: reach, Role.TEAM_LEAD: reach}


def _at_the_desk(path: str) -> Reach:
    """The front desk reaches this of every resident of the organisation."""

    def reach(visit: Visit) -> Q:
        return Q(organisation_id=visit.organisation_id, **{f"{path}__organisation_id": visit.organisation_id})

    return reach


def _just_registered(visit: Visit) -> Q:
    """The front desk takes down a story, and reaches it until somebody has looked at the registration."""
    untouched = Q(registration__triage="", registration__explored_on=None, registration__closed_on=None)
    return _at_the_desk("resident")(visit) & untouched


def _to_confirm(visit: Visit) -> Q:
    """Four eyes: decided, and by somebody else than who is here."""
    decided = Q(decided_by__isnull=False) & ~Q(decided_by_id=visit.worker_id)
    return of_own_circle(visit, "resident") & decided


def _individual_and_ended(visit: Visit) -> Q:
    """Trajectories and light support that ended; advice is one conversation."""
    return Q(organisation_id=visit.organisation_id, form__in=FORMS, ended_on__isnull=False)


READ_REGISTRATIONS = Act(
    name="read-registrations",
    model="casework.Registration",
    doc="See registrations: the own circle; at the front desk all of the organisation.",
    reach={**_circle("resident"), Role.FRONT_DESK: _at_the_desk("resident")},
)
REGISTER = Act(
    name="register",
    model="casework.Registration",
    doc="Register a resident with questions.",
    reach={**_circle("resident"), Role.FRONT_DESK: _at_the_desk("resident")},
)
TRIAGE = Act(
    name="triage",
    model="casework.Registration",
    doc="Look at a registration first: right place, advice and done, elsewhere; and for whom it is.",
    reach={**_circle("resident"), Role.FRONT_DESK: _at_the_desk("resident")},
)
EXPLORE = Act(
    name="explore",
    model="casework.Registration",
    doc="Explore the question with the resident, and close a registration.",
    reach=_circle("resident"),
)
QUESTIONS = Act(
    name="questions",
    model="casework.Question",
    doc="See and write down what a resident asks support with: domains and subdomains.",
    reach={
        **_circle("registration__resident"),
        Role.FRONT_DESK: _at_the_desk("registration__resident"),
    },
)
READ_STORY = Act(
    name="read-story",
    model="casework.Story",
    doc="Read the story of a registration; at the front desk until somebody has looked at it.",
    reach={**_circle("resident"), Role.FRONT_DESK: _just_registered},
)
WRITE_STORY = Act(
    name="write-story",
    model="casework.Story",
    doc="Write the story down at registration.",
    reach={**_circle("resident"), Role.FRONT_DESK: _just_registered},
)
SUPPORT = Act(
    name="support",
    model="casework.Intervention",
    doc="See, start and close interventions.",
    reach=_circle("resident"),
)
FACTORS = Act(
    name="factors",
    model="casework.Factor",
    doc="See and name what makes an intervention longer or heavier.",
    reach=_circle("intervention__resident"),
)
GOALS = Act(
    name="goals",
    model="casework.Goal",
    doc="See, set and judge goals.",
    reach=_circle("resident"),
)
CONTACTS = Act(
    name="contacts",
    model="casework.Contact",
    doc="See and write down that there was contact.",
    reach=_circle("resident"),
)
READ_NOTES = Act(
    name="read-notes",
    model="casework.ContactNote",
    doc="Read what was said in a contact.",
    reach=_circle("resident"),
)
WRITE_NOTES = Act(
    name="write-notes",
    model="casework.ContactNote",
    doc="Write down what was said in a contact.",
    reach=_circle("resident"),
)
REFER = Act(
    name="refer",
    model="casework.Referral",
    doc="See and write down referrals: from a partner, to a partner, to another service.",
    reach=_circle("resident"),
)
MEASURE = Act(
    name="measure",
    model="casework.MeasurementOf",
    doc="See and say to which intervention a measurement belongs.",
    reach=_circle("intervention__resident"),
)
FOLLOW_UP = Act(
    name="follow-up",
    model="casework.FollowUp",
    doc="See, plan and make the call some weeks after closing.",
    reach=_circle("resident"),
)
SAFETY_CASE = Act(
    name="safety-case",
    model="casework.SafetyCase",
    doc="Open, see, decide and close a safety case.",
    reach=_circle("resident"),
)
SAFETY_STEPS = Act(
    name="safety-steps",
    model="casework.SafetyStep",
    doc="See and write down the steps of a safety case.",
    reach=_circle("case__resident"),
)
CONFIRM_SAFETY = Act(
    name="confirm-safety",
    model="casework.SafetyCase",
    doc="Confirm the decisions of a safety case that somebody else made: four eyes.",
    reach={Role.WORKER: _to_confirm, Role.TEAM_LEAD: _to_confirm},
)
SURVEY_SUPPORT = Act(
    name="survey-support",
    model="casework.Intervention",
    doc="See whose individual support ended, to ask by a survey how it was.",
    reach={Role.SYSTEM: _individual_and_ended},
)

ACTS = (
    READ_REGISTRATIONS,
    REGISTER,
    TRIAGE,
    EXPLORE,
    QUESTIONS,
    READ_STORY,
    WRITE_STORY,
    SUPPORT,
    FACTORS,
    GOALS,
    CONTACTS,
    READ_NOTES,
    WRITE_NOTES,
    REFER,
    MEASURE,
    FOLLOW_UP,
    SAFETY_CASE,
    SAFETY_STEPS,
    CONFIRM_SAFETY,
    SURVEY_SUPPORT,
)
