"""Starting activities, holding sessions, calling the roll, receiving visitors and partners' questions."""

from collections.abc import Collection, Iterator
from datetime import date

from omzien.community import rules
from omzien.community.models import Activity, Attendance, PartnerQuestion, Session, WalkInVisit
from omzien.community.policy import (
    ATTENDANCE,
    PARTNER_QUESTIONS,
    RECORD_WALK_IN,
    RUN_ACTIVITIES,
    SESSIONS,
)
from omzien.gate.action import action, keep, remove
from omzien.gate.refused import Problem, refuse_if, required
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours, pick


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
) -> int:
    """Record one visit to a walk-in hour, by a resident by name or by one anonymous person; gives its id."""
    must_be_ours(visit, municipality_id=municipality_id)
    picked = pick(
        visit, on=visited_on, hour=("walk_in_hour", hour), follow_up=("walk_in_follow_up", follow_up)
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
    )
    return keep(visit, RECORD_WALK_IN, walk_in).pk


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
        yield Problem("%(day)s is in the future", field, {"day": day.isoformat()})
