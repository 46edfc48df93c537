"""Many rows into one table at once: raw SQL, inside the transaction that the import has opened.

This is the one place of the exchange that writes SQL by hand. Rows come checked, with their ids given out, so
the database has only to take them: SQLite by its own cursor, PostgreSQL by COPY.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Protocol

import pyarrow as pa
from django.db import connection
from django.db.models import Model

from omzien.exchange.package import csv_text

ROWS_AT_ONCE = 100_000
VALUES_AT_ONCE = 32_766  # that one statement of SQLite takes


class Bulk(Protocol):
    """What the import asks of a database."""

    def lock(self, models: list[type[Model]]) -> None:
        """Let nobody else write to these tables until the transaction ends."""

    def give_out_ids(self, model: type[Model], count: int) -> int:
        """The first of `count` ids that no row of the table has or had."""

    def insert(self, model: type[Model], rows: pa.Table) -> None:
        """Add rows; the columns are the table's own."""

    def update(self, model: type[Model], rows: pa.Table) -> None:
        """Replace the given columns of the rows with these ids."""

    def delete(self, model: type[Model], column: str, ids: pa.Array) -> None:
        """Take away the rows that point to these ids."""

    def look_again(self) -> None:
        """Let the database see how its tables have grown, so that it chooses its indexes well."""


def bulk() -> Bulk:
    """The way of the database that is in use."""
    return _Postgres() if connection.vendor == "postgresql" else _Sqlite()


def _table_of(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(rows: pa.Table) -> list[str]:
    return [connection.ops.quote_name(name) for name in rows.column_names]


class _Sqlite:
    def lock(self, models: list[type[Model]]) -> None:
        """An IMMEDIATE transaction is the only writer as it is."""

    def give_out_ids(self, model: type[Model], count: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
            return int(cursor.fetchone()[0] or 0) + 1

    def insert(self, model: type[Model], rows: pa.Table) -> None:
        """As many rows to a statement as it takes: each statement prepares to undo what triggers do, which
        costs as much as a row.
        """
        connection.ensure_connection()
        raw: Any = connection.connection
        head = f"INSERT INTO {_table_of(model)} ({', '.join(_names(rows))}) VALUES "
        one = f"({', '.join('?' * rows.num_columns)})"
        for batch in rows.to_batches(max_chunksize=VALUES_AT_ONCE // rows.num_columns):
            raw.execute(head + ", ".join([one] * batch.num_rows), [*chain.from_iterable(_tuples(batch))])

    def update(self, model: type[Model], rows: pa.Table) -> None:
        values = rows.drop_columns(["id"]).append_column("id", rows["id"])
        pairs = ", ".join(f"{name} = ?" for name in _names(values)[:-1])
        self._many(f"UPDATE {_table_of(model)} SET {pairs} WHERE id = ?", values)

    def delete(self, model: type[Model], column: str, ids: pa.Array) -> None:
        name = connection.ops.quote_name(column)
        self._many(f"DELETE FROM {_table_of(model)} WHERE {name} = ?", pa.table({column: ids}))

    def _many(self, sql: str, rows: pa.Table) -> None:
        connection.ensure_connection()
        raw: Any = connection.connection
        for batch in rows.to_batches(max_chunksize=ROWS_AT_ONCE):
            raw.executemany(sql, _tuples(batch))

    def look_again(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def _tuples(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """Rows as SQLite stores them: a date is text."""
    columns = (
        column.cast(pa.string()) if pa.types.is_date(column.type) else column for column in batch.columns
    )
    return zip(*(column.to_pylist() for column in columns), strict=True)


class _Postgres:
    def lock(self, models: list[type[Model]]) -> None:
        tables = ", ".join(_table_of(model) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")

    def give_out_ids(self, model: type[Model], count: int) -> int:
        """The table is locked, so nobody else takes an id in between."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT nextval(%s)", [sequence])
            first = int(cursor.fetchone()[0])
            cursor.execute("SELECT setval(%s, %s)", [sequence, first + count - 1])
        return first

    def insert(self, model: type[Model], rows: pa.Table) -> None:
        self._copy(_table_of(model), model, rows)

    def update(self, model: type[Model], rows: pa.Table) -> None:
        names = _names(rows)
        columns = ", ".join(names)
        pairs = ", ".join(f"{name} = fresh.{name}" for name in names if name != '"id"')
        with connection.cursor() as cursor:
            empty = f"SELECT {columns} FROM {_table_of(model)} LIMIT 0"
            cursor.execute(f"CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS {empty}")
            self._copy("fresh", model, rows)
            cursor.execute(f"UPDATE {_table_of(model)} AS old SET {pairs} FROM fresh WHERE old.id = fresh.id")
            cursor.execute("DROP TABLE fresh")

    def delete(self, model: type[Model], column: str, ids: pa.Array) -> None:
        name = connection.ops.quote_name(column)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_table_of(model)} WHERE {name} = ANY(%s)", [ids.to_pylist()])

    def _copy(self, table: str, model: type[Model], rows: pa.Table) -> None:
        """An empty cell is null, except where the column has no null: there it is an empty text."""
        never_null = {field.column for field in model._meta.concrete_fields if not field.null}
        texts = [
            name for name in rows.column_names if name in never_null and pa.types.is_string(rows[name].type)
        ]
        options = ["FORMAT csv", "ENCODING 'UTF8'"]
        if texts:
            options.append(f"FORCE_NOT_NULL ({', '.join(connection.ops.quote_name(name) for name in texts)})")
        sql = f"COPY {table} ({', '.join(_names(rows))}) FROM STDIN WITH ({', '.join(options)})"
        with connection.cursor() as cursor, cursor.copy(sql) as out:
            for batch in rows.to_batches(max_chunksize=ROWS_AT_ONCE):
                out.write(csv_text.text_of(batch))

    def look_again(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
