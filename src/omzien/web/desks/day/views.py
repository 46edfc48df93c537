"""Home per role: what waits for me."""

from django.http import HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.kit.page import page


@desk(act=READ_SETUP)
def day(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My day."""
    return page(request, "day/page.html", {})
