"""Of whom and of when a count is, so that the counts of several publications find each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from omzien.insight.figures import CATALOGUE, DIMENSIONS, MISSING, Figure, Selection, period_of
from omzien.insight.figures.values import Narrowing

OF_TIME = ("year", "quarter", "month")
AS_FIGURES: Mapping[str, tuple[str, str, str]] = {
    "registrations_right_place": ("registrations", "triage", "right_place"),
    "registrations_advice_done": ("registrations", "triage", "advice_done"),
    "registrations_elsewhere": ("registrations", "triage", "elsewhere"),
    "individual_trajectories": ("interventions", "form", "trajectory"),
    "light_support_contacts": ("interventions", "form", "light_support"),
    "information_and_advice": ("interventions", "form", "advice"),
}  # figures that are another one, narrowed


@dataclass(frozen=True, slots=True)
class Place:
    """What is counted, from a day until a day (not in it), narrowed by values of dimensions.

    `what` is the name of a figure, or of a count behind it: `returns_share.n`. A municipality is a dimension
    as any other.
    """

    what: str
    start: date
    until: date
    narrowed: frozenset[Narrowing] = frozenset()

    @classmethod
    def of(cls, what: str, selection: Selection) -> "Place":
        """What a selection asks of it."""
        name, *more = AS_FIGURES.get(what, (what,))
        filters = frozenset((each, tuple(sorted(keys))) for each, keys in selection.narrowed)
        whole = cls(name, selection.period.start, selection.period.until, filters)
        return whole.at("municipality", selection.municipality or "").at(*(more or ("", "")))

    def at(self, dimension: str | None, key: str) -> "Place":
        """A row or column of it: of a day's dimension it is a part of its period."""
        if not dimension or not key:
            return self
        part = period_of(key) if dimension in OF_TIME else None
        if part is None:
            wider = {each for each in self.narrowed if each[0] == dimension and key in each[1]}
            return replace(self, narrowed=self.narrowed - wider | {(dimension, (key,))})
        start, until = max(self.start, part.start), min(self.until, part.until)
        return replace(self, start=start, until=max(start, until))

    def named(self, what: str) -> "Place":
        """The same people and days, of something else."""
        return replace(self, what=what)

    def holds(self, part: "Place") -> bool:
        """Is all that is counted there counted here too? Not of itself."""
        if (
            self.what != part.what
            or self == part
            or not (self.start <= part.start and part.until <= self.until)
        ):
            return False
        if self.of_moment and (self.start, self.until) != (part.start, part.until):
            return False
        return all(
            any(name == other and set(keys) >= set(fewer) for other, fewer in part.narrowed)
            for name, keys in self.narrowed
        )

    def is_apart(self, other: "Place") -> bool:
        """Is nothing counted in both?"""
        figure = self.figure
        by_day = figure is not None and figure.basis.column is not None
        if by_day and (self.until <= other.start or other.until <= self.start):
            return True
        shared = [
            (name, set(keys), set(more))
            for name, keys in self.narrowed
            for also, more in other.narrowed
            if name == also
        ]
        return any(
            not one & two and ({MISSING} in (one, two) or not _several(figure, name))
            for name, one, two in shared
        )

    @property
    def has_choice(self) -> bool:
        """Is one of several values of a dimension enough?"""
        return any(len(keys) > 1 for _, keys in self.narrowed)

    @property
    def figure(self) -> Figure | None:
        """The figure that it is, or is behind; None of a count that the catalogue does not name."""
        return CATALOGUE.get(self.what) or CATALOGUE.get(self.what.rpartition(".")[0])

    @property
    def of_moment(self) -> bool:
        """Is it how things stood on the last day: not more in a longer period?"""
        return self.figure is not None and self.figure.basis.name == "waiting"

    def told(self) -> list[Any]:
        """As a publication keeps it."""
        return [self.what, self.start.isoformat(), self.until.isoformat(), sorted(self.narrowed)]

    @classmethod
    def read(cls, told: list[Any]) -> "Place":
        """As it was kept."""
        what, start, until, pairs = told
        narrowed = frozenset((name, tuple(keys)) for name, keys in pairs)
        return cls(what, date.fromisoformat(start), date.fromisoformat(until), narrowed)


def _several(figure: Figure | None, dimension: str) -> bool:
    return (
        figure is None
        or figure.base.name not in DIMENSIONS[dimension].ways
        or DIMENSIONS[dimension].several(figure)
    )
