"""The values that components show: tiles, moments of a time line, tables, charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure in large type. `attention` is for what needs somebody; `url` leads to what is counted."""

    value: float | None
    label: Any
    note: Any = ""
    unit: Any = ""
    decimals: int = 0
    attention: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a time line; `kind` is the end of a CSS class, `marks` are tags, `link` leads to `url`.

    A link that is quiet is drawn as a small pencil: its words are for who does not see it.
    """

    on: date
    title: Any
    tag: Any = ""
    detail: Any = ""
    note: str = ""
    kind: str = "other"
    marks: Sequence[Any] = ()
    url: str = ""
    link: Any = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as text; `thin` when few stand behind it. `url`: where it is explained; `note` stands small
    behind it.
    """

    text: str
    thin: bool = False
    total: bool = False
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row header with its cells."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of numbers. Totals are counted, not summed: they stand apart."""

    title: str
    heads: Sequence[Any]
    rows: Sequence[TableRow]
    totals: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `width` in percent of the longest, with a point for the decimals (it goes into SVG).

    `before` is the width of the bar below it that it is compared with.
    """

    label: str
    text: str
    width: str
    thin: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one small picture."""

    label: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from zero; the title is a sentence that says what one sees. Its table always stands beside it."""

    title: str
    series: Sequence[Series]


def bars(rows: Sequence[tuple[str, float, str, bool]], longest: float) -> list[Bar]:
    """Bars of (label, value, text, thin), as wide as their share of the longest."""
    return [
        Bar(label, text, f"{100 * value / longest if longest else 0:.2f}", thin)
        for label, value, text, thin in rows
    ]
