"""Who may see and do what in coordination: the lead, partners, consultations, handing over, documents."""

from django.db.models import Q

from omzien.casework.policy.circles import circle
from omzien.gate.acts import Act
from omzien.gate.visit import Role, Visit
from omzien.people.policy import of_own_circle


def _of_a_member(visit: Visit) -> Q:
    """A note of a household is of each member that it names."""
    return of_own_circle(visit, "shares__resident")


def _being_written(visit: Visit) -> Q:
    """The text is saved before the notes of the members point to it."""
    return _of_a_member(visit) | Q(organisation_id=visit.organisation_id, shares=None)


READ_HOUSEHOLD_NOTES = Act(
    name="read-household-notes",
    model="casework.HouseholdNote",
    doc="Read what was said with several members of a household, one of whom is in the own circle.",
    reach={Role.WORKER: _of_a_member, Role.TEAM_LEAD: _of_a_member},
)
WRITE_HOUSEHOLD_NOTES = Act(
    name="write-household-notes",
    model="casework.HouseholdNote",
    doc="Write down what was said with several members of a household.",
    reach={Role.WORKER: _being_written, Role.TEAM_LEAD: _being_written},
)
LEAD = Act(
    name="lead",
    model="casework.CaseLead",
    doc="See and say who has the lead in the work with a resident.",
    reach=circle("resident"),
)
INVOLVE_PARTNERS = Act(
    name="involve-partners",
    model="casework.InvolvedPartner",
    doc="See and say which partners work with a resident too.",
    reach=circle("resident"),
)
CONSULT_PARTNERS = Act(
    name="consult-partners",
    model="casework.PartnerConsultation",
    doc="See and write down what a partner was asked about a resident.",
    reach=circle("resident"),
)
HAND_ON = Act(
    name="hand-on",
    model="casework.Handover",
    doc="Hand the work with one resident on to a colleague or team; read the summary that came along.",
    reach=circle("resident"),
)
DOCUMENTS = Act(
    name="documents",
    model="casework.Document",
    doc="See which documents there are of a resident, add one, and remove one.",
    reach=circle("resident"),
)
OPEN_DOCUMENT = Act(
    name="open-document",
    model="casework.Document",
    doc="Open a document of a resident: each opening is a line in the ledger.",
    reach=circle("resident"),
)

ACTS = (
    READ_HOUSEHOLD_NOTES,
    WRITE_HOUSEHOLD_NOTES,
    LEAD,
    INVOLVE_PARTNERS,
    CONSULT_PARTNERS,
    HAND_ON,
    DOCUMENTS,
    OPEN_DOCUMENT,
)
