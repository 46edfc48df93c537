"""The catalogue's questions as hand-written SQL, one query per table and date: for DuckDB and for PostgreSQL.

Written from the definitions, by subject: each file has its QUESTIONS, a query with the figures it answers.
Where the two engines differ (the first and last of a group, the load), each has its own.
"""

from collections.abc import Callable, Sequence
from typing import Any

from psycopg import Connection

from benchmarks.hand_written import community, outcomes, registrations, support

Rows = Sequence[Sequence[Any]]
Run = Callable[[str], Rows]

WHOLE = registrations.QUESTIONS + support.QUESTIONS + outcomes.QUESTIONS + community.QUESTIONS
GROUPED = {"zrm": outcomes.BY_DOMAIN, "factor": support.BY_FACTOR}
ORDER = "ORDER BY s.measured_on {way}, s.measurement {way}"
DUCKDB = {
    "first": "arg_min(s.level, (s.measured_on, s.measurement)) FILTER (WHERE s.moment = 'start')",
    "last": "arg_max(s.level, (s.measured_on, s.measurement)) FILTER (WHERE s.moment = 'end')",
}
POSTGRES = {
    name: f"(array_agg(s.level {ORDER.format(way=way)}) FILTER (WHERE s.moment = '{moment}'))[1]"
    for name, way, moment in (("first", "ASC", "start"), ("last", "DESC", "end"))
}


def with_duckdb(run: Run) -> dict[str, float | None]:
    """Every figure, counted by DuckDB from the same Parquet."""
    return _answers(run, DUCKDB)


def with_postgres(database: Connection[Any]) -> dict[str, float | None]:
    """Every figure, counted by PostgreSQL."""
    return _answers(lambda sql: database.execute(sql).fetchall(), POSTGRES)  # type: ignore[call-overload]


def _answers(run: Run, dialect: dict[str, str]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for sql, names in WHOLE:
        found |= dict(zip(names.split(), run(_in_dialect(sql, dialect))[0], strict=True))
    for family, questions in GROUPED.items():
        for sql, names in questions:
            for key, *values in run(_in_dialect(sql, dialect)):
                told = zip(names.split(), values, strict=True)
                found |= {f"{family}.{key}.{name}": value for name, value in told}
    return found


def _in_dialect(sql: str, dialect: dict[str, str]) -> str:
    return sql.replace("{first}", dialect["first"]).replace("{last}", dialect["last"])
