"""The catalogue as a page and as a file."""

from django.http import Http404, HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.figures import catalogue_csv, catalogue_json
from omzien.insight.policy import READ_FIGURES
from omzien.web.desks.catalogue.shelves import shelves
from omzien.web.kit.page import page

FILES = {"json": (catalogue_json, "application/json"), "csv": (catalogue_csv, "text/csv; charset=utf-8")}


@desk(act=READ_FIGURES)
def catalogue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every figure and dimension with its definition."""
    return page(request, "catalogue/page.html", {"shelves": shelves()})


@desk(act=READ_FIGURES)
def catalogue_file(request: HttpRequest, visit: Visit, form: str) -> HttpResponse:
    """The same as data, with every version that a definition had."""
    if form not in FILES:
        raise Http404
    written, kind = FILES[form]
    response = HttpResponse(written(), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="catalogue.{form}"'
    return response
