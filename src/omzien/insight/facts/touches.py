"""What the database itself notes of every change, in the transaction that makes it: which blocks of which
fact tables were touched.

The rows of a table of facts lie in blocks by their number (`BLOCK` to a block), and each block is a file.
Triggers on the tables that facts are read from add a random number to the tally of a block when a row in it
is added, changed or removed, or when a row changes that it reads a column of (the day of its registration,
the pseudonym of its resident). A block whose tally is as it was has not changed, whoever wrote and however:
no row need be looked at. Random, and not counted, because a database that is put back from a backup counts on
from there.

SQLite has one writer at a time and keeps one row per block. On PostgreSQL two transactions may touch a block
at once, so each adds a row of its own, and nobody waits; `fold` adds them up when there are many.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from omzien.gate.facts import FactTable
from omzien.insight.extraction.job import BLOCK
from omzien.insight.facts.tables import TABLES

MANY = 5_000  # rows of tallies on PostgreSQL, before they are added up
PREFIX = "facts_touched"

NUMBERS = ", ".join(f"{name} bigint NOT NULL" for name in ("organisation_id", "block", "tally"))
CREATED = f"CREATE TABLE IF NOT EXISTS {PREFIX} (source varchar(40) NOT NULL, {NUMBERS}"
MADE = {
    "sqlite": (f"{CREATED}, PRIMARY KEY (source, organisation_id, block))",),
    "postgresql": (
        f"{CREATED})",
        f"CREATE INDEX IF NOT EXISTS {PREFIX}_of ON {PREFIX} (organisation_id)",
    ),
}
RANDOM = {"sqlite": "abs(random() % 2147483647)", "postgresql": "floor(random() * 2147483647)::bigint"}
ADDED = "ON CONFLICT (source, organisation_id, block) DO UPDATE SET tally = tally + excluded.tally"


@dataclass(frozen=True, slots=True)
class Watch:
    """A change of a row of `table` touches rows of a fact table: `base` is the table that has these.

    `way` are the columns and tables that lead from a row of the base to the changed row (none: it is that
    row); then only a change of one of `columns` matters.
    """

    source: str
    base: str
    table: str
    way: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger, by a name that says what it does: another definition has another name."""

    name: str
    table: str
    statements: tuple[str, ...]


@cache
def watches() -> tuple[Watch, ...]:
    """Everything that is watched, from how the fact tables are declared."""
    return tuple(watch for table in TABLES.values() if not table.small for watch in _of(table))


def _of(table: FactTable) -> Iterator[Watch]:
    base = table.rows().model
    yield Watch(table.name, base._meta.db_table, base._meta.db_table)
    found: dict[tuple[tuple[str, str], ...], set[str]] = {}
    for path in (*(column.path for column in table.columns.values()), *table.depends_on):
        for way, column in _steps(base, path.split("__")):
            found.setdefault(way, set()).add(column)
    for way, columns in sorted(found.items()):
        yield Watch(table.name, base._meta.db_table, way[-1][1], way, tuple(sorted(columns)))


def _steps(model: type[Model], path: Iterable[str]) -> Iterator[tuple[tuple[tuple[str, str], ...], str]]:
    """Each column that a path reads beyond its own table, until it comes to a small table."""
    way: tuple[tuple[str, str], ...] = ()
    for part in path:
        field: Any = model._meta.get_field(part)
        if way:
            yield way, str(field.column)
        if not field.is_relation or part == field.attname or field.related_model in _small():
            return
        model = field.related_model
        way = (*way, (str(field.column), model._meta.db_table))


@cache
def _small() -> frozenset[type[Model]]:
    """The models that small tables are read from: they are compared whole."""
    found: set[type[Model]] = set()
    for table in TABLES.values():
        if table.small:
            model = table.rows().model
            first = [column.path.split("__")[0] for column in table.columns.values() if "__" in column.path]
            found |= {model, *(model._meta.get_field(name).related_model for name in first)}
    return frozenset(found)


def triggers(vendor: str) -> tuple[Trigger, ...]:
    """The triggers of this database."""
    told: dict[tuple[str, str], list[str]] = {}
    for watch in watches():
        for event in ("UPDATE",) if watch.way else ("INSERT", "UPDATE", "DELETE"):
            told.setdefault((watch.table, event), []).append(_statement(vendor, watch, event))
    make = _on_postgresql if vendor == "postgresql" else _on_sqlite
    return tuple(make(table, event, statements) for (table, event), statements in sorted(told.items()))


def _statement(vendor: str, watch: Watch, event: str) -> str:
    found = _own(vendor, watch, event) if not watch.way else _beyond(vendor, watch)
    added = "" if vendor == "postgresql" else f" WHERE true {ADDED}"
    return (
        f"INSERT INTO {PREFIX} SELECT '{watch.source}', organisation_id, block, {RANDOM[vendor]} "
        f"FROM ({found}) AS touched{added};"
    )


def _own(vendor: str, watch: Watch, event: str) -> str:
    row = "OLD" if event == "DELETE" else "NEW"
    if vendor == "postgresql":
        return f"SELECT DISTINCT organisation_id, id / {BLOCK} AS block FROM {row.lower()}_rows"
    return f"SELECT {row}.organisation_id AS organisation_id, {row}.id / {BLOCK} AS block"


def _beyond(vendor: str, watch: Watch) -> str:
    """The blocks of the rows that lead to the changed row, when a column changed that they read."""
    if vendor == "postgresql":
        differs = " OR ".join(f"o.{column} IS DISTINCT FROM n.{column}" for column in watch.columns)
        changed, when = f"SELECT n.id FROM old_rows o JOIN new_rows n USING (id) WHERE {differs}", "true"
    else:
        changed, when = "NEW.id", " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in watch.columns)
    inside, leading = changed, [watch.base, *(table for _, table in watch.way)]
    for (column, _), table in reversed(list(zip(watch.way, leading, strict=False))):
        condition = f"{column} IN ({inside})"
        inside = f"SELECT id FROM {table} WHERE {condition}"
    rows = f"FROM {watch.base} WHERE ({when}) AND {condition}"
    return f"SELECT DISTINCT organisation_id, id / {BLOCK} AS block {rows}"


def _on_sqlite(table: str, event: str, statements: list[str]) -> Trigger:
    name = _named(table, event, statements)
    body = f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {' '.join(statements)} END"
    return Trigger(name, table, (body,))


def _on_postgresql(table: str, event: str, statements: list[str]) -> Trigger:
    name = _named(table, event, statements)
    rows = {
        "INSERT": "NEW TABLE AS new_rows",
        "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "DELETE": "OLD TABLE AS old_rows",
    }[event]
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {' '.join(statements)} RETURN NULL; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )
    return Trigger(name, table, (function, trigger))


def _named(table: str, event: str, statements: list[str]) -> str:
    told = hashlib.sha256(" ".join(statements).encode()).hexdigest()[:8]
    return f"{PREFIX}_{told}_{table}_{event.lower()}"


PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s",
}
REMOVED = {"sqlite": "DROP TRIGGER {}", "postgresql": "DROP FUNCTION {}() CASCADE"}


def install() -> None:
    """Put the triggers on; a migration does. Where one was absent or other, every block is touched: who knows
    what it did not see.
    """
    wanted = triggers(connection.vendor)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [f"{PREFIX}%"])
        present = {str(row[0]) for row in cursor.fetchall()}
        if present == {trigger.name for trigger in wanted}:
            return
        for name in present:
            cursor.execute(REMOVED[connection.vendor].format(name))
        made = [*MADE[connection.vendor], *(one for trigger in wanted for one in trigger.statements)]
        for statement in made:
            cursor.execute(statement)
        _touch_everything(cursor)


def _touch_everything(cursor: Any) -> None:
    for watch in watches():
        if not watch.way:
            every = f"SELECT DISTINCT organisation_id, id / {BLOCK} AS block FROM {watch.base}"
            added = "" if connection.vendor == "postgresql" else f"WHERE true {ADDED}"
            cursor.execute(
                f"INSERT INTO {PREFIX} SELECT '{watch.source}', organisation_id, block, "
                f"{RANDOM[connection.vendor]} FROM ({every}) AS touched {added}"
            )


def tallies(organisation_id: int) -> str:
    """The query of what was touched: table, block, tally (as text: PostgreSQL's sum is no Arrow type)."""
    return (
        f"SELECT source, block, CAST(sum(tally) AS text) FROM {PREFIX} "
        f"WHERE organisation_id = {int(organisation_id)} GROUP BY source, block"
    )


def fold() -> None:
    """Add up the tallies of each block when there are many; the sums stay as they are."""
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {PREFIX} LIMIT {MANY + 1}) AS first")
        if cursor.fetchone()[0] > MANY:
            cursor.execute(FOLDED)


FOLDED = f"""
WITH gone AS (
    DELETE FROM {PREFIX} WHERE ctid IN (SELECT ctid FROM {PREFIX} FOR UPDATE SKIP LOCKED)
    RETURNING source, organisation_id, block, tally
)
INSERT INTO {PREFIX} SELECT source, organisation_id, block, sum(tally) FROM gone GROUP BY 1, 2, 3
"""
