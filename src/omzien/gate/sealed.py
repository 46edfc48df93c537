"""Sealed rows: rows of people are handed out under an act, to a visit, and what is handed out is noted."""

import uuid
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models
from django.db.models.sql import Query

from omzien.gate import clock
from omzien.gate.acts import Act
from omzien.gate.errors import Absent, Sealed
from omzien.gate.held import is_held
from omzien.gate.sight import SightQuerySet, UnsealedQuerySet
from omzien.gate.visit import Visit
from omzien.gate.written import QUESTIONS_KEPT, without_asking

__all__ = ["Absent", "Sealed", "SealedManager", "SealedModel", "SightQuerySet"]

Row = TypeVar("Row", bound="SealedModel")


class SealedManager(models.manager.BaseManager[Row]):
    """The default manager of every model with personal data: two doors, everything else raises."""

    def under(self, act: Act, visit: Visit) -> SightQuerySet[Row]:
        """The rows of the visit's organisation that it reaches under this act; reading them is noted."""
        if act.model != self.model._meta.label:
            raise Sealed(f"act {act.name} is about {act.model}, not {self.model._meta.label}")
        reached = _reached(self.model, act, visit.standing(of_one_row=visit.of_one_row)).chain()
        return SightQuerySet[Row](self.model, query=reached, using=self._db).seen_under(act, visit)

    def unsealed(self, reason: str) -> UnsealedQuerySet[Row]:
        """All rows, for the house itself (facts, import). The places are counted in a reviewed list."""
        if not reason:
            raise Sealed("unsealed rows need a reason")
        return UnsealedQuerySet[Row](self.model, using=self._db)

    def get_queryset(self) -> models.QuerySet[Row]:
        """Reverse relations, prefetches and everything else that has no act end here."""
        self._refuse()

    def all(self) -> models.QuerySet[Row]:
        """Of a relation: what was handed out `beside` the row. Otherwise refused."""
        return self.get_queryset()

    if not TYPE_CHECKING:  # a type checker must go on saying that `objects.filter` does not exist

        def __getattr__(self, name: str) -> NoReturn:
            if not name.startswith("_") and hasattr(models.QuerySet, name):
                self._refuse()
            raise AttributeError(name)

    def _refuse(self) -> NoReturn:
        raise Sealed(f"{self.model._meta.label} is sealed: use .objects.under(act, visit)")


@lru_cache(maxsize=QUESTIONS_KEPT)
def _reached(model: type[models.Model], act: Act, standing: Visit) -> Query:
    """The rows in reach, as a question that is written once for an act and a standing."""
    rows = SightQuerySet[Any](model)
    reach = without_asking(lambda: act.query(standing))
    if reach is None:
        return rows.none().query
    return rows.filter(reach, organisation_id=standing.organisation_id).with_sight().query


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

    objects = SealedManager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "key"], name="%(app_label)s_%(class)s_key"),
        ]

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> Self:
        """Make the object of a row; refused unless a queryset of the gate is handing out this table."""
        if not is_held(cls._meta.label):
            raise Sealed(
                f"{cls._meta.label} is sealed: select_related, foreign keys, deferred columns and "
                "refresh_from_db pass by the act; use .objects.under(act, visit), or .beside(path, act)"
            )
        return super().from_db(db, field_names, values, **options)

    def resident_of(self) -> int | None:
        """The id of the resident whose row this is: asked of the rows at hand, else of the database."""
        path = type(self).resident_path
        if path is None:
            return None
        *steps, last = path.split("__")
        row: Any = self
        for step in steps:
            row = row._state.fields_cache.get(step)
            if row is None:
                return self._resident_in_the_database(path)
        found: int | None = getattr(row, last)
        return found

    def _resident_in_the_database(self, path: str) -> int | None:
        rows = type(self).objects.unsealed("ledger: whose row").filter(pk=self.pk)
        return rows.values_list(path, flat=True).first()
