"""The hand-over summary: made from the record, so that the resident need not tell the story again."""

from django.template.loader import render_to_string

from omzien.casework import queries as casework
from omzien.gate.errors import Absent
from omzien.gate.visit import Visit
from omzien.people.queries import ResidentCard

LATEST = 5


def summary(visit: Visit, person: ResidentCard) -> str:
    """What was asked, what was agreed, the goals, what is open, who is involved, the latest contacts."""
    of = {"resident_id": person.id}
    whole = casework.record(visit, resident_id=person.id)
    asked = [row for row in whole.registrations if row.closed_on is None]
    running = [row for row in whole.interventions if row.ended_on is None]
    shown = {
        "person": person,
        "asked": [(row, _story(visit, row.id)) for row in asked],
        "support": running,
        "goals": casework.goals_of(visit, **of),
        "waits": [row for row in whole.moments if row.kind in ("outgoing", "internal")][:LATEST],
        "partners": casework.involved_partners(visit, **of),
        "lead": next((row.worker for row in casework.leads_of(visit, **of) if row.until is None), ""),
        "contacts": [row for row in whole.moments if row.kind == "contact"][:LATEST],
    }
    return render_to_string("dossier/summary.html", shown).strip() + "\n"


def _story(visit: Visit, registration_id: int) -> str:
    try:
        return casework.story(visit, registration_id=registration_id)
    except Absent:  # told, but not for this visit
        return ""
