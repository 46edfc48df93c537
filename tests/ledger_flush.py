"""Between transactional tests Django empties every table; the ledger's triggers step aside for that alone."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

append_only = importlib.import_module("omzien.gate.migrations.0002_ledger_is_append_only")


def _statements() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = (
        append_only.POSTGRESQL if connection.vendor == "postgresql" else append_only.SQLITE
    )
    return [pair for pair in found if "CREATE TRIGGER" in pair[0]]


@contextmanager
def triggers_off() -> Iterator[None]:
    """What somebody with the database's own password could do: go round the triggers."""
    with connection.cursor() as cursor:
        for _, off in _statements():
            cursor.execute(off)
        yield
        for on, _ in _statements():
            cursor.execute(on)


@pytest.fixture(scope="session", autouse=True)
def ledger_yields_to_flush() -> Iterator[None]:
    """Let Django's flush empty the ledger's tables too."""
    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: BaseDatabaseOperations, sql_list: Any) -> None:
        with triggers_off():
            plain(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush)
        yield
