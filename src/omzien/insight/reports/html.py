"""A report as one self-contained page: no script, no request to anybody, readable by everybody."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.template import Context, Engine
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports import csvs
from omzien.insight.reports.document import Document, Figure, Inline, Line, Live, Table, Text
from omzien.insight.reports.drawing import Drawings, drawings_of
from omzien.insight.reports.fonts import WEIGHTS, font
from omzien.insight.reports.notation import Notation

PAGE = Path(__file__).parent / "page"


def page(document: Document, *, drawings: Drawings | None = None) -> str:
    """The report as HTML. `drawings`: the charts, when somebody is drawing them already."""
    template = _engine().get_template("report.html")
    context = {
        "document": document,
        "words": document.words,
        "writer": Writer(document, drawings or cache(lambda: drawings_of(document))),
        "css": mark_safe((PAGE / "report.css").read_text(encoding="utf-8")),  # noqa: S308 - our own file
        "fonts": [(weight, font(weight)) for weight in WEIGHTS],
    }
    return template.render(Context(context, use_l10n=False))


class Writer:
    """Writes the parts of a document as HTML: what the templates ask for."""

    def __init__(self, document: Document, drawings: Drawings) -> None:
        self.notation: Notation = document.notation
        self.words = document.words
        self.drawings = drawings
        self.defined = {definition.key for definition in document.definitions}

    def line(self, parts: Line) -> SafeString:
        """A sentence, its live numbers linked to their definitions."""
        return _joined(self._inline(part) for part in parts)

    def _inline(self, part: Inline) -> SafeString:
        if isinstance(part, Text):
            return format_html("{}", part.text)
        if isinstance(part, Live):
            return self._live(part)
        inner = self.line(part.parts)
        if part.style == "link":
            return format_html('<a href="{}">{}</a>', part.href, inner)
        return format_html("<{0}>{1}</{0}>", "strong" if part.style == "strong" else "em", inner)

    def _live(self, part: Live) -> SafeString:
        text = self.notation.phrase(part.number, noun=part.noun)
        if part.number.figure in self.defined:
            return format_html('<a class="live" href="#def-{}">{}</a>', part.number.figure, text)
        return format_html('<span class="live">{}</span>', text)

    def cell(self, cell: Shown | str) -> SafeString:
        """A cell of a table; a withheld number also says so to who listens."""
        if isinstance(cell, Shown) and not cell.is_shown:
            said = self.notation.phrase(cell, noun=False) if cell.is_withheld else self.words["absent"]
            sign = self.notation.cell(cell)
            return format_html(
                '<span class="withheld" aria-hidden="true">{}</span><span class="sr">{}</span>', sign, said
            )
        return format_html("{}", self.notation.cell(cell) if isinstance(cell, Shown) else cell)

    def chart(self, figure: Figure) -> SafeString:
        """The drawing of a figure's chart."""
        if figure.chart is None:
            return SafeString("")
        return mark_safe(self.drawings()[figure.chart.key])  # noqa: S308 - drawn by vl-convert, its texts escaped

    def data_link(self, table: Table) -> str:
        """The table as CSV, inside a link."""
        return "data:text/csv;charset=utf-8," + quote(csvs.content(table, self.notation))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(PAGE)], libraries={"report": "omzien.insight.reports.page.tags"}, builtins=[])
