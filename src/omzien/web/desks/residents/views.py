"""Finding a resident: as one types, or in the list of those whom one supports."""

from django.http import HttpRequest, HttpResponse

from omzien.casework.policy import REGISTER
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.people import queries as people
from omzien.people.policy import FIND_RESIDENT, MERGE_RESIDENTS, READ_RESIDENT
from omzien.web.kit.page import page
from omzien.web.kit.paging import cut, page_number


@desk(act=FIND_RESIDENT)
def residents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everybody whose name or birth date fits; without a text one's own residents."""
    text = request.GET.get("text", "").strip()
    number = page_number(request.GET.get("page"))
    rows = cut(
        lambda limit: (
            people.search(visit, text=text, limit=limit) if text else people.circle(visit, limit=limit)
        ),
        number,
    )
    context = {
        "text": text,
        "rows": rows,
        "may_open": READ_RESIDENT.open_to(visit),
        "may_register": REGISTER.open_to(visit),
        "may_merge": MERGE_RESIDENTS.open_to(visit),
    }
    return page(request, "residents/page.html", context, fragment="results")
