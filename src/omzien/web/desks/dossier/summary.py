"""The hand-over summary: made from the record, so that the resident need not tell the story again."""

from django.template.loader import render_to_string

from omzien.casework import queries as casework
from omzien.gate.visit import Visit
from omzien.people.queries import ResidentCard

LATEST = 5


def summary(visit: Visit, person: ResidentCard) -> str:
    """What was asked, what was agreed, the goals, what is open, who is involved, the latest contacts."""
    of = {"resident_id": person.id}
    whole = casework.record(visit, **of, kinds=("contact",), limit=LATEST)
    stories = casework.stories_of(visit, **of)
    sent = [row for row in casework.referred(visit, **of) if row.kind != "incoming"]
    asked = [row for row in whole.registrations if row.closed_on is None]
    running = [row for row in whole.interventions if row.ended_on is None]
    shown = {
        "person": person,
        "asked": [(row, stories.get(row.id, "")) for row in asked],
        "support": running,
        "goals": casework.goals_of(visit, **of),
        "waits": sent[:LATEST],
        "partners": casework.involved_partners(visit, **of) if whole.has("InvolvedPartner") else [],
        "lead": whole.lead.worker if whole.lead else "",
        "contacts": whole.moments,
    }
    return render_to_string("dossier/summary.html", shown).strip() + "\n"
