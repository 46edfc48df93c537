"""Writing a package: a folder with one CSV file per table and `datapackage.json`, closed to other people."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from omzien.exchange.package import csv_text
from omzien.exchange.package.schema import DESCRIPTOR, FileFacts, descriptor
from omzien.exchange.package.tables import BY_NAME, TABLES, Table

ROWS_AT_ONCE = 50_000


def write_package(
    tables: Mapping[str, pa.Table], folder: Path, meta: dict[str, Any] | None = None
) -> list[FileFacts]:
    """Write tables of rows as a package. Rows stay in the order given; columns are cast to their types.

    Raises ValueError for a table or column that the package does not have, or that is missing.
    """
    if unknown := set(tables) - set(BY_NAME):
        raise ValueError(f"not a table of the package: {', '.join(sorted(unknown))}")
    make_folder(folder)
    files = [
        write_table(table, _batches(table, tables[table.name]), folder)
        for table in TABLES
        if table.name in tables
    ]
    write_descriptor(files, folder, meta)
    return files


def _batches(table: Table, rows: pa.Table) -> Iterable[pa.RecordBatch]:
    if set(rows.column_names) != set(table.names):
        different = sorted(set(rows.column_names) ^ set(table.names))
        raise ValueError(f"{table.name}: columns differ from the package's: {', '.join(different)}")
    ordered: pa.Table = rows.select(table.names).cast(table.schema)
    batches: list[pa.RecordBatch] = ordered.to_batches(max_chunksize=ROWS_AT_ONCE)
    return batches


def write_table(table: Table, batches: Iterable[pa.RecordBatch], folder: Path) -> FileFacts:
    """Write one table's file from batches of rows with exactly the table's columns."""
    digest, size, rows = hashlib.sha256(), 0, 0
    with private_file(folder / f"{table.name}.csv") as file:
        for text, count in _texts(table, batches):
            file.write(text)
            digest.update(text)
            size, rows = size + len(text), rows + count
    return FileFacts(table, rows, size, digest.hexdigest())


def _texts(table: Table, batches: Iterable[pa.RecordBatch]) -> Iterable[tuple[bytes, int]]:
    yield csv_text.header(table.names), 0
    for batch in batches:
        yield csv_text.text_of(batch), batch.num_rows


def write_descriptor(files: Iterable[FileFacts], folder: Path, meta: dict[str, Any] | None = None) -> None:
    """Write `datapackage.json` for these files."""
    text = json.dumps(descriptor(files, meta), indent=1, ensure_ascii=False) + "\n"
    with private_file(folder / DESCRIPTOR) as file:
        file.write(text.encode())


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that is there already is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def private_file(path: Path) -> Any:
    """Open a file for writing bytes that only its owner may read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "wb")
