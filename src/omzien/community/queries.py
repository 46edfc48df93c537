"""What there is to do together, who came, and what partners asked.

Every function asks a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q

from omzien.community.models import (
    Activity,
    Attendance,
    MoneyFinding,
    PartnerQuestion,
    Session,
    WalkInAgreement,
    WalkInVisit,
)
from omzien.community.policy import (
    ATTENDANCE,
    MONEY_FINDINGS,
    PARTNER_QUESTIONS,
    READ_ACTIVITIES,
    READ_WALK_INS,
    RECORD_WALK_IN,
    SESSIONS,
    WALK_IN_AGREEMENTS,
)
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.visit import Visit
from omzien.people.policy import FIND_RESIDENT
from omzien.people.queries import CountedRecords, counted_records
from omzien.people.rules import full_name

if TYPE_CHECKING:
    from omzien.organisation.models import Code
    from omzien.people.models import Resident

LATEST = 10  # sessions: who came to none of them is no regular


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with the number of its sessions that were not cancelled, and the last of them."""

    id: int
    name: str
    kind: str
    form: str
    topic_nl: str
    topic_en: str
    municipality: str
    sessions: int
    last_held_on: date | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with how many came: residents by name, and heads without one."""

    id: int
    activity_id: int
    held_on: date
    cancelled: bool
    named: int
    heads: int

    @property
    def attendances(self) -> int:
        """All who came."""
        return self.named + self.heads


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A resident at a session; the name is empty when this visit does not reach it."""

    resident_id: int
    resident: str


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody who came to a session of an activity lately: how often, and when last."""

    resident_id: int
    resident: str
    times: int
    last_on: date


@dataclass(frozen=True, slots=True)
class WalkInRow:
    """A visit to a walk-in hour."""

    id: int
    visited_on: date
    hour_nl: str
    hour_en: str
    problematic_debt: str
    follow_up_nl: str
    follow_up_en: str


@dataclass(frozen=True, slots=True)
class PartnerQuestionRow:
    """A question of a partner."""

    id: int
    asked_on: date
    partner: str
    municipality: str
    domain_nl: str
    domain_en: str


def activities(visit: Visit) -> list[ActivityRow]:
    """The activities of the organisation, by name (3 queries)."""
    return [_activity(row) for row in _counted(visit).order_by("name", "pk")]


def _counted(visit: Visit) -> SightQuerySet[Any]:
    """With their sessions counted; topics and places beside it, or they were sorted with every session."""
    held = Q(sessions__cancelled=False)
    return (
        Activity.objects.under(READ_ACTIVITIES, visit)
        .prefetch_related("topic", "municipality")
        .annotate(
            held=Count("sessions", filter=held),
            last_held_on=Max("sessions__held_on", filter=held & Q(sessions__held_on__lte=visit.today)),
        )
    )


def activity(visit: Visit, *, activity_id: int) -> ActivityRow:
    """One activity, or `Absent` (3 queries)."""
    return _activity(_counted(visit).one(pk=activity_id))


def _activity(row: Activity) -> ActivityRow:
    return ActivityRow(
        id=row.pk,
        name=row.name,
        kind=row.kind,
        form=row.form,
        topic_nl=row.topic.name_nl if row.topic else "",
        topic_en=row.topic.name_en if row.topic else "",
        municipality=row.municipality.name,
        sessions=getattr(row, "held"),  # noqa: B009
        last_held_on=getattr(row, "last_held_on"),  # noqa: B009
    )


def sessions_of(visit: Visit, *, activity_id: int, limit: int | None = None) -> list[SessionRow]:
    """The sessions of an activity, newest first; `Absent` when it is not ours (2 queries)."""
    Activity.objects.under(READ_ACTIVITIES, visit).one(pk=activity_id)
    rows = Session.objects.under(SESSIONS, visit).filter(activity_id=activity_id)
    counted = rows.annotate(named=Count("attendances")).order_by("-held_on", "-pk")
    return [_session(row) for row in counted[:limit]]


def session(visit: Visit, *, session_id: int) -> SessionRow:
    """One session, or `Absent` (1 query)."""
    return _session(
        Session.objects.under(SESSIONS, visit).annotate(named=Count("attendances")).one(pk=session_id)
    )


def _session(row: Session) -> SessionRow:
    named: int = getattr(row, "named")  # noqa: B009
    return SessionRow(row.pk, row.activity_id, row.held_on, row.cancelled, named, row.anonymous_heads)


def attendance(visit: Visit, *, session_id: int) -> list[AttendanceRow]:
    """Who came to a session, by name; `Absent` when it is not ours (3 queries)."""
    Session.objects.under(SESSIONS, visit).one(pk=session_id)
    rows = Attendance.objects.under(ATTENDANCE, visit).filter(session_id=session_id)
    named = [_attendance(row) for row in rows.beside("resident", FIND_RESIDENT)]
    return sorted(named, key=lambda row: (row.resident, row.resident_id))


def participants(visit: Visit, *, activity_id: int, limit: int = 60) -> list[ParticipantRow]:
    """Who came to the latest sessions of an activity, by name; who came most often is kept when there are
    more than `limit`. A name that this visit does not reach is left out (3 queries).
    """
    held = Session.objects.under(SESSIONS, visit).filter(
        activity_id=activity_id, cancelled=False, held_on__lte=visit.today
    )
    days = {row.pk: row.held_on for row in held.order_by("-held_on", "-pk")[:LATEST]}
    rows = Attendance.objects.under(ATTENDANCE, visit).filter(session__in=days)
    came: defaultdict[tuple[int, str], list[date]] = defaultdict(list)
    for row in rows.beside("resident", FIND_RESIDENT):
        if name := _name(row.resident):
            came[row.resident_id, name].append(days[row.session_id])
    found = [ParticipantRow(who, name, len(on), max(on)) for (who, name), on in came.items()]
    kept = sorted(found, key=lambda row: (-row.times, -row.last_on.toordinal(), row.resident_id))[:limit]
    return sorted(kept, key=lambda row: (row.resident, row.resident_id))


def _attendance(row: Attendance) -> AttendanceRow:
    return AttendanceRow(row.resident_id, _name(row.resident))


def _name(who: "Resident | None") -> str:
    """A name out of reach is None beside the row, and empty on the page."""
    if who is None:
        return ""
    return full_name(given_name=who.given_name, name_prefix=who.name_prefix, family_name=who.family_name)


def walk_ins_of(visit: Visit, *, resident_id: int) -> list[WalkInRow]:
    """The walk-in visits of a resident of the own circle, newest first (1 query)."""
    rows = WalkInVisit.objects.under(READ_WALK_INS, visit).filter(resident_id=resident_id)
    return [
        WalkInRow(
            id=row.pk,
            visited_on=row.visited_on,
            hour_nl=row.hour.name_nl,
            hour_en=row.hour.name_en,
            problematic_debt=row.problematic_debt,
            follow_up_nl=row.follow_up.name_nl if row.follow_up else "",
            follow_up_en=row.follow_up.name_en if row.follow_up else "",
        )
        for row in rows.select_related("hour", "follow_up").order_by("-visited_on", "-pk")
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a code list, in both languages."""

    key: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """One visitor of a walk-in morning; `name` is empty for who came without a name.

    `findings` (by the key of the topic) and `agreed` are of the money exploration, for who may see it.
    """

    id: int
    visited_on: date
    resident_id: int | None
    name: str
    municipality: str
    municipality_id: int
    hour: Named
    domain: Named | None
    problematic_debt: str
    follow_up: Named | None
    findings: Mapping[str, str]
    agreed: tuple[Named, ...]


def visitors(visit: Visit, *, day: date) -> list[VisitorRow]:
    """Who came to a walk-in hour on a day, in the order of coming (4 queries)."""
    return _visitors(visit, WalkInVisit.objects.under(RECORD_WALK_IN, visit).filter(visited_on=day))


def visitor(visit: Visit, *, visit_id: int) -> VisitorRow:
    """One visitor, or `Absent` (4 queries)."""
    found = _visitors(visit, WalkInVisit.objects.under(RECORD_WALK_IN, visit).filter(pk=visit_id))
    if not found:
        raise Absent(f"visit {visit_id}")
    return found[0]


def _visitors(visit: Visit, asked: SightQuerySet[WalkInVisit]) -> list[VisitorRow]:
    rows = list(
        asked.select_related("municipality", "hour", "domain", "follow_up")
        .beside("resident", FIND_RESIDENT)
        .order_by("pk")
    )
    ids = [row.pk for row in rows]
    findings: dict[int, dict[str, str]] = {}
    found = MoneyFinding.objects.under(MONEY_FINDINGS, visit).filter(visit__in=ids)
    for one in found.select_related("topic"):
        findings.setdefault(one.visit_id, {})[one.topic.key] = one.finding
    agreed: dict[int, list[Named]] = {}
    said = WalkInAgreement.objects.under(WALK_IN_AGREEMENTS, visit).filter(visit__in=ids)
    for each in said.select_related("follow_up").order_by("follow_up__order"):
        agreed.setdefault(each.visit_id, []).append(_named(each.follow_up))
    return [_visitor(row, findings.get(row.pk, {}), agreed.get(row.pk, [])) for row in rows]


def _visitor(row: WalkInVisit, findings: Mapping[str, str], agreed: Sequence[Named]) -> VisitorRow:
    return VisitorRow(
        id=row.pk,
        visited_on=row.visited_on,
        resident_id=row.resident_id,
        name=_name(row.resident),
        municipality=row.municipality.name,
        municipality_id=row.municipality_id,
        hour=_named(row.hour),
        domain=_named(row.domain) if row.domain else None,
        problematic_debt=row.problematic_debt,
        follow_up=_named(row.follow_up) if row.follow_up else None,
        findings=findings,
        agreed=tuple(agreed),
    )


def _named(code: "Code") -> Named:
    return Named(code.key, code.name_nl, code.name_en)


def partner_questions(visit: Visit, *, start: date, until: date) -> list[PartnerQuestionRow]:
    """The questions of partners from `start` up to and excluding `until`, newest first (1 query)."""
    rows = PartnerQuestion.objects.under(PARTNER_QUESTIONS, visit).filter(
        asked_on__gte=start, asked_on__lt=until
    )
    return [
        PartnerQuestionRow(
            id=row.pk,
            asked_on=row.asked_on,
            partner=row.partner.name,
            municipality=row.municipality.name,
            domain_nl=row.domain.name_nl if row.domain else "",
            domain_en=row.domain.name_en if row.domain else "",
        )
        for row in rows.select_related("partner", "municipality", "domain").order_by("-asked_on", "-pk")
    ]


def counted(visit: Visit, *, kind: str, ids: Collection[int], limit: int) -> CountedRecords:
    """The records behind a figure, `attendance` or (walk-in) `visit`, as far as this visit reads them (3
    queries).
    """
    if kind == "attendance":
        return counted_records(visit, ATTENDANCE, Attendance, ids=ids, day=None, limit=limit)
    return counted_records(visit, READ_WALK_INS, WalkInVisit, ids=ids, day="visited_on", limit=limit)
