"""Who may make objects of sealed rows: only a queryset that the gate handed out, and only of its own table.

Django makes every object of a row with `Model.from_db`: for lists, look-ups, `select_related`, prefetches,
foreign keys, deferred columns and `refresh_from_db` alike. That one place asks whether the table is held.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

EVERY_TABLE = "*"

_held: ContextVar[str] = ContextVar("omzien_held", default="")


@contextmanager
def held(label: str) -> Iterator[None]:
    """Hold one table open ("people.Resident"), or EVERY_TABLE, while rows are made."""
    token = _held.set(label)
    try:
        yield
    finally:
        _held.reset(token)


def is_held(label: str) -> bool:
    """May objects of this table be made at this moment?"""
    return _held.get() in (label, EVERY_TABLE)
