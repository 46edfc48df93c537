"""Sealed rows whose question is written once for a standing, and asked many times (decision 0017).

@written_once
def _goals(visit: Visit, resident: int) -> SightQuerySet[Goal]:
    return Goal.objects.under(GOALS, visit).filter(resident_id=resident).order_by("set_on", "pk")

for row in _goals(visit, resident_id): ...
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from copy import copy
from datetime import date
from functools import lru_cache, wraps
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Concatenate, NoReturn, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections, models
from django.db.models import Case, Q, Value, When

from omzien.gate.errors import Sealed
from omzien.gate.sight import SightQuerySet
from omzien.gate.visit import Visit
from omzien.gate.written import QUESTIONS_KEPT, Open, without_asking

if TYPE_CHECKING:
    from omzien.gate.sealed import SealedModel

Row = TypeVar("Row", bound="SealedModel")
Given = ParamSpec("Given")
Question = Callable[Concatenate[Visit, Given], SightQuerySet[Row]]
Counts = tuple[SightQuerySet[Any], Mapping[str, Q]]
PLACES: dict[type, "models.Field[Any, Any]"] = {int: models.BigIntegerField(), date: models.DateField()}


def written_once(question: "Question[Given, Row]") -> "Question[Given, Row]":
    """Decorates a function that says which rows are asked: it is called once for a standing.

    What is given by place after the visit is an open place: an id, a date, or a collection of ids. What is
    given by name is a part of the question (`limit=5`). The function is handed the standing of a visit, which
    has its day and not its moment, and may look nothing up.

    The rows are read under the act for the visit that asks, and noted on it, as always. Others can be handed
    out `beside()` them; narrowing them further raises `Sealed`.
    """

    @wraps(question)
    def ask(visit: Visit, /, *given: Given.args, **said: Given.kwargs) -> SightQuerySet[Row]:
        values = _values(given)
        written: _Rows = _rows(question, visit.standing(), _shape(values), tuple(said.items()))
        return written.asked_by(visit, values)

    return ask


def counted_once(question: "Callable[Concatenate[Visit, Given], Counts]") -> "Callable[..., dict[str, int]]":
    """The same for numbers: the function gives rows, each of them once, and the kinds that are counted.

    `{"all": Q(), "late": Q(due_on__lt=day)}`. As of `count()` nothing is noted: nobody's row is handed out.
    """

    @wraps(question)
    def ask(visit: Visit, /, *given: Any, **said: Any) -> dict[str, int]:
        values = _values(given)
        return _numbers(question, visit.standing(), _shape(values), tuple(said.items())).asked(values)

    return ask


@lru_cache(maxsize=QUESTIONS_KEPT)
def _rows(question: Any, standing: Visit, shape: Sequence[Any], said: Any) -> "_Rows":
    return _Rows(without_asking(lambda: question(standing, *_places(shape), **dict(said))))


@lru_cache(maxsize=QUESTIONS_KEPT)
def _numbers(question: Any, standing: Visit, shape: Sequence[Any], said: Any) -> "_Numbers":
    return _Numbers(*without_asking(lambda: question(standing, *_places(shape), **dict(said))))


def _values(given: Sequence[Any]) -> list[Any]:
    return [_padded(one) if isinstance(one, Collection) else one for one in given]


def _shape(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(len(one) if isinstance(one, tuple) else type(one) for one in values)


def _places(shape: Sequence[Any]) -> list[Any]:
    number = count()

    def place(kind: type) -> Open:
        return Open(str(next(number)), PLACES[kind])

    return [place(one) if isinstance(one, type) else tuple(place(int) for _ in range(one)) for one in shape]


def _padded(ids: Collection[Any]) -> tuple[Any, ...]:
    """As many as the next power of two, the last one again and again, so that few lengths are written."""
    found = tuple(ids)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)) if found else ()


def _filled(params: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    flat = chain.from_iterable(one if isinstance(one, tuple) else (one,) for one in values)
    given = {str(number): value for number, value in enumerate(flat)}
    return [one.filled(given) if isinstance(one, Open) else one for one in params]


class _Rows:
    """A question about rows as SQL with open places, with what Django needs to make rows of its answer."""

    def __init__(self, rows: SightQuerySet[Any]) -> None:
        self._rows = rows
        rows.must_be_rows()
        self._compiler = rows.query.get_compiler(connection=connection)
        self._sql, self._params = "", tuple[Any, ...]()
        with suppress(EmptyResultSet):  # nothing can ever fit: Django does not ask a question without words
            self._sql, self._params = self._compiler.as_sql()
        converters = self._compiler.get_converters([column for column, *_ in self._compiler.select])
        self._compiler.get_converters = lambda columns: converters

    def asked_by(self, visit: Visit, values: Sequence[Any]) -> SightQuerySet[Any]:
        """The rows of the answer to this visit, not yet read."""
        told = _Told(self._compiler, self._sql, _filled(self._params, values))
        return self._rows.asked_by(visit, told)


class _Numbers:
    """How many rows there are of each kind: a flag per kind of each row, and the flags are counted."""

    def __init__(self, rows: SightQuerySet[Any], kinds: Mapping[str, Q]) -> None:
        self._names, self._sql, self._params = tuple(kinds), "", tuple[Any, ...]()
        flags = {f"flag{number}": _flag(kind) for number, kind in enumerate(kinds.values())}
        flagged = rows.order_by().annotate(**flags).values(*flags)
        with suppress(EmptyResultSet):
            sql, self._params = flagged.query.get_compiler(connection=connection).as_sql()
            counts = ", ".join(f"COUNT({flag})" for flag in flags)
            self._sql = f"SELECT {counts} FROM ({sql}) AS flagged"  # noqa: S608  # our own names, Django's SQL

    def asked(self, values: Sequence[Any]) -> dict[str, int]:
        """The numbers by name; zero where no row can ever fit."""
        if not self._sql or not self._names:
            return dict.fromkeys(self._names, 0)
        with connection.cursor() as cursor:
            cursor.execute(self._sql, _filled(self._params, values))
            return dict(zip(self._names, cursor.fetchone(), strict=True))


def _flag(kind: Q) -> Case | Value:
    return Case(When(kind, then=1)) if kind else Value(1)


class _Told:
    """Where a queryset has its query: a written question with its places filled in. It is asked, no more."""

    combinator = None  # these three are what Django and the gate look at before rows are read
    annotation_select: dict[str, Any] = {}
    _filtered_relations: dict[str, Any] = {}

    def __init__(self, compiler: Any, sql: str, params: Sequence[Any]) -> None:
        self._compiler, self._asked = compiler, (sql, params)

    def chain(self) -> "_Told":
        """Itself: nothing in it changes."""
        return self

    def get_compiler(self, using: str) -> Any:
        """One for this connection, that need not write the question any more."""
        compiler = copy(self._compiler)
        compiler.connection, compiler.as_sql = connections[using], lambda: self._asked
        return compiler

    def __getattr__(self, name: str) -> NoReturn:
        raise Sealed("this question is written once: narrow it in the function that says it")
