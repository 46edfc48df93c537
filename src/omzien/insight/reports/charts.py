"""Charts as Vega-Lite specifications, made from numbers that went through disclosure control.

This year has the accent, last year is grey; labels stand beside the bars; a withheld number is a short
hatched stub with its sign. The alternative text is made from the same numbers.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.document import Chart
from omzien.insight.reports.notation import DASH, Notation

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

ACCENT, EARLIER, WORSE = "#0F5E63", "#87929C", "#B8741A"
TEXT, MUTED, RULE, PAPER = "#1F2933", "#52606D", "#D9D4CC", "#FFFFFF"
HATCH = "url(#hatch)"  # drawn by drawing.py
LABELS, PLOT = 150, 250  # pixels: together narrow enough to be read on a phone
FONT = "Source Sans Pro"
CENTRED = (
    "4 - 7 * (length(split(datum.value, '\\n')) - 1)"  # the middle of one, two or three lines of a label
)

CONFIG: Spec = {
    "font": FONT,
    "background": None,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "labelColor": TEXT,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domain": False,
        "ticks": False,
        "gridColor": RULE,
        "labelLineHeight": 14,
    },
    "text": {"fontSize": 13, "color": TEXT},
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a chart: a label, this year's number, and last year's."""

    label: str
    now: Shown
    before: Shown


def bars(
    key: str,
    title: str,
    pairs: Sequence[Pair],
    notation: Notation,
    years: tuple[str, str],
    top: float | None = None,
) -> Chart:
    """Horizontal bars from zero, sorted as given: this year's, and last year's thinner below it.

    `top` is the value of the longest bar that there can be; without it that of the longest one here.
    """
    top = top or _top(pairs)
    rows = [_bar(pair, notation, top) for pair in pairs]
    spec = _spec(
        rows,
        height={"step": 50 if any(row["name"].count("\n") > 1 for row in rows) else 38},
        encoding={"y": names_of(rows)},
        layer=[
            _bar_layer("now", 16, -6, {"field": "fill"}),
            _bar_layer("before", 7, 9, {"value": EARLIER}),
            _label_layer("now", "label", -6, TEXT, 13, "bold"),
            _label_layer("before", "earlier", 9, MUTED, 11, "normal"),
        ],
        top=top * 1.18,
    )
    return Chart(key, title, spec, _bars_alt(title, pairs, notation, years))


def beside(
    key: str,
    title: str,
    groups: Mapping[str, Sequence[Pair]],
    notation: Notation,
    years: tuple[str, str],
    legend: str = "",
) -> Chart:
    """Small charts of bars by their name, two beside one another, all on one scale, under their title: a
    picture that stands alone. `legend` says which bar is which.
    """
    top = max(_top(pairs) for pairs in groups.values())
    drawn = {name: bars(key, name, pairs, notation, years, top) for name, pairs in groups.items()}
    parts = [{**chart.spec, "title": name} if name else dict(chart.spec) for name, chart in drawn.items()]
    of_all = {name: parts[0][name] for name in ("$schema", "config")}
    inner = [{name: part[name] for name in part if name not in of_all} for part in parts]
    above = {"text": textwrap.wrap(title, 90 if len(inner) > 1 else 52), "anchor": "start", "offset": 16}
    head = {**above, "subtitle": legend, "subtitleColor": MUTED, "subtitlePadding": 6}
    spec = {**of_all, "title": head, "concat": inner, "columns": 2, "spacing": 24}
    said = " ".join(chart.alt if name else chart.alt.removeprefix(": ") for name, chart in drawn.items())
    return Chart(key, title, spec, f"{title}. {said}")


def _top(pairs: Sequence[Pair]) -> float:
    return (
        max((n.value or 0 for pair in pairs for n in (pair.now, pair.before) if n.is_shown), default=1) or 1
    )


def _bar(pair: Pair, notation: Notation, top: float) -> Spec:
    stub = top * 0.06
    return {
        "name": wrapped(pair.label),
        "now": stub if pair.now.is_withheld else pair.now.value or 0,
        "fill": HATCH if pair.now.is_withheld else ACCENT,
        "before": pair.before.value if pair.before.is_shown else 0,
        "label": notation.cell(pair.now),
        "earlier": "" if notation.cell(pair.before) == DASH else notation.cell(pair.before),
    }


def _bar_layer(field: str, size: int, offset: int, colour: Spec) -> Spec:
    fill = {"field": colour["field"], "type": "nominal", "scale": None} if "field" in colour else colour
    return {
        "mark": {"type": "bar", "size": size, "yOffset": offset},
        "encoding": {"x": {"field": field, "type": "quantitative"}, "fill": fill},
    }


def _label_layer(field: str, text: str, offset: int, colour: str, size: int, weight: str) -> Spec:
    mark = {
        "type": "text",
        "align": "left",
        "dx": 5,
        "dy": offset + 1,
        "fontSize": size,
        "fontWeight": weight,
    }
    return {
        "mark": mark,
        "encoding": {
            "x": {"field": field, "type": "quantitative"},
            "text": {"field": text},
            "color": {"value": colour},
        },
    }


def names_of(rows: Sequence[Mapping[str, Any]]) -> Spec:
    """The axis with the `name` of each row, in their order."""
    return {
        "field": "name",
        "type": "nominal",
        "sort": [row["name"] for row in rows],
        "title": None,
        "axis": {
            "labelExpr": "split(datum.value, '\\n')",
            "minExtent": LABELS,
            "maxExtent": LABELS,
            "labelLimit": LABELS - 6,
            "labelPadding": 8,
            "labelBaseline": "alphabetic",
            "encoding": {"labels": {"update": {"dy": {"signal": CENTRED}}}},
        },
    }


def _spec(rows: Sequence[Spec], *, height: Any, encoding: Spec, layer: list[Spec], top: float) -> Spec:
    horizontal = {"type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": None}
    for each in layer:
        each["encoding"]["x"] = {**horizontal, **each["encoding"]["x"]}
    return {
        "$schema": SCHEMA,
        "width": PLOT,
        "height": height,
        "data": {"values": list(rows)},
        "encoding": encoding,
        "layer": layer,
        "config": CONFIG,
    }


def wrapped(label: str) -> str:
    """A label in at most three short lines."""
    return "\n".join(textwrap.wrap(label, 22, break_long_words=False)[:3])


def _bars_alt(title: str, pairs: Sequence[Pair], notation: Notation, years: tuple[str, str]) -> str:
    rows = [f"{pair.label} {_both(pair, notation, years)}" for pair in pairs]
    return f"{title}: {'; '.join(rows)}."


def _both(pair: Pair, notation: Notation, years: tuple[str, str]) -> str:
    now = notation.phrase(pair.now, noun=False)
    if pair.before.is_shown or pair.before.is_withheld:
        return f"{now} ({years[1]}: {notation.phrase(pair.before, noun=False)})"
    return now


@dataclass(frozen=True, slots=True)
class Growth:
    """One row of a growth chart: the mean at the start and at the end, and the difference."""

    label: str
    start: Shown
    end: Shown
    growth: Shown


def growth(
    key: str,
    title: str,
    rows: Sequence[Growth],
    notation: Notation,
    scale: tuple[int, int],
    names: tuple[str, str],
) -> Chart:
    """From the mean at the start to the mean at the end, on the instrument's own scale; the growth beside
    it.
    """
    data = [
        {
            "name": wrapped(row.label),
            "start": row.start.value,
            "end": row.end.value,
            "label": notation.cell(row.growth),
        }
        for row in rows
        if row.start.is_shown and row.end.is_shown
    ]
    spec = {
        "$schema": SCHEMA,
        "width": PLOT,
        "height": {"step": 50 if any(wrapped(row.label).count("\n") > 1 for row in rows) else 36},
        "data": {"values": data},
        "encoding": {"y": names_of(data)},
        "layer": _growth_layers(scale),
        "config": CONFIG,
    }
    said = "; ".join(
        f"{row.label} {notation.cell(row.start)} → {notation.cell(row.end)} ({notation.cell(row.growth)})"
        for row in rows
    )
    return Chart(key, title, spec, f"{title}, {names[0]} → {names[1]}: {said}.")


def _growth_layers(scale: tuple[int, int]) -> list[Spec]:
    axis = {"values": list(range(scale[0], scale[1] + 1)), "orient": "bottom", "format": "d", "title": None}
    across = {"type": "quantitative", "scale": {"domain": list(scale), "nice": False}, "axis": axis}
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 3, "color": ACCENT, "opacity": 0.35},
            "encoding": {"x": {"field": "start", **across}, "x2": {"field": "end"}},
        },
        {
            "mark": {"type": "point", "size": 70, "filled": True, "color": EARLIER, "opacity": 1},
            "encoding": {"x": {"field": "start", **across}},
        },
        {
            "mark": {"type": "point", "size": 110, "filled": True, "color": ACCENT, "opacity": 1},
            "encoding": {"x": {"field": "end", **across}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 11, "dy": 1, "fontWeight": "bold"},
            "encoding": {"x": {"field": "end", **across}, "text": {"field": "label"}},
        },
    ]


@dataclass(frozen=True, slots=True)
class Split:
    """One row of a stacked bar: a label and the shares of its parts."""

    label: str
    shares: tuple[Shown, ...]


def stacked(key: str, title: str, rows: Sequence[Split], notation: Notation, parts: Sequence[str]) -> Chart:
    """Bars of 100%, cut into at most three parts, each with its share written in it. Rows with a withheld
    share are left out.
    """
    whole = [row for row in rows if all(share.is_shown for share in row.shares)]
    data = [piece for row in whole for piece in _pieces(row, notation, parts)]
    across = {"type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None}
    spec = {
        "$schema": SCHEMA,
        "width": PLOT,
        "height": {"step": 30},
        "data": {"values": data},
        "encoding": {"y": names_of([{"name": wrapped(row.label)} for row in whole])},
        "layer": [
            {
                "mark": {"type": "bar", "size": 19},
                "encoding": {
                    "x": {"field": "from", **across},
                    "x2": {"field": "to"},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                },
            },
            {
                "mark": {"type": "text", "dy": 1, "fontSize": 12, "fontWeight": "bold"},
                "encoding": {
                    "x": {"field": "middle", **across},
                    "text": {"field": "label"},
                    "color": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
        ],
        "config": CONFIG,
    }
    said = "; ".join(
        f"{row.label}: "
        + ", ".join(f"{notation.cell(s)} {p}" for s, p in zip(row.shares, parts, strict=True))
        for row in whole
    )
    return Chart(key, title, spec, f"{title}. {said}.")


FILLS = ((ACCENT, PAPER), ("#CDD3D8", TEXT), (WORSE, PAPER))


def _pieces(row: Split, notation: Notation, parts: Sequence[str]) -> list[Spec]:
    pieces: list[Spec] = []
    start = 0.0
    for share, (fill, ink), part in zip(row.shares, FILLS, parts, strict=True):
        size = share.value or 0.0
        label = notation.cell(share) if size >= 0.09 else ""
        pieces.append(
            {
                "name": wrapped(row.label),
                "part": part,
                "from": start,
                "to": start + size,
                "middle": start + size / 2,
                "fill": fill,
                "ink": ink,
                "label": label,
            }
        )
        start += size
    return pieces
