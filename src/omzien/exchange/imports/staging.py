"""The stage: tables whose values are good, as Parquet files in the data folder, until the import is done.

A stage belongs to one package (its hash). When an import is killed, the next one of the same package finds
the tables that were finished and does not read them again. It holds personal data, so every orderly end
removes it.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.db.models import Q

from omzien.exchange.imports import constraints, reading
from omzien.exchange.imports.problems import Problem, Problems, places, shown
from omzien.exchange.imports.sources import Source
from omzien.exchange.imports.values import Misfit, read_column
from omzien.exchange.package.schema import all_schemas
from omzien.exchange.package.tables import BY_NAME, Table

ROW = "row number"  # no column of a table can be called so
MANY = 50_000  # rows, from which threads help more than they cost
LARGE = 2**20
Progress = Callable[[str, int, int], None]


def quiet(what: str, done: int, total: int) -> None:
    """A progress function for who does not watch."""


@dataclass
class Stage:
    """The folder with the good tables of one package. `labels`: what messages call each table's file."""

    folder: Path
    digest: str
    labels: dict[str, str]
    reused: list[str] = field(default_factory=list)

    def path(self, name: str) -> Path:
        """Where a table stands."""
        return self.folder / f"{name}.parquet"

    def has(self, name: str) -> bool:
        """Is this table there, whole? After a power cut a file may have its name but not its content."""
        try:
            pq.read_metadata(self.path(name))
        except (OSError, pa.ArrowInvalid):
            return False
        return True

    @property
    def tables(self) -> list[Table]:
        """The tables that are in the package, in the order of the package's tables."""
        return [BY_NAME[name] for name in BY_NAME if name in self.labels and self.path(name).exists()]

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """A table, or some of its columns."""
        with pq.ParquetFile(self.path(name)) as file:
            return file.read(columns, use_threads=file.metadata.num_rows > MANY)

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return int(pq.read_metadata(self.path(name)).num_rows)

    def remove(self) -> None:
        """Take the stage away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def stage(source: Source, workplace: Path, problems: Problems, progress: Progress = quiet) -> Stage:
    """Check every table by itself and put the good ones on the stage; bad values go to `problems`."""
    problems.add_all(source.problems.found)
    files = [
        reading.CsvFile(BY_NAME[name], path, source.labels[name], problems)
        for name, path in source.files.items()
    ]
    sound = [file for file in files if reading.looked_over(file) & _as_described(file, source)]
    made = Stage(workplace / _digest(files)[:32], _digest(files), source.labels)
    made.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for done, file in enumerate(sound):
        progress("checking tables", done, len(sound))
        if made.has(file.table.name):
            made.reused.append(file.table.name)
        elif reading.header(file):
            _stage_table(file, made.path(file.table.name))
    progress("checking tables", len(sound), len(sound))
    return made


def _digest(files: list[reading.CsvFile]) -> str:
    """The hash of the package: of its files, and of the schema by which they are judged."""
    judged_by = hashlib.sha256(json.dumps(all_schemas(), sort_keys=True).encode()).hexdigest()
    lines = [f"{file.table.name} {file.digest}" for file in files]
    return hashlib.sha256("\n".join([judged_by, *lines]).encode()).hexdigest()


def _as_described(file: reading.CsvFile, source: Source) -> bool:
    """Is the file the one that datapackage.json describes?"""
    said = source.described.get(file.table.name)
    expected = said.get("hash") if isinstance(said, dict) else None
    if expected in (None, f"sha256:{file.digest}"):
        return True
    file.problem(
        "is not the file that datapackage.json describes: it was changed or cut off",
        "copy the whole package again; if the change is meant, take datapackage.json away",
    )
    return False


def _stage_table(file: reading.CsvFile, target: Path) -> None:
    """Write the good values of one file; it gets its name when it is whole, and only without problems."""
    unfinished, before = target.with_suffix(".unfinished"), file.problems.total
    schema = file.table.schema.append(pa.field(ROW, pa.int32()))
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        with pq.ParquetWriter(handle, schema, compression="lz4") as out:
            for numbers, text in reading.batches(file):
                rows = _values(file, numbers, text)
                _check_constraints(file, numbers, rows, text)
                out.write_batch(rows.append_column(ROW, pa.array(numbers, pa.int32())))
        if file.size > LARGE:  # a small one is soon made again
            handle.flush()
            os.fsync(handle.fileno())
    if file.problems.total == before:
        unfinished.rename(target)
    else:
        unfinished.unlink()


def _values(file: reading.CsvFile, numbers: Any, text: pa.RecordBatch) -> pa.RecordBatch:
    columns = []
    for column in file.table.columns:
        values, misfits = read_column(column, text[column.name])
        columns.append(values)
        for misfit in misfits:
            _report(file, numbers, text, column.name, misfit)
    return pa.RecordBatch.from_arrays(columns, schema=file.table.schema)


def _report(file: reading.CsvFile, numbers: Any, text: pa.RecordBatch, column: str, misfit: Misfit) -> None:
    private = file.table.by_name[column].private
    for place in places(misfit.where):
        value = "" if private else shown(text[column][place].as_py())
        file.problems.add(Problem(file.label, int(numbers[place]), column, value, misfit.reason, misfit.mend))


def _check_constraints(
    file: reading.CsvFile, numbers: Any, rows: pa.RecordBatch, text: pa.RecordBatch
) -> None:
    for constraint in constraints.check_constraints(file.table.model):
        condition = constraint.condition
        if not isinstance(condition, Q):
            continue
        column = constraints.first_column(condition)
        reason = f"breaks a rule: {constraints.in_words(condition)}"
        misfit = Misfit(
            constraints.broken(condition, rows), reason, "change one of these so that the rule holds"
        )
        _report(file, numbers, text, column, misfit)
