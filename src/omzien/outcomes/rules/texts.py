"""An organisation's own licensed texts (criteria per level), read from an uploaded file. Pure.

The file is CSV (comma or semicolon, with a heading) or JSON (a list of objects), in UTF-8, with the columns
`instrument`, `item`, `level` and `text`. Everything that is wrong with it is told at once, line by line.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from omzien.gate.refused import Problem, Refused, refused
from omzien.outcomes.rules.measuring import Scale

COLUMNS = ("instrument", "item", "level", "text")
LARGEST_FILE = 2_000_000  # bytes: the whole matrix of thirteen domains is some tens of thousands
MOST_ROWS = 5_000
LONGEST_CELL = 4_000
MOST_TOLD = 20  # problems: who sees twenty, mends the file and not a line
FIELD = "file"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one level of one item means, in the words of the owner of the text."""

    instrument: str
    item: str
    level: int
    text: str


def cells_of(content: bytes, scales: Mapping[str, Scale]) -> list[Cell]:
    """The cells in a file, for instruments that the organisation has. Raises `Refused` with what is wrong."""
    rows = _rows(_text(content))
    problems: list[Problem] = []
    cells: dict[tuple[str, str, int], Cell] = {}
    for line, row in rows:
        found = list(_problems(line, row, scales, cells))
        problems += found
        if not found:
            cell = _cell(row)
            cells[cell.instrument, cell.item, cell.level] = cell
        if len(problems) >= MOST_TOLD:
            break
    if problems:
        raise Refused(problems)
    if not cells:
        raise refused("this file holds no text", field=FIELD)
    return list(cells.values())


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise refused("this file is too large: 2 MB at most", field=FIELD)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused("this is not a text file in UTF-8: save it as CSV UTF-8", field=FIELD) from None
    if "\x00" in text:
        raise refused("this is not a text file in UTF-8: save it as CSV UTF-8", field=FIELD)
    return text


def _rows(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    rows = _json_rows(text) if text.lstrip()[:1] in ("[", "{") else _csv_rows(text)
    if len(rows) > MOST_ROWS:
        raise refused("this file has too many lines: %(most)s at most", field=FIELD, most=MOST_ROWS)
    return rows


def _json_rows(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise refused("this is not JSON that can be read", field=FIELD) from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise refused("JSON is a list of objects with %(columns)s", field=FIELD, columns=", ".join(COLUMNS))
    return list(enumerate(found, start=1))


def _csv_rows(text: str) -> list[tuple[int, Mapping[str, Any]]]:
    first = text.partition("\n")[0]
    comma = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        heads = tuple(name.strip().lower() for name in reader.fieldnames or ())
        if missing := [name for name in COLUMNS if name not in heads]:
            raise refused("the heading has no %(missing)s", field=FIELD, missing=", ".join(missing))
        reader.fieldnames = list(heads)
        return [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise refused("this is not CSV that can be read: is a quotation mark open?", field=FIELD) from None


def _problems(
    line: int, row: Mapping[str, Any], scales: Mapping[str, Scale], known: Mapping[tuple[str, str, int], Cell]
) -> Iterator[Problem]:
    said = {"line": line}
    cells = [row.get(name) for name in COLUMNS]
    if not all(isinstance(cell, str | int) and str(cell).strip() for cell in cells):
        yield Problem("line %(line)s: fill in instrument, item, level and text", FIELD, said)
        return
    instrument, item, level, text = (str(cell).strip() for cell in cells)
    scale = scales.get(instrument)
    if scale is None:
        here = ", ".join(sorted(scales))
        values = {**said, "key": instrument[:64], "known": here}
        yield Problem("line %(line)s: no instrument “%(key)s”; there is %(known)s", FIELD, values)
        return
    if item not in scale.items:
        yield Problem("line %(line)s: no item “%(key)s” in it", FIELD, {**said, "key": item[:64]})
    yield from _level_problems(said, level, scale)
    if len(text) > LONGEST_CELL:
        yield Problem(
            "line %(line)s: the text is longer than %(most)s", FIELD, {**said, "most": LONGEST_CELL}
        )
    if level.isascii() and level.isdecimal() and (instrument, item, int(level[:4])) in known:
        yield Problem("line %(line)s: this level was told before", FIELD, said)


def _level_problems(said: Mapping[str, object], level: str, scale: Scale) -> Iterator[Problem]:
    if not (level.isascii() and level.isdecimal() and scale.lowest <= int(level[:4]) <= scale.highest):
        values = {**said, "lowest": scale.lowest, "highest": scale.highest}
        yield Problem("line %(line)s: the level is a number from %(lowest)s to %(highest)s", FIELD, values)


def _cell(row: Mapping[str, Any]) -> Cell:
    instrument, item, level, text = (str(row[name]).strip() for name in COLUMNS)
    return Cell(instrument, item, int(level), text)
