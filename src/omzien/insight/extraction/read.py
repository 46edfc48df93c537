"""Running a job: one read transaction, fingerprints first, then the rows of what changed, batch by batch.

ADBC's SQLite driver guesses a column's type from the values of its first batch, so the statements cast each
column to an integer or to a text that is never null; what a text stands for (a date, nothing) is told here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from omzien.insight.extraction import fingerprints
from omzien.insight.extraction.arrow import schema
from omzien.insight.extraction.files import write_file
from omzien.insight.extraction.job import (
    BLOCK,
    FIRST_ROW,
    LAST_ROW,
    Block,
    Job,
    TableAnswer,
    TableJob,
    folder_of,
)

BATCH = 16_384


class Cursor(Protocol):
    """What we use of an ADBC cursor."""

    def execute(self, operation: str) -> Any:
        """Run a statement."""

    def fetch_record_batch(self) -> pa.RecordBatchReader:
        """The answer, in batches."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The answer, whole."""


def run(job: Job) -> dict[str, TableAnswer]:
    """Find what changed and write it; all queries see the same moment."""
    with _reading(job) as cursor:
        small = [(table, _fetch(cursor, table.rows)) for table in job.tables if table.small]
        prints = fingerprints.prints_of(job.tables, small, _fetch(cursor, job.tallies))
        return {table.name: _table(cursor, job, table, prints[table.name]) for table in job.tables}


def _fetch(cursor: Cursor, statement: str) -> list[tuple[Any, ...]]:
    cursor.execute(statement)
    return cursor.fetchall()


@contextmanager
def _reading(job: Job) -> Iterator[Cursor]:
    driver = import_module(f"adbc_driver_{job.vendor}.dbapi")  # the other one need not be loaded
    with driver.connect(job.address) as database, database.cursor() as cursor:
        if job.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH)})
        yield cursor
        database.rollback()


def _table(cursor: Cursor, job: Job, table: TableJob, prints: dict[Block, str]) -> TableAnswer:
    changed = [block for block, told in prints.items() if table.known.get(str(block)) != told]
    folder = folder_of(job, table)
    if changed:
        folder.mkdir(parents=True)
    written = (
        write_file(_batches(cursor, job, table, block), folder, table.columns, block, table.period)
        for block in changed
    )
    return TableAnswer(prints, tuple(written))


def _batches(cursor: Cursor, job: Job, table: TableJob, block: Block) -> Iterator[pa.RecordBatch]:
    target = schema(table.columns)
    cursor.execute(table.rows if block is None else _of_block(table.rows, block))
    for batch in cursor.fetch_record_batch():
        if batch.num_rows:  # an empty answer has no types
            yield _typed(batch, target, job.organisation_id)


def _of_block(statement: str, block: int) -> str:
    return statement.replace(FIRST_ROW, str(block * BLOCK)).replace(LAST_ROW, str((block + 1) * BLOCK))


def _typed(batch: pa.RecordBatch, target: pa.Schema, organisation_id: int) -> pa.RecordBatch:
    arrays = [_column(batch.column(place), target.field(place).type) for place in range(len(target) - 1)]
    owner = pa.repeat(pa.scalar(organisation_id, pa.int64()), batch.num_rows)
    return pa.record_batch([*arrays, owner], schema=target)


def _column(values: pa.Array, kind: pa.DataType) -> pa.Array:
    """An empty text is a missing value, on both databases."""
    if pa.types.is_string(values.type) or pa.types.is_large_string(values.type):
        values = pc.if_else(pc.equal(values, ""), None, values)
    return values.cast(kind)
