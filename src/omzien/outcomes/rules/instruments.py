"""What an organisation's own instrument must be before anybody can measure with it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from omzien.gate.refused import Problem

KEY = re.compile(r"[a-z][a-z0-9_]{1,63}")
BOUNDS = (0, 10)  # of every scale: one key each
MOST_ITEMS, LONGEST_NAME = 60, 120


@dataclass(frozen=True, slots=True)
class NamedItem:
    """One item as somebody writes it down; reversed: a high level is bad."""

    key: str
    name_nl: str
    name_en: str
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class NamedLevel:
    """What one level of the scale is called."""

    level: int
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Described:
    """A version of an instrument as data: its name, its scale, its items, and what they add up to."""

    key: str
    name: str
    version: str
    lowest: int
    highest: int
    items: tuple[NamedItem, ...]
    levels: tuple[NamedLevel, ...] = ()
    measures_impact: bool = True
    attribution: str = ""
    scoring: str = ""
    times: int = 1
    least_answered: int = 1


def instrument_problems(new: Described) -> Iterator[Problem]:
    """Everything that is wrong with it, each at its field."""
    if not KEY.fullmatch(new.key):
        yield Problem("a key is of small letters, digits and _, and begins with a letter", "key")
    if not BOUNDS[0] <= new.lowest < new.highest <= BOUNDS[1]:
        yield Problem("a scale goes from a lower to a higher number, between 0 and 10", "highest")
    yield from _item_problems(new.items)
    yield from _level_problems(new)
    yield from _total_problems(new)


def _item_problems(items: tuple[NamedItem, ...]) -> Iterator[Problem]:
    if not 1 <= len(items) <= MOST_ITEMS:
        yield Problem("write down 1 to %(most)s items", "items", {"most": MOST_ITEMS})
    for item in items:
        if not KEY.fullmatch(item.key):
            yield Problem("“%(key)s” is no key: small letters, digits and _", "items", {"key": item.key})
        if not 1 <= max(len(item.name_nl), len(item.name_en)) <= LONGEST_NAME:
            yield Problem("the name of “%(key)s” is empty or too long", "items", {"key": item.key})
    yield from (Problem("“%(key)s” is there twice", "items", {"key": key}) for key in _twice(items))


def _twice(items: Iterable[NamedItem]) -> list[str]:
    return [key for key, times in Counter(item.key for item in items).items() if times > 1]


def _level_problems(new: Described) -> Iterator[Problem]:
    named = [level.level for level in new.levels]
    if len(set(named)) < len(named):
        yield Problem("a level is named twice", "levels")
    if any(not new.lowest <= level <= new.highest for level in named):
        yield Problem("a level is outside the scale", "levels")


def _total_problems(new: Described) -> Iterator[Problem]:
    if new.scoring not in ("", "sum", "mean"):
        yield Problem("choose a sum, a mean, or no total", "scoring")
    if new.times < 1:
        yield Problem("a total is multiplied by 1 or more", "times")
    if not 1 <= new.least_answered <= max(len(new.items), 1):
        yield Problem("between 1 and the number of items", "least_answered")
    if not new.scoring and any(item.is_reversed for item in new.items):
        yield Problem("an item is turned round in a total only: choose a total", "scoring")
