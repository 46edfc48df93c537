"""Sealed rows: rows of people are handed out under an act, to a visit, and what is handed out is noted."""

import uuid
from collections.abc import Iterator
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models

from omzien.gate import clock
from omzien.gate.acts import Act
from omzien.gate.visit import Sight, Visit

Row = TypeVar("Row", bound="SealedModel")


class Sealed(RuntimeError):
    """A query on sealed rows without act and visit."""


class Absent(LookupError):
    """The row is not there, or not for this visit: the two look the same."""


class SightQuerySet(models.QuerySet[Row]):
    """A queryset that notes on its visit whose rows it handed out; it cannot change rows."""

    _sight: tuple[Act, Visit] | None = None

    def seen_under(self, act: Act, visit: Visit) -> Self:
        """Bind this queryset to the act and the visit under which it is read."""
        bound = self._chain()
        bound._sight = (act, visit)
        return bound

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._sight = self._sight
        return clone  # type: ignore[no-any-return]

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()  # type: ignore[misc]
        if fresh and self._sight and self._result_cache:
            self._note(self._result_cache)

    def iterator(self, chunk_size: int | None = 2000) -> Iterator[Row]:
        """As Django's, noting the rows batch by batch."""
        batch: list[Row] = []
        for row in super().iterator(chunk_size=chunk_size):
            batch.append(row)
            if len(batch) == 1000:
                self._note(batch)
                batch = []
            yield row
        if batch:
            self._note(batch)

    def _note(self, rows: list[Row]) -> None:
        if self._sight is None:
            return
        act, visit = self._sight
        path = self.model.resident_path
        if self._iterable_class is models.query.ModelIterable and "__" not in (path or ""):
            found = [(row.pk, getattr(row, path) if path else None) for row in rows]
        else:  # values rows, or rows of something of a resident: ask which rows they were
            plain = models.QuerySet(self.model, using=self.db)
            plain.query = self.query.chain()
            columns = ("pk", path) if path else ("pk",)
            found = [(row[0], row[-1] if path else None) for row in plain.values_list(*columns)]
        residents = tuple(sorted({resident for _, resident in found if resident is not None}))
        visit.seen.append(Sight(act.name, self.model._meta.label, residents, tuple(pk for pk, _ in found)))

    def one(self, **lookup: Any) -> Row:
        """The one row that fits, or `Absent`: absent and forbidden look the same."""
        row = self.filter(**lookup).first()
        if row is None:
            raise Absent(f"{self.model._meta.label} {lookup}")
        return row

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise Sealed("sealed rows are written by an action with keep() or remove(), never through a queryset")

    update = delete = create = bulk_create = bulk_update = get_or_create = update_or_create = _refuse  # type: ignore[assignment]


class SealedManager(models.manager.BaseManager[Row]):
    """The default manager of every model with personal data: two doors, everything else raises."""

    def under(self, act: Act, visit: Visit) -> SightQuerySet[Row]:
        """The rows that this visit reaches under this act; reading them is noted."""
        if act.model != self.model._meta.label:
            raise Sealed(f"act {act.name} is about {act.model}, not {self.model._meta.label}")
        rows = SightQuerySet[Row](self.model, using=self._db)
        reach = act.query(visit)
        return rows.none() if reach is None else rows.filter(reach).seen_under(act, visit)

    def unsealed(self, reason: str) -> models.QuerySet[Row]:
        """All rows, for the house itself (facts, policies, import). The places are counted in a reviewed list."""
        if not reason:
            raise Sealed("unsealed rows need a reason")
        return models.QuerySet(self.model, using=self._db)

    def get_queryset(self) -> NoReturn:
        """Reverse relations, prefetches and everything else that has no act end here."""
        raise Sealed(f"{self.model._meta.label} is sealed: use .objects.under(act, visit)")

    def all(self) -> NoReturn:
        """Refused, like every query without an act."""
        self.get_queryset()


def _new_key() -> str:
    return str(uuid.uuid4())


class SealedModel(models.Model):
    """The abstract base of every model with personal data.

    `key` is the source's own key, unique per organisation and table: what import and export speak of.
    `resident_path` is the ORM path to the resident's id (None: the row is not of one resident).
    The organisation is named as a string: the gate knows that there are organisations, not what they are.
    """

    resident_path: ClassVar[str | None] = "resident_id"

    organisation = models.ForeignKey("organisation.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, default=_new_key)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[SealedManager[Any]] = SealedManager()

    def resident_of(self) -> int | None:
        """The id of the resident whose row this is."""
        path = type(self).resident_path
        if path is None or "__" not in path:
            return getattr(self, path) if path else None
        found = type(self).objects.unsealed("ledger: whose row").filter(pk=self.pk).values_list(path, flat=True)
        return found.first()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "key"], name="%(app_label)s_%(class)s_key"),
        ]
