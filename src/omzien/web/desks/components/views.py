"""The living component page, and the command palette's list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.components.examples import EXAMPLES, example_context
from omzien.web.kit.page import page
from omzien.web.shell import commands as commands_of


@desk(act=READ_SETUP)
def components(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every component with an example, its source and when to use it."""
    return page(request, "components/page.html", {"examples": EXAMPLES, **example_context(visit.today)})


@desk(act=READ_SETUP)
def commands(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The commands that fit the typed text: the list of the palette."""
    found = commands_of(request, visit, text=request.GET.get("text", ""))
    return render(request, "shell/commands.html", {"commands": found})
