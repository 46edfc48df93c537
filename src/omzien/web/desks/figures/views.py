"""Figures: one question, its answer, and the same as a file."""

from django.http import Http404, HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.policy import READ_FIGURES
from omzien.web.desks.figures.asked import Asked
from omzien.web.desks.figures.downloads import FORMS, document_of, file_name
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.kit.page import page


@desk(act=READ_FIGURES)
def figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The explorer. What is no question is told what is wrong with it, with the fields to ask anew."""
    asked = asked_of(request, visit)
    is_part = request.headers.get("HX-Request") == "true"
    status = 400 if asked and asked.problems and not is_part else 200
    context = {"asked": asked, "is_part": is_part}
    response = page(request, "figures/page.html", context, fragment="answer", status=status)
    if asked and not asked.problems:
        response.headers["HX-Push-Url"] = asked.url
    return response


@desk(act=READ_FIGURES)
def figures_file(request: HttpRequest, visit: Visit, ending: str) -> HttpResponse:
    """The same question as a file, with small numbers hidden; `for=public` hides those that may not be
    published.
    """
    asked = asked_of(request, visit)
    if asked is None or asked.answer is None or ending not in FORMS:
        raise Http404
    document = document_of(asked.answer, is_public=request.GET.get("for") == "public")
    content = FORMS[ending].make(document)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=FORMS[ending].media)
    name = file_name(asked.answer, ending)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def asked_of(request: HttpRequest, visit: Visit) -> Asked | None:
    """The question of an address; None while there are no records to ask of."""
    snapshot = facts_of(visit.organisation_id)
    years = years_of(snapshot)
    return Asked(request, visit.organisation_id, snapshot, years) if years else None
