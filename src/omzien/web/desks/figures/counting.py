"""The three counting units of one selection: people, registrations and interventions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Question, Value, measure

RECENT = 64  # selections that one process remembers: another split of the same one does not count again
UNITS = ("residents_registered", "registrations", "interventions")
WHY = ("residents_with_intervention", "returns", "concurrent_interventions")


@dataclass(frozen=True)
class Units:
    """People, registrations and interventions of one selection; None where the filters do not reach."""

    values: Mapping[str, Value | None]

    def number(self, name: str) -> int | None:
        """A count, or None."""
        value = self.values[name]
        return None if value is None or value.value is None else int(value.value)


def units(snapshot: Snapshot, organisation_id: int, question: Question) -> Units:
    """The three counting units of the question's selection, and what makes them differ."""
    alone = replace(question, figure="registrations", rows=None, columns=None, against=None)
    return _units(snapshot, organisation_id, alone)


@lru_cache(maxsize=RECENT)
def _units(snapshot: Snapshot, organisation_id: int, question: Question) -> Units:
    selection = question.selection(organisation_id)
    names = [name for name in (*UNITS, *WHY) if set(selection.filters) <= set(CATALOGUE[name].dimensions)]
    found = measure(snapshot, selection, names)
    return Units({name: found.get(name) for name in (*UNITS, *WHY)})
