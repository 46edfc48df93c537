"""What goes back to the merged resident when a merge is undone, and what stays with the survivor.

A row follows what it hangs under: work that was added since under a moved trajectory goes back with it. What
hangs under nothing goes back when it was moved; what was added to the survivor since, stays.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from omzien.people.merging.moving import has_moment, point
from omzien.people.merging.pointers import Pointer, links, parents, pointers, rows_of


@dataclass(slots=True)
class Parting:
    """Per pointer the rows that go back; and by table how many stay, and how many are not there any more."""

    back: dict[str, set[int]] = field(default_factory=dict)
    stays: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)

    def of(self, model: type[Model]) -> set[int]:
        """The rows of one table that go back."""
        return set().union(*(self.back.get(each.name, set()) for each in pointers() if each.model is model))


def parting(survivor_id: int, moved: dict[str, list[list[Any]]]) -> Parting:
    """Work out who gets what."""
    found = Parting()
    for pointer in pointers():
        there = _rows(pointer, survivor_id)
        journal = {pk for pk, _ in moved.get(pointer.name, [])}
        tied = _tied(pointer.model, set(there), found)
        found.back[pointer.name] = {
            pk for pk, under in there.items() if _goes(pk, under, journal, tied, found)
        }
        label = pointer.model._meta.label
        _count(found.stays, label, len(there) - len(found.back[pointer.name]))
        _count(found.gone, label, len(journal - set(there)))
    return found


def _rows(pointer: Pointer, survivor_id: int) -> dict[int, list[tuple[Any, int]]]:
    """The rows at the survivor, each with what it hangs under."""
    above = parents(pointer.model)
    rows = pointer.at(survivor_id).values_list("pk", *above)
    return {
        pk: [(model, key) for model, key in zip(above.values(), keys, strict=True) if key is not None]
        for pk, *keys in rows
    }


def _goes(
    pk: int, under: list[tuple[Any, int]], journal: set[int], tied: dict[int, bool], found: Parting
) -> bool:
    if under:
        return any(key in found.of(model) for model, key in under)
    return tied.get(pk, pk in journal)


def _tied(model: type[Model], there: set[int], found: Parting) -> dict[int, bool]:
    """Rows that a linking table ties to a row of which it is known already whether it goes back."""
    told: dict[int, bool] = {}
    for link, columns in links():
        for own in [column for column, target in columns.items() if target is model]:
            for column, target in columns.items():
                if target is not model and _is_known(target, found):
                    pairs = rows_of(link).filter(**{f"{own}__in": there}).values_list(own, column)
                    told |= {mine: other in found.of(target) for mine, other in pairs}
    return told


def _is_known(model: type[Model], found: Parting) -> bool:
    return all(each.name in found.back for each in pointers() if each.model is model)


def _count(counts: dict[str, int], label: str, number: int) -> None:
    if number:
        counts[label] = counts.get(label, 0) + number


def move_back(
    found: Parting, moved: dict[str, list[list[Any]]], merged_id: int, at: datetime, now: datetime
) -> None:
    """Point the rows that go back to the merged resident again. Of those that nobody touched since the merge
    (`at`) the moment of change is again what it was.
    """
    for pointer in pointers():
        back = found.back[pointer.name]
        if not back:
            continue
        untouched = _untouched(pointer, back, at)
        point(pointer, sorted(back), merged_id, now)
        for pk, moment in moved.get(pointer.name, []):
            if pk in untouched:
                rows_of(pointer.model).filter(pk=pk).update(changed_at=datetime.fromisoformat(moment))


def _untouched(pointer: Pointer, back: set[int], at: datetime) -> set[int]:
    if not has_moment(pointer.model):
        return set()
    return set(rows_of(pointer.model).filter(pk__in=back, changed_at=at).values_list("pk", flat=True))
