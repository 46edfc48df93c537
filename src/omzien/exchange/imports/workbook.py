"""Excel workbooks: each sheet becomes the CSV file of its table, so that all checks are the same."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from omzien.exchange.imports.archive import CHUNK, HIGHEST_RATIO, MOST_BYTES, RATIO_FROM, safe_members
from omzien.exchange.imports.problems import Problem, Problems, Unreadable
from omzien.exchange.package import csv_text
from omzien.exchange.package.tables import BY_NAME
from omzien.exchange.package.writer import private_file

ROWS_AT_ONCE = 10_000


def unpack(book: Path, target: Path, problems: Problems) -> None:
    """Write each sheet of a workbook as a CSV file. Raises Unreadable for no workbook, or a dangerous one."""
    _look_inside(book)
    import openpyxl

    try:
        opened = openpyxl.load_workbook(book, read_only=True, data_only=False)
    except Exception as problem:  # openpyxl lets anything through that a broken file can raise
        raise Unreadable(
            book.name, "is not an Excel workbook that can be read", "save it again as .xlsx"
        ) from problem
    for sheet in opened.worksheets:
        if sheet.title not in BY_NAME:
            problems.add(_unknown_sheet(book.name, sheet.title))
        else:
            _write_sheet(sheet, target / f"{sheet.title}.csv", f"{book.name}, sheet {sheet.title}", problems)
    opened.close()


def _unknown_sheet(book: str, title: str) -> Problem:
    mend = f"name the sheet after its table, or take it out: {', '.join(BY_NAME)}"
    return Problem(book, None, "", "", f"sheet '{title}' is not a table of the package", mend)


def _look_inside(book: Path) -> None:
    """A workbook is a zip of XML: refuse bombs, and entities, which no spreadsheet writes."""
    try:
        with zipfile.ZipFile(book) as opened:
            left = MOST_BYTES
            for member in safe_members(book.name, opened):
                left -= _look_at(book.name, opened, member, left)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as problem:
        raise Unreadable(
            book.name, "is not an Excel workbook that can be read", "save it again as .xlsx"
        ) from problem


def _look_at(name: str, opened: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    seen, tail = 0, b""
    with opened.open(member) as packed:
        while chunk := packed.read(CHUNK):
            seen += len(chunk)
            if seen > left or (seen > RATIO_FROM and seen > HIGHEST_RATIO * max(member.compress_size, 1)):
                raise Unreadable(
                    name, "unpacks to far more than is likely", "save it again as .xlsx, or as CSV"
                )
            if b"<!DOCTYPE" in (text := tail + chunk) or b"<!ENTITY" in text:
                raise Unreadable(
                    name, "holds XML entities, which no spreadsheet writes", "save it again as .xlsx"
                )
            tail = chunk[-16:]
    return seen


def _write_sheet(sheet: Any, target: Path, label: str, problems: Problems) -> None:
    """Every row of the sheet, also an empty one in between, so that row numbers stay those of the sheet."""
    rows = _rows(sheet, label, problems)
    first = next(rows, [])
    while first and not first[-1]:
        first.pop()
    with private_file(target) as out:
        out.write(_text([first], len(first)) if first else b"")
        width, batch, blanks = len(first), [], 0
        for cells in rows:
            if not any(cells):
                blanks += 1
                continue
            batch += [[""] * width] * blanks + [cells]
            blanks = 0
            if len(batch) >= ROWS_AT_ONCE:
                out.write(_text(batch, width))
                batch = []
        out.write(_text(batch, width))


def _text(rows: list[list[str]], width: int) -> bytes:
    longest = max([width, *(len(row) for row in rows)], default=0)
    if not rows or not longest:
        return b""
    padded = [row + [""] * (width - len(row)) for row in rows]
    if any(any(row[width:]) for row in padded):
        return b"".join(_text_of(row[: max(width, _last(row))]) for row in padded)
    columns = [pa.array([row[place] for row in padded], pa.string()) for place in range(width)]
    return csv_text.text_of(pa.table(columns, names=[str(place) for place in range(width)]))


def _text_of(row: list[str]) -> bytes:
    return csv_text.text_of(
        pa.table([pa.array([cell]) for cell in row], names=[str(n) for n in range(len(row))])
    )


def _last(row: list[str]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def _rows(sheet: Any, label: str, problems: Problems) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield [_cell(cell, number, label, problems) for cell in row]


def _cell(cell: Any, row: int, label: str, problems: Problems) -> str:
    """The text of a cell as the package writes it. A formula is refused: its outcome may be anything."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        problems.add(
            Problem(label, row, cell.column_letter, "", "is a formula or an error", "paste it as a value")
        )
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
