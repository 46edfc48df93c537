"""What was published once: frozen, so that what is published later can be weighed together with it.

A publication is kept inside, with the true counts; only its signs and shown values are known outside.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from omzien.insight.disclosure.evidence import REST, Evidence, Relation
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.values import Raw, Shown, State, Style
from omzien.insight.whole import whole


@dataclass(frozen=True, slots=True)
class Publication:
    """The counts of a publication, how they hang together, and how each of them was printed.

    `name` tells it from all others: what, of whom, of when. `places`: of whom and when its counts are.
    `told`: as in an evidence; `facts`: the digest of what it was counted from. `about`: what it was, by which
    worker and when, for who looks back.
    """

    name: str
    counts: Mapping[str, Raw]
    relations: tuple[Relation, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    told: Mapping[str, float] = field(default_factory=dict)
    facts: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, name: str, evidence: Evidence, shown: Mapping[str, Shown], about: Mapping[str, Any] | None = None
    ) -> "Publication":
        """Freeze what is published now."""
        counts = {
            key: replace(raw, earlier=_state(shown.get(key)))
            for key, raw in evidence.numbers.items()
            if raw.counted and raw.value is not None and raw.earlier is None
        }
        kept = tuple(each for each in evidence.relations if counts.keys() >= set(each.keys))
        places = {key: place for key, place in evidence.places.items() if key in counts}
        told = {key: width for key, width in evidence.told.items() if key in counts}
        return cls(name, counts, kept, places, told, evidence.counted_from, about or {})

    @property
    def printed(self) -> Mapping[str, Raw]:
        """The counts that it has a place for, seen or withheld."""
        return {key: raw for key, raw in self.counts.items() if not (raw.quiet or key.startswith(REST))}

    def write(self, path: Path) -> None:
        """Keep it, for good."""
        said = {
            "name": self.name,
            "counts": {key: asdict(raw) for key, raw in self.counts.items()},
            "relations": [[each.terms, each.exact] for each in self.relations],
            "places": {key: place.told() for key, place in self.places.items()},
            "told": self.told,
            "facts": self.facts,
            "about": self.about,
        }
        with whole(path) as beside:
            beside.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Publication":
        """What was kept."""
        said = json.loads(path.read_text(encoding="utf-8"))
        counts = {key: _raw(each) for key, each in said["counts"].items()}
        relations = tuple(
            Relation(tuple((key, weight) for key, weight in terms), exact)
            for terms, exact in said["relations"]
        )
        places = {key: Place.read(each) for key, each in said["places"].items()}
        return cls(said["name"], counts, relations, places, said["told"], said["facts"], said["about"])


def _state(shown: Shown | None) -> State:
    return State.HIDDEN if shown is None else shown.state


def _raw(said: dict[str, Any]) -> Raw:
    style, earlier = Style(**said["style"]), State(said["earlier"])
    return Raw(**{**said, "style": style, "basis": tuple(said["basis"]), "earlier": earlier})
