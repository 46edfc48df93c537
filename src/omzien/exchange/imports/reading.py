"""Reading one CSV file from outside: first its bytes, then its header, then its rows in batches of text."""

import codecs
import csv
import difflib
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from omzien.exchange.imports.problems import Problem, Problems
from omzien.exchange.package.tables import Table

CHUNK = 2**20
BLOCK = 16 * 2**20  # also the largest row
MOST_RAGGED = 1000
LONGEST_HEADER = 65_536


@dataclass
class CsvFile:
    """One file: what it is, and what reading it found out. `ragged`: the rows that were left out."""

    table: Table
    path: Path
    label: str
    problems: Problems
    digest: str = ""
    size: int = 0
    ragged: list[int] = field(default_factory=list)

    def problem(
        self, reason: str, mend: str, *, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Write down what is wrong here."""
        self.problems.add(Problem(self.label, row, column, value, reason, mend))


def looked_over(file: CsvFile) -> bool:
    """Read all bytes once: their hash, and whether they are UTF-8 text with closed quotes."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    quotes, lines = 0, 1
    with file.path.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            digest.update(chunk)
            if not _is_text(file, chunk, decoder, lines, first=file.size == 0):
                return False
            quotes, lines, file.size = (
                quotes + chunk.count(b'"'),
                lines + chunk.count(b"\n"),
                file.size + len(chunk),
            )
    file.digest = digest.hexdigest()
    if decoder.getstate()[0]:
        file.problem("is cut off in the middle of a sign", "copy the whole file again", row=lines)
        return False
    if quotes % 2:
        file.problem(
            "a quote is opened and never closed", 'look for a lone " ; inside a quoted value write ""'
        )
    return quotes % 2 == 0


def _is_text(
    file: CsvFile, chunk: bytes, decoder: codecs.IncrementalDecoder, line: int, *, first: bool
) -> bool:
    mend = "save it as CSV UTF-8 (in Excel: 'CSV UTF-8')"
    if first and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        file.problem("is UTF-16, not UTF-8", mend)
        return False
    if b"\0" in chunk:
        row = line + chunk[: chunk.index(b"\0")].count(b"\n")
        file.problem("holds a NUL character", "take it out; it is no text", row=row)
        return False
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError as problem:
        file.problem("is not UTF-8", mend, row=line + problem.object[: problem.start].count(b"\n"))
        return False
    return True


def header(file: CsvFile) -> bool:
    """Is the header just the table's columns, each once, in any order?"""
    with file.path.open("rb") as opened:
        first = opened.read(LONGEST_HEADER)
    text = first.removeprefix(codecs.BOM_UTF8).decode("utf-8", "ignore")
    names = next(csv.reader(io.StringIO(text, newline="")), [])
    if len(names) == 1 and ";" in names[0]:
        file.problem("the columns are separated by ;", "save it with commas", row=1)
        return False
    before = file.problems.total
    for name in dict.fromkeys(names):
        _judge_name(file, name, names.count(name))
    for name in file.table.names:
        if name not in names:
            file.problem(
                "the column is missing", "add it; its cells may stay empty if it is optional", column=name
            )
    return file.problems.total == before


def _judge_name(file: CsvFile, name: str, times: int) -> None:
    if times > 1:
        file.problem("the column is there more than once", "keep one of them", row=1, column=name[:60])
    if name in file.table.names:
        return
    near = difflib.get_close_matches(name.strip().lower(), file.table.names, n=1)
    mend = (
        f"did you mean {near[0]}?" if near else f"take it out; the columns are {', '.join(file.table.names)}"
    )
    file.problem("is no column of this table", mend, row=1, column=name[:60] or "(no name)")


def batches(file: CsvFile) -> Iterator[tuple[Any, pa.RecordBatch]]:
    """The rows as text, in batches, each with the row numbers in the file (the header is 1).

    Empty lines are left out, and so are ragged rows, which are reported.
    """
    before = 2
    try:
        for batch in _open(file):
            numbers = _numbered(file, before, batch.num_rows)
            before += batch.num_rows
            filled = pc.invert(reduce(pc.and_, [pc.equal(column, "") for column in batch.columns]))
            yield numbers[filled.to_numpy(zero_copy_only=False)], batch.filter(filled)
    except pa.ArrowInvalid as problem:
        file.problem(*_cannot_read(str(problem)))


def _numbered(file: CsvFile, before: int, count: int) -> Any:
    """Row numbers, counting the ragged rows that were left out before each row."""
    numbers = np.arange(before, before + count)
    for skipped in sorted(file.ragged):
        numbers[numbers >= skipped] += 1
    return numbers


def _cannot_read(message: str) -> tuple[str, str]:
    if "straddling" in message:
        return f"a row is larger than {BLOCK // 2**20} MB", "is a quote missing? Make the text shorter"
    return f"cannot be read as CSV: {message.splitlines()[0]}", "save it again as CSV UTF-8 with commas"


def _open(file: CsvFile) -> Any:
    ragged = _Ragged(file)
    return arrow_csv.open_csv(
        file.path,
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=min(BLOCK, file.size + 1)),
        parse_options=arrow_csv.ParseOptions(
            newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=ragged
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(file.table.names, pa.string()),
            include_columns=file.table.names,
            strings_can_be_null=False,
        ),
    )


class _Ragged:
    """What to do with a row of too many or too few cells: tell, leave out, go on."""

    def __init__(self, file: CsvFile) -> None:
        self.file = file

    def __call__(self, row: Any) -> str:
        number = row.number or 0
        self.file.ragged.append(number)
        reason = f"has {row.actual_columns} cells, the header {row.expected_columns}"
        self.file.problem(reason, 'put quotes around a value with a comma: "a, b"', row=number)
        return "skip" if len(self.file.ragged) < MOST_RAGGED else "error"
