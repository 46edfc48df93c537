"""A snapshot of given tables, without a database: for tests and measurements.

Apart from the rest of facts because it needs pyarrow, which a page that only reads a snapshot does without.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from omzien.gate.facts import FactTable
from omzien.insight.extraction import arrow
from omzien.insight.extraction.files import write_file
from omzien.insight.facts.snapshots import Part, Snapshot, building, digest_of, place, publish
from omzien.insight.facts.tables import TABLES, types_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def schema(table: FactTable) -> pa.Schema:
    """The Arrow schema of a fact table: its own columns, and the organisation."""
    return arrow.schema(types_of(table))


def write_facts(folder: Path, tables: Mapping[str, pa.Table], *, made_at: datetime = EPOCH) -> Snapshot:
    """A snapshot of given tables (absent columns are empty, absent tables have no rows)."""
    with building(folder) as unfinished:
        parts = {name: _given(folder, unfinished, TABLES[name], rows) for name, rows in tables.items()}
    snapshot = Snapshot(digest_of(parts), folder, made_at, parts, made_at)
    publish(snapshot)
    return snapshot


def _given(folder: Path, unfinished: Path, table: FactTable, rows: pa.Table) -> tuple[Part, ...]:
    unknown = set(rows.column_names) - set(schema(table).names)
    if unknown:
        raise ValueError(f"{table.name} has no columns {sorted(unknown)}")
    columns = [
        rows.column(field.name).cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(rows.num_rows, field.type)
        for field in schema(table)
    ]
    whole = pa.table(columns, schema=schema(table)).combine_chunks()
    target = unfinished / table.name
    target.mkdir()
    written = write_file(whole.to_batches(), target, types_of(table), None, table.period)
    return (place(folder, table.name, written, ""),)
