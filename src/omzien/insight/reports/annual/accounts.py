"""The tables that the organisation typed in itself, each with what came of checking it."""

from collections.abc import Sequence
from decimal import Decimal

from omzien.insight.disclosure.values import Shown, State, Style
from omzien.insight.reports.annual.book import Book
from omzien.insight.reports.document import Block, Callout, Column, Figure, Row, Table
from omzien.insight.reports.prose import plain
from omzien.insight.reports.typed.tables import Kind, TypedColumn, TypedRow, TypedTable
from omzien.insight.reports.typed.ties import Check, checks, findings


def typed_tables(book: Book, _name: str) -> Sequence[Block]:
    """Every typed table, and below it what in it does not tie."""
    return [block for table in book.typed for block in _with_check(book, table)]


def _with_check(book: Book, table: TypedTable) -> list[Block]:
    found = findings(table)
    broken = [finding for finding in found if not finding.is_rounding]
    roundings = [_said(book, finding) for finding in found if finding.is_rounding]
    ties = not broken and checks(table)
    notes = (*roundings, book.word("typed_ties")) if ties else tuple(roundings)
    blocks: list[Block] = [Figure(f"typed_{table.key}", plain(table.title), _shown_table(table, notes))]
    if broken:
        lines = tuple(plain(_said(book, finding)) for finding in broken)
        blocks.append(Callout(lines, book.word("typed_broken", table=table.title)))
    return blocks


def _said(book: Book, finding: Check) -> str:
    """What does not tie, by how much, and whether that is rounding."""
    numbers = {
        name: book.library.notation.cell(_shown(getattr(finding, name), finding.column))
        for name in ("stated", "found", "difference")
    }
    names = {"row": finding.row, "other": finding.other, "column": finding.column.label}
    ending = "typed_rounding" if finding.is_rounding else "typed_difference"
    said = book.word(f"typed_{finding.rule}", **names, **numbers)
    return f"{said} {book.word(ending, **numbers)}"


def _shown_table(table: TypedTable, notes: tuple[str, ...]) -> Table:
    return Table(
        key=f"typed_{table.key}",
        caption=table.title,
        head=table.head,
        columns=tuple(Column(column.label, accent=not place) for place, column in enumerate(table.columns)),
        rows=tuple(_row(row, table.columns) for row in table.rows),
        notes=notes,
    )


def _row(row: TypedRow, columns: Sequence[TypedColumn]) -> Row:
    cells = tuple(_shown(value, column) for value, column in zip(row.values, columns, strict=True))
    return Row(row.label, cells, total=row.kind in (Kind.TOTAL, Kind.SUBTOTAL))


def _shown(value: Decimal | None, column: TypedColumn) -> Shown:
    """A typed number for the renderers: a share of 31 is the fraction 0.31 there."""
    style = Style("share" if column.share else "amount", decimals=column.decimals)
    if value is None:
        return Shown(State.ABSENT, style)
    return Shown(State.SHOWN, style, float(value / 100 if column.share else value))
