"""A worker's own figures, one line each, from the catalogue: each opens its explanation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from omzien.gate.visit import Visit
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Period, Selection, Value, measure
from omzien.web.desks.explain.number import OWN

GROWTH = ("zrm.better", "zrm.same", "zrm.worse")
LINES = {
    "exploration_within_norm_share": gettext_lazy("explored within the norm"),
    "goals_met_share": gettext_lazy("of the goals met"),
    "return_rate": gettext_lazy("came back after support"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in one line, and where it is explained."""

    text: str
    what: Any
    behind: str
    url: str


def own_lines(visit: Visit, snapshot: Snapshot, *, year: int) -> list[Line]:
    """The figures of this worker's own work in a year, where there is any.

    Nobody else is shown them, so few is told as few.
    """
    mine = Selection(visit.organisation_id, Period.year(year), filters={"worker": str(visit.worker_id or 0)})
    found = measure(snapshot, mine, [*LINES, *GROWTH])
    told = ((found[name], what) for name, what in LINES.items())
    return [*_growth(found, year), *(_line(value, what, year) for value, what in told if value.n)]


def _growth(found: dict[str, Value], year: int) -> Iterator[Line]:
    """Pairs of start and end, over all domains: pairs are counted, so they may be added."""
    better, same, worse = (
        sum(int(value.value or 0) for name, value in found.items() if _is_of(name, family))
        for family in GROWTH
    )
    all_pairs = better + same + worse
    if not all_pairs:
        return
    behind = _("%(better)s better, %(same)s the same, %(worse)s less") % {
        "better": better,
        "same": same,
        "worse": worse,
    }
    share = f"{round(100 * better / all_pairs)}%"
    yield Line(share, _("of the measured domains got better"), behind, _explained("zrm.better", year))


def _is_of(name: str, family: str) -> bool:
    first, _dot, last = family.partition(".")
    return name.startswith(f"{first}.") and name.endswith(f".{last}")


def _line(value: Value, what: Any, year: int) -> Line:
    text = "–" if value.value is None else f"{round(100 * value.value)}%"
    return Line(text, what, _("of %(n)s") % {"n": value.n}, _explained(value.name, year))


def _explained(name: str, year: int) -> str:
    return f"{reverse('explain')}?{urlencode({'figure': name, 'period': year, OWN: 1})}"
