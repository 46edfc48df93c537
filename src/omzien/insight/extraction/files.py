"""Writing Parquet: one file per block of a table, in row groups of a fixed size.

The rows of one municipality lie together, in small row groups that tell their first and last value: who
counts in one municipality reads no other. Snappy and not zstd: half as large again, and counted a tenth
sooner. The bytes of a file depend on the rows and their order only, not on the batches in which they came; so
equal content has an equal hash, whichever database it came from. Memory holds at most one block.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from omzien.insight.extraction.arrow import schema
from omzien.insight.extraction.job import BLOCK, Block, Written

ROW_GROUP = 8_192
TOGETHER = "municipality"  # by this the rows of a block are sorted, in the tables that have it


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
    with pq.ParquetWriter(path, schema(columns), compression="snappy", write_statistics=True) as writer:
        for some in _in_blocks(batches, schema(columns)):
            writer.write_table(_together(some), row_group_size=ROW_GROUP)
            rows += some.num_rows
            ends += _ends(some, period)
    with path.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return Written(block, str(path), rows, sha256, min(ends, default=None), max(ends, default=None))


def _told(block: Block) -> str:
    return "all" if block is None else str(block)


def _in_blocks(batches: Iterable[pa.RecordBatch], target: pa.Schema) -> Iterator[pa.Table]:
    """The same rows, as many at a time as a block has, however they came."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        while sum(one.num_rows for one in waiting) >= BLOCK:
            rows = pa.Table.from_batches(waiting, target)
            yield rows.slice(0, BLOCK).combine_chunks()
            waiting = rows.slice(BLOCK).to_batches()
    if waiting:
        yield pa.Table.from_batches(waiting, target).combine_chunks()


def _together(rows: pa.Table) -> pa.Table:
    """The rows of one municipality after each other, in the order that they had (Arrow's sort is stable)."""
    return rows.sort_by(TOGETHER) if TOGETHER in rows.column_names else rows


def _ends(rows: pa.Table, period: str | None) -> list[date]:
    """The first and the last day, unless there is none."""
    if period is None:
        return []
    ends = pc.min_max(rows.column(period)).as_py()
    return [day for day in (ends["min"], ends["max"]) if day]
