"""The two lists of looking after, and what may be done with a row of them."""

from datetime import timedelta
from typing import Any

from django.utils.translation import ngettext

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import SUPPORT
from omzien.gate.action import action
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.people import queries as people
from omzien.web.desks.calls.forms import WEEKS
from omzien.web.kit.paging import cut

AHEAD = 14  # days: calls that come soon are shown as well
BY_PHONE = "telefoon"  # the kind of contact of a call
NEW_QUESTION = "nieuwe_vraag"  # the outcome after which somebody registers again


def due(visit: Visit, *, whose: str, number: int) -> dict[str, Any]:
    """The calls that are due, overdue or soon, with a key for each outcome."""
    until = visit.today + timedelta(days=AHEAD)
    rows = cut(
        lambda most: casework.follow_ups_due(visit, until=until, limit=most, mine=whose != "all"), number
    )
    outcomes = organisation.codes(visit, list="follow_up_outcome")
    return {
        "calls": rows,
        "phones": people.phones(visit, resident_ids=[row.resident_id for row in rows]),
        "outcomes": [(str(place), code) for place, code in enumerate(outcomes, start=1)],
        "new_question": NEW_QUESTION,
        "whose": whose,
        "today": visit.today,
    }


def long_ago(visit: Visit, *, weeks: int, number: int) -> dict[str, Any]:
    """Who was not seen for so many weeks, in the own caseload (a team lead: of the teams)."""
    since = visit.today - timedelta(weeks=weeks)
    rows = cut(lambda most: casework.caseload(visit, unseen_since=since, limit=most), number)
    return {
        "unseen": rows,
        "phones": people.phones(visit, resident_ids=[row.resident_id for row in rows]),
        "weeks": weeks,
        "choices": [(choice, _in_weeks(choice)) for choice in sorted({*WEEKS, weeks})],
        "may_note": SUPPORT.open_to(visit),
    }


def _in_weeks(weeks: int) -> str:
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


@action
def called(visit: Visit, /, *, intervention_id: int, resident_id: int, **said: Any) -> int:
    """Note a call to somebody who was not seen for long; gives the id of the contact."""
    return actions.note_contact(
        visit,
        resident_id=resident_id,
        intervention_id=intervention_id,
        held_on=visit.today,
        kind=BY_PHONE,
        **said,
    )
