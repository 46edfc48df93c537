"""Who may measure, and see what was measured: whoever supports the resident."""

from django.db.models import Q

from omzien.gate.acts import Act, of_own_organisation
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
SET_UP_INSTRUMENTS = Act(
    name="set-up-instruments",
    model="outcomes.Instrument",
    doc="Give the organisation the instruments that it measures with.",
    reach={Role.ADMINISTRATOR: of_own_organisation, Role.SYSTEM: of_own_organisation},
)

ACTS = (READ_MEASUREMENTS, READ_SCORES, RECORD_MEASUREMENT, RECORD_SCORES, SET_UP_INSTRUMENTS)
