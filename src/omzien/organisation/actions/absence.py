"""Who is away and who covers; and the link of one's own calendar program."""

from datetime import date, timedelta

from omzien.gate.action import action, keep, remove
from omzien.gate.refused import refuse_if, refused
from omzien.gate.visit import Visit
from omzien.organisation.models import Absence, CalendarLink
from omzien.organisation.policy import OWN_CALENDAR, PLAN_ABSENCE
from omzien.organisation.queries import must_be_ours
from omzien.organisation.rules import absence_problems, calendar_token, fingerprint


@action
def plan_absence(
    visit: Visit, *, worker_id: int, starts_on: date, ends_on: date, covered_by_id: int | None = None
) -> int:
    """Somebody of the team is away in these days (both included), and who covers; gives the id."""
    for one in (worker_id, covered_by_id):
        must_be_ours(visit, worker_id=one)
    there = Absence.objects.under(PLAN_ABSENCE, visit).filter(worker_id=worker_id)
    problems = absence_problems(
        starts_on,
        ends_on,
        today=visit.today,
        is_covered_by_self=worker_id == covered_by_id,
        others=[(row.starts_on, row.ends_on) for row in there],
    )
    refuse_if(problems)
    row = Absence(
        organisation_id=visit.organisation_id,
        worker_id=worker_id,
        starts_on=starts_on,
        ends_on=ends_on,
        covered_by_id=covered_by_id,
    )
    return keep(visit, PLAN_ABSENCE, row).pk


@action
def end_absence(visit: Visit, *, absence_id: int) -> None:
    """Somebody is back today: yesterday was the last day away. One that had not begun goes."""
    row = Absence.objects.under(PLAN_ABSENCE, visit).one(pk=absence_id)
    if row.ends_on < visit.today:
        raise refused("this absence is over already")
    if row.starts_on >= visit.today:
        return remove(visit, PLAN_ABSENCE, row)
    row.ends_on = visit.today - timedelta(days=1)
    keep(visit, PLAN_ABSENCE, row)
    return None


@action
def make_calendar_link(visit: Visit) -> str:
    """A new link for one's own calendar program; an older one works no more. The secret part, shown once."""
    token = calendar_token()
    row = CalendarLink.objects.under(OWN_CALENDAR, visit).first() or CalendarLink(
        organisation_id=visit.organisation_id, worker_id=visit.worker_id or 0
    )
    row.link_hash, row.made_at = fingerprint(token), visit.now
    keep(visit, OWN_CALENDAR, row)
    return token


@action
def end_calendar_link(visit: Visit) -> None:
    """The link of one's own calendar program works no more."""
    for row in CalendarLink.objects.under(OWN_CALENDAR, visit):
        remove(visit, OWN_CALENDAR, row)
