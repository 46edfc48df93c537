"""Home per role: what waits for me."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from omzien.casework import queries as casework
from omzien.casework.policy import SUPPORT
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.insight.figures import categories
from omzien.insight.policy import READ_FIGURES
from omzien.organisation.policy import READ_SETUP
from omzien.web.choices import YEAR
from omzien.web.components.shown import Tile
from omzien.web.desks.day.boards import boards_of, has_board, period_of
from omzien.web.desks.day.duties import duties_of, has_duties
from omzien.web.desks.day.own import own_work
from omzien.web.desks.day.waits import LONG_AGO, SHOWN, covers_of
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.kit.page import page

PLACE = "omzien_board_municipality"  # the cookie with the municipality of a policy adviser's board


@desk(act=READ_SETUP)
def day(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My day."""
    mine = casework.day(visit, limit=SHOWN, unseen_since=visit.today - timedelta(days=LONG_AGO))
    context = {"day": mine, "today": visit.today, "tiles": _tiles(mine), "covers": covers_of(visit)}
    context |= {
        "has_duties": has_duties(visit),
        "has_board": has_board(visit),
        "may_read": SUPPORT.open_to(visit),
    }
    return page(request, "day/page.html", context)


@desk(act=READ_SETUP)
def duties(request: HttpRequest, visit: Visit) -> HttpResponse:
    """How the house stands, for who keeps it: fetched beside home, for terms take time to look through."""
    return page(request, "day/duties.html", {"duties": duties_of(visit)}, fragment="duties")


@desk(act=SUPPORT)
def own_figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own figures of this year, or of the last year of which there are records: fetched beside home."""
    snapshot = facts_of(visit.organisation_id)
    year = next(iter(years_of(snapshot)), visit.today.year)
    own = own_work(visit, snapshot, year=year)
    return page(request, "day/figures.html", {"own": own, "year": year}, fragment="figures")


@desk(act=READ_FIGURES)
def boards(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The few figures of one's role: fetched beside home. The municipality that was chosen is remembered."""
    snapshot = facts_of(visit.organisation_id)
    asked, period = request.GET.get("municipality"), period_of(snapshot, visit)
    chosen = request.COOKIES.get(PLACE, "") if asked is None else asked
    known = any(place.key == chosen for place in categories(snapshot, "municipality"))
    found = boards_of(visit, snapshot, period, chosen if known else None) if period else []
    context = {"boards": found, "period": period, "counted_at": snapshot.checked_at or snapshot.made_at}
    response = page(request, "day/boards.html", context, fragment="boards")
    if asked is not None:
        response.set_cookie(PLACE, chosen if known else "", max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _tiles(mine: casework.Day) -> list[Tile]:
    """How much waits, in a line; each leads to its list."""
    tiles, numbers = [], mine.numbers
    if mine.agenda is not None:
        late = len(mine.late)
        note = _("%(late)s to settle") % {"late": late} if late else ""
        tiles.append(Tile(len(mine.agenda), _("appointments today"), note, attention=late > 0))
    if mine.inbox is not None:
        tiles.append(_waiting(mine.inbox.all, mine.inbox.late, _("nobody has looked yet"), "inbox"))
    elif numbers.arrived:
        tiles.append(Tile(numbers.arrived, _("in the inbox"), attention=True, url=reverse("inbox")))
    if mine.waiting is not None:
        tiles.append(_waiting(numbers.waiting, numbers.late, _("wait for us"), "waiting"))
    if mine.calls is not None:
        url = f"{reverse('calls')}?whose=all"
        tiles.append(Tile(numbers.calls, _("calls to make"), attention=numbers.calls > 0, url=url))
    if mine.cases is not None:
        unseen = numbers.unseen
        note = _("%(unseen)s not seen for a month") % {"unseen": unseen} if unseen else ""
        tiles.append(Tile(numbers.cases, _("in my caseload"), note, url=reverse("residents")))
    return tiles


def _waiting(number: int, late: int, label: str, route: str) -> Tile:
    """So many wait, and so many of them too long."""
    note = _("%(late)s longer than the norm") % {"late": late} if late else _("all within the norm")
    return Tile(number, label, note if number else "", attention=late > 0, url=reverse(route))
