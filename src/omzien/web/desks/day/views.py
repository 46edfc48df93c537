"""Home per role: what waits for me."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from omzien.casework import queries as casework
from omzien.casework.policy import SUPPORT
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.components.shown import Tile
from omzien.web.desks.day.own import own_lines
from omzien.web.desks.day.waits import LONG_AGO, SHOWN, covers_of
from omzien.web.desks.figures.reach import facts_of, years_of
from omzien.web.kit.page import page


@desk(act=READ_SETUP)
def day(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My day."""
    mine = casework.day(visit, limit=SHOWN, unseen_since=visit.today - timedelta(days=LONG_AGO))
    context = {"day": mine, "today": visit.today, "tiles": _tiles(mine), "covers": covers_of(visit)}
    return page(request, "day/page.html", context)


@desk(act=SUPPORT)
def own_figures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's own figures of this year, or of the last year of which there are records: fetched beside home."""
    snapshot = facts_of(visit.organisation_id)
    year = next(iter(years_of(snapshot)), visit.today.year)
    lines = own_lines(visit, snapshot, year=year)
    return page(request, "day/figures.html", {"lines": lines, "year": year}, fragment="figures")


def _tiles(mine: casework.Day) -> list[Tile]:
    """How much waits, in a line."""
    tiles, numbers = [], mine.numbers
    if mine.agenda is not None:
        late = len(mine.late)
        note = _("%(late)s to settle") % {"late": late} if late else ""
        tiles.append(Tile(len(mine.agenda), _("appointments today"), note, attention=late > 0))
    if mine.inbox is not None:
        tiles.append(Tile(numbers.inbox, _("nobody has looked yet"), attention=numbers.inbox > 0))
    if mine.waiting is not None:
        late = numbers.late
        note = _("%(late)s longer than the norm") % {"late": late} if late else _("all within the norm")
        tiles.append(Tile(numbers.waiting, _("wait for us"), note, attention=late > 0))
    if mine.calls is not None:
        tiles.append(Tile(numbers.calls, _("calls to make"), attention=numbers.calls > 0))
    if mine.cases is not None:
        unseen = numbers.unseen
        note = _("%(unseen)s not seen for a month") % {"unseen": unseen} if unseen else ""
        tiles.append(Tile(numbers.cases, _("in my caseload"), note))
    return tiles
