"""The living component page, and the command palette's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.components.examples import EXAMPLES, example_context
from omzien.web.desks.dossier.doings import doings_of
from omzien.web.kit.page import page
from omzien.web.shell import commands as commands_of


@desk(act=READ_SETUP)
def components(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every component with an example, its source and when to use it."""
    return page(request, "components/page.html", {"examples": EXAMPLES, **example_context(visit.today)})


@desk(act=READ_SETUP)
def commands(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The commands that fit the typed text, those of an open dossier first: the list of the palette."""
    text, about = request.GET.get("text", ""), request.GET.get("resident_id", "")
    doings = doings_of(visit, resident_id=int(about)) if about.isdecimal() else []
    wanted = text.strip().casefold()
    here = [link for link in doings if wanted in str(link.label).casefold()]
    found = [*here, *commands_of(request, visit, text=text)]
    return render(request, "shell/commands.html", {"commands": found})
