"""Apache Spark: the workers of a cluster read the Parquet files of the snapshot, from where they see them.

Which settings the cluster needs is told in Spark's own way (`SPARK_CONF_DIR`, `spark-defaults.conf`); see
docs/engines.md.
"""

from typing import Any

from omzien.insight.facts import TABLES, Snapshot, types_of
from omzien.insight.figures.engines import Engine, NoEngine, Row

TYPES = {
    "int64": "BIGINT",
    "int32": "INT",
    "date": "DATE",
    "bool": "BOOLEAN",
    "string": "STRING",
}


class OnSpark:
    """A snapshot as Spark sees it, in a session of its own."""

    dialect = "pyspark"

    def __init__(self, session: Any, snapshot: Snapshot, storage: str):
        self._session = session
        for name in TABLES:
            self._know(snapshot, name, storage)

    def _know(self, snapshot: Snapshot, name: str, storage: str) -> None:
        kinds = {**types_of(TABLES[name]), "organisation": "int64"}
        columns = ", ".join(f"`{column}` {TYPES[kind]}" for column, kind in kinds.items())
        files = snapshot.files(name, storage)
        read = self._session.read.schema(columns)
        rows = read.parquet(*files) if files else self._session.createDataFrame([], columns)
        rows.createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[Row]:
        """The answer to a query."""
        return [tuple(row) for row in self._session.sql(sql).collect()]

    def dicts(self, sql: str) -> list[dict[str, Any]]:
        """The answer to a query, row by row with the names of the columns."""
        return [row.asDict() for row in self._session.sql(sql).collect()]

    def derive(self, name: str, sql: str) -> None:
        """Keep the answer to a query in the memory of the workers."""
        self._session.sql(f"CACHE TABLE `{name}` AS {sql}")

    @staticmethod
    def escaped(text: str) -> str:
        """A text between quotes: a backslash is special here."""
        return text.replace("\\", "\\\\").replace("'", "\\'")

    def close(self) -> None:
        """Leave the cluster, of which this process has one at a time; the workers forget what was derived."""
        self._session.stop()


def open_snapshot(snapshot: Snapshot, engine: Engine) -> OnSpark:
    """The snapshot, open on the Spark cluster of this address."""
    return OnSpark(_session(engine.address), snapshot, engine.storage)


def _session(address: str) -> Any:
    try:
        import ibis
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise NoEngine("Spark is not installed: pip install 'omzien[spark]'") from problem
    getattr(ibis, OnSpark.dialect)  # the first time, Ibis takes in the options by which it writes for Spark
    named = SparkSession.builder.master(address).appName("omzien")
    try:
        return named.config("spark.sql.session.timeZone", "UTC").getOrCreate().newSession()
    except (PySparkException, Py4JError) as problem:
        raise NoEngine(f"Spark cannot be used: {problem}") from problem
