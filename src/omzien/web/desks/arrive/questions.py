"""Domains and subdomains of life, found by typing."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Topic:
    """A domain, or a subdomain within it, as a choice: value "financien.schulden", label "Money › debts"."""

    value: str
    label: str


def as_pair(value: str) -> tuple[str, str | None]:
    """The keys of domain and subdomain in a choice's value."""
    domain, _, subdomain = value.partition(".")
    return domain, subdomain or None


def matching(topics: Iterable[Topic], text: str, without: Iterable[str] = ()) -> list[Topic]:
    """The topics with the typed text in them; those where a word begins with it come first."""
    wanted, taken = folded(text), set(without)
    if not wanted:
        return []
    fitting = [topic for topic in topics if wanted in folded(topic.label) and topic.value not in taken]
    return sorted(
        fitting, key=lambda topic: not any(word.startswith(wanted) for word in folded(topic.label).split())
    )[:SHOWN]


def folded(text: str) -> str:
    """Lower case, without accents."""
    bare = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
