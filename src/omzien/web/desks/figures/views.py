"""Figures: one question, its answer, and the same as a file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from omzien.gate.desk import desk
from omzien.gate.refused import Refused
from omzien.gate.visit import Visit
from omzien.insight.policy import READ_FIGURES
from omzien.web.desks.figures.asked import Asked
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.desks.figures.units import told, units, why
from omzien.web.kit.page import asked_for_part, page
from omzien.web.kit.refusals import sentences


@desk(act=READ_FIGURES)
def figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The explorer. What is no question is told what is wrong with it, with the fields to ask anew."""
    asked = asked_of(request, visit)
    is_part = asked_for_part(request)
    status = 400 if asked and asked.problems and not is_part else 200
    context = {"asked": asked, "is_part": is_part}
    response = page(request, "figures/page.html", context, fragment="answer", status=status)
    if asked and not asked.problems:
        response.headers["HX-Push-Url"] = asked.url
    return response


@desk(act=READ_FIGURES)
def figures_file(request: HttpRequest, visit: Visit, ending: str) -> HttpResponse:
    """The same question as a file, with small numbers hidden: for use in the house, or (sent to) published.
    What is published is kept.
    """
    from omzien.insight.reports import Publishing, Signed, shelf  # with what writes files: not for every page
    from omzien.web.desks.figures.downloads import file_of

    asked = asked_of(request, visit)
    if asked is None or asked.answer is None:
        raise Http404
    signed = Signed(visit.worker_id, visit.now)
    publishing = Publishing(shelf(visit.organisation_id), signed) if request.method == "POST" else None
    try:
        file = file_of(asked.answer, ending, publishing)
    except Refused as refusal:
        messages.error(request, sentences(refusal)[0])
        return redirect(asked.url)
    if file is None:
        raise Http404
    disposition = f'attachment; filename="{file.name}"'
    return HttpResponse(file.content, content_type=file.media, headers={"Content-Disposition": disposition})


@desk(act=READ_FIGURES)
def figures_units(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The selection of a question in three units, and why these differ: fetched beside the answer."""
    asked = asked_of(request, visit)
    if asked is None or asked.problems:
        raise Http404
    counts = units(asked.snapshot, visit.organisation_id, asked.question)
    context = {
        "units": told(counts, asked.question),
        "why": why(counts),
        "url": f"{reverse('figures')}?{asked.query}",
    }
    return page(request, "figures/units.html", context, fragment="units")


def asked_of(request: HttpRequest, visit: Visit) -> Asked | None:
    """The question of an address; None while there are no records to ask of."""
    snapshot = facts_of(visit.organisation_id)
    years = years_of(snapshot)
    return Asked(request, visit.organisation_id, snapshot, years) if years else None
