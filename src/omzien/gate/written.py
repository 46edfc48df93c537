"""A question that Django writes once, as SQL with open places, and that is asked many times.

Writing a question costs more than asking it: it was most of the time of a page that asks twenty of them. What
is kept is the question and never its answer (decision 0017).
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from omzien.gate.errors import Sealed
from omzien.gate.sight import SightQuerySet

QUESTIONS_KEPT = 2048  # of one kind, in one process: at some 50 kB for rows, 100 MB at most


class Open(models.Expression):
    """An open place in a question, filled in when it is asked: `filter(pk=Open("row", AutoField()))`."""

    def __init__(self, name: str, field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place for a parameter; the parameter is this object, until somebody fills it in."""
        return "%s", [self]

    def filled(self, values: dict[str, Any]) -> Any:
        """The value as the database takes it. KeyError when it was not given."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Written:
    """A question as SQL. It gives numbers and text as the database has them: it is for no other columns.

    `whether`: only whether there is a row. Of rows that were handed out under an act nothing else may be
    written, for nobody would note who was seen: then it raises `Sealed`.
    """

    def __init__(self, rows: "models.QuerySet[Any, Any]", *, whether: bool = False) -> None:
        if isinstance(rows, SightQuerySet) and not whether:
            raise Sealed("sealed rows are handed out as rows, and noted")
        query = rows.query.exists() if whether else rows.query
        self._sql, self._params = "", tuple[Any, ...]()
        with suppress(EmptyResultSet):  # nothing can ever fit: it need not be asked
            self._sql, self._params = query.get_compiler(connection=connection).as_sql()

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows that fit, with the open places filled in."""
        if not self._sql:
            return []
        filled = [one.filled(values) if isinstance(one, Open) else one for one in self._params]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, filled)
            return list(cursor.fetchall())

    def fits(self, **values: Any) -> bool:
        """Is there a row that fits?"""
        return bool(self.rows(**values))


def without_asking(write: Callable[[], Any]) -> Any:
    """Do `write`, which may ask the database nothing: what it would learn now would be kept for later."""
    with connection.execute_wrapper(_refuse):
        return write()


def _refuse(*asked: object) -> Any:
    raise Sealed("who may reach what is said as a question, and not looked up while it is said")
