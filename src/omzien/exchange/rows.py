"""Rows of any table of the package, whoever they are about: for the whole-record work of this door only."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pyarrow as pa
from django.db import connection, transaction
from django.db.models import F, Model
from django.db.models.functions import Collate

from omzien.exchange.package.columns import Column
from omzien.exchange.package.json_text import dump_json
from omzien.exchange.package.tables import Table

ROWS_AT_ONCE = 20_000
ID = "id"


def all_rows(table: Table, reason: str, organisation_id: int | None = None) -> Any:
    """All rows of a table; of one organisation when that is given and the table knows organisations."""
    model: Any = table.model
    rows = whole(model, reason) if table.sealed else model.objects.all()
    if organisation_id is not None and table.organisation_path:
        rows = rows.filter(**{table.organisation_path: organisation_id})
    return rows


def whole(model: Any, reason: str) -> Any:
    """All rows of a sealed model, of every organisation."""
    return model.objects.unsealed(reason)


def read(
    table: Table, organisation_id: int, columns: list[str] | None = None, *, with_id: bool = False
) -> Iterator[pa.RecordBatch]:
    """Rows of one organisation as the package writes them, in batches, sorted by key (by its bytes)."""
    wanted = [table.by_name[name] for name in columns or table.names]
    paths = [ID] * with_id + [path_of(table, column) for column in wanted]
    rows = all_rows(table, "the whole record, for import or export", organisation_id)
    found = rows.order_by(*_by_key(table)).values_list(*paths).iterator(chunk_size=ROWS_AT_ONCE)
    schema = _schema(wanted, with_id)
    while batch := list(islice(found, ROWS_AT_ONCE)):
        yield pa.RecordBatch.from_arrays(_arrays(batch, wanted, with_id), schema=schema)


def read_all(
    table: Table, organisation_id: int, columns: list[str] | None = None, *, with_id: bool = False
) -> pa.Table:
    """As `read`, in one table."""
    wanted = [table.by_name[name] for name in columns or table.names]
    batches = read(table, organisation_id, columns, with_id=with_id)
    return pa.Table.from_batches(batches, schema=_schema(wanted, with_id))


def _schema(columns: list[Column], with_id: bool) -> pa.Schema:
    fields = [(ID, pa.int64())] * with_id + [(column.name, column.arrow) for column in columns]
    return pa.schema(fields)


def _arrays(rows: list[Any], columns: list[Column], with_id: bool) -> list[Any]:
    values = list(zip(*rows, strict=True))
    ids = [pa.array(values[0], pa.int64())] if with_id else []
    return ids + [_array(column, cells) for column, cells in zip(columns, values[with_id:], strict=True)]


def _array(column: Column, cells: Any) -> Any:
    if column.kind in ("json", "object"):
        cells = [dump_json(value) for value in cells]
    return pa.array(cells, column.arrow)


def path_of(table: Table, column: Column) -> str:
    """The ORM path from a row to the value of a column; through a reference to the target's key."""
    for reference in table.references:
        if column.name in reference.columns:
            part = reference.target_columns[reference.columns.index(column.name)]
            return f"{reference.field}__{_key_path(_target(table.model, reference.field), part)}"
    return column.field


def _target(model: type[Model], field: str) -> type[Model]:
    found: type[Model] = model._meta.get_field(field).related_model  # type: ignore[assignment]
    return found


def _key_path(model: type[Model], part: str) -> str:
    return part if model._meta.get_field(part).remote_field is None else f"{part}__key"


def _by_key(table: Table) -> list[Any]:
    """Bytes have one order everywhere; a database's own order of texts differs by country and by version."""
    columns = [table.by_name[name] for name in table.key]
    return [_sortable(F(path_of(table, column)), column) for column in columns]


def _sortable(path: F, column: Column) -> Any:
    in_bytes = connection.vendor == "postgresql" and column.kind == "string"
    return Collate(path, "C") if in_bytes else path


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it is at one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    usual = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # IMMEDIATE is for writers
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = usual  # type: ignore[attr-defined]
