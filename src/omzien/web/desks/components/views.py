"""The living component page, and the command palette's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.components.examples import EXAMPLES, example_context
from omzien.web.desks.components.palette import palette
from omzien.web.kit.page import page


@desk(act=READ_SETUP)
def components(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every component with an example, its source and when to use it."""
    return page(request, "components/page.html", {"examples": EXAMPLES, **example_context(visit.today)})


@desk(act=READ_SETUP)
def commands(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list of the palette: what fits the typed text, that of an open dossier first."""
    text, about = request.GET.get("text", ""), request.GET.get("resident_id", "")
    found = palette(request, visit, text=text, resident_id=int(about) if about.isdecimal() else None)
    return render(request, "shell/commands.html", {"groups": found})
