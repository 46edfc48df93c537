"""The catalogue as it is read: under the question that a figure answers, the dimensions last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from omzien.insight.figures import CATALOGUE, DIMENSIONS, Figure, Version, gone, history_of
from omzien.web.desks.figures.words import QUESTIONS, unit_in_words


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure or dimension: its name, the version that holds, those before it; and for a figure more."""

    name: str
    now: Version
    before: Sequence[Version]
    figure: Figure | None = None
    kind: str = "figure"

    @property
    def unit(self) -> str:
        """What one of it is; empty of a dimension."""
        return unit_in_words(self.now.unit) if self.now.unit else ""

    @property
    def splits(self) -> list[Any]:
        """What it can be split by."""
        return [DIMENSIONS[name] for name in self.figure.dimensions] if self.figure else []


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries under a heading; `key` is its place on the page."""

    key: str
    title: Any
    entries: Sequence[Entry]


def shelves() -> list[Shelf]:
    """All that is defined, and at the end what is counted no more."""
    asked = [
        Shelf(
            f"question-{number}",
            title,
            [_figure(one) for one in CATALOGUE.values() if one.question == number],
        )
        for number, title in QUESTIONS.items()
    ]
    past = [
        Entry(name, versions[-1], versions[-2::-1]) for name, versions in gone("figure", CATALOGUE).items()
    ]
    split = Shelf("dimensions", _("What figures can be split by"), [_dimension(name) for name in DIMENSIONS])
    return [*asked, split, *([Shelf("gone", _("Counted no more"), past)] if past else [])]


def _figure(figure: Figure) -> Entry:
    *before, now = history_of("figure", figure.name)
    return Entry(figure.name, now, before[::-1], figure)


def _dimension(name: str) -> Entry:
    *before, now = history_of("dimension", name)
    return Entry(name, now, before[::-1], kind="dimension")
