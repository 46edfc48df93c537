"""What a room can do when a resident leaves: export what it holds, then erase it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from omzien.gate.visit import Visit


@dataclass(frozen=True, slots=True)
class Farewell:
    """One room's part of inspection (`export`) and erasure (`erase`) of one resident.

    `within_term` gives the ids of the residents of whom the room must still keep what it holds: who is in
    none of them, of no room, is past the term.
    """

    room: str
    export: Callable[[Visit, int], dict[str, list[dict[str, Any]]]]
    erase: Callable[[Visit, int], int]
    within_term: Callable[[Visit], Iterable[QuerySet[Any, Any]]] = lambda _visit: ()


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February the 28th when that year has none."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=max(day.year - years, 1), day=last)
