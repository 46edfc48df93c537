"""Starting activities, holding sessions, calling the roll, receiving visitors and partners' questions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from omzien.community import rules
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
    READ_WALK_INS,
    RECORD_WALK_IN,
    RUN_ACTIVITIES,
    SESSIONS,
    WALK_IN_AGREEMENTS,
    WEEK,
)
from omzien.gate.action import action, keep, remove
from omzien.gate.errors import Absent
from omzien.gate.refused import Problem, refuse_if, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import choices, must_be_ours, pick
from omzien.people.queries import must_be_resident_of_ours


@action
def add_activity(
    visit: Visit,
    *,
    name: str,
    municipality_id: int,
    kind: str = "group",
    form: str = "physical",
    topic: str | None = None,
) -> int:
    """Start an activity: a group, or the information point; gives its id."""
    must_be_ours(visit, municipality_id=municipality_id)
    picked = pick(visit, on=visit.today, topic=("activity_topic", topic))
    refuse_if([*_name_problems(name), *_sort_problems(kind, form), *picked.problems])
    activity = Activity(
        organisation_id=visit.organisation_id,
        name=name.strip(),
        kind=kind,
        form=form,
        topic_id=picked.id_of("topic"),
        municipality_id=municipality_id,
    )
    return keep(visit, RUN_ACTIVITIES, activity).pk


def _name_problems(name: str) -> Iterator[Problem]:
    if not name.strip():
        yield Problem("give the activity a name", "name")


def _sort_problems(kind: str, form: str) -> Iterator[Problem]:
    if kind not in Activity.Kind.values:
        yield Problem("choose a group or the information point", "kind")
    if form not in Activity.Form.values:
        yield Problem("choose physical, online or blended", "form")


@action
def hold_session(visit: Visit, *, activity_id: int, held_on: date, anonymous_heads: int = 0) -> int:
    """Write down a session, held or still to come; gives its id. People without a name are heads."""
    Activity.objects.under(RUN_ACTIVITIES, visit).one(pk=activity_id)
    session = Session(organisation_id=visit.organisation_id, activity_id=activity_id, held_on=held_on)
    _check_roll(visit, session, residents=(), heads=anonymous_heads)
    session.anonymous_heads = anonymous_heads
    return keep(visit, SESSIONS, session).pk


@action
def move_session(visit: Visit, *, session_id: int, held_on: date) -> None:
    """A session was, or will be, on another day. Refused in the future when somebody came."""
    session = Session.objects.under(SESSIONS, visit).one(pk=session_id)
    session.held_on = held_on
    came = [row.resident_id for row in _on_the_roll(visit, session)]
    _check_roll(visit, session, residents=came, heads=session.anonymous_heads)
    keep(visit, SESSIONS, session)


@action
def cancel_session(visit: Visit, *, session_id: int) -> None:
    """A session does not take place: it has nobody. Refused when somebody came."""
    session = Session.objects.under(SESSIONS, visit).one(pk=session_id)
    came = Attendance.objects.under(ATTENDANCE, visit).filter(session_id=session_id).exists()
    if came or session.anonymous_heads:
        refuse_if([Problem("people came to this session: take them off the roll first", "cancelled")])
    session.cancelled = True
    keep(visit, SESSIONS, session)


@action
def roll_call(
    visit: Visit, *, session_id: int, resident_ids: Collection[int], anonymous_heads: int = 0
) -> None:
    """Say for a whole session who came: exactly these residents, and so many without a name.

    Called again with the same it changes nothing; who is not named any more is taken off the roll.
    """
    session = Session.objects.under(SESSIONS, visit).one(pk=session_id)
    _check_roll(visit, session, residents=resident_ids, heads=anonymous_heads)
    if session.anonymous_heads != anonymous_heads:
        session.anonymous_heads = anonymous_heads
        keep(visit, SESSIONS, session)
    there = {row.resident_id: row for row in _on_the_roll(visit, session)}
    for resident_id in sorted(there.keys() - set(resident_ids)):
        remove(visit, ATTENDANCE, there[resident_id])
    for resident_id in sorted(set(resident_ids) - there.keys()):
        _keep_attendance(visit, session, resident_id)


@action
def attend(visit: Visit, *, session_id: int, resident_id: int) -> None:
    """One resident came to a session; saying it twice is saying it once."""
    session = Session.objects.under(SESSIONS, visit).one(pk=session_id)
    _check_roll(visit, session, residents=(resident_id,), heads=session.anonymous_heads)
    if resident_id not in {row.resident_id for row in _on_the_roll(visit, session)}:
        _keep_attendance(visit, session, resident_id)


def _on_the_roll(visit: Visit, session: Session) -> list[Attendance]:
    return list(Attendance.objects.under(ATTENDANCE, visit).filter(session_id=session.pk))


def _keep_attendance(visit: Visit, session: Session, resident_id: int) -> None:
    row = Attendance(organisation_id=visit.organisation_id, session=session, resident_id=resident_id)
    keep(visit, ATTENDANCE, row)


def _check_roll(visit: Visit, session: Session, *, residents: Collection[int], heads: int) -> None:
    refuse_if(
        rules.roll_call_problems(
            held_on=session.held_on,
            today=visit.today,
            cancelled=session.cancelled,
            residents=residents,
            heads=heads,
        )
    )


@action
def record_walk_in(
    visit: Visit,
    *,
    visited_on: date,
    hour: str,
    municipality_id: int,
    resident_id: int | None = None,
    problematic_debt: str = "onbekend",
    follow_up: str | None = None,
    domain: str | None = None,
) -> int:
    """Record one visit to a walk-in hour, by a resident by name or by one anonymous person; gives its id."""
    must_be_ours(visit, municipality_id=municipality_id)
    if resident_id is not None:
        must_be_resident_of_ours(visit, resident_id=resident_id)
    picked = pick(
        visit,
        on=visited_on,
        hour=("walk_in_hour", hour),
        follow_up=("walk_in_follow_up", follow_up),
        domain=("domain", domain),
    )
    refuse_if(
        [
            *required(hour, "hour"),
            *picked.problems,
            *rules.debt_problems(problematic_debt),
            *_future_problems(visit, visited_on, "visited_on"),
        ]
    )
    walk_in = WalkInVisit(
        organisation_id=visit.organisation_id,
        visited_on=visited_on,
        hour_id=picked.must("hour"),
        municipality_id=municipality_id,
        resident_id=resident_id,
        problematic_debt=problematic_debt,
        follow_up_id=picked.id_of("follow_up"),
        domain_id=picked.id_of("domain"),
    )
    return keep(visit, RECORD_WALK_IN, walk_in).pk


@action
def name_visitor(visit: Visit, *, visit_id: int, resident_id: int) -> None:
    """A visitor without a name turns out to be, or becomes, a resident."""
    walk_in = WalkInVisit.objects.under(RECORD_WALK_IN, visit).one(pk=visit_id)
    must_be_resident_of_ours(visit, resident_id=resident_id)
    walk_in.resident_id = resident_id
    keep(visit, RECORD_WALK_IN, walk_in)


@action
def take_back_walk_in(visit: Visit, *, visit_id: int) -> None:
    """A visit that was written down by mistake, today: as if it was never there."""
    walk_in = WalkInVisit.objects.under(RECORD_WALK_IN, visit).one(pk=visit_id)
    if walk_in.visited_on != visit.today:
        refuse_if([Problem("a visit is taken back on its own day only")])
    remove(visit, RECORD_WALK_IN, walk_in)


@action
def explore_money(
    visit: Visit,
    *,
    visit_id: int,
    findings: Mapping[str, str],
    agreed: Collection[str],
    problematic_debt: str = "onbekend",
) -> None:
    """The integral money exploration at a visit: per topic what was found, and what was agreed.

    Said again it replaces what was said before. Several agreements make the visit's follow-up a combination.
    """
    walk_in = _explored_here(visit, visit_id)
    lists = ("money_topic", "walk_in_follow_up")
    known = choices(visit, lists=lists, on=walk_in.visited_on)
    topics = {key: one.id for (name, key), one in known.items() if name == "money_topic"}
    ways = {key: one.id for (name, key), one in known.items() if name == "walk_in_follow_up"}
    refuse_if(
        [
            *rules.finding_problems(findings, topics),
            *rules.agreement_problems(agreed),
            *rules.debt_problems(problematic_debt),
            *(Problem("choose from the list", "agreed") for key in agreed if key not in ways),
        ]
    )
    _keep_findings(visit, walk_in, {topics[key]: finding for key, finding in findings.items()})
    _keep_agreements(visit, walk_in, {ways[key] for key in agreed})
    follow_up = rules.follow_up_of(agreed)
    walk_in.follow_up_id = ways.get(follow_up) if follow_up else None
    walk_in.problematic_debt = problematic_debt
    keep(visit, RECORD_WALK_IN, walk_in)


def _explored_here(visit: Visit, visit_id: int) -> WalkInVisit:
    """The visit, when this worker may explore: in its week, or when the resident is of the own circle."""
    walk_in = WalkInVisit.objects.under(RECORD_WALK_IN, visit).one(pk=visit_id)
    lately = walk_in.visited_on >= visit.today - WEEK
    known = READ_WALK_INS.open_to(visit) and (
        lately or WalkInVisit.objects.under(READ_WALK_INS, visit).filter(pk=visit_id).exists()
    )
    if not known:
        raise Absent(f"exploration at visit {visit_id}")
    return walk_in


def _keep_findings(visit: Visit, walk_in: WalkInVisit, found: Mapping[int, str]) -> None:
    for row in MoneyFinding.objects.under(MONEY_FINDINGS, visit).filter(visit_id=walk_in.pk):
        remove(visit, MONEY_FINDINGS, row)
    for topic_id, finding in found.items():
        row = MoneyFinding(
            organisation_id=visit.organisation_id, visit=walk_in, topic_id=topic_id, finding=finding
        )
        keep(visit, MONEY_FINDINGS, row)


def _keep_agreements(visit: Visit, walk_in: WalkInVisit, agreed: Collection[int]) -> None:
    for row in WalkInAgreement.objects.under(WALK_IN_AGREEMENTS, visit).filter(visit_id=walk_in.pk):
        remove(visit, WALK_IN_AGREEMENTS, row)
    for follow_up_id in sorted(agreed):
        row = WalkInAgreement(organisation_id=visit.organisation_id, visit=walk_in, follow_up_id=follow_up_id)
        keep(visit, WALK_IN_AGREEMENTS, row)


@action
def record_partner_question(
    visit: Visit, *, asked_on: date, partner_id: int, municipality_id: int, domain: str | None = None
) -> int:
    """Record a question that a partner asked; gives its id."""
    must_be_ours(visit, partner_id=partner_id, municipality_id=municipality_id)
    picked = pick(visit, on=asked_on, domain=("domain", domain))
    refuse_if([*picked.problems, *_future_problems(visit, asked_on, "asked_on")])
    question = PartnerQuestion(
        organisation_id=visit.organisation_id,
        asked_on=asked_on,
        partner_id=partner_id,
        municipality_id=municipality_id,
        domain_id=picked.id_of("domain"),
    )
    return keep(visit, PARTNER_QUESTIONS, question).pk


def _future_problems(visit: Visit, day: date, field: str) -> Iterator[Problem]:
    if day > visit.today:
        yield Problem("%(day)s is in the future", field, {"day": day})
