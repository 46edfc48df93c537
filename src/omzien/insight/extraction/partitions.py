"""Writing Parquet: one file per table and year, in row groups of a fixed size, named for what is in it.

The bytes of a file depend on the rows and their order only, not on the batches in which they came; so equal
content has an equal hash, whichever database it came from. Memory holds at most one row group per year.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from omzien.insight.extraction.job import Written, Year

ROW_GROUP = 65_536


@dataclass
class _YearFile:
    """A file being written."""

    path: Path
    schema: pa.Schema
    rows: int = 0
    first: date | None = None
    last: date | None = None
    waiting: list[pa.RecordBatch] = field(default_factory=list)
    _writer: pq.ParquetWriter | None = None

    def add(self, batch: pa.RecordBatch, period: str | None) -> None:
        self.waiting.append(batch)
        self.rows += batch.num_rows
        if period:
            ends = pc.min_max(batch.column(period)).as_py()
            self.first = min(self.first or ends["min"], ends["min"])
            self.last = max(self.last or ends["max"], ends["max"])
        if sum(waiting.num_rows for waiting in self.waiting) >= ROW_GROUP:
            self._write(whole_groups=True)

    def close(self) -> None:
        self._write(whole_groups=False)
        if self._writer:
            self._writer.close()

    def _write(self, *, whole_groups: bool) -> None:
        rows = pa.Table.from_batches(self.waiting, self.schema).combine_chunks()
        until = rows.num_rows // ROW_GROUP * ROW_GROUP if whole_groups else rows.num_rows
        if self._writer is None:
            self._writer = pq.ParquetWriter(self.path, self.schema, compression="zstd", write_statistics=True)
        self._writer.write_table(rows.slice(0, until), row_group_size=ROW_GROUP)
        self.waiting = rows.slice(until).combine_chunks().to_batches()


def write_partitions(
    batches: Iterable[pa.RecordBatch],
    folder: Path,
    *,
    schema: pa.Schema,
    period: str | None,
    years: Iterable[Year] | None = None,
) -> list[Written]:
    """Write the batches to one file per year of the column `period` (None: one file), of these years only."""
    files: dict[Year, _YearFile] = {}
    wanted = None if years is None else set(years)
    for batch in batches:
        for year, rows in _by_year(batch, period):
            if wanted is None or year in wanted:
                if year not in files:
                    files[year] = _YearFile(folder / f"{year or 'all'}.parquet", schema)
                files[year].add(rows, period)
    return [_finish(year, file) for year, file in sorted(files.items(), key=lambda item: item[0] or 0)]


def _by_year(batch: pa.RecordBatch, period: str | None) -> Iterator[tuple[Year, pa.RecordBatch]]:
    if not batch.num_rows:
        return
    if period is None:
        yield None, batch
        return
    years = pc.year(batch.column(period))
    for year in pc.unique(years).to_pylist():
        yield year, batch.filter(pc.equal(years, year))


def _finish(year: Year, file: _YearFile) -> Written:
    file.close()
    with file.path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return Written(year, str(file.path), file.rows, sha256, file.first, file.last)
