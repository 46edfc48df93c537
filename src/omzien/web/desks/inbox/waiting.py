"""The waiting list: who waits for which step, how long, and why longer than the norm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext

from omzien.casework import actions
from omzien.casework import queries as casework
from omzien.casework.policy import SAY_WHY_WAITING, SUPPORT
from omzien.casework.queries import WaitFilter
from omzien.gate.desk import desk
from omzien.gate.visit import Visit
from omzien.web.components.shown import Tile
from omzien.web.desks.inbox import lists
from omzien.web.desks.inbox.forms import Filter, Reason
from omzien.web.kit.page import page
from omzien.web.kit.paging import SIZE, Slice, page_number
from omzien.web.words import WAITS_FOR


@desk(act=SAY_WHY_WAITING)
def waiting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The list, a page at a time; or, sent by a row, why somebody waits so long."""
    wrong = None
    if request.method == "POST":
        wrong = Reason(request.POST)
        if wrong.is_valid():
            wrong.send(actions.say_why_waiting, visit)
        if wrong.is_valid():
            messages.success(request, gettext("The reason is saved."))
            return HttpResponseRedirect(request.get_full_path())
    filters = Filter(
        request.GET,
        teams=lists.teams(visit),
        municipalities=lists.municipalities(visit),
        steps=list(WAITS_FOR.items()),
    )
    return page(request, "inbox/waiting.html", _shown(request, visit, filters) | {"form": wrong})


def _shown(request: HttpRequest, visit: Visit, filters: Filter) -> dict[str, object]:
    asked = WaitFilter(**filters.asked("step", "team", "municipality", "late", "unexplained"))
    number = page_number(request.GET.get("page"))
    rows = casework.waiting_rows(visit, asked=asked, start=(number - 1) * SIZE, limit=SIZE + 1)
    return {
        "filters": filters,
        "rows": Slice(rows[:SIZE], number, len(rows) > SIZE),
        "tiles": [tile for total in casework.wait_totals(visit) for tile in _tiles(total)],
        "reasons": lists.codes(visit, "over_norm_reason"),
        "is_filtered": asked != WaitFilter(),
        "may_read": SUPPORT.open_to(visit),
    }


def _tiles(total: casework.WaitTotal) -> list[Tile]:
    """Per step: who waits, and who waits longer than the norm."""
    late = gettext("%(late)s longer than %(norm)s days") % {"late": total.late, "norm": total.norm}
    unexplained = gettext("%(number)s without a reason") % {"number": total.unexplained}
    note = f"{late}, {unexplained}" if total.late else gettext("all within the norm")
    label = gettext("wait for %(step)s") % {"step": WAITS_FOR[total.step]}
    return [Tile(total.all, label, note if total.all else "", attention=total.unexplained > 0)]
