"""Charts of what is estimated: intervals on one scale, and a curve over time with its band.

As charts.py: from numbers that went through disclosure control, with the alternative text made from the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.charts import ACCENT, CONFIG, PLOT, SCHEMA, Spec, names_of, wrapped
from omzien.insight.reports.document import Chart
from omzien.insight.reports.notation import Notation

TOPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # of a scale of shares, each with a round half


@dataclass(frozen=True, slots=True)
class Estimated:
    """A share with the two ends of its interval, and what or when it is of; all are shown."""

    label: str
    share: Shown
    low: Shown
    high: Shown
    at: int = 0


def intervals(key: str, title: str, rows: Sequence[Estimated], notation: Notation) -> Chart:
    """Shares with their intervals, below each other on a scale from zero."""
    data = [{"name": wrapped(row.label), "label": notation.cell(row.share), **_values(row)} for row in rows]
    top = _top(rows)
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": _percent_axis(top),
    }
    layers = [
        (
            {"type": "rule", "strokeWidth": 3, "color": ACCENT, "opacity": 0.35},
            "low",
            {"x2": {"field": "high"}},
        ),
        ({"type": "point", "size": 110, "filled": True, "color": ACCENT, "opacity": 1}, "share", {}),
        ({"type": "text", "dy": -12, "fontWeight": "bold"}, "share", {"text": {"field": "label"}}),
    ]
    spec = {
        "height": {"step": 44},
        "data": {"values": data},
        "encoding": {"y": names_of(data)},
        "layer": [
            {"mark": mark, "encoding": {"x": {"field": field, **across}, **more}}
            for mark, field, more in layers
        ],
    }
    return Chart(key, title, _framed(spec), _alt(title, rows, notation))


def curve(key: str, title: str, points: Sequence[Estimated], notation: Notation, axis: str) -> Chart:
    """A share that grows with the months, from zero, with its band; `axis` says what the months are."""
    start = {"months": 0, "share": 0.0, "low": 0.0, "high": 0.0}
    data = [start, *({"months": point.at, **_values(point)} for point in points)]
    longest, top = max(point.at for point in points), _top(points)
    months = {"values": list(range(0, longest + 1, 6 if longest > 6 else 3)), "format": "d", "title": axis}
    spec = {
        "height": 220,
        "data": {"values": data},
        "encoding": {
            "x": {
                "field": "months",
                "type": "quantitative",
                "axis": months,
                "scale": {"domain": [0, longest]},
            }
        },
        "layer": [
            _over_time(
                {"type": "area", "color": ACCENT, "opacity": 0.18}, top, "low", {"y2": {"field": "high"}}
            ),
            _over_time(
                {"type": "line", "color": ACCENT, "strokeWidth": 2.5, "point": False}, top, "share", {}
            ),
            _over_time(
                {"type": "point", "color": ACCENT, "filled": True, "opacity": 1, "size": 40}, top, "share", {}
            ),
        ],
    }
    return Chart(key, title, _framed(spec), _alt(title, points, notation))


def _over_time(mark: Spec, top: float, field: str, more: Spec) -> Spec:
    up = {"type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": _percent_axis(top)}
    return {"mark": mark, "encoding": {"y": {"field": field, **up}, **more}}


def _framed(spec: Spec) -> Spec:
    return {"$schema": SCHEMA, "width": PLOT, **spec, "config": CONFIG}


def _percent_axis(top: float) -> Spec:
    return {"values": [0, top / 2, top], "format": ".0%", "title": None}


def _top(rows: Sequence[Estimated]) -> float:
    highest = max(row.high.value or row.share.value or 0 for row in rows)
    return next(top for top in TOPS if top >= min(highest, 1.0))


def _values(row: Estimated) -> dict[str, Any]:
    """Without an interval the three are one."""
    ends = (row.low.value, row.high.value)
    low, high = (row.share.value if end is None else end for end in ends)
    return {"share": row.share.value, "low": low, "high": high}


def _alt(title: str, rows: Sequence[Estimated], notation: Notation) -> str:
    told = (
        f"{row.label} {notation.cell(row.share)} ({notation.cell(row.low)} – {notation.cell(row.high)})"
        for row in rows
    )
    return f"{title}: {'; '.join(told)}."
