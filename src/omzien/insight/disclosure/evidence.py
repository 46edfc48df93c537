"""Everything that a publication knows, and how its counts hang together: the input of disclosure control."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.values import Raw, State, Style

if TYPE_CHECKING:
    from omzien.insight.disclosure.publications import Publication

REST = "~"  # a count that is printed nowhere, but that a reader can work out: the rest of a whole


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum of counts that every reader knows to be zero (`exact`), or zero at most."""

    terms: tuple[tuple[str, float], ...]
    exact: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """The counts in it."""
        return tuple(key for key, _ in self.terms)


@dataclass(slots=True)
class Evidence:
    """Numbers by key, relations between the counts among them, and of whom and when these are (`places`).

    `told`: between how few values a reader of earlier publications knows a count that none of them printed;
    what is published now cannot leave more open, and must not leave less. `withheld`: counts that an earlier
    publication withheld, and that were corrected since: who saw one would know the other.
    `counted_from`: the digest of the facts; `earlier_facts`: those of each earlier publication, by its name.
    """

    numbers: dict[str, Raw] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    counted_from: str = ""
    earlier_facts: dict[str, str] = field(default_factory=dict)

    def count(
        self,
        key: str,
        value: float | None,
        style: Style,
        figure: str,
        *,
        guarded: bool = True,
        quiet: bool = False,
        place: Place | None = None,
    ) -> None:
        """Add a count. None: nobody counted it. `quiet`: printed nowhere, and so the first to be hidden.
        `place`: of whom and when, to be found by other publications.
        """
        self.numbers[key] = Raw(value, style, figure, counted=True, guarded=guarded, quiet=quiet)
        if place and value is not None:
            self.places[key] = place

    def derive(self, key: str, value: float | None, style: Style, figure: str, basis: Iterable[str]) -> None:
        """Add a number that stands on counts: a share, a change, a mean. It is hidden when one of them is."""
        self.numbers[key] = Raw(value, style, figure, counted=False, basis=tuple(basis))

    def share(self, key: str, part: str, whole: str) -> None:
        """Add the share that a part is of its whole."""
        value = _ratio(self.value(part), self.value(whole))
        self.derive(key, value, Style("share"), self.numbers[part].figure, (part, whole))

    def change(self, key: str, now: str, before: str) -> None:
        """Add the change against an earlier count, as a fraction of that one."""
        ratio = _ratio(self.value(now), self.value(before))
        change = None if ratio is None else ratio - 1
        self.derive(key, change, Style("change"), self.numbers[now].figure, (now, before))

    def value(self, key: str) -> float | None:
        """The value behind a key; None when nobody counted it."""
        raw = self.numbers.get(key)
        return None if raw is None else raw.value

    def adds_up(self, total: str, parts: Iterable[str]) -> None:
        """Say that the parts exclude each other and fill the total; what they do not fill is a rest."""
        known = [part for part in parts if self.value(part) is not None]
        whole = self.value(total)
        if whole is None or not known:
            return
        left = whole - sum(self.numbers[part].value or 0 for part in known)
        if left < 0:
            return  # then these are no parts of it
        keys = [*known, self._rest(total, left, f"{total}{len(self.relations)}")] if left else known
        self.relations.append(Relation(((total, 1), *((key, -1) for key in keys))))

    def same(self, one: str, other: str) -> None:
        """Say that two counts are of the same thing, if they are equal: what hides one hides the other."""
        if self.value(one) == self.value(other):
            self.adds_up(one, [other])

    def adds_up_corrected(self, total: str, parts: Sequence[str]) -> None:
        """Say that the parts, which are more than the total by what was corrected in between, are no more."""
        over = sum(self.value(part) or 0 for part in parts) - (self.value(total) or 0)
        key = f"{REST}corrected {len(self.relations)}"
        self.numbers[key] = replace(self.numbers[total], value=over, earlier=State.SHOWN)
        terms = ((total, 1.0), (key, 1.0), *((part, -1.0) for part in parts))
        self.relations.append(Relation(terms))

    def twins(self, key: str) -> set[str]:
        """The keys that count the same thing as this one, itself included."""
        found, border = {key}, [key]
        while border:
            here = border.pop()
            pairs = (
                relation.keys for relation in self.relations if relation.exact and len(relation.terms) == 2
            )
            fresh = {other for pair in pairs if here in pair for other in pair} - found
            found |= fresh
            border += fresh
        return found

    def part_of(self, part: str, whole: str) -> None:
        """Say that one count is a part of another: a reader can subtract, so the rest is protected too."""
        self.adds_up(whole, [part])

    def at_most(self, less: str, more: str) -> None:
        """Say that one count can never be more than another (people, and what they did)."""
        if self.value(less) is not None and self.value(more) is not None:
            self.relations.append(Relation(((less, 1), (more, -1)), exact=False))

    def covers(self, whole: str, parts: Iterable[str]) -> None:
        """Say that everybody in the whole is in one part or more: the whole is the sum of the parts at
        most.
        """
        known = [part for part in parts if self.value(part) is not None]
        if self.value(whole) is not None and known:
            self.relations.append(Relation(((whole, 1), *((part, -1) for part in known)), exact=False))

    def after(self, earlier: "Publication") -> None:
        """Say what was published before: its counts are here under its name, `q1/total`.

        How they hang together with the counts of now, `weigh` says.
        """
        self.numbers |= {_then(earlier, key): raw for key, raw in earlier.counts.items()}
        self.places |= {_then(earlier, key): place for key, place in earlier.places.items()}
        self.told |= {_then(earlier, key): width for key, width in earlier.told.items()}
        self.earlier_facts[earlier.name] = earlier.facts
        for relation in earlier.relations:
            terms = tuple((_then(earlier, key), weight) for key, weight in relation.terms)
            self.relations.append(Relation(terms, relation.exact))

    def extreme(self, key: str, value: float | None, style: Style, figure: str, *, holders: int) -> None:
        """Add a least or greatest value. It is hidden when it is that of fewer people (`holders`) than the
        threshold.
        """
        self.count(f"{key}.holders", holders, Style(), figure, quiet=True)
        self.derive(key, value, style, figure, (f"{key}.holders",))

    def fills(self, whole: str, parts: Sequence[str]) -> None:
        """Say that the parts fill the whole: without overlap when they add up to it, else with."""
        if self.value(whole) == sum(self.value(part) or 0 for part in parts):
            self.adds_up(whole, parts)
            return
        self.covers(whole, parts)
        for part in parts:
            self.part_of(part, whole)

    def is_count(self, key: str) -> bool:
        """Is there a count behind this key?"""
        raw = self.numbers.get(key)
        return raw is not None and raw.counted and raw.value is not None

    def _rest(self, total: str, left: float, name: str) -> str:
        raw = self.numbers[total]
        key = f"{REST}{name}"
        self.numbers[key] = Raw(left, raw.style, raw.figure, guarded=raw.guarded)
        return key


def _then(earlier: "Publication", key: str) -> str:
    """The key of a number of an earlier publication; a rest stays a rest."""
    rest, bare = (REST, key.removeprefix(REST)) if key.startswith(REST) else ("", key)
    return f"{rest}{earlier.name}/{bare}"


def _ratio(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole
