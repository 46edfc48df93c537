"""Compiled questions, kept on disk: a new process finds them, and need not even load Ibis.

To compile the catalogue takes longer than to count it. The SQL depends on nothing but our own source, the
columns of the facts and two libraries, so it lies in a folder that is named for a hash over these: another
version of any of them looks in another folder, and finds nothing.
"""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from omzien.insight.facts import TABLES, types_of
from omzien.insight.figures.terms import Table, Template, compiled
from omzien.insight.whole import whole

COMPILERS = ("ibis-framework", "sqlglot")


def kept(name: str, expression: Callable[[], Table], dialect: str = "duckdb") -> Template:
    """The compiled query of this name; compiled now when it was not kept, or not whole."""
    file = _folder() / f"{_hash(f'{dialect} {name}')}.sql"
    if found := _read(file):
        return found
    made = compiled(expression(), dialect)
    with suppress(OSError):  # a disk that is full or read-only costs time, not figures
        _write(file, made)
    return made


def _folder() -> Path:
    return Path(settings.QUESTIONS_FOLDER) / _version()


@cache
def _version() -> str:
    """A hash over all that the SQL depends on."""
    sources = sorted(Path(__file__).parent.rglob("*.py"))
    told = [source.read_text() for source in sources]
    told += [f"{name} {types_of(table)}" for name, table in sorted(TABLES.items())]
    told += [f"{library} {version(library)}" for library in COMPILERS]
    return _hash("\n".join(told))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _read(file: Path) -> Template | None:
    try:
        told, _, sql = file.read_text().partition("\n")
    except OSError:
        return None
    return Template(sql) if told == f"-- {_hash(sql)}" else None


def _write(file: Path, made: Template) -> None:
    if not file.parent.exists():
        for older in file.parent.parent.glob("*"):
            shutil.rmtree(older, ignore_errors=True)
    with whole(file) as beside:
        beside.write_text(f"-- {_hash(made.sql)}\n{made.sql}")
