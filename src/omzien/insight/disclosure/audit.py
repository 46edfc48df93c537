"""The audit that decides: can a reader of what is about to be published work out a hidden count?

It does not trust how the counts to hide were chosen. It reads what is printed, shares with their rounding
included, and attacks every count that is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isinf

from omzien.insight.disclosure.attacker import ROUNDING, findings
from omzien.insight.disclosure.evidence import REST, Evidence, Relation
from omzien.insight.disclosure.linked import Linked
from omzien.insight.disclosure.signs import least_widths, readings
from omzien.insight.disclosure.values import Shown, State

MOST_NAMED = 6

REASONS = {
    "nl": {
        "known": "Wie goed rekent, weet dat {key} precies {low} is.",
        "narrow": "Wie goed rekent, weet dat {key} ten minste {low} en ten hoogste {high} is.",
        "open": "Wie goed rekent, weet dat {key} ten minste {low} is.",
        "printed": "{key} staat er, en is kleiner dan {threshold}.",
        "stands_on": "{key} staat er, maar steunt op een aantal dat verborgen is.",
        "rest": "wat er van {whole} overblijft naast {parts}",
        "from": " Dat volgt uit: {told}.",
    },
    "en": {
        "known": "Who does the sums knows that {key} is exactly {low}.",
        "narrow": "Who does the sums knows that {key} is at least {low} and at most {high}.",
        "open": "Who does the sums knows that {key} is at least {low}.",
        "printed": "{key} is printed, and is less than {threshold}.",
        "stands_on": "{key} is printed, but stands on a count that is hidden.",
        "rest": "what is left of {whole} beside {parts}",
        "from": " That follows from: {told}.",
    },
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A number that may not be published like this.

    `key`: the count; of what is left of a whole beside its parts (a rest), the whole, and `beside` the parts.
    `low` and `high`: what a reader works out of it; `told_by`: keys of the printed numbers that tell so.
    `kind` is a key of REASONS.
    """

    key: str
    kind: str
    beside: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    told_by: tuple[str, ...] = ()
    threshold: int = 0

    def reason(self, language: str = "nl", names: Mapping[str, str] | None = None) -> str:
        """The reason in plain words; `names` are the names of keys for a reader."""
        say, name = REASONS[language], names or {}
        key = name.get(self.key, self.key)
        if self.beside:
            parts = ", ".join(name.get(part, part) for part in self.beside)
            key = say["rest"].format(whole=key, parts=parts)
        numbers = {"low": f"{self.low:.0f}", "high": f"{self.high:.0f}", "threshold": self.threshold}
        told = ", ".join(name.get(each, each) for each in self.told_by)
        reason = say[self.kind].format(key=key, **numbers) + (say["from"].format(told=told) if told else "")
        return reason[0].upper() + reason[1:]


def audit(evidence: Evidence, shown: Mapping[str, Shown], threshold: int) -> list[Breach]:
    """What is wrong with publishing these numbers: nothing, when the list is empty.

    `shown` is everything that will be printed, by the keys of the evidence; a key that is not in it is
    printed nowhere.
    """
    return [*_printed(evidence, shown, threshold), *_worked_out(evidence, shown, threshold)]


def _printed(evidence: Evidence, shown: Mapping[str, Shown], threshold: int) -> Iterator[Breach]:
    """The small counts that are simply there, and the means and extremes of hidden ones."""
    for key, each in shown.items():
        raw = evidence.numbers.get(key)
        if raw is None or not each.is_shown or each.within:
            continue
        if raw.counted and raw.guarded and 0 < (each.value or 0) < threshold:
            yield Breach(key, "printed", threshold=threshold)
        elif not raw.counted and not raw.is_ratio and any(_is_withheld(shown, one) for one in raw.basis):
            yield Breach(key, "stands_on", threshold=threshold)


def _worked_out(evidence: Evidence, shown: Mapping[str, Shown], threshold: int) -> Iterator[Breach]:
    linked = Linked(evidence, threshold, [*_told_by_shares(evidence, shown)])
    hidden = {place for place, count in enumerate(linked.counts) if not count.public}
    counts = [(linked.place[key], each) for key, each in shown.items() if key in linked.place]
    hidden -= {place for place, each in counts if each.is_shown and not each.within}
    small = {place for place, each in counts if each.state is State.SMALL} & hidden
    rounded = {place: each for place, each in counts if each.within and place in hidden}
    bounds = readings(linked, hidden, small) | {place: _around(each) for place, each in rounded.items()}
    widest = max((each.within for each in rounded.values()), default=None)
    for found in findings(linked, bounds, least_widths(linked, hidden, small, widest)):
        told_by = tuple(linked.counts[place].keys[0] for place in found.told_by)[:MOST_NAMED]
        kind = "open" if isinf(found.high) else "known" if found.low == found.high else "narrow"
        key, *beside = _spelt_out(evidence, linked.counts[found.place].keys[0])
        yield Breach(key, kind, tuple(beside), found.low, found.high, told_by, threshold)


def _spelt_out(evidence: Evidence, key: str) -> list[str]:
    """A rest as its whole and the parts beside it; any other count by itself."""
    if not key.startswith(REST):
        return [key]
    relation = next(relation for relation in evidence.relations if key in relation.keys)
    return [each for each in relation.keys if each != key]


def _around(shown: Shown) -> tuple[float, float]:
    """What a rounded count says."""
    value = shown.value or 0.0
    return max(0.0, value - shown.within), value + shown.within


def _told_by_shares(evidence: Evidence, shown: Mapping[str, Shown]) -> Iterator[Relation]:
    """What printed shares and changes say of their counts: within half of the last digit."""
    for key, each in shown.items():
        raw = evidence.numbers.get(key)
        if raw is None or not raw.is_ratio or each.value is None or each.within:
            continue
        part, whole = raw.basis
        digits = 2 + raw.style.decimals
        ratio = round(each.value, digits) + (1 if raw.style.form == "change" else 0)
        half = 0.5 * 10.0**-digits + ROUNDING**2
        yield Relation(((part, 1.0), (whole, -(ratio + half))), exact=False)
        yield Relation(((part, -1.0), (whole, ratio - half)), exact=False)


def _is_withheld(shown: Mapping[str, Shown], key: str) -> bool:
    return key not in shown or shown[key].is_withheld
