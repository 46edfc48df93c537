"""What helps, and for whom: the page, and its numbers as a file."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.insight.facts import Snapshot
from omzien.insight.figures.store import store_of
from omzien.insight.policy import READ_FIGURES
from omzien.web.desks.effects.asking import Group
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.kit.page import asked_for_part, page
from omzien.web.kit.refusals import sentences

if TYPE_CHECKING:
    from omzien.web.desks.effects.answers import Answer


@desk(act=READ_FIGURES)
def effects(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One question about effects, and its answer."""
    snapshot, form, answer = _asked(request, visit)
    is_part = asked_for_part(request)
    context = {"form": form, "answer": answer, "snapshot": snapshot, "is_part": is_part}
    response = page(request, "effects/page.html", context, fragment="answer")
    if form and answer:
        response.headers["HX-Push-Url"] = f"{request.path}?{form.query}"
    return response


@desk(act=READ_FIGURES)
def effects_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same numbers as a CSV file, for use in the house: it is not weighed with what was published."""
    from omzien.web.desks.effects.downloads import as_csv  # loads what decides on small numbers

    snapshot, form, answer = _asked(request, visit)
    if form is None or answer is None:
        raise Http404
    try:
        text = as_csv(answer, store_of(snapshot).settings["internal_threshold"])
    except Refused as refusal:
        messages.error(request, sentences(refusal)[0])
        return redirect(f"{reverse('effects')}?{form.query}")
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{form.about}-internal.csv"'
    return response


def _asked(request: HttpRequest, visit: Visit) -> tuple[Snapshot, Group | None, "Answer | None"]:
    """The facts, the question (none while there are no records) and its answer (none to what is no
    question).
    """
    from omzien.web.desks.effects.answering import ANSWERS  # loads the arithmetic: not for every page

    snapshot = facts_of(visit.organisation_id)
    years = years_of(snapshot)
    if not years:
        return snapshot, None, None
    form = Group(request.GET, snapshot, years)
    if not form.is_valid():
        return snapshot, form, None
    return snapshot, form, ANSWERS[form.about](snapshot, visit.organisation_id, form)
