"""The dossier as one page: each room is asked what it knows, once."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from omzien.casework import queries as casework
from omzien.casework.policy import CONTACTS, EXPLORE, LEAD, WRITE_NOTES
from omzien.gate.visit import Visit
from omzien.outcomes.policy import READ_MEASUREMENTS
from omzien.outcomes.queries import surveys_of
from omzien.people import queries as people
from omzien.web import words
from omzien.web.components.shown import Moment
from omzien.web.desks.dossier.doings import offered
from omzien.web.desks.dossier.progress import progress
from omzien.web.kit.paging import SIZE, Slice
from omzien.web.kit.support import running
from omzien.web.templatetags.omzien import in_words

# The time line's filters: what is called, and which kinds of moments it holds.
FILTERS = {
    "": (_("All"), ()),
    "contact": (_("Contacts"), ("contact", "follow_up")),
    "support": (_("Support"), ("start", "end", "exploration", "registration", "reopened")),
    "referral": (_("Referrals"), ("incoming", "outgoing", "internal")),
    "together": (_("Together"), ("consultation", "handover")),
    "measurement": (_("Measurements"), ("measurement",)),
    "document": (_("Documents"), ("document",)),
}


def record(visit: Visit, card: people.ResidentCard, *, kind: str, number: int) -> dict[str, Any]:
    """Everything that the page shows of one resident."""
    of = {"resident_id": card.id}
    kinds, skip = FILTERS.get(kind, FILTERS[""])[1], (number - 1) * SIZE
    whole = casework.record(visit, **of, kinds=kinds, skip=skip, limit=SIZE + 1)
    support = running(visit, whole.interventions)
    return {
        "person": card,
        "gender": words.GENDERS.get(card.gender, card.gender),
        "reach": people.contact_details(visit, **of),
        "household": people.living_with(visit, card=card),
        "registrations": [row for row in whole.registrations if row.closed_on is None],
        "support": support,
        "stories": _stories(visit, whole.registrations),
        "may_note": CONTACTS.open_to(visit),
        "lead": whole.lead,
        "may_coordinate": LEAD.open_to(visit),
        "doings": offered(visit, **of, registrations=whole.registrations, interventions=whole.interventions),
        **_open(visit, whole, support),
        **_timeline(visit, whole.moments, kind, number),
    }


def _open(visit: Visit, whole: casework.Record, support: list[casework.InterventionRow]) -> dict[str, Any]:
    """Goals of what runs, partners that work along, the next appointment: asked where there may be any."""
    of = {"resident_id": whole.resident_id}
    at_work = {row.id for row in support}
    goals = casework.goals_of(visit, **of) if at_work else []
    mine = [row for row in goals if row.intervention_id in at_work]
    is_measured = "outcomes.Measurement" in whole.there and READ_MEASUREMENTS.open_to(visit)
    return {
        "goals": mine,
        "reached": sum(row.attainment == "met" for row in mine),
        "partners": casework.involved_partners(visit, **of) if whole.has("InvolvedPartner") else [],
        "appointments": casework.appointments_of(visit, **of) if whole.has("Appointment") else [],
        "is_measured": is_measured,
        **progress(visit, whole.resident_id, support, mine, is_measured=is_measured),
        "surveys": surveys_of(visit, **of) if "outcomes.Invitation" in whole.there else [],
    }


def _stories(
    visit: Visit, registrations: list[casework.RegistrationRow]
) -> list[tuple[casework.RegistrationRow, str]]:
    """What was told at each registration that is open, as far as this visit may read it."""
    asked = [row for row in registrations if row.closed_on is None]
    told = casework.stories_of(visit, resident_id=asked[0].resident_id) if asked else {}
    return [(row, told[row.id]) for row in asked if row.id in told]


def _timeline(visit: Visit, found: list[casework.Moment], kind: str, number: int) -> dict[str, Any]:
    """One page of the time line, of the kinds that a filter names."""
    return {
        "moments": Slice([_moment(visit, row) for row in found[:SIZE]], number, len(found) > SIZE),
        "filters": [
            {"label": label, "url": "?" + urlencode({"kind": name}), "is_on": name == kind}
            for name, (label, _kinds) in FILTERS.items()
        ],
    }


def _moment(visit: Visit, row: casework.Moment) -> Moment:
    minutes = _("%(minutes)s minutes") % {"minutes": row.minutes} if row.minutes else ""
    parts = (row.worker, minutes, row.also_there)
    url, label, is_quiet = _link(visit, row)
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
        is_quiet=is_quiet,
    )


def _link(visit: Visit, row: casework.Moment) -> tuple[str, Any, bool]:
    """Where something that happened can be brought up to date, or opened; quiet is what seldom needs it."""
    if row.kind == "contact" and WRITE_NOTES.open_to(visit):
        label = _("Correct the note") if row.note else _("Add a note")
        return reverse("note_text", args=[row.id]), label, True
    if row.kind in ("outgoing", "internal", "incoming") and EXPLORE.open_to(visit):
        return reverse("settle", args=[row.id]), _("What became of it?"), row.outcome is not None
    if row.kind == "document":
        return reverse("document", args=[row.id]), _("Open"), False
    return "", "", False
