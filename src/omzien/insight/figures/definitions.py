"""Definitions have a history: what a figure or dimension meant, since when, who changed it and why.

`definitions.json` holds every version that ever was, the newest last, with its words and how it counted. It
is written by `python -m tools.definitions`, which pins a hash over words and expression: a changed figure
without a new version here does not pass the tests. An older version is never changed, for publications speak
of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Kind = Literal["figure", "dimension"]
FILE = Path(__file__).with_name("definitions.json")


@dataclass(frozen=True, slots=True)
class Revision:
    """Why a definition has another version: since which day, by whom, and what changed."""

    since: date
    by: str
    what_nl: str
    what_en: str


Revisions = Mapping[tuple[str, str], tuple[Revision, ...]]  # by kind and name

# What was changed after the first version, oldest first: add a line here with every change.
REVISIONS: Revisions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a definition, in the words that it had. `counted`: how it was rounded, when it was thin,
    and its expression as SQL. `digest` is over all of that.
    """

    number: int
    since: date
    by: str
    what_nl: str
    what_en: str
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    unit: str
    date_basis_nl: str
    date_basis_en: str
    counted: str
    digest: str


def history_of(kind: Kind, name: str) -> tuple[Version, ...]:
    """Every version of a figure or dimension, the newest last. KeyError for an unknown name."""
    return _pinned()[kind][name]


def version_of(kind: Kind, name: str, on: date | None = None) -> Version:
    """The version that holds now, or that held on a day (before the first one: the first)."""
    versions = history_of(kind, name)
    held = [version for version in versions if on is None or version.since <= on]
    return held[-1] if held else versions[0]


def gone(kind: Kind, known: Mapping[str, object]) -> dict[str, tuple[Version, ...]]:
    """What was defined once and is no more: older publications still speak of it."""
    return {name: versions for name, versions in _pinned()[kind].items() if name not in known}


@cache
def _pinned() -> Mapping[str, Mapping[str, tuple[Version, ...]]]:
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        kind: {name: tuple(map(version_from, versions)) for name, versions in names.items()}
        for kind, names in told.items()
    }


def version_from(told: Mapping[str, str | int]) -> Version:
    """A version as the file tells it."""
    return Version(**{**told, "since": date.fromisoformat(str(told["since"]))})  # type: ignore[arg-type]
