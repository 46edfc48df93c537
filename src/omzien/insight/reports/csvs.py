"""The tables of a report as CSV: one file per table, numbers plain, withheld numbers as their sign."""

import csv
import io
from collections.abc import Iterator

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.document import Document, Table
from omzien.insight.reports.notation import Notation

RISKY = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text


def plain_value(shown: Shown) -> float | int | None:
    """The value as data, no more precise than it is printed (a share of 31% is 0.31); None when there is
    none to see.
    """
    if shown.value is None:
        return None
    more = 2 if shown.style.form in ("share", "change") else 0
    value = round(shown.value, shown.style.decimals + more)
    is_whole = shown.style.form == "count" or (shown.style.form == "amount" and not shown.style.decimals)
    return int(value) if is_whole else value


def files(document: Document) -> Iterator[tuple[str, str]]:
    """Every table of a report: its file name and its content."""
    for table in document.tables:
        yield f"{table.key}.csv", content(table, document.notation)


def content(table: Table, notation: Notation) -> str:
    """One table as CSV (UTF-8, comma, RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(table.head), *(harmless(column.label) for column in table.columns)])
    for row in table.rows:
        writer.writerow([harmless(row.label), *(_cell(cell, notation) for cell in row.cells)])
    return out.getvalue()


def _cell(cell: Shown | str, notation: Notation) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if cell.is_shown:
        return str(plain_value(cell))
    return notation.cell(cell) if cell.is_withheld else ""
