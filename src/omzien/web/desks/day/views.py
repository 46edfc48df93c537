"""Home per role: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.organisation.policy import READ_SETUP
from omzien.web.components.shown import Tile
from omzien.web.desks.day.waits import Day, day_of
from omzien.web.kit.page import page


@desk(act=READ_SETUP)
def day(request: HttpRequest, visit: Visit) -> HttpResponse:
    """My day."""
    mine = day_of(visit)
    return page(request, "day/page.html", {"day": mine, "today": visit.today, "tiles": _tiles(mine)})


def _tiles(mine: Day) -> list[Tile]:
    """One's own figures, in a line."""
    tiles, numbers = [], mine.numbers
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
