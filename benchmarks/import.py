"""How long an import takes, against the database's own bulk load of the very same rows into the same tables.

    python benchmarks/import.py [--quick]

The import reads CSV, checks every value, rule and reference, stages, gives out ids and writes. The bulk load
only writes rows that are ready: on SQLite `executemany` in one transaction, on PostgreSQL `COPY`. Both go
into empty tables with all indexes and foreign keys, in the same run, one after the other. The triggers that
note what changed (insight/facts/touches.py) are ours, so the bulk load does without them; what they cost is
measured by imports with and without them, in turn.
"""

import os
import re
import shutil
import sqlite3
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.apart import on_both
from benchmarks.common import asked, report

ROWS, QUICK_ROWS = 1_000_000, 40_000
BARS = {"sqlite": 2.5, "postgresql": 2.5}
TOUCHES_BAR = 1.3
EMPTY, IMPORTED = "empty.sqlite3", "imported.sqlite3"
SHARES = {"residents": 0.15, "registrations": 0.2, "questions": 0.25, "interventions": 0.15, "contacts": 0.25}
MODELS = (
    "people.Resident",
    "people.NameKey",
    "people.NameSound",
    "casework.Registration",
    "casework.Question",
    "casework.Intervention",
    "casework.Contact",
)
PARENTS = (
    "organisation.Organisation",
    "organisation.Municipality",
    "organisation.Code",
    "organisation.Service",
)
DAY = date(2020, 1, 6)


def main() -> None:
    """Measure both databases, each in processes of their own."""
    given = asked(__doc__, [ROWS], [QUICK_ROWS])
    if given.measure:
        measure(given.measure, given.rows)
    else:
        on_both(__file__, given.sizes)


def measure(vendor: str, rows: int) -> None:
    """Import, load the same rows in bulk, and import again with and without triggers."""
    from django.core.management import call_command

    data = Path(os.environ["OMZIEN_DATA"])
    call_command("migrate", verbosity=0)
    keep(data, EMPTY)
    package = write(data / "package", rows)
    imported = timed_import(package)
    bulk = bulk_sqlite(data) if vendor == "sqlite" else bulk_postgresql(data / "rows")
    told = {"import_seconds": round(imported, 2), "bulk_seconds": round(bulk, 2)}
    per_second = round(rows / imported)
    report(f"import_{vendor}", imported / bulk, BARS[vendor], rows=rows, rows_per_second=per_second, **told)
    without = sum(import_again(data, package, watched=False) for _ in range(2))
    watched = imported + import_again(data, package, watched=True)
    told = {"with_seconds": round(watched / 2, 2), "without_seconds": round(without / 2, 2)}
    report(f"import_{vendor}_touches", watched / without, TOUCHES_BAR, rows=rows, **told)


def keep(data: Path, name: str) -> None:
    """A copy of the file of SQLite as it is now; PostgreSQL has none."""
    file = data / "omzien.sqlite3"
    if file.exists():
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(file, data / name)


def import_again(data: Path, package: Path, *, watched: bool) -> float:
    """Seconds of an import into empty tables, with the triggers or without."""
    from omzien.insight.facts import touches

    empty(data)
    touches.install()
    if not watched:
        drop_triggers()
    return timed_import(package)


def empty(data: Path) -> None:
    """The database as it was after the migrations."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.close()
        shutil.copy(data / EMPTY, data / "omzien.sqlite3")
        return
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        ours = [name for name in names if not name.startswith("django_")]
        cursor.execute("SET session_replication_role = replica")  # the ledger does not let itself be emptied
        cursor.execute(f"TRUNCATE {', '.join(ours)} CASCADE")
        cursor.execute("RESET session_replication_role")


def drop_triggers() -> None:
    """Nothing notes what changes any more."""
    from django.db import connection

    from omzien.insight.facts.touches import PREFIX, PRESENT, REMOVED

    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [f"{PREFIX}%"])
        for (name,) in cursor.fetchall():
            cursor.execute(REMOVED[connection.vendor].format(name))


def write(folder: Path, rows: int) -> Path:
    """A package of so many rows in five tables."""
    from omzien.exchange.package.writer import write_package

    write_package({name: arrow(name, columns) for name, columns in tables(rows).items()}, folder)
    return folder


def tables(rows: int) -> dict[str, dict[str, Any]]:
    """The columns that are filled in, by table."""
    counts = {name: int(rows * share) for name, share in SHARES.items()}
    registrations, interventions = counts["registrations"], counts["interventions"]
    of = np.arange(registrations) % counts["residents"]
    again = np.arange(counts["questions"])
    under = np.arange(interventions) % registrations
    held = np.arange(counts["contacts"]) % interventions
    lists = {"channel": ["eigen"], "domain": ["a", "b", "c"], "contact_kind": ["bezoek"]}
    pairs = [(name, key) for name, names in lists.items() for key in names]
    return {
        "municipalities": {"code": ["GM0450"], "name": ["Uitgeest"]},
        "organisation": {"key": ["bench"], "name": ["Bench"]},
        "codes": {
            "list": [name for name, _ in pairs],
            **{column: [key for _, key in pairs] for column in ("key", "name_nl", "name_en")},
        },
        "services": {"key": ["AMW"], "name_nl": ["AMW"], "name_en": ["AMW"]},
        "residents": {
            "key": keys("r", np.arange(counts["residents"])),
            "given_name": keys("Naam ", np.arange(counts["residents"]) % 997),
            "family_name": keys("van der Achternaam ", np.arange(counts["residents"]) % 9973),
            "birth_date": days(np.arange(counts["residents"]) % 20_000, date(1940, 1, 1)),
            "municipality": "GM0450",
            "registered_on": DAY,
        },
        "registrations": {
            "key": keys("a", np.arange(registrations)),
            "resident": keys("r", of),
            "municipality": "GM0450",
            "registered_on": days(np.arange(registrations) % 1000, DAY),
            "channel": "eigen",
        },
        "questions": {
            "key": keys("q", again),
            "registration": keys("a", again % registrations),
            "domain": pa.array(["a", "b", "c"]).take(pa.array(again // registrations)),
        },
        "interventions": {
            "key": keys("i", np.arange(interventions)),
            "resident": keys("r", of[under]),
            "registration": keys("a", under),
            "municipality": "GM0450",
            "service": "AMW",
            "form": "trajectory",
            "started_on": days(np.arange(interventions) % 1000, DAY),
        },
        "contacts": {
            "key": keys("c", np.arange(counts["contacts"])),
            "resident": keys("r", of[under][held]),
            "intervention": keys("i", held),
            "held_on": days(np.arange(counts["contacts"]) % 1000, DAY),
            "kind": "bezoek",
            "minutes": pa.array(np.arange(counts["contacts"]) % 90),
        },
    }


def keys(prefix: str, numbers: Any) -> Any:
    """`prefix` with a number behind it."""
    return pc.binary_join_element_wise(prefix, pa.array(numbers).cast(pa.string()), "")


def days(numbers: Any, first: date) -> Any:
    """So many days after the first."""
    start = (first - date(1970, 1, 1)).days
    return pa.array((start + numbers).astype(np.int32), pa.date32())


def arrow(name: str, filled: dict[str, Any]) -> pa.Table:
    """All columns of a package's table; a single value is repeated, what is not named is empty."""
    from omzien.exchange.package.tables import BY_NAME

    count = next(len(column) for column in filled.values() if not isinstance(column, str | date))
    columns = {}
    for column in BY_NAME[name].columns:
        values = filled.get(column.name)
        if values is None or isinstance(values, str | date):
            columns[column.name] = pa.repeat(pa.scalar(values, column.arrow), count)
        else:
            columns[column.name] = values if isinstance(values, pa.Array) else pa.array(values, column.arrow)
    return pa.table(columns)


def timed_import(package: Path) -> float:
    """Seconds for the whole import, its transaction committed."""
    from omzien.exchange.imports import import_from_command

    began = time.perf_counter()
    done = import_from_command(package)
    if done.problems:
        raise SystemExit("\n".join(done.lines()))
    return time.perf_counter() - began


def loaded() -> list[tuple[str, list[str]]]:
    """The tables that hold the rows, with their columns; a table after those it points to."""
    from django.apps import apps

    metas = [apps.get_model(label)._meta for label in [*PARENTS, *MODELS]]
    return [(meta.db_table, [f'"{field.column}"' for field in meta.concrete_fields]) for meta in metas]


def bulk_sqlite(data: Path) -> float:
    """Seconds to read all rows and executemany them in one transaction, with the settings of Omzien."""
    from django.conf import settings
    from django.db import connection

    keep(data, IMPORTED)
    empty(data)
    drop_triggers()
    connection.close()
    rows = sqlite3.connect(data / IMPORTED)
    target = sqlite3.connect(data / "omzien.sqlite3", isolation_level=None)
    target.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    target.execute("PRAGMA foreign_keys = ON")
    target.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text) is not None)
    began = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, columns in loaded():
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        found = rows.execute(f"SELECT {names} FROM {table} ORDER BY id")
        target.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", found)
    target.execute("COMMIT")
    taken = time.perf_counter() - began
    target.close()
    rows.close()
    return taken


def bulk_postgresql(folder: Path) -> float:
    """Seconds for COPY of all rows in one transaction, into emptied tables."""
    from django.db import connection, transaction

    folder.mkdir()
    drop_triggers()
    tables = loaded()
    with connection.cursor() as cursor:
        for table, columns in tables:
            copy_out(cursor, f"COPY {table} ({', '.join(columns)}) TO STDOUT", folder / table)
        cursor.execute(f"TRUNCATE {', '.join(table for table, _ in tables)} CASCADE")
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in tables:
            copy_in(cursor, f"COPY {table} ({', '.join(columns)}) FROM STDIN", folder / table)
    return time.perf_counter() - began


def copy_out(cursor: Any, command: str, path: Path) -> None:
    """What COPY sends, in a file."""
    with path.open("wb") as file, cursor.copy(command) as rows:
        for part in rows:
            file.write(part)


def copy_in(cursor: Any, command: str, path: Path) -> None:
    """A file to COPY."""
    with path.open("rb") as file, cursor.copy(command) as rows:
        while part := file.read(2**20):
            rows.write(part)


if __name__ == "__main__":
    main()
