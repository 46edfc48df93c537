"""The counts of an evidence as a reader reasons with them: equal ones are one, rows say what adds up."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log10

from omzien.insight.disclosure.evidence import REST, Evidence, Relation
from omzien.insight.disclosure.values import Raw, State

# What a reader loses beside the number itself: each further place that goes with it, and more when it is the
# total of several parts, or a zero (which tells nothing of anybody).
PLACE, TOTAL, ZERO = 0.5, 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Count:
    """A count, with every key that it is printed under.

    `sensitive`: to be protected, since it is from 1 up to the threshold and about people, or was withheld
    before a correction. `forced`: a reader does not see it, whatever is decided now; `public`: every reader
    knows it already, from an earlier publication; `marked`: one of those called it small. `is_printed`: this
    publication has a place for it; `has_sign`: a dot would stand for it, now or then; `was_printed`: an
    earlier publication had a place for it. `told`: how many steps those leave open of it at most. `cost`:
    what a reader loses with it.
    """

    keys: tuple[str, ...]
    value: float
    sensitive: bool
    forced: bool
    public: bool
    marked: bool
    is_printed: bool
    has_sign: bool
    was_printed: bool
    told: float
    cost: float

    @property
    def is_choice(self) -> bool:
        """Can it be shown or hidden?"""
        return not self.forced and not self.public


@dataclass(frozen=True, slots=True)
class Row:
    """A weighted sum of counts (by their place) that is zero, or at most zero."""

    terms: tuple[tuple[int, float], ...]
    exact: bool


class Linked:
    """The counts by their place, and the rows that tie them."""

    def __init__(self, evidence: Evidence, threshold: int, extra: Iterable[Relation] = ()) -> None:
        raws = {key: raw for key, raw in evidence.numbers.items() if raw.counted and raw.value is not None}
        relations = [*evidence.relations, *extra]
        self.threshold = threshold
        self.place = _places(raws, relations)
        self.rows = list(dict.fromkeys(_rows(relations, self.place)))
        self.counts = _counts(raws, evidence, self.place, _totals(self.rows), threshold)
        self.touching: list[list[int]] = [[] for _ in self.counts]
        for number, row in enumerate(self.rows):
            for place, _ in row.terms:
                self.touching[place].append(number)

    @property
    def sensitive(self) -> list[int]:
        """The places of the counts to protect."""
        return [place for place, count in enumerate(self.counts) if count.sensitive]

    @property
    def forced(self) -> set[int]:
        """The places of the counts that are hidden whatever is decided."""
        return {place for place, count in enumerate(self.counts) if count.forced}

    def bounds(self, place: int) -> tuple[float, float]:
        """What a reader who takes a dot for a large count knows of it, and rightly so if it is one."""
        count = self.counts[place]
        return (float(self.threshold) if count.has_sign and count.value >= self.threshold else 0.0, inf)

    def groups(self, hidden: Collection[int]) -> Iterator["Group"]:
        """The hidden counts in groups that hang together by rows."""
        left = dict.fromkeys(sorted(hidden))
        while left:
            found, border = {next(iter(left)): None}, [next(iter(left))]
            rows: dict[int, None] = {}
            while border:
                for number in self.touching[border.pop()]:
                    if number not in rows:
                        rows[number] = None
                        fresh = [
                            each for each, _ in self.rows[number].terms if each in left and each not in found
                        ]
                        found |= dict.fromkeys(fresh)
                        border += fresh
            for place in found:
                del left[place]
            yield Group(tuple(sorted(found)), tuple(sorted(rows)))

    def keys(self, places: Collection[int]) -> set[str]:
        """Every key of these counts."""
        return {key for place in places for key in self.counts[place].keys}

    def beside(self, place: int) -> set[int]:
        """The counts that share a row with this one."""
        return {other for number in self.touching[place] for other, _ in self.rows[number].terms}

    def neighbours(self, group: "Group") -> list[int]:
        """The counts outside a group that share a row with it and could be hidden too."""
        around = {place for number in group.rows for place, _ in self.rows[number].terms}
        return sorted(each for each in around - set(group.places) if self.counts[each].is_choice)


@dataclass(frozen=True, slots=True)
class Group:
    """Hidden counts that hang together (places), and every row that touches one of them (numbers)."""

    places: tuple[int, ...]
    rows: tuple[int, ...]


def _places(raws: Mapping[str, Raw], relations: Sequence[Relation]) -> dict[str, int]:
    """A place for every count; those that a relation says are the same share one."""
    first = {key: key for key in raws}

    def root(key: str) -> str:
        while first[key] != key:
            first[key] = first[first[key]]
            key = first[key]
        return key

    for relation in relations:
        if relation.exact and len(relation.terms) == 2 and not sum(weight for _, weight in relation.terms):
            one, other = sorted(map(root, relation.keys))
            first[other] = one
    numbered = {key: number for number, key in enumerate(dict.fromkeys(map(root, raws)))}
    return {key: numbered[root(key)] for key in raws}


def _rows(relations: Iterable[Relation], place: Mapping[str, int]) -> Iterator[Row]:
    for relation in relations:
        weights: dict[int, float] = {}
        for key, weight in relation.terms:
            weights[place[key]] = weights.get(place[key], 0.0) + weight
        terms = tuple(sorted((each, weight) for each, weight in weights.items() if weight))
        if terms:
            yield Row(terms, relation.exact)


def _totals(rows: Iterable[Row]) -> set[int]:
    """The counts that are the whole of several parts."""
    return {
        place
        for row in rows
        if row.exact and len(row.terms) > 2
        for place, weight in row.terms
        if sum(other == -weight for _, other in row.terms) == len(row.terms) - 1
    }


def _counts(
    raws: Mapping[str, Raw],
    evidence: Evidence,
    place: Mapping[str, int],
    totals: Collection[int],
    threshold: int,
) -> list[Count]:
    keys: list[list[str]] = [[] for _ in range(max(place.values(), default=-1) + 1)]
    for key, number in place.items():
        keys[number].append(key)
    standing = Counter(key for raw in evidence.numbers.values() for key in raw.basis)
    return [
        _count(mine, raws, standing, evidence, number in totals, threshold)
        for number, mine in enumerate(keys)
    ]


def _count(
    keys: Sequence[str],
    raws: Mapping[str, Raw],
    standing: Mapping[str, int],
    evidence: Evidence,
    is_total: bool,
    threshold: int,
) -> Count:
    mine, told = [raws[key] for key in keys], evidence.told
    value = max(raw.value or 0.0 for raw in mine)
    public = any(raw.earlier is State.SHOWN for raw in mine)
    is_small = 0 < value < threshold and any(raw.guarded for raw in mine)
    is_sensitive = is_small or not evidence.withheld.isdisjoint(keys)
    now = [key for key in keys if raws[key].earlier is None and not key.startswith(REST)]
    places = sum(not raws[key].quiet for key in now) + sum(standing.get(key, 0) for key in now)
    return Count(
        keys=tuple(keys),
        value=value,
        sensitive=is_sensitive and not public,
        forced=not public and (is_sensitive or not now),
        public=public,
        marked=any(raw.earlier is State.SMALL for raw in mine),
        is_printed=bool(now),
        has_sign=any(not raws[key].quiet and not key.startswith(REST) for key in keys),
        was_printed=any(
            raws[key].earlier and not raws[key].quiet and not key.startswith(REST) for key in keys
        ),
        told=min((told[key] for key in keys if key in told), default=inf),
        cost=log10(10 + value) + PLACE * (places - 1) + TOTAL * is_total + ZERO * (not value),
    )
