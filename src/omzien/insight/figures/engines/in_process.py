"""DuckDB inside this process: views on the Parquet files, nothing copied and nothing to set up."""

import threading
from typing import Any

from omzien.insight.facts import TABLES, Snapshot, types_of
from omzien.insight.figures.engines import Engine, Row, named, standard
from omzien.insight.whole import whole

TYPES = {
    "int64": "BIGINT",
    "int32": "INTEGER",
    "date": "DATE",
    "bool": "BOOLEAN",
    "string": "VARCHAR",
}
OWNER = {"organisation": "int64"}  # every fact table has it besides its own columns


class InProcess:
    """A snapshot as DuckDB sees it; each query has a cursor of its own."""

    dialect = "duckdb"

    def __init__(self, snapshot: Snapshot):
        import duckdb  # loaded by who counts, not by every page and command

        self._snapshot = snapshot
        self._making = threading.Lock()
        self._database = duckdb.connect(":memory:")
        self._database.execute("SET parquet_metadata_cache = true")  # a file never changes once it is there
        for name in TABLES:
            self._database.execute(f'CREATE VIEW "{name}" AS {_view(snapshot, name)}')

    def rows(self, sql: str) -> list[Row]:
        """The answer to a query."""
        with self._database.cursor() as cursor:
            return cursor.execute(sql).fetchall()

    def dicts(self, sql: str) -> list[dict[str, Any]]:
        """The answer to a query, row by row with the names of the columns."""
        with self._database.cursor() as cursor:
            answer = cursor.execute(sql)
            return named([column[0] for column in answer.description or ()], answer.fetchall())

    def derive(self, name: str, sql: str) -> None:
        """Keep the answer to a query as a table, and as a file for the next snapshot with the same facts."""
        file = self._snapshot.derived(name, sql, [table for table in TABLES if f'"{table}"' in sql])
        with self._making:
            if not file.exists():
                with whole(file) as beside:
                    self._database.execute(f"COPY ({sql}) TO '{standard(str(beside))}' (FORMAT parquet)")
            self._database.execute(f"CREATE TABLE \"{name}\" AS FROM read_parquet('{standard(str(file))}')")

    escaped = staticmethod(standard)

    def close(self) -> None:
        """Give back the memory of the database."""
        self._database.close()


def open_snapshot(snapshot: Snapshot, engine: Engine) -> InProcess:
    """The snapshot, open in this process."""
    return InProcess(snapshot)


def _view(snapshot: Snapshot, table: str) -> str:
    files = snapshot.files(table)
    if files:
        listed = ", ".join("'" + standard(file) + "'" for file in files)
        return f"SELECT * FROM read_parquet([{listed}])"  # noqa: S608  (our own files)
    columns = ", ".join(
        f'NULL::{TYPES[kind]} AS "{name}"' for name, kind in {**types_of(TABLES[table]), **OWNER}.items()
    )
    return f"SELECT {columns} WHERE false"
