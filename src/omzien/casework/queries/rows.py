"""The plain rows that casework's queries give. Names of codes come in both languages; a page picks one."""

from dataclasses import dataclass
from datetime import date

from omzien.casework.rules.closing import Demands
from omzien.casework.rules.states import State


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a code list, or a service: its key and its name in Dutch and English."""

    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What was asked: a domain, and perhaps a part of it."""

    domain: Named
    subdomain: Named | None
    is_main: bool


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One registration as the dossier shows it."""

    id: int
    resident_id: int
    registered_on: date
    municipality: str
    channel: Named
    referral_source: Named | None
    triage: str
    state: State
    team: str
    worker: str
    explored_on: date | None
    over_norm_reason: Named | None
    support_over_norm_reason: Named | None
    closed_on: date | None
    questions: tuple[QuestionRow, ...]
    worker_id: int | None = None


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """One intervention as the dossier shows it, with the factors that make it heavier."""

    id: int
    registration_id: int
    service: Named
    kind: Named | None
    form: str
    team: str
    worker: str
    started_on: date
    ended_on: date | None
    result: Named | None
    factors: tuple[Named, ...]
    demands: Demands
    worker_id: int | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """What the resident wants to reach, and whether it was."""

    id: int
    intervention_id: int
    text: str
    domain: Named | None
    set_on: date
    attainment: str
    judged_on: date | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, on the time line; `kind` says what, `id` is the row's own id within its kind.

    Kinds: registration, exploration, start, end, contact, incoming, outgoing, internal, measurement,
    follow_up, consultation, handover, document. `outcome` is what became of a referral; a note that is
    `of_household` is in the dossier of each member who was there.
    """

    on: date
    kind: str
    id: int
    what: Named
    worker: str = ""
    minutes: int | None = None
    note: str = ""
    outcome: Named | None = None
    also_there: str = ""
    of_household: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One open intervention, with how long ago there was contact; `worker` is empty when it is one's own."""

    id: int
    registration_id: int
    resident_id: int
    resident: str
    service: Named
    form: str
    worker: str
    started_on: date
    last_contact_on: date | None
    days_since_contact: int


@dataclass(frozen=True, slots=True)
class WaitRow:
    """Somebody who waits now: for the exploration of the question, or for support."""

    registration_id: int
    resident_id: int
    resident: str
    municipality: str
    step: str
    since: date
    deadline: date
    days: int
    over_norm: bool
    worker: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A call that is planned and not yet made."""

    id: int
    resident_id: int
    resident: str
    service: Named
    due_on: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Workload:
    """How much waits for somebody: counts of interventions, registrations and calls, never of people.

    `arrived`: what came in for this visit's own or team, and is no registration yet.
    """

    arrived: int
    waiting: int
    late: int
    calls: int
    cases: int
    unseen: int
