"""A worker's own figures, one line each, from the catalogue: each opens its explanation."""

from collections.abc import Sequence
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
LACKING = {
    "zrm.better": gettext_lazy("growth (nobody has a score at the start and at the end)"),
    "exploration_within_norm_share": gettext_lazy("time to the first conversation (there was none to count)"),
    "goals_met_share": gettext_lazy("goals (of none it was said whether it was met)"),
    "return_rate": gettext_lazy("coming back (it is too short ago that support ended)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in one line, and where it is explained."""

    text: str
    what: Any
    behind: str
    url: str


@dataclass(frozen=True, slots=True)
class Own:
    """The figures of one's own work, and what was not measured yet, each with the reason in words."""

    lines: Sequence[Line]
    lacking: Sequence[Any]


def own_work(visit: Visit, snapshot: Snapshot, *, year: int) -> Own:
    """The figures of this worker's own work in a year. Nobody else is shown them, so few is told as few."""
    mine = Selection(visit.organisation_id, Period.year(year), filters={"worker": str(visit.worker_id or 0)})
    found = measure(snapshot, mine, [*LINES, *GROWTH])
    lines = {"zrm.better": _growth(found, year)}
    lines |= {name: _line(found[name], what, year) for name, what in LINES.items()}
    lacking = [LACKING[name] for name, line in lines.items() if line is None]
    return Own([line for line in lines.values() if line], lacking)


def _growth(found: dict[str, Value], year: int) -> Line | None:
    """Pairs of start and end, over all domains: pairs are counted, so they may be added."""
    better, same, worse = (
        sum(int(value.value or 0) for name, value in found.items() if _is_of(name, family))
        for family in GROWTH
    )
    all_pairs = better + same + worse
    if not all_pairs:
        return None
    behind = _("%(better)s better, %(same)s the same, %(worse)s less") % {
        "better": better,
        "same": same,
        "worse": worse,
    }
    share = f"{round(100 * better / all_pairs)}%"
    return Line(share, _("of the measured domains got better"), behind, _explained("zrm.better", year))


def _is_of(name: str, family: str) -> bool:
    first, _dot, last = family.partition(".")
    return name.startswith(f"{first}.") and name.endswith(f".{last}")


def _line(value: Value, what: Any, year: int) -> Line | None:
    if value.value is None:
        return None
    return Line(
        f"{round(100 * value.value)}%", what, _("of %(n)s") % {"n": value.n}, _explained(value.name, year)
    )


def _explained(name: str, year: int) -> str:
    return f"{reverse('explain')}?{urlencode({'figure': name, 'period': year, OWN: 1})}"
