"""Who may do what in the work with residents. The circle of a worker is the treatment relation."""

from django.db.models import Q

from omzien.casework.policy import arriving, coordinating, planning, safety
from omzien.casework.policy.circles import at_the_desk, circle
from omzien.casework.rules.surveying import FORMS
from omzien.gate.acts import Act
from omzien.gate.visit import Role, Visit


def _just_registered(visit: Visit) -> Q:
    """The front desk takes down a story, and reaches it until somebody has looked at the registration."""
    untouched = Q(registration__triage="", registration__explored_on=None, registration__closed_on=None)
    return at_the_desk("resident")(visit) & untouched


def _individual_and_ended(visit: Visit) -> Q:
    """Trajectories and light support that ended; advice is one conversation."""
    return Q(organisation_id=visit.organisation_id, form__in=FORMS, ended_on__isnull=False)


def _advice_at_the_desk(visit: Visit) -> Q:
    """The front desk gives advice in one conversation, and no other support."""
    return at_the_desk("resident")(visit) & Q(form="advice", registration__triage="advice_done")


def _sent_on_at_the_desk(visit: Visit) -> Q:
    """The front desk refers who is not for us to a partner."""
    return at_the_desk("resident")(visit) & Q(direction="outgoing", registration__triage="elsewhere")


READ_REGISTRATIONS = Act(
    name="read-registrations",
    model="casework.Registration",
    doc="See registrations: the own circle; at the front desk all of the organisation.",
    reach={**circle("resident"), Role.FRONT_DESK: at_the_desk("resident")},
)
REGISTER = Act(
    name="register",
    model="casework.Registration",
    doc="Register a resident with questions.",
    reach={**circle("resident"), Role.FRONT_DESK: at_the_desk("resident")},
)
TRIAGE = Act(
    name="triage",
    model="casework.Registration",
    doc="Look at a registration first: right place, advice and done, elsewhere; and for whom it is.",
    reach={**circle("resident"), Role.FRONT_DESK: at_the_desk("resident")},
)
EXPLORE = Act(
    name="explore",
    model="casework.Registration",
    doc="Explore the question with the resident, and close a registration.",
    reach=circle("resident"),
)
QUESTIONS = Act(
    name="questions",
    model="casework.Question",
    doc="See and write down what a resident asks support with: domains and subdomains.",
    reach={
        **circle("registration__resident"),
        Role.FRONT_DESK: at_the_desk("registration__resident"),
    },
)
READ_STORY = Act(
    name="read-story",
    model="casework.Story",
    doc="Read the story of a registration; at the front desk until somebody has looked at it.",
    reach={**circle("resident"), Role.FRONT_DESK: _just_registered},
)
WRITE_STORY = Act(
    name="write-story",
    model="casework.Story",
    doc="Write the story down at registration.",
    reach={**circle("resident"), Role.FRONT_DESK: _just_registered},
)
SUPPORT = Act(
    name="support",
    model="casework.Intervention",
    doc="See, start and close interventions.",
    reach=circle("resident"),
)
GIVE_ADVICE = Act(
    name="give-advice",
    model="casework.Intervention",
    doc="Give advice in one conversation at registration, and be done.",
    reach={**circle("resident"), Role.FRONT_DESK: _advice_at_the_desk},
)
FACTORS = Act(
    name="factors",
    model="casework.Factor",
    doc="See and name what makes an intervention longer or heavier.",
    reach=circle("intervention__resident"),
)
GOALS = Act(
    name="goals",
    model="casework.Goal",
    doc="See, set and judge goals.",
    reach=circle("resident"),
)
CONTACTS = Act(
    name="contacts",
    model="casework.Contact",
    doc="See and write down that there was contact.",
    reach=circle("resident"),
)
READ_NOTES = Act(
    name="read-notes",
    model="casework.ContactNote",
    doc="Read what was said in a contact.",
    reach=circle("resident"),
)
WRITE_NOTES = Act(
    name="write-notes",
    model="casework.ContactNote",
    doc="Write down what was said in a contact.",
    reach=circle("resident"),
)
REFER = Act(
    name="refer",
    model="casework.Referral",
    doc="See and write down referrals; at the front desk those to a partner of who is not for us.",
    reach={**circle("resident"), Role.FRONT_DESK: _sent_on_at_the_desk},
)
MEASURE = Act(
    name="measure",
    model="casework.MeasurementOf",
    doc="See and say to which intervention a measurement belongs.",
    reach=circle("intervention__resident"),
)
FOLLOW_UP = Act(
    name="follow-up",
    model="casework.FollowUp",
    doc="See, plan and make the call some weeks after closing.",
    reach=circle("resident"),
)
SURVEY_SUPPORT = Act(
    name="survey-support",
    model="casework.Intervention",
    doc="See whose individual support ended, to ask by a survey how it was.",
    reach={Role.SYSTEM: _individual_and_ended},
)

ASSIGN_ARRIVALS = arriving.ASSIGN_ARRIVALS
ATTEMPTS = arriving.ATTEMPTS
HANDLE_ARRIVALS = arriving.HANDLE_ARRIVALS
READ_ARRIVAL_WORDS = arriving.READ_ARRIVAL_WORDS
READ_SAFETY_REPORTS = arriving.READ_SAFETY_REPORTS
READ_SIGNALS = arriving.READ_SIGNALS
RECEIVE = arriving.RECEIVE
RECEIVE_SAFETY_REPORTS = arriving.RECEIVE_SAFETY_REPORTS
RECEIVE_SIGNALS = arriving.RECEIVE_SIGNALS
SAY_WHY_WAITING = arriving.SAY_WHY_WAITING

APPOINTMENTS = planning.APPOINTMENTS
APPOINTMENT_NOTES = planning.APPOINTMENT_NOTES
HAND_OVER = planning.HAND_OVER
READ_CALENDAR = planning.READ_CALENDAR
TASKS = planning.TASKS

CONSULT_PARTNERS = coordinating.CONSULT_PARTNERS
DOCUMENTS = coordinating.DOCUMENTS
HAND_ON = coordinating.HAND_ON
INVOLVE_PARTNERS = coordinating.INVOLVE_PARTNERS
LEAD = coordinating.LEAD
OPEN_DOCUMENT = coordinating.OPEN_DOCUMENT
READ_HOUSEHOLD_NOTES = coordinating.READ_HOUSEHOLD_NOTES
WRITE_HOUSEHOLD_NOTES = coordinating.WRITE_HOUSEHOLD_NOTES

CONFIRM_SAFETY = safety.CONFIRM_SAFETY
REOPEN = safety.REOPEN
SAFETY_ANSWERS = safety.SAFETY_ANSWERS
SAFETY_CASE = safety.SAFETY_CASE
SAFETY_CONSULTATIONS = safety.SAFETY_CONSULTATIONS
SAFETY_SIGNALS = safety.SAFETY_SIGNALS
SAFETY_STEPS = safety.SAFETY_STEPS
SHIELDED = safety.SHIELDED

ACTS = (
    READ_REGISTRATIONS,
    REGISTER,
    TRIAGE,
    EXPLORE,
    QUESTIONS,
    READ_STORY,
    WRITE_STORY,
    SUPPORT,
    GIVE_ADVICE,
    FACTORS,
    GOALS,
    CONTACTS,
    READ_NOTES,
    WRITE_NOTES,
    REFER,
    MEASURE,
    FOLLOW_UP,
    *safety.ACTS,
    SURVEY_SUPPORT,
    *arriving.ACTS,
    *planning.ACTS,
    *coordinating.ACTS,
)
