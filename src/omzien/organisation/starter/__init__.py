"""The starter set: code lists, services and partners as data, read as rows. Ours, and versioned."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

VERSION = "omzien-2026.1"
LISTS_OF_PARTS = {"subdomain": "domain"}  # a list whose entries are parts of the entries of another list


@dataclass(frozen=True, slots=True)
class StarterCode:
    """One entry of one list, in its place; `parent` is the key of the whole that it is a part of."""

    list: str
    key: str
    name_nl: str
    name_en: str
    order: int
    parent: str = ""


def starter_codes() -> Iterator[StarterCode]:
    """All entries; a whole comes before its parts."""
    for name, entries in _read("codes").items():
        if name in LISTS_OF_PARTS:
            for parent, parts in entries.items():
                yield from _entries(name, parts, parent)
        else:
            yield from _entries(name, entries)


def _entries(name: str, entries: dict[str, list[str]], parent: str = "") -> Iterator[StarterCode]:
    for order, (key, (dutch, english)) in enumerate(entries.items(), start=1):
        yield StarterCode(name, key, dutch, english, order, parent)


def starter_services() -> Iterator[dict[str, Any]]:
    """The fields of each service; `societal_task` is a key of that list."""
    for key, described in _read("services").items():
        dutch, english = described.pop("name")
        yield {"key": key, "name_nl": dutch, "name_en": english} | described


def starter_partners() -> Iterator[tuple[str, str, str]]:
    """Key, name and kind of each partner."""
    for key, (name, kind) in _read("partners").items():
        yield key, name, kind


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
