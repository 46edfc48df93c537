"""Writing Parquet: one file per block of a table, in row groups of a fixed size.

The bytes of a file depend on the rows and their order only, not on the batches in which they came; so equal
content has an equal hash, whichever database it came from. Memory holds at most one row group.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from omzien.insight.extraction.arrow import schema
from omzien.insight.extraction.job import Block, Written

ROW_GROUP = 65_536


def write_file(
    batches: Iterable[pa.RecordBatch],
    folder: Path,
    columns: Mapping[str, str],
    block: Block,
    period: str | None,
) -> Written:
    """Write the batches to one file, without rows too; `period` is the column of which the ends are told."""
    path = folder / f"{_told(block)}.parquet"
    rows, ends = 0, list[date]()
    with pq.ParquetWriter(path, schema(columns), compression="zstd", write_statistics=True) as writer:
        for group in _groups(batches, schema(columns)):
            writer.write_table(group, row_group_size=ROW_GROUP)
            rows += group.num_rows
            ends += _ends(group, period)
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return Written(block, str(path), rows, sha256, min(ends, default=None), max(ends, default=None))


def _told(block: Block) -> str:
    return "all" if block is None else str(block)


def _groups(batches: Iterable[pa.RecordBatch], target: pa.Schema) -> Iterator[pa.Table]:
    """The same rows in groups of the fixed size, however they came."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        while sum(one.num_rows for one in waiting) >= ROW_GROUP:
            rows = pa.Table.from_batches(waiting, target)
            yield rows.slice(0, ROW_GROUP).combine_chunks()
            waiting = rows.slice(ROW_GROUP).to_batches()
    if waiting:
        yield pa.Table.from_batches(waiting, target).combine_chunks()


def _ends(rows: pa.Table, period: str | None) -> list[date]:
    """The first and the last day, unless there is none."""
    if period is None:
        return []
    ends = pc.min_max(rows.column(period)).as_py()
    return [day for day in (ends["min"], ends["max"]) if day]
