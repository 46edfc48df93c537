"""Codes as they come from outside (a key, or nothing) turned into rows' foreign keys, or into problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from omzien.gate.refused import Problem
from omzien.gate.visit import Visit
from omzien.organisation.queries import Choice, choices


@dataclass(frozen=True, slots=True)
class Picked:
    """The choices that were found, by field; a field that was left empty is not among them."""

    found: Mapping[str, Choice]
    problems: tuple[Problem, ...]

    def id_of(self, field: str) -> int | None:
        """The id of what was chosen, None when the field was left empty."""
        choice = self.found.get(field)
        return choice.id if choice else None

    def must(self, field: str) -> int:
        """The id of what was chosen in a field that may not be left empty."""
        return self.found[field].id


def pick(visit: Visit, *, on: date, **wanted: tuple[str, str | None]) -> Picked:
    """Find each wanted `field=(code list, key)` among what may be chosen on that day: one query."""
    filled = {field: (list_name, key) for field, (list_name, key) in wanted.items() if key}
    there = choices(visit, lists=[list_name for list_name, _ in filled.values()], on=on) if filled else {}
    found = {field: there[entry] for field, entry in filled.items() if entry in there}
    unknown = [
        Problem("“%(key)s” is not in the list “%(list)s” on this day", field, {"key": key, "list": list_name})
        for field, (list_name, key) in filled.items()
        if field not in found
    ]
    return Picked(found, tuple(unknown))


def required(value: str | None, field: str) -> list[Problem]:
    """The problem of a field that may not be left empty."""
    return [] if value else [Problem("choose one", field)]
