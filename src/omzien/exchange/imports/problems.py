"""What is wrong with a package: each bad value by file, row, column, value, reason, and how to mend it."""

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

SHOWN_CHARACTERS = 60
KEPT = 100_000  # more bad values than this help nobody; the total is still counted
COLUMNS = ("file", "row", "column", "value", "reason", "to mend")


class Problem(NamedTuple):
    """One bad value. `row` counts as a spreadsheet does (the header is 1); None: the whole file or column."""

    file: str
    row: int | None
    column: str
    value: str
    reason: str
    mend: str

    def line(self) -> str:
        """The problem on one line."""
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row else "",
                f"column {self.column}" * bool(self.column),
            )
            if part
        )
        shown = f" ({self.value})" if self.value else ""
        return f"{place}: {self.reason}{shown}. To mend: {self.mend}"


@dataclass
class Problems:
    """The bad values found so far: the first of them in full, all of them in number."""

    found: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, problem: Problem) -> None:
        """Write one down."""
        self.total += 1
        if len(self.found) < KEPT:
            self.found.append(problem)

    def add_all(self, problems: Iterable[Problem]) -> None:
        """Write several down."""
        for problem in problems:
            self.add(problem)

    def __bool__(self) -> bool:
        return self.total > 0


class Unreadable(Exception):
    """A source that cannot be read at all (not a folder, zip or workbook of tables; or a dangerous one)."""

    def __init__(self, file: str, reason: str, mend: str, row: int | None = None) -> None:
        super().__init__(f"{file}: {reason}. To mend: {mend}")
        self.problem = Problem(file, row, "", "", reason, mend)


def shown(value: object) -> str:
    """A value as a message shows it: on one line, not too long."""
    text = " ".join(str(value).split())
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    return printable if len(printable) <= SHOWN_CHARACTERS else printable[: SHOWN_CHARACTERS - 1] + "…"


def places(mask: Any) -> Sequence[int]:
    """Where a boolean Arrow array is true (null counts as false)."""
    plain = mask.combine_chunks() if hasattr(mask, "combine_chunks") else mask
    found: list[int] = np.flatnonzero(plain.fill_null(False).to_numpy(zero_copy_only=False)).tolist()
    return found


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one table."""

    table: str
    rows: int
    new: int
    changed: int

    @property
    def unchanged(self) -> int:
        """Rows that were there already, just so."""
        return self.rows - self.new - self.changed


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do (`dry_run`), or why it did nothing (`problems`)."""

    digest: str
    counts: tuple[Counts, ...] = ()
    problems: Problems = field(default_factory=Problems)
    dry_run: bool = False
    reused: tuple[str, ...] = ()

    def lines(self, shown: int = 20) -> list[str]:
        """The report for people."""
        if self.problems:
            return self._refusal(shown)
        did = "would be" if self.dry_run else "were"
        told = [
            f"{count.table}: {count.new} new, {count.changed} changed, of {count.rows}"
            for count in self.counts
            if count.rows
        ]
        new = sum(count.new for count in self.counts)
        changed = sum(count.changed for count in self.counts)
        return [*told, f"{new} rows {did} added and {changed} {did} changed"]

    def _refusal(self, shown: int) -> list[str]:
        lines = [problem.line() for problem in self.problems.found[:shown]]
        if (rest := self.problems.total - len(lines)) > 0:
            lines.append(f"... and {rest} more: add --errors FILE to see all")
        values = "1 bad value" if self.problems.total == 1 else f"{self.problems.total} bad values"
        return [*lines, f"{values}; nothing was imported"]

    def write_problems(self, file: Path) -> None:
        """All bad values as a CSV file that only its owner may read."""
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows(self.problems.found)
