"""Who reaches whom: the treatment relation, and for a limited time the records opened by break-glass.

An analyst and an administrator reach no resident at all; a privacy officer does in the room privacy only.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Func, Q, QuerySet
from django.db.models.expressions import RawSQL

from omzien.gate.acts import Act, Reach, of_own_organisation
from omzien.gate.breakglass import MAY_BREAK
from omzien.gate.validity import valid_on
from omzien.gate.visit import Role, Visit
from omzien.people.models import TreatmentRelation

THIS_RESIDENT = "{resident}"  # stands for the column of the outer question
NO_SURVEYS = "geen_vragenlijst"  # of the list `consent`: what a resident said about surveys is no


def of_own_circle(visit: Visit, path: str) -> Q:
    """The rows whose resident (at the ORM path `path`, such as "resident") is in the circle of this visit.

    The circle: residents with a treatment relation today with the worker or one of the worker's teams (for a
    team lead: with anybody of those teams), or with a colleague for whom this worker stands in today; and
    residents whose record this worker opened by break-glass. Never of another organisation.
    """
    return _within(visit, path, visit.team_ids)


def of_own_hands(visit: Visit, path: str) -> Q:
    """As the circle, but for a worker without whom only the team supports: what not every colleague needs."""
    return _within(visit, path, visit.team_ids if Role.TEAM_LEAD in visit.roles else frozenset())


def _within(visit: Visit, path: str, team_ids: frozenset[int]) -> Q:
    leads = Role.TEAM_LEAD in visit.roles
    supported = _supports if visit.of_one_row else _supported
    mine = supported(path, frozenset({visit.worker_id or 0, *visit.covers}), team_ids, leads, visit.today)
    if visit.opened:
        mine |= Q(**{f"{path}__in": visit.opened})
    return Q(organisation_id=visit.organisation_id) & mine


def _supported(path: str, *asked: Any) -> Q:
    """The rows whose resident is among all with a relation today: the rows of a list are found by these."""
    return Q(**{f"{path}__in": _all_supported(*asked)})


def _supports(path: str, *asked: Any) -> Q:
    """Has the resident of this one row a relation today? The others of the circle are not looked up."""
    return Q(_HasRelation(path, asked))


class _HasRelation(Func):
    """EXISTS(a relation today of the resident in this column), whose question is written once."""

    output_field = BooleanField()

    def __init__(self, path: Any, asked: tuple[Any, ...]) -> None:
        super().__init__(path)
        self._asked = asked

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **_: Any
    ) -> tuple[str, Any]:
        """The kept question, about the column of this row."""
        (resident,) = self.get_source_expressions()
        column, _no_params = compiler.compile(resident)
        sql, params = _relation_of_one(*self._asked)
        return f"EXISTS({sql.replace(THIS_RESIDENT, column)})", params


@lru_cache(maxsize=1024)
def _relation_of_one(*asked: Any) -> tuple[str, Any]:
    """A relation with whom is asked, of the resident in the column that stands at THIS_RESIDENT."""
    *_, today = asked
    with_whom = reduce(or_, _with_whom(*asked))
    held = _held(today).filter(with_whom, resident_id=RawSQL(THIS_RESIDENT, ())).values("pk").query
    # Under names of its own: the outer question may be about relations too.
    held.change_aliases({alias: f"circle_{place}" for place, alias in enumerate(held.alias_map)})
    return held.sql_with_params()


@lru_cache(maxsize=1024)
def _all_supported(worker_ids: frozenset[int], team_ids: frozenset[int], leads: bool, today: date) -> RawSQL:
    """The ids of the residents with a relation today; a union, for each part has an index of its own.

    Nearly every sealed read asks within it, so Django compiles it once for a worker and a day. What is kept
    is the question, never its answer: a relation that begins or ends counts at once.
    """
    held = _held(today).values("resident_id")
    first, *others = (held.filter(whom) for whom in _with_whom(worker_ids, team_ids, leads, today))
    sql, params = first.union(*others).query.sql_with_params()
    return RawSQL(sql, params)


def _held(today: date) -> "QuerySet[TreatmentRelation]":
    rows = TreatmentRelation.objects.unsealed("reach: the treatment relation")
    return rows.filter(valid_on(today, start="started_on", until="until"))


def _with_whom(worker_ids: frozenset[int], team_ids: frozenset[int], leads: bool, today: date) -> Iterator[Q]:
    """Whose relation counts: one's own, of whom one stands in for, the teams', and all of a lead's teams."""
    yield Q(worker_id__in=worker_ids)
    yield Q(team_id__in=team_ids)
    if leads:
        place = "worker__memberships__"
        now = valid_on(today, start=f"{place}valid_from", until=f"{place}valid_until")
        yield Q(**{f"{place}team_id__in": team_ids}) & now


def circle(path: str, *roles: Role) -> dict[Role, Reach]:
    """These roles reach the rows whose resident, at this path, is in their circle."""

    def reach(visit: Visit) -> Q:
        return of_own_circle(visit, path)

    return dict.fromkeys(roles, reach)


def _with_our_resident(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, resident__organisation_id=visit.organisation_id)


def _no_surveys(visit: Visit) -> Q:
    return _with_our_resident(visit) & Q(kind__list="consent", kind__key=NO_SURVEYS, withdrawn_on=None)


def _open(*roles: Role) -> dict[Role, Reach]:
    return dict.fromkeys(roles, _with_our_resident)


def _of_one_of_two(visit: Visit) -> Q:
    """One of the two is in the circle, and both are ours."""
    ours = visit.organisation_id
    both = Q(resident__organisation_id=ours, other__organisation_id=ours)
    return both & (of_own_circle(visit, "resident") | of_own_circle(visit, "other"))


def _with_survivor(*roles: Role) -> dict[Role, Reach]:
    def reach(visit: Visit) -> Q:
        return Q(organisation_id=visit.organisation_id, survivor__organisation_id=visit.organisation_id)

    return dict.fromkeys(roles, reach)


def _own_drafts(visit: Visit) -> Q:
    return Q(organisation_id=visit.organisation_id, worker_id=visit.worker_id or 0)


def _own_drafts_about_nobody(visit: Visit) -> Q:
    return _own_drafts(visit) & Q(resident=None)


SUPPORTERS = (Role.WORKER, Role.TEAM_LEAD)
ALL_DESKS = (*SUPPORTERS, Role.FRONT_DESK)
WHO_MEET = (*ALL_DESKS, Role.COORDINATOR)

FIND_RESIDENT = Act(
    name="find-resident",
    model="people.Resident",
    doc="Find residents of the organisation: name, birth date and municipality; a coordinator the name only.",
    reach=dict.fromkeys(WHO_MEET, of_own_organisation),
)
FIND_FOR_RIGHTS = Act(
    name="find-for-rights",
    model="people.Resident",
    doc="Find the resident who asks for inspection or erasure, or whose record was opened.",
    reach={Role.PRIVACY_OFFICER: of_own_organisation},
)
ADD_RESIDENT = Act(
    name="add-resident",
    model="people.Resident",
    doc="Add a resident who is not known yet.",
    reach=dict.fromkeys(WHO_MEET, of_own_organisation),
)
ADD_CONTACT_DETAILS = Act(
    name="add-contact-details",
    model="people.ContactDetails",
    doc="Write down how a resident who is added can be reached.",
    reach=_open(*WHO_MEET),
)
READ_RESIDENT = Act(
    name="read-resident",
    model="people.Resident",
    doc="Open the record of a resident in the own circle, or opened by break-glass.",
    reach=circle("pk", *ALL_DESKS),
)
SEE_COUNTED = Act(
    name="see-counted",
    model="people.Resident",
    doc="See whose records are behind a figure: the own circle; a coordinator the names of who came.",
    reach=circle("pk", *SUPPORTERS) | {Role.COORDINATOR: of_own_organisation},
)
CHANGE_RESIDENT = Act(
    name="change-resident",
    model="people.Resident",
    doc="Correct who a resident in the own circle is and where that person lives.",
    reach=circle("pk", *ALL_DESKS),
)
CALL_RESIDENT = Act(
    name="call-resident",
    model="people.ContactDetails",
    doc="See the telephone number of a resident, to call about an appointment or activity.",
    reach=_open(Role.FRONT_DESK, Role.COORDINATOR) | circle("resident", *SUPPORTERS),
)
READ_CONTACT_DETAILS = Act(
    name="read-contact-details",
    model="people.ContactDetails",
    doc="See the address and how a resident is reached: own circle; at the front desk the organisation.",
    reach=_open(Role.FRONT_DESK) | circle("resident", *SUPPORTERS),
)
CHANGE_CONTACT_DETAILS = Act(
    name="change-contact-details",
    model="people.ContactDetails",
    doc="Change how a resident is reached: own circle; at the front desk the organisation.",
    reach=_open(Role.FRONT_DESK) | circle("resident", *SUPPORTERS),
)
MOVE_IN = Act(
    name="move-in",
    model="people.Resident",
    doc="Say that a resident lives together with somebody of the own circle.",
    reach=dict.fromkeys(ALL_DESKS, of_own_organisation),
)
SHARE_HOUSEHOLD = Act(
    name="share-household",
    model="people.Household",
    doc="Make the household of those who live together.",
    reach=dict.fromkeys(ALL_DESKS, of_own_organisation),
)
HOUSEHOLD_STAYS = Act(
    name="household-stays",
    model="people.HouseholdStay",
    doc="See and write down since when somebody lives in a household, and until when.",
    reach=_open(*ALL_DESKS),
)
KINSHIPS = Act(
    name="kinships",
    model="people.Kinship",
    doc="See and say what a resident in the own circle is of another one.",
    reach=dict.fromkeys(ALL_DESKS, _of_one_of_two),
)
READ_CONSENTS = Act(
    name="read-consents",
    model="people.Consent",
    doc="See what a resident in the own circle consented to.",
    reach=circle("resident", *ALL_DESKS),
)
RECORD_CONSENT = Act(
    name="record-consent",
    model="people.Consent",
    doc="Record a consent, or its withdrawal, of a resident in the own circle.",
    reach=circle("resident", *ALL_DESKS),
)
READ_RELATIONS = Act(
    name="read-relations",
    model="people.TreatmentRelation",
    doc="See who supports a resident: own circle; at the front desk the organisation.",
    reach=_open(Role.FRONT_DESK) | circle("resident", *SUPPORTERS),
)
RELATE = Act(
    name="relate",
    model="people.TreatmentRelation",
    doc="Start and end a treatment relation, as registering, handing over and closing do.",
    reach=_open(*ALL_DESKS),
)
BREAK_GLASS = Act(
    name="break-glass",
    model="people.Resident",
    doc="Open a record outside the own circle: with a reason, for four hours, seen by the privacy officer.",
    reach=dict.fromkeys(sorted(MAY_BREAK), of_own_organisation),
)
READ_CITIZEN_NUMBER = Act(
    name="read-citizen-number",
    model="people.CitizenNumber",
    doc="See the BSN of a resident in the own circle.",
    reach=circle("resident", *SUPPORTERS),
)
RECORD_CITIZEN_NUMBER = Act(
    name="record-citizen-number",
    model="people.CitizenNumber",
    doc="Record the BSN of a resident in the own circle, for a service with a legal basis.",
    reach=circle("resident", *SUPPORTERS),
)
MAIL_RESIDENT = Act(
    name="mail-resident",
    model="people.ContactDetails",
    doc="Take the e-mail address of a resident, to send a survey.",
    reach={Role.SYSTEM: _with_our_resident},
)
READ_OBJECTIONS = Act(
    name="read-objections",
    model="people.Consent",
    doc="See who wants no surveys.",
    reach={Role.SYSTEM: _no_surveys},
)
MERGE_RESIDENTS = Act(
    name="merge-residents",
    model="people.Resident",
    doc="Make one resident of two that are the same person, and two again, anywhere in the organisation.",
    reach=dict.fromkeys((Role.TEAM_LEAD, Role.FRONT_DESK), of_own_organisation),
)
KEEP_MERGE = Act(
    name="keep-merge",
    model="people.Merge",
    doc="See which residents were merged, by whom, and undo it.",
    reach=_with_survivor(Role.TEAM_LEAD, Role.FRONT_DESK),
)
KEEP_DRAFT = Act(
    name="keep-draft",
    model="people.Draft",
    doc="Keep what one types until it is sent, and go on with it: the own drafts only.",
    reach=dict.fromkeys((*WHO_MEET, Role.PRIVACY_OFFICER), _own_drafts)
    | dict.fromkeys((Role.ANALYST, Role.ADMINISTRATOR), _own_drafts_about_nobody),
)

ACTS = (
    FIND_RESIDENT,
    FIND_FOR_RIGHTS,
    ADD_RESIDENT,
    ADD_CONTACT_DETAILS,
    READ_RESIDENT,
    SEE_COUNTED,
    CHANGE_RESIDENT,
    CALL_RESIDENT,
    READ_CONTACT_DETAILS,
    CHANGE_CONTACT_DETAILS,
    MOVE_IN,
    SHARE_HOUSEHOLD,
    HOUSEHOLD_STAYS,
    KINSHIPS,
    READ_CONSENTS,
    RECORD_CONSENT,
    READ_RELATIONS,
    RELATE,
    BREAK_GLASS,
    READ_CITIZEN_NUMBER,
    RECORD_CITIZEN_NUMBER,
    MAIL_RESIDENT,
    READ_OBJECTIONS,
    MERGE_RESIDENTS,
    KEEP_MERGE,
    KEEP_DRAFT,
)
