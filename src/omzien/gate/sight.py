"""Querysets over sealed rows. `SightQuerySet` notes on its visit whose rows it hands out; it changes none.

What is a sight: every row that is handed out as an object, from a list, a look-up, a slice or an iterator.
What is not: `count()`, `exists()`, `contains()`, `aggregate(Count(...))` and the use as a subquery; they give
numbers or narrow another question, and hand out nobody's data. What is refused: bare columns (`values`,
`values_list`, `dates`), mixing with another queryset (`|`, `&`, `union`), raw SQL, pickles, writes.
"""

import itertools
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, cast

from django.db import models
from django.db.models import Count, Exists, F, Prefetch, Subquery
from django.db.models.expressions import Col, Expression
from django.db.models.query import ModelIterable

from omzien.gate.acts import Act
from omzien.gate.errors import Absent, Sealed
from omzien.gate.held import EVERY_TABLE, held
from omzien.gate.visit import Sight, Visit

if TYPE_CHECKING:
    from omzien.gate.sealed import SealedModel

Row = TypeVar("Row", bound="SealedModel")

SIGHT_OF = "sight_of"  # the annotation that says of which resident a row is
BATCH = 500


class _Rows(ModelIterable):  # type: ignore[type-arg]
    """Django's rows, made while their table is held."""

    label = ""

    def __iter__(self) -> Iterator[Any]:
        rows = super().__iter__()
        label = self.label or self.queryset.model._meta.label
        while True:
            with held(label):
                made = list(itertools.islice(rows, BATCH))
            if not made:
                return
            yield from made


class _UnsealedRows(_Rows):
    """Rows of a queryset that said why it passes the seal."""

    label = EVERY_TABLE


class UnsealedQuerySet(models.QuerySet[Row]):
    """All rows, for the house itself; nothing is noted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._iterable_class = _UnsealedRows

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, which reads what hangs below the rows."""
        with held(EVERY_TABLE):
            return super().delete()


class SightQuerySet(models.QuerySet[Row]):
    """The rows that one visit reaches under one act."""

    _sight: tuple[Act, Visit] | None = None
    _is_whole = False  # nothing was said yet of which of the rows in reach are wanted

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._iterable_class = _Rows

    def with_sight(self) -> Self:
        """With the resident of whom each row is."""
        path = self.model.resident_path
        return self.annotate(**{SIGHT_OF: F(path)}) if path else self

    def seen_under(self, act: Act, visit: Visit) -> Self:
        """Bind this new queryset to the act and the visit under which it is read."""
        self._sight, self._is_whole = (act, visit), True
        return self

    def filter(self, *args: Any, **kwargs: Any) -> Self:
        """As Django's. When it is said first of which resident or rows, reach is asked of those alone."""
        if self._is_whole and any(_is_of_few(self.model, *said) for said in kwargs.items()):
            act, visit = self._sight or _unbound()
            one = self.model.objects.under(act, replace(visit, of_one_row=True))
            return cast("Self", super(SightQuerySet, one).filter(*args, **kwargs))
        return super().filter(*args, **kwargs)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._sight = self._sight
        return clone

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self.all()  # a deep copy would note on a copy of the visit

    def asked_by(self, visit: Visit, query: Any) -> Self:
        """The rows of a question that was written under the same act (`asked.py`), for this visit."""
        rows = type(self)(self.model, query=query)
        act, _ = self._sight or _unbound()
        rows._sight = act, visit
        return rows

    def beside(self, path: str, act: Act) -> Self:
        """Hand out the rows at `path` as well, each only when `act` reaches it for this visit, and noted too.

        A neighbour that is not reached is not there: None, or `ObjectDoesNotExist` where the column is never
        empty. `row.children.all()` holds the children that are reached.
        """
        _, visit = self._sight or _unbound()
        other: Any = self.model._meta.get_field(path).related_model
        return self.prefetch_related(Prefetch(path, queryset=other.objects.under(act, visit)))

    def one(self, **lookup: Any) -> Row:
        """The one row that fits, or `Absent`: absent and forbidden look the same."""
        row = self.filter(**lookup).first()
        if row is None:
            raise Absent(f"{self.model._meta.label} {lookup}")
        return row

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        if fresh:
            self.must_be_rows()
        super()._fetch_all()
        if fresh:
            self._note(self._result_cache or [])

    def iterator(self, chunk_size: int | None = 2000) -> Iterator[Row]:
        """As Django's; a batch is noted before its first row is handed out."""
        self.must_be_rows()
        rows = super().iterator(chunk_size=chunk_size)
        while batch := list(itertools.islice(rows, BATCH)):
            self._note(batch)
            yield from batch

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Counts only: the greatest birth date is somebody's birth date."""
        if not all(isinstance(number, Count) for number in (*args, *kwargs.values())):
            raise Sealed("sealed rows are only counted; other figures are made in insight")
        return super().aggregate(*args, **kwargs)

    def _note(self, rows: list[Row]) -> None:
        if not rows:
            return
        act, visit = self._sight or _unbound()
        found = {resident for row in rows if (resident := getattr(row, SIGHT_OF, None)) is not None}
        keys = tuple(row.pk for row in rows)
        visit.seen.append(Sight(act.name, self.model._meta.label, tuple(sorted(found)), keys))

    def must_be_rows(self) -> None:
        """Raise `Sealed` for what hands out anything but rows: bare columns, a neighbour's text."""
        act, _ = self._sight or _unbound()
        if act.only_counted:
            raise Sealed(f"{act.name}: these rows are counted, not handed out")
        if not issubclass(self._iterable_class, _Rows):
            raise Sealed("sealed rows are handed out as rows: values() and the like serve as a subquery only")
        added: Mapping[str, Any] = self.query.annotation_select
        if wrong := [
            name for name, made in added.items() if name != SIGHT_OF and _brings_out(made, self.model)
        ]:
            raise Sealed(f"{', '.join(wrong)}: a neighbour's text needs an act of its own, see beside()")

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise Sealed(
            "not on sealed rows; they are read as rows, and written by an action with keep() and remove()"
        )

    async def aiterator(self, chunk_size: int = 2000) -> AsyncIterator[Row]:
        """Refused: it passes by the noting."""
        self._refuse()
        yield  # type: ignore[unreachable]

    if not TYPE_CHECKING:
        update = delete = create = bulk_create = bulk_update = get_or_create = update_or_create = _refuse
        raw = extra = explain = union = intersection = difference = _refuse
        __or__ = __and__ = __xor__ = __ror__ = __rand__ = __rxor__ = __getstate__ = _refuse


def _is_of_few(model: "type[SealedModel]", name: str, value: object) -> bool:
    column = name.removesuffix("__in")
    return (column == name or isinstance(value, list | tuple | set | frozenset)) and _is_of_one(model, column)


@cache
def _is_of_one(model: "type[SealedModel]", name: str) -> bool:
    """Does this column say which row it is, of which resident, or under which row of the record?"""
    if name in ("pk", "resident_id", model.resident_path):
        return True
    field: Any = next((field for field in model._meta.concrete_fields if field.attname == name), None)
    return bool(field and field.is_relation and getattr(field.related_model, "resident_path", None))


def _brings_out(made: Expression, model: type[models.Model]) -> bool:
    """Does an annotation hand out what is in another sealed table? Numbers over many rows may pass."""
    if isinstance(made, Exists):
        return False
    parts = list(made.flatten())
    if any(isinstance(part, Subquery) for part in parts):
        return True
    foreign = any(_is_sealed_elsewhere(part, model) for part in parts if isinstance(part, Col))
    is_text = isinstance(made.output_field, models.CharField | models.TextField | models.BinaryField)
    return foreign and (is_text or not made.contains_aggregate)


def _is_sealed_elsewhere(column: Col, model: type[models.Model]) -> bool:
    owner = column.target.model
    return owner is not model and hasattr(owner, "resident_path")


def _unbound() -> NoReturn:
    raise Sealed("sealed rows without act and visit")
