"""A visitor is written down, is somebody new, or becomes a registration in one step: what was agreed becomes
tasks, and perhaps a referral.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext

from omzien.casework import actions
from omzien.casework.policy import TASKS
from omzien.community import queries as community
from omzien.community.actions import name_visitor, record_walk_in
from omzien.community.queries import VisitorRow
from omzien.gate.action import action
from omzien.gate.refused import Problem, refuse_if
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.people.actions import add_resident
from omzien.web.templatetags.omzien import in_words

CHANNEL = "inloop"
NOTHING_MORE = "geen_vervolg"
AT_ONCE, SOON = timedelta(days=0), timedelta(days=7)
CRISIS = "crisisinterventie"


@action
def record_visitor(
    visit: Visit, /, *, resident_id: int | None, municipality_id: int | None, **said: Any
) -> int:
    """One line of the morning of today; a resident by name comes from where the resident lives."""
    if resident_id is not None and municipality_id is None:
        municipality_id = people.found(visit, resident_id=resident_id).municipality_id
    return record_walk_in(
        visit,
        visited_on=visit.today,
        municipality_id=municipality_id or 0,
        resident_id=resident_id,
        **said,
    )


@action
def add_visitor(visit: Visit, /, *, visit_id: int, **said: Any) -> int:
    """A visitor is somebody new: the new resident, and at once who came by; gives the resident's id."""
    resident_id = add_resident(visit, **said)
    name_visitor(visit, visit_id=visit_id, resident_id=resident_id)
    return resident_id


@action
def register_visitor(
    visit: Visit,
    /,
    *,
    visit_id: int,
    questions: Sequence[tuple[str, str | None]],
    triage: str,
    partner_id: int | None = None,
) -> int:
    """Register who came by the walk-in hour; each agreement is a task of who was there. The resident's id."""
    row = community.visitor(visit, visit_id=visit_id)
    if row.resident_id is None:
        refuse_if([Problem("say first which resident this is", "resident_id")])
    resident_id = int(row.resident_id or 0)
    registration_id = actions.register(
        visit,
        resident_id=resident_id,
        municipality_id=row.municipality_id,
        registered_on=row.visited_on,
        channel=CHANNEL,
        questions=questions,
        story=_told(visit, row),
        triage=triage,
    )
    if partner_id is not None:
        actions.refer(
            visit,
            registration_id=registration_id,
            direction="outgoing",
            referred_on=visit.today,
            partner_id=partner_id,
        )
    _give_tasks(visit, row, resident_id)
    return resident_id


def _told(visit: Visit, row: VisitorRow) -> str:
    """What the exploration found that needs attention, as the story of the registration."""
    topics = organisation.codes(visit, list="money_topic")
    wrong = [in_words(topic) for topic in topics if row.findings.get(topic.key) == "attention"]
    said = gettext("Money exploration, needs attention: %(topics)s.") % {"topics": "; ".join(wrong)}
    return said if wrong else ""


def _give_tasks(visit: Visit, row: VisitorRow, resident_id: int) -> None:
    if not TASKS.open_to(visit):
        return
    for agreed in row.agreed:
        if agreed.key != NOTHING_MORE:
            wait = AT_ONCE if agreed.key == CRISIS else SOON
            actions.give_task(
                visit, text=in_words(agreed), due_on=visit.today + wait, resident_id=resident_id
            )
