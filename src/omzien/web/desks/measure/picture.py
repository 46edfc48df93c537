"""Pictures of what was measured: growth per item, each view apart, and the web of a conversation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from omzien.casework import queries as casework
from omzien.gate.visit import Visit
from omzien.outcomes import queries as outcomes
from omzien.outcomes.rules import VIEWS
from omzien.web import words
from omzien.web.desks.measure.asking import Asking
from omzien.web.desks.measure.forms import SCORES, MeasureForm
from omzien.web.templatetags.omzien import day, in_words

Levels = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """One item: the level first and last, their bars in percent of the scale, and the points between them."""

    label: str
    first: int | None
    last: int | None
    first_width: str
    last_width: str
    points: int | None

    @property
    def signed(self) -> str:
        """+2, 0 or −1; empty when one of the two is missing."""
        return "" if self.points is None else f"{self.points:+d}".replace("-", "−").replace("+0", "0")


@dataclass(frozen=True, slots=True)
class Growth:
    """What happened from the first to the last measurement of one support, from one view."""

    view: Any
    sentence: str
    caption: str
    heads: tuple[str, str]
    rows: Sequence[GrowthRow]
    total: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One instrument (of one version): its growth per view, beside each other and never together."""

    instrument: outcomes.InstrumentCard
    growths: Sequence[Growth]
    rows: Sequence["Line"]
    web: "Web | None" = None


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement in the list under the picture."""

    row: outcomes.MeasurementRow
    moment: Any
    view: Any
    total: float | None
    scored: int
    corrections: Sequence[outcomes.CorrectionRow]


def address(resident_id: int) -> str:
    """The page with the growth."""
    return reverse("measured", args=[resident_id])


def growth_of(visit: Visit, resident_id: int) -> dict[str, Any]:
    """What the page of the growth shows: per instrument the pictures and the measurements, newest first."""
    rows = outcomes.measurements_of(visit, resident_id=resident_id)
    links = casework.measured_for(visit, resident_id=resident_id)
    corrections = outcomes.corrections_of(visit, resident_id=resident_id)
    cards = {card.key: card for card in outcomes.instruments(visit)}
    by_key = sorted(rows, key=lambda row: (not cards[row.instrument].measures_impact, row.instrument))
    return {
        "measured": [
            _measured(cards[key], list(same), links, corrections)
            for key, same in groupby(by_key, key=lambda row: row.instrument)
        ]
    }


def _measured(
    card: outcomes.InstrumentCard,
    rows: list[outcomes.MeasurementRow],
    links: Mapping[int, int],
    corrections: Mapping[int, list[outcomes.CorrectionRow]],
) -> Measured:
    views = [[row for row in rows if row.view == view] for view in VIEWS]
    growths = [_growth(card, _of_last_support(same, links)) for same in views if same]
    lines = [_line(card, row, corrections.get(row.id, [])) for row in reversed(rows)]
    if card.measures_impact:
        return Measured(card, growths, lines)
    before = rows[-2].levels if len(rows) > 1 else {}
    return Measured(card, [], lines, web(card, rows[-1].levels, before))


def _of_last_support(
    rows: Sequence[outcomes.MeasurementRow], links: Mapping[int, int]
) -> list[outcomes.MeasurementRow]:
    """The measurements of the support that was measured last: growth is told within one support."""
    last = links.get(rows[-1].id)
    return [row for row in rows if links.get(row.id) == last]


def _line(
    card: outcomes.InstrumentCard,
    row: outcomes.MeasurementRow,
    corrections: Sequence[outcomes.CorrectionRow],
) -> Line:
    moment = words.MOMENTS[row.moment] if card.measures_impact else _("conversation")
    scored = sum(level is not None for level in row.levels.values())
    return Line(row, moment, words.VIEWS[row.view], card.total(row.levels), scored, corrections)


def _growth(card: outcomes.InstrumentCard, rows: Sequence[outcomes.MeasurementRow]) -> Growth:
    first, last = rows[0], rows[-1]
    before = {} if first is last else first.levels
    told = [
        growth_row(item, before.get(item.key), last.levels.get(item.key), highest=card.highest)
        for item in card.items
    ]
    told = [row for row in told if (row.first, row.last) != (None, None)]
    return Growth(
        view=words.VIEWS[last.view],
        sentence=growth_sentence(told, only=first is last),
        caption=_("%(instrument)s, as seen by the %(view)s")
        % {"instrument": card.title, "view": words.VIEWS[last.view]},
        heads=(_head(first) if before else "", _head(last)),
        rows=told,
        total=(card.total(before), card.total(last.levels)),
    )


def _head(row: outcomes.MeasurementRow) -> str:
    return f"{words.MOMENTS[row.moment]}, {day(row.measured_on)}"


def growth_row(item: outcomes.ItemCard, first: int | None, last: int | None, *, highest: int) -> GrowthRow:
    """One item with its levels first and last, on a scale up to `highest`.

    The bars begin at zero, so that twice as long is twice as much.
    """
    points = None if first is None or last is None else last - first
    return GrowthRow(in_words(item), first, last, _width(first, highest), _width(last, highest), points)


def _width(level: int | None, highest: int) -> str:
    return f"{100 * (level or 0) / highest:.1f}"


def growth_sentence(rows: Sequence[GrowthRow], *, only: bool) -> str:
    """What one sees of a growth, in a sentence; `only`: there is one measurement."""
    both = [row.points for row in rows if row.points is not None]
    if only or not both:
        return _("Measured once: growth shows after the next measurement")
    said = {
        "better": sum(points > 0 for points in both),
        "worse": sum(points < 0 for points in both),
        "count": len(both),
    }
    return (
        ngettext(
            "On %(better)s of %(count)s item it goes better, on %(worse)s worse",
            "On %(better)s of %(count)s items it goes better, on %(worse)s worse",
            said["count"],
        )
        % said
    )


# -- the web of a conversation -----------------------------------------------------------------------

CENTRE, RADIUS, RINGS = 160.0, 108.0, 5


@dataclass(frozen=True, slots=True)
class Spoke:
    """One dimension of the web: its line, where its name stands, and the levels told in the table."""

    label: str
    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    now: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Web:
    """A spider's web as points, drawn on the server. A dimension without a level is left out of the shape."""

    key: str
    spokes: Sequence[Spoke]
    rings: Sequence[str]
    now: str
    before: str
    sentence: str
    highest: int


def web_of(what: Asking, form: MeasureForm) -> dict[str, Any]:
    """The web of what is filled in now, with that of last time; only for aids to conversation."""
    if what.instrument.measures_impact:
        return {}
    now = {item.key: _number(form[SCORES + item.key].value()) for item in what.instrument.items}
    return {"web": web(what.instrument, now, what.last(view="resident"))}


def web_address(resident_id: int, what: Asking) -> str:
    """Where the web is drawn again while somebody fills in; only for aids to conversation."""
    if what.instrument.measures_impact:
        return ""
    return f"{reverse('talk_web', args=[resident_id])}?instrument={what.instrument.key}"


def _number(value: Any) -> int | None:
    return int(value) if str(value or "").isdecimal() else None


def web(card: outcomes.InstrumentCard, now: Levels, before: Levels) -> Web:
    """The shape of these levels, and that of last time behind it."""
    angles = [2 * pi * place / len(card.items) - pi / 2 for place in range(len(card.items))]
    named = list(zip(card.items, angles, strict=True))
    return Web(
        key=card.key,
        spokes=[_spoke(item, angle, now.get(item.key), before.get(item.key)) for item, angle in named],
        rings=[_shape((angle, ring * RADIUS / RINGS) for angle in angles) for ring in range(1, RINGS + 1)],
        now=_shape(_reached(card, named, now)),
        before=_shape(_reached(card, named, before)),
        sentence=_told(card, now),
        highest=card.highest,
    )


def _reached(
    card: outcomes.InstrumentCard, named: Iterable[tuple[outcomes.ItemCard, float]], levels: Levels
) -> Iterator[tuple[float, float]]:
    for item, angle in named:
        if (level := levels.get(item.key)) is not None:
            yield angle, RADIUS * level / card.highest


def _shape(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(",".join(_place(angle, far)) for angle, far in points)


def _place(angle: float, far: float) -> tuple[str, str]:
    return f"{CENTRE + far * cos(angle):.1f}", f"{CENTRE + far * sin(angle):.1f}"


def _spoke(item: outcomes.ItemCard, angle: float, now: int | None, before: int | None) -> Spoke:
    x, y = _place(angle, RADIUS)
    label_x, label_y = _place(angle, RADIUS + 16)
    side = cos(angle)
    anchor = "middle" if abs(side) < 0.1 else "start" if side > 0 else "end"
    return Spoke(in_words(item), x, y, label_x, label_y, anchor, now, before)


def _told(card: outcomes.InstrumentCard, levels: Levels) -> str:
    """The web in words, for who does not see it."""
    given = [(in_words(item), levels[item.key]) for item in card.items if levels.get(item.key) is not None]
    if not given:
        return _("Nothing is filled in yet")
    return "; ".join(f"{label}: {level}" for label, level in given)
