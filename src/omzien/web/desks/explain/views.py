"""How a number was counted, the records behind it, and why two numbers differ."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.figures import CATALOGUE
from omzien.insight.policy import READ_FIGURES
from omzien.people.policy import SEE_COUNTED
from omzien.web.desks.explain.beside import beside_of
from omzien.web.desks.explain.differing import Two
from omzien.web.desks.explain.number import number_of
from omzien.web.desks.explain.records import has_records, may_see, records_of
from omzien.web.desks.explain.told import Told
from omzien.web.kit.page import page
from omzien.web.kit.paging import page_number

LAST = "omzien_explained"  # the cookie with the number that was explained last: a question, and nobody's data


@desk(act=READ_FIGURES)
def explained(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How one number was counted."""
    number = number_of(visit, request.GET.urlencode())
    context = {
        "number": number,
        "told": Told(number),
        "beside": beside_of(visit, number, request.COOKIES.get(LAST, "")),
        "has_records": has_records(number),
        "may_see": may_see(visit),
    }
    response = page(request, "explain/page.html", context)
    response.set_cookie(LAST, number.query, samesite="Lax", httponly=True)
    return response


@desk(act=SEE_COUNTED)
def records(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The records behind a number, as far as this visit may read them; each look is noted."""
    number = number_of(visit, request.GET.urlencode())
    found = (
        records_of(visit, number, page=page_number(request.GET.get("page"))) if has_records(number) else None
    )
    context = {"number": number, "found": found, "has_records": has_records(number)}
    return page(request, "explain/records.html", context, fragment="records")


@desk(act=READ_FIGURES)
def differing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Why two numbers differ."""
    asked = request.GET
    one = number_of(visit, asked.get("a", ""))
    other = number_of(visit, asked.get("b") or one.query)
    figure = CATALOGUE.get(asked.get("figure", ""))
    if figure:
        question = replace(other.cell.question, figure=figure.name)
        other = number_of(visit, replace(other.cell, question=question).to_query())
    return page(request, "explain/differ.html", {"two": Two(one, other)})
