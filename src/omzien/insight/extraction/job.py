"""What is asked of the extracting process and what it answers: plain values that go as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

BLOCK = 65_536  # rows whose numbers share this multiple lie in one block, which is one file
FIRST_ROW, LAST_ROW = (  # stand in a statement where the first number of a block goes, and of the next
    "8000000000000000001",
    "8000000000000000002",
)

Block = int | None  # None: a small table, which is one file


@dataclass(frozen=True, slots=True)
class TableJob:
    """One fact table: how to read it, and what of it is there already.

    `rows` is the query of its rows (with FIRST_ROW and LAST_ROW unless it is `small`), `columns` its names
    and types, `period` the column whose first and last day are told, `shape` a hash over how it is declared,
    `keys` the places of the columns that other facts name, `known` the fingerprints of the files that are
    there.
    """

    name: str
    rows: str
    small: bool
    columns: Mapping[str, str]
    period: str | None
    shape: str
    keys: tuple[int, ...]
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """All fact tables of one organisation, read in one transaction, written as files in `folder`; `tallies`
    is the query that tells which blocks were touched.
    """

    vendor: str
    address: str
    organisation_id: int
    folder: str
    tallies: str
    tables: tuple[TableJob, ...]

    def as_json(self) -> str:
        """This job as text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The job that a text tells."""
        told = json.loads(text)
        tables = tuple(TableJob(**(table | {"keys": tuple(table["keys"])})) for table in told["tables"])
        return cls(**(told | {"tables": tables}))


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file, before it has its place in a snapshot."""

    block: Block
    path: str
    rows: int
    sha256: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """What was found of a table: the fingerprint of each of its blocks, and files of those that changed."""

    fingerprints: Mapping[Block, str]
    written: tuple[Written, ...]


def answer_as_json(answer: Mapping[str, TableAnswer]) -> str:
    """The answer as text."""
    tables = [
        [name, list(found.fingerprints.items()), [asdict(file) for file in found.written]]
        for name, found in answer.items()
    ]
    return json.dumps(tables, default=str)


def answer_from_json(text: str) -> dict[str, TableAnswer]:
    """The answer that a text tells."""
    return {
        name: TableAnswer(dict(prints), tuple(_written(file) for file in files))
        for name, prints, files in json.loads(text)
    }


def _written(told: dict[str, Any]) -> Written:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("first", "last")}
    return Written(**(told | days))


def folder_of(job: Job, table: TableJob) -> Path:
    """Where the files of a table are written."""
    return Path(job.folder) / table.name
