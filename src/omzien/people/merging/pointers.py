"""Which columns of which tables point to a resident: read from the models, so that no room can be forgotten.

The database watches over it: the row of the merged resident is taken away without Django's cascade, so a
row that still points to it makes the whole merge fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, UniqueConstraint

from omzien.gate.sealed import SealedModel
from omzien.people.models import Resident


@dataclass(frozen=True, slots=True)
class Pointer:
    """One column that holds a resident."""

    model: type[Model]
    column: str

    @property
    def name(self) -> str:
        """As it is written in the journal: "casework.Registration.resident"."""
        return f"{self.model._meta.label}.{self.column}"

    def at(self, resident_id: int) -> Any:
        """The rows that point to this resident."""
        return rows_of(self.model).filter(**{f"{self.column}_id": resident_id})


def rows_of(model: type[Model]) -> Any:
    """All rows of a table, whoever they are about."""
    manager: Any = model
    if issubclass(model, SealedModel):
        return manager.objects.unsealed("merge: whatever points to the two residents")
    return manager._base_manager.all()


@cache
def pointers() -> tuple[Pointer, ...]:
    """Everything that points to a resident, a table after those that it hangs under."""
    found = {
        model: [field.name for field in model._meta.concrete_fields if field.related_model is Resident]
        for model in apps.get_models(include_auto_created=True)
    }
    holding = {model: columns for model, columns in found.items() if columns}
    under = {model: set(_targets(model)) & set(holding) - {model} for model in holding}
    for model in apps.get_models(include_auto_created=True):
        tied = set(_targets(model)) & set(holding) - {Resident}
        if model not in holding:  # a link: who hangs under nothing follows who hangs under something
            for loose in [each for each in tied if not under[each] - {Resident}]:
                under[loose] |= {each for each in tied if under[each] - {Resident}}
    order = TopologicalSorter(under)
    return tuple(Pointer(model, column) for model in order.static_order() for column in holding[model])


def _targets(model: type[Model]) -> Iterator[Any]:
    return (field.related_model for field in model._meta.concrete_fields if field.related_model)


def parents(model: type[Model]) -> dict[str, Any]:
    """The columns by which a row hangs under another row of the same resident."""
    holding = {pointer.model for pointer in pointers()}
    return {
        field.attname: field.related_model
        for field in model._meta.concrete_fields
        if field.related_model in holding and field.related_model is not model
    }


def links() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Tables without a resident of their own that tie two rows of one resident together."""
    holding = {pointer.model for pointer in pointers()}
    for model in apps.get_models(include_auto_created=True):
        tied = parents(model)
        if model not in holding and len(tied) > 1:
            yield model, tied


def twice(pointer: Pointer, survivor_id: int, merged_id: int) -> Any:
    """The rows of the merged resident that the survivor cannot have as well: a second one is not allowed,
    or they are about the two of them.
    """
    clash = Q(pk__in=[])
    for fields, condition in _uniques(pointer):
        if pointer.column not in fields:
            continue
        others = [name for name in fields if name != pointer.column]
        same = pointer.at(survivor_id).filter(condition, **{name: OuterRef(name) for name in others})
        clash |= condition & Q(Exists(same))
    for other in pointers():
        if other.model is pointer.model and other.column != pointer.column:
            clash |= Q(**{f"{other.column}_id": survivor_id})
    return pointer.at(merged_id).filter(clash)


def _uniques(pointer: Pointer) -> Iterator[tuple[tuple[str, ...], Q]]:
    meta = pointer.model._meta
    if meta.get_field(pointer.column).unique:  # type: ignore[union-attr]
        yield (pointer.column,), Q()
    for together in meta.unique_together:
        yield tuple(together), Q()
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(constraint.fields), constraint.condition or Q()
