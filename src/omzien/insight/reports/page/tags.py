"""What the report's templates need beside Django's own tags: a sentence, a cell, a chart, a data link."""

from django import template
from django.utils.safestring import SafeString

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.document import Block, Figure, Line, Table
from omzien.insight.reports.html import Writer

register = template.Library()


@register.filter
def template_of(block: Block) -> str:
    """The template of a kind of block."""
    return f"blocks/{block.kind}.html"


@register.filter
def written(line: Line, writer: Writer) -> SafeString:
    """A sentence with live numbers."""
    return writer.line(line)


@register.filter
def number(cell: Shown | str, writer: Writer) -> SafeString:
    """A number as it stands in a table or a tile."""
    return writer.cell(cell)


@register.filter
def drawn(figure: Figure, writer: Writer) -> SafeString:
    """A chart as SVG."""
    return writer.chart(figure)


@register.filter
def data_link(table: Table, writer: Writer) -> str:
    """A table's data, as the address of a link."""
    return writer.data_link(table)
