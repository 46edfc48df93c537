"""The checks of `omzien check`: each looks at one thing and gives the problems it found."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import enter


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and how to mend it."""

    what: str
    mend: str


LEDGER_TABLES = ("gate_ledgerline", "gate_ledgerseal")
EVENTS = ("UPDATE", "DELETE")
Check = Callable[[Path], list[Finding]]


def findings(data: Path) -> Iterator[tuple[str, list[Finding]]]:
    """Run every check, one after another. When the database is out of reach the rest is not tried."""
    reached = _reached(data)
    yield "the database can be reached and is of this version", reached
    if reached:
        return
    for name, check in CHECKS.items():
        yield name, check(data)


def _reached(data: Path) -> list[Finding]:
    try:
        enter(data)
    except Answer as answer:
        return [Finding(answer.message, answer.mend or "see the message")]
    return []


def _triggers(_: Path) -> list[Finding]:
    needed = {(table, event) for table in LEDGER_TABLES for event in ("UPDATE", "DELETE")}
    mend = "somebody took the trigger away: ask who, then go back to a backup"
    return [
        Finding(f"{table} lets rows be changed: no trigger against {event}", mend)
        for table, event in sorted(needed - _guarded_events())
    ]


def _guarded_events() -> set[tuple[str, str]]:
    """Which events on which table have a trigger."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT event_object_table, event_manipulation FROM information_schema.triggers")
            return set(cursor.fetchall())
        cursor.execute("SELECT tbl_name, upper(sql) FROM sqlite_master WHERE type = 'trigger'")
        return {
            (table, event) for table, sql in cursor.fetchall() for event in EVENTS if f" {event} ON " in sql
        }


def _chain(_: Path) -> list[Finding]:
    from omzien.gate import ledger

    verdict = ledger.verify()
    mend = "the ledger was changed outside Omzien: tell the privacy officer, keep it as it is"
    return [Finding(f"the chain is broken at {verdict.broken}", mend)] if verdict.broken else []


def _keys(data: Path) -> list[Finding]:
    file = data / "keys.json"
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        return [Finding(f"{file} can be read by others (mode {mode:o})", f"chmod 600 {file}")]
    return []


def _folders(data: Path) -> list[Finding]:
    from django.conf import settings

    places = [data, Path(settings.FACTS_FOLDER)]
    wrong = [place for place in places if place.exists() and not os.access(place, os.W_OK | os.X_OK)]
    return [
        Finding(f"{place} cannot be written", f"give this user the right: chown or chmod {place}")
        for place in wrong
    ]


def _code_lists(_: Path) -> list[Finding]:
    from omzien.exchange.package.tables import SAME_LIST, TABLES

    pairs = [
        (table, reference)
        for table in TABLES
        for reference in table.references
        if reference.code_list not in (None, SAME_LIST)
    ]
    return [finding for table, reference in pairs for finding in _strangers(table, reference)]


def _strangers(table: Any, reference: Any) -> list[Finding]:
    from omzien.exchange.rows import all_rows

    rows = all_rows(table, "check of the installation")
    wrong = rows.exclude(**{f"{reference.field}__list": reference.code_list}).exclude(
        **{reference.field: None}
    )
    count = wrong.count()
    what = f"{table.name}.{reference.field}: {count} rows point outside list {reference.code_list}"
    return [Finding(what, "export, mend the column, and import again")] if count else []


def _unfinished_imports(data: Path) -> list[Finding]:
    left = sorted((data / "imports").glob("*/")) if (data / "imports").is_dir() else []
    mend = "run the import again (it goes on where it was), or remove the folder: it holds personal data"
    return [Finding(f"an import was not finished: {folder}", mend) for folder in left]


CHECKS: dict[str, Check] = {
    "the ledger's triggers are there": _triggers,
    "the chain of the ledger holds": _chain,
    "the keys are readable by their owner only": _keys,
    "the folders can be written": _folders,
    "codes come from their own list": _code_lists,
    "no import was left unfinished": _unfinished_imports,
}
