"""Moves all that points to one resident to another, and says what was moved and what was set aside."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import ForeignObjectRel, Model

from omzien.gate.refused import refused
from omzien.people.merging.pointers import Pointer, pointers, rows_of, twice
from omzien.people.merging.written import written


@dataclass(slots=True)
class Moved:
    """The journal of one merge. `moved`: per pointer the rows, each with its moment of change before."""

    moved: dict[str, list[list[Any]]] = field(default_factory=dict)
    aside: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many rows of each table would move, and how many would be set aside."""

    moves: dict[str, int]
    aside: dict[str, int]


def planned(survivor_id: int, merged_id: int) -> Plan:
    """What a merge would do, by table ("casework.Registration")."""
    moves: dict[str, int] = {}
    aside: dict[str, int] = {}
    for pointer in pointers():
        label = pointer.model._meta.label
        clashing = twice(pointer, survivor_id, merged_id).count()
        moving = pointer.at(merged_id).count() - clashing
        for counts, number in ((moves, moving), (aside, clashing)):
            if number:
                counts[label] = counts.get(label, 0) + number
    return Plan(moves, aside)


def move_all(survivor_id: int, merged_id: int, now: datetime) -> Moved:
    """Set aside what the survivor cannot have twice, then point everything else to the survivor."""
    done = Moved()
    for pointer in reversed(pointers()):  # what hangs under a row is looked at before it
        if rows := list(twice(pointer, survivor_id, merged_id).order_by("pk")):
            done.aside.setdefault(pointer.model._meta.label, []).extend(written(row) for row in rows)
            take_away(pointer.model, [row.pk for row in rows])
    for pointer in pointers():
        if before := _before(pointer, merged_id):
            done.moved[pointer.name] = before
            point(pointer, [pk for pk, _ in before], survivor_id, now)
    return done


def _before(pointer: Pointer, merged_id: int) -> list[list[Any]]:
    rows = pointer.at(merged_id).order_by("pk")
    if not has_moment(pointer.model):
        return [[pk, None] for pk in rows.values_list("pk", flat=True)]
    return [[pk, moment.isoformat()] for pk, moment in rows.values_list("pk", "changed_at")]


def has_moment(model: type[Model]) -> bool:
    """Do the rows of this table say when they were changed?"""
    return any(column.name == "changed_at" for column in model._meta.concrete_fields)


def point(pointer: Pointer, keys: list[int], resident_id: int, now: datetime) -> None:
    """Let these rows point to this resident from now on: facts are told by the moment of change."""
    changes: dict[str, Any] = {f"{pointer.column}_id": resident_id}
    if has_moment(pointer.model):
        changes["changed_at"] = now
    rows_of(pointer.model).filter(pk__in=keys).update(**changes)


def take_away(model: type[Model], keys: list[int]) -> None:
    """Take rows away without what hangs under them: refused when anything does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or not relation.field.concrete:
            continue
        if rows_of(relation.related_model).filter(**{f"{relation.field.name}__in": keys}).exists():
            raise refused(
                "%(table)s cannot be merged: both have it, and work hangs under it",
                table=model._meta.verbose_name,
            )
    rows = rows_of(model).filter(pk__in=keys)
    rows._raw_delete(rows.db)
