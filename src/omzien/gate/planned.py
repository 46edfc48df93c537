"""Questions of which the best plan hangs on the values that are asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def planned_anew() -> Iterator[None]:
    """PostgreSQL plans every question asked within for its own values.

    A question that comes back on a connection is else planned once, for whatever values (`prepare_threshold`
    in config/datafolder.py). Of a range of names such a plan goes through a million of them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        yield
