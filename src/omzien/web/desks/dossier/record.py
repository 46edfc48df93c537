"""The dossier as one page: each room is asked what it knows."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import GOALS
from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.web import words
from omzien.web.components.shown import Moment
from omzien.web.desks.dossier.doings import offered
from omzien.web.kit.paging import SIZE, Slice
from omzien.web.templatetags.omzien import in_words

# The time line's filters: what is called, and which kinds of moments it holds.
FILTERS = {
    "": (_("All"), ()),
    "contact": (_("Contacts"), ("contact", "follow_up")),
    "support": (_("Support"), ("start", "end", "exploration", "registration")),
    "referral": (_("Referrals"), ("incoming", "outgoing", "internal")),
    "measurement": (_("Measurements"), ("measurement",)),
}


def record(visit: Visit, card: people.ResidentCard, *, kind: str, number: int) -> dict[str, Any]:
    """Everything that the page shows of one resident."""
    resident_id = card.id
    whole = casework.record(visit, resident_id=resident_id)
    registrations = whole.registrations
    running = [row for row in whole.interventions if row.ended_on is None]
    return {
        "person": card,
        "gender": words.GENDERS.get(card.gender, card.gender),
        "reach": people.contact_details(visit, resident_id=resident_id),
        "household": people.household(visit, resident_id=resident_id) if card.household_id else [],
        "lead": next((name for name in _leads(running, registrations) if name), ""),
        "registrations": [row for row in registrations if row.closed_on is None],
        "support": running,
        "goals": casework.goals_of(visit, resident_id=resident_id) if GOALS.open_to(visit) else [],
        "story": _story(visit, registrations),
        "doings": offered(
            visit, resident_id=resident_id, registrations=registrations, interventions=whole.interventions
        ),
        **timeline(whole.moments, kind=kind, number=number),
    }


def _leads(
    running: list[casework.InterventionRow], registrations: list[casework.RegistrationRow]
) -> list[str]:
    return [*(row.worker for row in running), *(row.worker for row in registrations)]


def _story(visit: Visit, registrations: list[casework.RegistrationRow]) -> str:
    try:
        return casework.story(visit, registration_id=registrations[0].id) if registrations else ""
    except Absent:  # told, but not for this visit
        return ""


def timeline(happened: list[casework.Moment], *, kind: str, number: int) -> dict[str, Any]:
    """One page of the time line, of the kinds that a filter names."""
    kinds = FILTERS.get(kind, FILTERS[""])[1]
    moments = [row for row in happened if not kinds or row.kind in kinds]
    start = (number - 1) * SIZE
    shown = [_moment(row) for row in moments[start : start + SIZE]]
    return {
        "moments": Slice(shown, number, len(moments) > start + SIZE),
        "filters": [
            {"label": label, "url": "?" + urlencode({"kind": name}), "is_on": name == kind}
            for name, (label, _kinds) in FILTERS.items()
        ],
    }


def _moment(row: casework.Moment) -> Moment:
    minutes = _("%(minutes)s minutes") % {"minutes": row.minutes} if row.minutes else ""
    return Moment(
        on=row.on,
        title=words.KINDS.get(row.kind, row.kind),
        tag=" · ".join(part for part in (row.worker, minutes) if part),
        detail=in_words(row.what),
        note=row.note,
        kind=row.kind,
    )
