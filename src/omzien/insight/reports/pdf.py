"""A report as a tagged PDF (PDF/UA-1), set by Typst from the document as data: no text is ever read as
code.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports import document as d
from omzien.insight.reports.drawing import FONTS, Drawings, drawings_of

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"

Part = dict[str, Any]


def pdf(document: d.Document, *, drawings: Drawings | None = None) -> bytes:
    """The report as PDF. `drawings`: the charts, when somebody is drawing them already."""
    drawn = drawings() if drawings else drawings_of(document)
    content = json.dumps(_Setter(document, drawn).document(), ensure_ascii=False)
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"report": content},
        pdf_standards=["ua-1"],
        timestamp=int(document.provenance.counted_at.timestamp()),
    )


class _Setter:
    """Turns the parts of one document into plain data for the template."""

    def __init__(self, document: d.Document, drawings: Mapping[str, str]) -> None:
        self.source = document
        self.notation = document.notation
        self.drawings = drawings

    def document(self) -> Part:
        source = self.source
        return {
            "title": source.title,
            "organisation": source.organisation,
            "municipality": source.municipality,
            "year": str(source.year),
            "language": source.language,
            "status": source.status,
            "digest": source.provenance.digest[:16],
            "version": source.provenance.version,
            "theme": {"accent": source.theme.accent, "soft": source.theme.soft, "on": source.theme.on_accent},
            "words": dict(source.words),
            "chapters": [self._chapter(chapter) for chapter in source.chapters],
            "definitions": [self._definition(each) for each in source.definitions],
        }

    def _chapter(self, chapter: d.Chapter) -> Part:
        number = "" if chapter.number is None else str(chapter.number)
        return {
            "title": chapter.title,
            "number": number,
            "blocks": [self._block(block) for block in chapter.blocks],
        }

    def _block(self, block: d.Block) -> Part:
        match block:
            case d.Paragraph():
                return {"kind": "lead" if block.lead else "paragraph", "line": self._line(block.line)}
            case d.Heading():
                return {"kind": "heading", "line": self._line(block.line)}
            case d.Bullets():
                return {
                    "kind": "bullets",
                    "numbered": block.numbered,
                    "lines": [self._line(each) for each in block.lines],
                }
            case d.Callout():
                return {
                    "kind": "callout",
                    "title": block.title,
                    "lines": [self._line(each) for each in block.lines],
                }
            case d.Quote():
                return {"kind": "quote", "text": block.text, "who": block.who, "consent": block.consent}
            case d.Tiles():
                return {"kind": "tiles", "tiles": [self._tile(tile) for tile in block.tiles]}
            case d.Table():
                return self._table(block)
            case d.Figure():
                return self._figure(block)

    def _line(self, parts: d.Line) -> list[Part]:
        return [self._inline(part) for part in parts]

    def _inline(self, part: d.Inline) -> Part:
        match part:
            case d.Text():
                return {"kind": "text", "text": part.text}
            case d.Live():
                return {"kind": "text", "text": self.notation.phrase(part.number, noun=part.noun)}
            case d.Styled():
                return {"kind": part.style, "href": part.href, "parts": self._line(part.parts)}

    def _tile(self, tile: d.Tile) -> Part:
        had_one = tile.previous.is_shown or tile.previous.is_withheld
        return {
            "label": tile.label,
            "number": self.notation.cell(tile.number),
            "previous": self.notation.cell(tile.previous) if had_one else "",
            "change": self.notation.cell(tile.change) if tile.change.is_shown else "",
        }

    def _table(self, table: d.Table) -> Part:
        return {
            "kind": "table",
            "caption": table.caption,
            "head": table.head,
            "columns": [{"label": column.label, "accent": column.accent} for column in table.columns],
            "rows": [self._row(row) for row in table.rows],
            "notes": list(table.notes),
        }

    def _row(self, row: d.Row) -> Part:
        cells = [self.notation.cell(cell) if isinstance(cell, Shown) else cell for cell in row.cells]
        return {"label": row.label, "cells": cells, "total": row.total}

    def _figure(self, figure: d.Figure) -> Part:
        chart = figure.chart
        return {
            "kind": "figure",
            "title": self._line(figure.title),
            "legend": list(figure.legend),
            "repeats": figure.repeats_caption,
            "table": self._table(figure.table),
            "alt": chart.alt if chart else "",
            "svg": self.drawings[chart.key] if chart else "",
        }

    def _definition(self, each: d.Definition) -> Part:
        missing = self.notation.cell(each.missing) if each.missing.value or each.missing.is_withheld else ""
        return {
            "label": each.label,
            "text": each.text,
            "unit": each.unit,
            "date_basis": each.date_basis,
            "missing": missing,
            "version": each.version,
        }
