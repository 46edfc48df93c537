"""The audit that decides: can a reader of what is about to be published work out a hidden count?

It does not trust how the counts to hide were chosen. It reads what is printed, shares with their rounding
included, and attacks every count that is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isinf

from omzien.insight.disclosure.attacker import findings
from omzien.insight.disclosure.evidence import Evidence, Relation
from omzien.insight.disclosure.linked import Linked
from omzien.insight.disclosure.signs import least_widths, readings
from omzien.insight.disclosure.values import Raw, Shown, State

MOST_NAMED = 6

REASONS = {
    "nl": {
        "known": "Wie goed rekent, weet dat {key} precies {low} is.",
        "narrow": "Wie goed rekent, weet dat {key} ten minste {low} en ten hoogste {high} is.",
        "open": "Wie goed rekent, weet dat {key} ten minste {low} is.",
        "printed": "{key} staat er, en is kleiner dan {threshold}.",
        "stands_on": "{key} staat er, maar steunt op een aantal dat verborgen is.",
        "from": " Dat volgt uit: {told}.",
    },
    "en": {
        "known": "Who does the sums knows that {key} is exactly {low}.",
        "narrow": "Who does the sums knows that {key} is at least {low} and at most {high}.",
        "open": "Who does the sums knows that {key} is at least {low}.",
        "printed": "{key} is printed, and is less than {threshold}.",
        "stands_on": "{key} is printed, but stands on a count that is hidden.",
        "from": " That follows from: {told}.",
    },
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A number that may not be published like this.

    `low` and `high`: what a reader works out of the count; `told_by`: the keys of the printed numbers that
    tell so, most of them at most `MOST_NAMED`. `kind` is a key of REASONS.
    """

    key: str
    kind: str
    low: float = 0
    high: float = 0
    told_by: tuple[str, ...] = ()
    threshold: int = 0

    def reason(self, language: str = "nl", names: Mapping[str, str] | None = None) -> str:
        """The reason in plain words; `names` are the names of keys for a reader."""
        say, names = REASONS[language], names or {}
        told = ", ".join(names.get(key, key) for key in self.told_by)
        facts = {"low": f"{self.low:.0f}", "high": f"{self.high:.0f}", "threshold": self.threshold}
        sentence = say[self.kind].format(key=names.get(self.key, self.key), **facts)
        return sentence + (say["from"].format(told=told) if told else "")


class NotReleased(Exception):
    """This may not be published: a hidden count can be worked out. Its text says which, and from what."""

    def __init__(self, breaches: Sequence[Breach], language: str = "nl") -> None:
        self.breaches = tuple(breaches)
        super().__init__("\n".join(breach.reason(language) for breach in breaches))


def release(evidence: Evidence, shown: Mapping[str, Shown], threshold: int, language: str = "nl") -> None:
    """Let it go, or raise NotReleased."""
    if breaches := audit(evidence, shown, threshold):
        raise NotReleased(breaches, language)


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
        if raw is None or not each.is_shown:
            continue
        if raw.counted and raw.guarded and 0 < (each.value or 0) < threshold:
            yield Breach(key, "printed", threshold=threshold)
        elif (
            not raw.counted and not _is_ratio(raw) and any(_is_withheld(shown, basis) for basis in raw.basis)
        ):
            yield Breach(key, "stands_on", threshold=threshold)


def _worked_out(evidence: Evidence, shown: Mapping[str, Shown], threshold: int) -> Iterator[Breach]:
    linked = Linked(evidence, threshold, [*_told_by_shares(evidence, shown)])
    hidden = {place for place, count in enumerate(linked.counts) if not count.public}
    hidden -= {linked.place[key] for key, each in shown.items() if each.is_shown and key in linked.place}
    small = {linked.place[key] for key, each in shown.items() if each.state is State.SMALL} & hidden
    bounds, least = readings(linked, hidden, small), least_widths(linked, hidden, small)
    for found in findings(linked, bounds, least):
        told_by = [linked.counts[place].keys[0] for place in found.told_by][:MOST_NAMED]
        kind = "open" if isinf(found.high) else "known" if found.low == found.high else "narrow"
        yield Breach(
            linked.counts[found.place].keys[0], kind, found.low, found.high, tuple(told_by), threshold
        )


def _told_by_shares(evidence: Evidence, shown: Mapping[str, Shown]) -> Iterator[Relation]:
    """What printed shares and changes say of their counts: within half of the last digit."""
    for key, each in shown.items():
        raw = evidence.numbers.get(key)
        if raw is None or raw.counted or not _is_ratio(raw) or not each.is_shown or each.value is None:
            continue
        part, whole = raw.basis
        ratio = each.value + (1 if raw.style.form == "change" else 0)
        half = 0.5 * 10.0 ** -(2 + raw.style.decimals)
        yield Relation(((part, 1.0), (whole, -(ratio + half))), exact=False)
        yield Relation(((part, -1.0), (whole, ratio - half)), exact=False)


def _is_ratio(raw: Raw) -> bool:
    return raw.style.form in ("share", "change") and len(raw.basis) == 2


def _is_withheld(shown: Mapping[str, Shown], key: str) -> bool:
    return key not in shown or shown[key].is_withheld
