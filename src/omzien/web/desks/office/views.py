"""The office: who works here, and in which roles. To read only."""

from django.http import HttpRequest, HttpResponse

from omzien.gate.desk import desk
from omzien.gate.visit import Role, Visit
from omzien.organisation import queries as organisation
from omzien.organisation.policy import CHANGE_WORKERS
from omzien.web.accounts import ROLES
from omzien.web.kit.page import page


@desk(act=CHANGE_WORKERS)
def office(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Workers with their teams and roles, and the organisation's norms."""
    workers = [(card, [ROLES[Role(role)] for role in card.roles]) for card in organisation.workers(visit)]
    return page(
        request, "office/page.html", {"workers": workers, "house": organisation.own_organisation(visit)}
    )
