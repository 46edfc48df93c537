"""The catalogue as a page and as a file."""

from django.http import HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.figures import catalogue_csv, catalogue_json
from omzien.insight.policy import READ_FIGURES
from omzien.web.desks.catalogue.shelves import shelves
from omzien.web.kit.page import page


@desk(act=READ_FIGURES)
def catalogue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every figure and dimension with its definition."""
    return page(request, "catalogue/page.html", {"shelves": shelves()})


@desk(act=READ_FIGURES)
def catalogue_as_csv(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same as a table: one row for every version that a definition had."""
    return _file(catalogue_csv(), "text/csv; charset=utf-8", "csv")


@desk(act=READ_FIGURES)
def catalogue_as_json(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The same as JSON."""
    return _file(catalogue_json(), "application/json", "json")


def _file(text: str, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="catalogue.{ending}"'
    return response
