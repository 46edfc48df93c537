"""The desk of a team lead: load, waiting list, absence with cover, handing work over."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from omzien.casework import queries as casework
from omzien.casework.actions import hand_over
from omzien.casework.policy import HAND_OVER
from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.organisation.actions import end_absence, plan_absence
from omzien.organisation.policy import PLAN_ABSENCE
from omzien.people import queries as people
from omzien.web.desks.day.waits import LONG_AGO
from omzien.web.desks.team.forms import AbsenceForm, HandOverForm
from omzien.web.kit.page import page

SHOWN = 10


@desk(act=PLAN_ABSENCE)
def team(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who carries how much, who waits, who was not seen for long, who is away."""
    return page(request, "team/page.html", _shown(visit))


def _shown(visit: Visit) -> dict[str, Any]:
    mates = organisation.team_of(visit)
    since = visit.today - timedelta(days=LONG_AGO)
    load = casework.load(visit, worker_ids=[card.id for card in mates], unseen_since=since)
    away = organisation.absences(visit)
    now = {absence.worker_id: absence for absence in away if absence.is_now}
    cases = casework.caseload(visit, limit=SHOWN)
    return {
        "rows": [(card, load[card.id], now.get(card.id)) for card in mates],
        "most": max([row.cases for row in load.values()], default=0),
        "absences": away,
        "waiting": casework.waiting_list(visit, limit=SHOWN),
        "unseen": [row for row in cases if row.days_since_contact > LONG_AGO],
    }


@desk(act=PLAN_ABSENCE)
def absence(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody is away, and who covers."""
    form = AbsenceForm.of(visit, request.POST or None)
    if form.is_valid() and form.send(plan_absence, visit) is not None:
        messages.success(request, _("Saved. Who covers sees these residents from the first day on."))
        return redirect("team")
    return page(request, "team/absence.html", {"form": form})


@desk(act=PLAN_ABSENCE)
def absence_end(request: HttpRequest, visit: Visit, absence_id: int) -> HttpResponse:
    """Somebody is back; the cover ends."""
    organisation.must_reach_absence(visit, absence_id=absence_id)
    if request.method == "POST":
        try:
            end_absence(visit, absence_id=absence_id)
        except Refused as refusal:
            messages.error(request, _(refusal.problems[0].message))
    return redirect("team")


@desk(act=HAND_OVER)
def hand(request: HttpRequest, visit: Visit, worker_id: int) -> HttpResponse:
    """All that one worker does, to look at first; then to a colleague at once."""
    work = casework.work_of(visit, worker_id=worker_id)
    form = HandOverForm.of(visit, worker_id, work, request.POST or None)
    if form.is_valid() and form.send(hand_over, visit, from_worker_id=worker_id) is not None:
        messages.success(request, _("The work is handed over."))
        return redirect("team")
    names = people.names(visit, resident_ids=[one.resident_id for one in work])
    chosen = {str(pk) for pk in form["resident_ids"].value() or ()}
    rows = [(one, names.get(one.resident_id, ""), str(one.resident_id) in chosen) for one in work]
    who = next((card.name for card in organisation.team_of(visit) if card.id == worker_id), "")
    rows.sort(key=lambda row: row[1])
    return page(request, "team/hand_over.html", {"form": form, "rows": rows, "who": who})
