"""Figures: one question, its answer, and the same as a file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.policy import READ_FIGURES
from omzien.organisation.queries import municipalities
from omzien.web.desks.figures.answers import as_csv, asked_of
from omzien.web.desks.figures.forms import Question
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.kit.page import page


@desk(act=READ_FIGURES)
def figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The explorer."""
    return page(request, "figures/page.html", _explored(request, visit), fragment="explorer")


@desk(act=READ_FIGURES)
def figures_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The table of the same question as a CSV file."""
    found = _explored(request, visit)["answer"]
    if found is None:
        raise Http404
    response = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.figure.name}.csv"'
    return response


def _explored(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    snapshot = facts_of(visit.organisation_id)
    years = years_of(snapshot)
    if not years:
        return {"form": None, "answer": None}
    places = [(place.code, place.name) for place in municipalities(visit)]
    form = Question(request.GET.dict(), places=places, years=years)
    answer = asked_of(snapshot, visit.organisation_id, form) if form.is_valid() else None
    return {"form": form, "answer": answer, "snapshot": snapshot, "query": request.GET.urlencode()}
