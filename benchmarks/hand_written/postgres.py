"""The facts as tables in PostgreSQL, with the indexes that a good analyst would give them."""

import io
from collections.abc import Iterable
from typing import Any

import pyarrow.parquet as pq
from psycopg import Connection
from pyarrow import csv

from omzien.insight.facts import TABLES, Snapshot
from omzien.insight.facts.given import schema

POSTGRES_TYPES = {
    "int64": "bigint",
    "int32": "integer",
    "date32[day]": "date",
    "bool": "boolean",
    "string": "text",
}
INDEXES = (
    "registrations (municipality, registered_on)",
    "registrations (resident, registered_on)",
    "registrations (registration)",
    "interventions (municipality, started_on)",
    "interventions (municipality, ended_on)",
    "interventions (resident)",
    "interventions (registration)",
    "interventions (intervention)",
    "factors (intervention)",
    "goals (intervention)",
    "contacts (held_on)",
    "residents (resident)",
    "referrals (municipality, referred_on)",
    "measurement_links (intervention)",
    "scores (measurement)",
    "follow_ups (due_on)",
    "sessions (municipality, held_on)",
    "attendances (session)",
    "walk_ins (municipality, visited_on)",
    "partner_questions (municipality, asked_on)",
    "safety_cases (municipality, opened_on)",
    "survey_invitations (municipality, sent_on)",
    "survey_answers (invitation)",
    "survey_answers (municipality, answered_on)",
)


def load_postgres(database: Connection[Any], snapshot: Snapshot) -> None:
    """The same rows in PostgreSQL, with indexes and statistics."""
    for name in TABLES:
        load_table(database, name, snapshot)
    for index in INDEXES:
        database.execute(f"CREATE INDEX ON {index}")  # type: ignore[call-overload]
    for setting in ("work_mem = '256MB'", "jit = off", "random_page_cost = 1.1"):
        database.execute(f"SET {setting}")  # type: ignore[call-overload]
    database.execute("VACUUM ANALYZE")


def load_table(database: Connection[Any], name: str, snapshot: Snapshot) -> None:
    """The rows of one table of facts."""
    fields = schema(TABLES[name])
    columns = ", ".join(f'"{field.name}" {POSTGRES_TYPES[str(field.type)]}' for field in fields)
    database.execute(f'CREATE UNLOGGED TABLE "{name}" ({columns})')  # type: ignore[call-overload]
    _copy(database, name, snapshot.files(name))


def _copy(database: Connection[Any], name: str, files: Iterable[str]) -> None:
    for file in files:
        with database.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT csv)') as copy:  # type: ignore[call-overload]
            for batch in pq.ParquetFile(file).iter_batches(200_000):
                copy.write(_csv(batch))


def _csv(batch: Any) -> bytes:
    out = io.BytesIO()
    csv.write_csv(batch, out, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return out.getvalue()
