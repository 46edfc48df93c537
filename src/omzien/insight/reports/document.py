"""A report as one value: chapters of blocks, in which every number went through disclosure control.

All renderings (page, PDF, spreadsheet, CSV) are made from this and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.notation import Notation


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text in a sentence."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True)
class Live:
    """A live number in a sentence, with the noun that it counts unless that is left out."""

    kind: ClassVar[str] = "live"
    number: Shown
    noun: bool = True


@dataclass(frozen=True, slots=True)
class Styled:
    """Strong or emphasised words, or a link, around other parts of a sentence."""

    kind: ClassVar[str] = "styled"
    style: Literal["strong", "emph", "link"]
    parts: "tuple[Inline, ...]"
    href: str = ""


Inline = Text | Live | Styled
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the first of a chapter may be its lead, in larger type."""

    kind: ClassVar[str] = "paragraph"
    line: Line
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter."""

    kind: ClassVar[str] = "heading"
    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points; numbered when their order means something."""

    kind: ClassVar[str] = "bullets"
    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers (right-aligned) or text."""

    label: str
    numeric: bool = True
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its heading, its cells (live numbers or text), and whether it is the total."""

    label: str
    cells: tuple[Shown | str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; `key` names its data file, `head` is the heading of the first column."""

    kind: ClassVar[str] = "table"
    key: str
    caption: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    file: str = ""

    @property
    def has_withheld(self) -> bool:
        """Is a number in it withheld?"""
        return any(isinstance(cell, Shown) and cell.is_withheld for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a Vega-Lite specification, its title for a screen reader, and its alternative text."""

    kind: ClassVar[str] = "chart"
    key: str
    title: str
    spec: Mapping[str, Any]
    alt: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence that says what one sees, a chart where looking is easier than reading, and its table
    beside it.
    """

    kind: ClassVar[str] = "figure"
    key: str
    title: Line
    table: Table
    chart: Chart | None = None
    legend: tuple[str, ...] = ()

    @property
    def repeats_caption(self) -> bool:
        """Is the title no more than the caption of the table?"""
        return not any(isinstance(part, Live) for part in self.title)


@dataclass(frozen=True, slots=True)
class Tile:
    """One number in large type, with its label, last year's and the change."""

    label: str
    number: Shown
    previous: Shown
    change: Shown


@dataclass(frozen=True, slots=True)
class Tiles:
    """The year in a handful of numbers."""

    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a resident or a worker, printed only with a recorded consent."""

    kind: ClassVar[str] = "quote"
    text: str
    who: str
    consent: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark set apart: a caution, or something the reader must know about the numbers."""

    kind: ClassVar[str] = "callout"
    lines: tuple[Line, ...]
    title: str = ""


Block = Paragraph | Heading | Bullets | Table | Figure | Tiles | Quote | Callout


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure means, on which date it counts, how many rows lacked a value, and which version of the
    definition it is, by which it can be looked up when there is a newer one (empty: not told).
    """

    key: str
    label: str
    text: str
    unit: str
    date_basis: str
    missing: Shown
    version: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: numbered in the order of the document, unless it is the opening or an annex."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What makes the report repeatable: the snapshot that was counted, when, and how far back the data
    reach.
    """

    digest: str
    counted_at: datetime
    data_from: str
    version: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The organisation's colours (hex). The defaults are Omzien's own."""

    accent: str = "#0F5E63"
    soft: str = "#E3F0EF"
    on_accent: str = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, ready to be rendered. `words` are the fixed words of the renderings, in its
    language.
    """

    title: str
    organisation: str
    municipality: str
    year: int
    language: str
    status: str
    chapters: tuple[Chapter, ...]
    definitions: tuple[Definition, ...]
    provenance: Provenance
    notation: Notation
    words: Mapping[str, str]
    theme: Theme = Theme()

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in reading order."""
        found: list[Table] = []
        for chapter in self.chapters:
            for block in chapter.blocks:
                if isinstance(block, Figure):
                    found.append(block.table)
                elif isinstance(block, Table):
                    found.append(block)
        return tuple(found)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in reading order."""
        blocks = [block for chapter in self.chapters for block in chapter.blocks]
        return tuple(block.chart for block in blocks if isinstance(block, Figure) and block.chart)
