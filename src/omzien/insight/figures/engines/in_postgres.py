"""PostgreSQL: the facts are copied into a schema of their own, once per snapshot, and counted there.

The schema is called for the content of the snapshot. A newer snapshot of the same folder takes the place of
the older one; both in one transaction, so who counts sees the one or the other, whole.
"""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from omzien.gate.facts import FactTable
from omzien.insight.facts import TABLES, Snapshot, types_of
from omzien.insight.facts.given import schema
from omzien.insight.figures.engines import Engine, NoEngine, Row, named, standard

TYPES = {
    "int64": "bigint",
    "int32": "integer",
    "date": "date",
    "bool": "boolean",
    "string": 'text COLLATE "C"',  # the order of the bytes, as on the other engines
}
ONE_AT_A_TIME = (
    734_102  # the number of our advisory lock: two that load the same snapshot wait for each other
)


class InPostgres:
    """A snapshot as PostgreSQL sees it, over one connection."""

    dialect = "postgres"

    def __init__(self, address: str, schema_name: str):
        import psycopg  # loaded by who counts there

        self._database = psycopg.connect(address, autocommit=True, options=f"-c search_path={schema_name}")
        self._database.adapters.register_loader("numeric", _number_loader())

    def rows(self, sql: str) -> list[Row]:
        """The answer to a query."""
        with self._database.cursor() as cursor:
            return cursor.execute(sql.encode()).fetchall()

    def dicts(self, sql: str) -> list[dict[str, Any]]:
        """The answer to a query, row by row with the names of the columns."""
        with self._database.cursor() as cursor:
            answer = cursor.execute(sql.encode())
            return named([column.name for column in answer.description or ()], answer.fetchall())

    def derive(self, name: str, sql: str) -> None:
        """Keep the answer to a query as a table that only this connection sees."""
        self._database.execute(f'CREATE TEMPORARY TABLE IF NOT EXISTS "{name}" AS {sql}'.encode())
        self._database.execute(f'ANALYZE "{name}"'.encode())

    escaped = staticmethod(standard)

    def close(self) -> None:
        """End the connection."""
        self._database.close()


def _number_loader() -> Any:
    """A sum of whole numbers is a `numeric` there, and a Decimal in Python: here it is a number again."""
    from psycopg.adapt import Loader

    class Number(Loader):
        def load(self, data: Any) -> int | float:
            told = bytes(data)
            return float(told) if b"." in told else int(told)

    return Number


def open_snapshot(snapshot: Snapshot, engine: Engine) -> InPostgres:
    """The snapshot, open on the PostgreSQL of this address; copied there first when it is not there yet."""
    from adbc_driver_manager import Error
    from adbc_driver_postgresql import dbapi

    name = f"omzien_facts_{snapshot.digest[:24]}"
    try:
        with dbapi.connect(engine.address) as database, database.cursor() as cursor:
            _load(cursor, snapshot, name)
            database.commit()
    except Error as problem:
        raise NoEngine(f"PostgreSQL cannot be used: {problem}") from problem
    return InPostgres(engine.address, name)


def _load(cursor: Any, snapshot: Snapshot, name: str) -> None:
    cursor.execute(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
    cursor.execute(f"SELECT 1 FROM pg_namespace WHERE nspname = '{name}'")  # noqa: S608  # the name is of our digest
    if cursor.fetchone():
        return
    origin = standard(f"facts of {snapshot.folder}")
    for older in _schemas_of(cursor, origin):
        cursor.execute(f'DROP SCHEMA "{older}" CASCADE')
    cursor.execute(f"CREATE SCHEMA {name}")
    cursor.execute(f"COMMENT ON SCHEMA {name} IS '{origin}'")
    for table in TABLES.values():
        _load_table(cursor, snapshot, table, name)


def _schemas_of(cursor: Any, origin: str) -> list[str]:
    cursor.execute(
        f"SELECT nspname FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') = '{origin}'"  # noqa: S608
    )
    return [row[0] for row in cursor.fetchall()]


def _load_table(cursor: Any, snapshot: Snapshot, table: FactTable, schema_name: str) -> None:
    kinds = {**types_of(table), "organisation": "int64"}
    columns = ", ".join(f'"{name}" {TYPES[kind]}' for name, kind in kinds.items())
    cursor.execute(f'CREATE TABLE {schema_name}."{table.name}" ({columns})')
    rows = pa.RecordBatchReader.from_batches(schema(table), _batches(snapshot.files(table.name)))
    cursor.adbc_ingest(table.name, rows, mode="append", db_schema_name=schema_name)
    cursor.execute(f'ANALYZE {schema_name}."{table.name}"')


def _batches(files: list[str]) -> Iterator[pa.RecordBatch]:
    for file in files:
        with pq.ParquetFile(file) as parquet:
            yield from parquet.iter_batches()
