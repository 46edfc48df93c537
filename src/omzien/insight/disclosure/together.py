"""What is published now, weighed together with all that was published before of the same people.

Counts find each other by their place. The same place is the same count. A place that holds others (the whole
organisation and a municipality, a year and its quarters, everybody and one team) is the sum of those of them
that exclude each other, and a rest: who subtracts is an attacker as any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import inf

from omzien.insight.disclosure.attacker import findings
from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.linked import Linked
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.publications import Publication
from omzien.insight.disclosure.signs import least_widths, readings
from omzien.insight.disclosure.ties import AT_MOST, SAME, SUMS
from omzien.insight.disclosure.values import Raw, State
from omzien.insight.figures.values import Narrowing

Versions = dict[str, str]  # a key by the facts that it was counted from
MOST_NARROWED = 6  # of so many narrowings every part is looked up; those with more are gone through


def weigh(evidence: Evidence, earlier: Iterable[Publication], threshold: int) -> None:
    """Say in an evidence what was published before, how it hangs together with what is published now, and
    nothing of what has nothing to do with it. `threshold` as in `protect`.
    """
    own = set(evidence.numbers)
    for publication in earlier:
        evidence.after(publication)
    if len(evidence.numbers) > len(own):
        _tie(evidence)
        _forget(evidence, own)
        _note_what_was_told(evidence, threshold)


def _note_what_was_told(evidence: Evidence, threshold: int) -> None:
    """Of which counts that were never printed a reader knows too much, whatever is hidden now."""
    linked = Linked(evidence, threshold)
    hidden = {place for place, count in enumerate(linked.counts) if not count.public}
    signs = {
        place: told if linked.counts[place].was_printed else (0.0, inf)
        for place, told in readings(linked, hidden).items()
    }
    least = least_widths(linked, hidden)
    never = {place: width for place, width in least.items() if not linked.counts[place].was_printed}
    for found in findings(linked, signs, never):
        evidence.told |= dict.fromkeys(linked.counts[found.place].keys, found.high - found.low)


def _tie(evidence: Evidence) -> None:
    found: dict[Place, list[str]] = defaultdict(list)
    for key, place in evidence.places.items():
        found[place].append(key)
    kept = {place: _versions(evidence, keys) for place, keys in found.items()}
    for whole, families in _families(kept).items():
        for family in families:
            _tie_versions(evidence, kept[whole], [kept[place] for place in family])
    _tie_figures(evidence, kept)


def _versions(evidence: Evidence, keys: Sequence[str]) -> Versions:
    """One key for each time that it was counted, by the facts, the newest first. Equal ones are the same;
    what was withheld stays so after a correction, but what was shown and corrected is a new number.
    """
    found: Versions = {}
    first: dict[float | None, str] = {}
    for key in keys:
        evidence.same(first.setdefault(evidence.value(key), key), key)
        found.setdefault(_facts(evidence, key), key)
    states = {evidence.numbers[key].earlier for key in keys}
    if len(first) > 1 and not states.isdisjoint((State.SMALL, State.HIDDEN)):
        evidence.withheld |= {key for key in keys if evidence.numbers[key].earlier is None}
    return found


def _facts(evidence: Evidence, key: str) -> str:
    name = _publication(evidence, key)
    return evidence.earlier_facts[name] if name else evidence.counted_from


def _tie_versions(evidence: Evidence, whole: Versions, parts: Sequence[Versions]) -> None:
    """A whole with its parts: as both were counted from the same facts, else as each was counted last."""
    together = [facts for facts in whole if any(facts in part for part in parts)]
    for facts in together or [_last(whole)]:
        _link(evidence, whole[facts], [part[facts if facts in part else _last(part)] for part in parts])


def _last(versions: Versions) -> str:
    return next(iter(versions))


def _families(kept: Iterable[Place]) -> dict[Place, list[list[Place]]]:
    """Of every place what it holds directly, in families of which the members exclude each other."""
    families: dict[Place, list[list[Place]]] = defaultdict(list)
    wider = _Wider(kept)
    for place in sorted(kept, key=Place.told):
        above = [whole for whole in wider.than(place) if whole.holds(place)]
        for whole in above:
            if not any(whole.holds(between) for between in above):
                _join(families[whole], place)
    return families


class _Wider:
    """Finds the places that may hold another: those with a part of its narrowings, or with a choice."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.plain: dict[tuple[str, frozenset[Narrowing]], list[Place]] = defaultdict(list)
        self.others: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            if place.has_choice or len(place.narrowed) > MOST_NARROWED:
                self.others[place.what].append(place)
            else:
                self.plain[place.what, place.narrowed].append(place)

    def than(self, place: Place) -> Iterator[Place]:
        """All that may hold it."""
        yield from self.others[place.what]
        if len(place.narrowed) > MOST_NARROWED:
            yield from (
                each for (what, _), found in self.plain.items() if what == place.what for each in found
            )
            return
        for size in range(len(place.narrowed) + 1):
            for fewer in combinations(place.narrowed, size):
                yield from self.plain.get((place.what, frozenset(fewer)), ())


def _join(families: list[list[Place]], place: Place) -> None:
    for family in families:
        if all(place.is_apart(other) for other in family):
            family.append(place)
            return
    families.append([place])


def _link(evidence: Evidence, whole: str, parts: Sequence[str]) -> None:
    """A whole is its parts and a rest; when they are more than it, they were counted from other facts, or
    people are in several. What one publication has all of, it says itself.
    """
    if len({_publication(evidence, key) for key in (whole, *parts)}) == 1:
        return
    if sum(evidence.value(part) or 0 for part in parts) <= (evidence.value(whole) or 0):
        evidence.adds_up(whole, parts)
    elif len({_facts(evidence, key) for key in (whole, *parts)}) > 1:
        evidence.adds_up_corrected(whole, parts)
    else:
        evidence.fills(whole, parts)


def _publication(evidence: Evidence, key: str) -> str:
    """Which earlier publication a count is in; empty for what is published now."""
    return key.partition("/")[0] if evidence.numbers[key].earlier else ""


def _tie_figures(evidence: Evidence, kept: dict[Place, Versions]) -> None:
    for place, versions in kept.items():
        for total, parts in SUMS:
            there = [kept[place.named(part)] for part in parts if place.named(part) in kept]
            if place.what == total and there:
                _tie_versions(evidence, versions, there)
        for one, other in SAME:
            if place.what == one and (twin := kept.get(place.named(other))):
                evidence.same(versions[_last(versions)], twin[_last(twin)])
        for less, more in AT_MOST:
            if place.what == less and (beside := kept.get(place.named(more))):
                for facts in versions.keys() & beside.keys():
                    evidence.at_most(versions[facts], beside[facts])


def _forget(evidence: Evidence, own: set[str]) -> None:
    """Leave out the earlier counts from which no way leads to what is published now.

    A count that everybody knows is a constant: what it is a part of is not looked at through it. Nor is it
    through counts of other figures than those that are published now.
    """
    figures = {evidence.numbers[key].figure for key in own}
    touching: dict[str, list[int]] = defaultdict(list)
    for number, relation in enumerate(evidence.relations):
        for key in relation.keys:
            touching[key].append(number)
    near, border, rows = set(own), list(own), set[int]()
    while border:
        for number in touching[border.pop()]:
            if number not in rows:
                rows.add(number)
                fresh = set(evidence.relations[number].keys) - near
                near |= fresh
                border += [key for key in fresh if _is_open(evidence.numbers[key], figures)]
    evidence.relations[:] = [evidence.relations[number] for number in sorted(rows)]
    for key in evidence.numbers.keys() - near:
        del evidence.numbers[key]
        evidence.places.pop(key, None)


def _is_open(raw: Raw, figures: set[str]) -> bool:
    return raw.earlier is not State.SHOWN and raw.figure in figures
