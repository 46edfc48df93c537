"""Engines: what counts. DuckDB inside this process by itself; PostgreSQL or a Spark cluster when told so.

An engine makes the fact tables of a snapshot known under their names and answers SQL in its own dialect,
which Ibis writes from the one catalogue. No more is asked of it: another engine is another module here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol, cast

from omzien.insight.facts import Snapshot

Row = tuple[Any, ...]


class NoEngine(RuntimeError):
    """This engine cannot be used: it is not installed, not there, or cannot read the snapshot."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine, and where it is.

    `address` is `postgres://user:password@host/database` or `spark://host:7077` (`local[2]`: without a
    cluster); DuckDB has none. `storage` is how the workers of a Spark cluster call the folder of the facts,
    when that is not how this process calls it: `s3a://bucket/facts`.
    """

    name: str = "duckdb"
    address: str = ""
    storage: str = ""


class Opened(Protocol):
    """A snapshot that is open on an engine. Safe for several threads."""

    @property
    def dialect(self) -> str:
        """What Ibis calls the SQL of this engine."""

    def rows(self, sql: str) -> list[Row]:
        """The answer to a query."""

    def dicts(self, sql: str) -> list[dict[str, Any]]:
        """The answer to a query, row by row with the names of the columns."""

    def derive(self, name: str, sql: str) -> None:
        """Keep the answer to a query as a table of this name, as long as the snapshot is open."""

    def escaped(self, text: str) -> str:
        """A text as it stands between the quotes of a literal."""

    def close(self) -> None:
        """Give back what it holds."""


DUCKDB = Engine()
ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "duckdb": "omzien.insight.figures.engines.in_process",
        "postgres": "omzien.insight.figures.engines.in_postgres",
        "spark": "omzien.insight.figures.engines.on_spark",
    }
)


def opened(snapshot: Snapshot, engine: Engine = DUCKDB) -> Opened:
    """The snapshot, open on this engine. NoEngine when that cannot be, with the reason."""
    if engine.name not in ENGINES:
        raise NoEngine(f"there is no engine {engine.name}; there are: {', '.join(ENGINES)}")
    if engine.name != DUCKDB.name and not engine.address:
        raise NoEngine(f"{engine.name} needs an address")
    return cast(Opened, import_module(ENGINES[engine.name]).open_snapshot(snapshot, engine))


def standard(text: str) -> str:
    """A text between quotes as the SQL standard has it: a quote is said twice, no more is special."""
    return text.replace("'", "''")


def named(names: Sequence[str], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows with the names of their columns."""
    return [dict(zip(names, row, strict=True)) for row in rows]
