"""The dossier as one page: each room is asked what it knows, once."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import APPOINTMENTS, GOALS, INVOLVE_PARTNERS, LEAD, REFER, WRITE_NOTES
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
    "together": (_("Together"), ("consultation", "handover")),
    "measurement": (_("Measurements"), ("measurement",)),
    "document": (_("Documents"), ("document",)),
}


def record(visit: Visit, card: people.ResidentCard, *, kind: str, number: int) -> dict[str, Any]:
    """Everything that the page shows of one resident."""
    of = {"resident_id": card.id}
    registrations = casework.registrations_of(visit, **of)
    interventions = casework.interventions_of(visit, **of)
    happened = {"registrations": registrations, "interventions": interventions}
    return {
        "gender": words.GENDERS.get(card.gender, card.gender),
        "reach": people.contact_details(visit, **of),
        "household": people.living_with(visit, card) if card.household_id else [],
        "registrations": [row for row in registrations if row.closed_on is None],
        "support": [row for row in interventions if row.ended_on is None],
        "stories": _stories(visit, registrations),
        "doings": offered(visit, **of, **happened),
        **_open(visit, card.id, interventions),
        **timeline(visit, card, kind=kind, number=number, **happened),
    }


def _open(
    visit: Visit, resident_id: int, interventions: Iterable[casework.InterventionRow]
) -> dict[str, Any]:
    """Goals of what runs, who has the lead, which partners work along, the next appointment."""
    of = {"resident_id": resident_id}
    running = {row.id for row in interventions if row.ended_on is None}
    goals = casework.goals_of(visit, **of) if running and GOALS.open_to(visit) else []
    leads = casework.leads_of(visit, **of) if LEAD.open_to(visit) else []
    return {
        "goals": [row for row in goals if row.intervention_id in running],
        "lead": next((row for row in leads if row.until is None), None),
        "partners": casework.involved_partners(visit, **of) if INVOLVE_PARTNERS.open_to(visit) else [],
        "appointments": casework.appointments_of(visit, **of) if APPOINTMENTS.open_to(visit) else [],
        "may_coordinate": LEAD.open_to(visit),
    }


def _stories(visit: Visit, registrations: list[casework.RegistrationRow]) -> list[str]:
    """What was told at the registrations that are open, as far as this visit may read it."""
    told = casework.stories_of(visit, resident_id=registrations[0].resident_id) if registrations else {}
    return [told[row.id] for row in registrations if row.closed_on is None and row.id in told]


def timeline(
    visit: Visit, card: people.ResidentCard, *, kind: str, number: int, **happened: Any
) -> dict[str, Any]:
    """One page of the time line, of the kinds that a filter names."""
    found = casework.moments(
        visit,
        resident_id=card.id,
        kinds=FILTERS.get(kind, FILTERS[""])[1],
        skip=(number - 1) * SIZE,
        limit=SIZE + 1,
        **happened,
    )
    shown = [_moment(visit, row) for row in found[:SIZE]]
    return {
        "person": card,
        "moments": Slice(shown, number, len(found) > SIZE),
        "filters": [
            {"label": label, "url": "?" + urlencode({"kind": name}), "is_on": name == kind}
            for name, (label, _kinds) in FILTERS.items()
        ],
    }


def _moment(visit: Visit, row: casework.Moment) -> Moment:
    minutes = _("%(minutes)s minutes") % {"minutes": row.minutes} if row.minutes else ""
    parts = (row.worker, minutes, row.also_there)
    url, label = _link(visit, row)
    return Moment(
        on=row.on,
        title=words.KINDS.get(row.kind, row.kind),
        tag=" · ".join(str(part) for part in parts if part),
        detail=" · ".join(in_words(part) for part in (row.what, row.outcome) if part and in_words(part)),
        note=row.note,
        kind=row.kind,
        marks=[_("note of the household")] if row.of_household else [],
        url=url,
        link=label,
    )


def _link(visit: Visit, row: casework.Moment) -> tuple[str, Any]:
    """Where something that happened can be brought up to date, or opened."""
    if row.kind == "contact" and WRITE_NOTES.open_to(visit):
        return reverse("note_text", args=[row.id]), _("Correct the note") if row.note else _("Add a note")
    if row.kind in ("outgoing", "internal", "incoming") and REFER.open_to(visit):
        return reverse("settle", args=[row.id]), _("What became of it?")
    if row.kind == "document":
        return reverse("document", args=[row.id]), _("Open")
    return "", ""
