"""Which numbers of a publication may be seen.

A count of people, or of what they did, between 1 and the threshold is hidden, and with it as many others as
are needed so that no reader can work it out: from rows, columns and totals, from its complement (8 visitors
of whom 6 ...), from a linked count, or from what was published before. Shares, changes, means and extremes go
with the counts they stand on. It happens on the evidence, before there is a document: sentences, titles,
tables, charts, alternative texts and data files are made from what is left, and a number that is withheld has
no value any more.
"""

from omzien.insight.disclosure.attacker import findings
from omzien.insight.disclosure.choosing import choose
from omzien.insight.disclosure.evidence import REST, Evidence
from omzien.insight.disclosure.linked import Group, Linked
from omzien.insight.disclosure.signs import least_widths, readings
from omzien.insight.disclosure.values import Raw, Shown, State


def protect(evidence: Evidence, threshold: int) -> dict[str, Shown]:
    """Every number of the evidence as a reader may see it.

    `threshold`: counts from 1 up to (not including) this number are hidden; of what can be worked out about
    such a count, at least `threshold` values remain possible, or one less where `<10` says that it is small.
    When an earlier publication tells too much for that, everything is withheld, and the audit says why.
    """
    linked = Linked(evidence, threshold)
    hidden = choose(linked)
    small = {place for group in linked.groups(hidden) for place in _safe_to_call_small(linked, group)}
    withheld, called_small = linked.keys(hidden), linked.keys(small)
    return {
        key: _shown(key, raw, withheld, called_small, threshold)
        for key, raw in evidence.numbers.items()
        if raw.earlier is None and not key.startswith(REST)
    }


def _safe_to_call_small(linked: Linked, group: Group) -> set[int]:
    """The counts of a group that may be written as `<10`: all small ones, or none.

    Who reads `<10` in one place takes a dot beside it for a larger count, and must still not find out more.
    """
    printed = [place for place in group.places if linked.counts[place].is_printed]
    few = {place for place in printed if linked.counts[place].value < linked.threshold}
    small = {place for place in few if linked.counts[place].value and linked.counts[place].sensitive}
    if few != small:
        return set()  # a withheld zero: the reader of dots would be wrong about it
    told = readings(linked, group.places, small)
    found = findings(linked, told, least_widths(linked, group.places, small))
    return set() if next(found, None) else small


def _shown(key: str, raw: Raw, withheld: set[str], small: set[str], threshold: int) -> Shown:
    if raw.value is None:
        return Shown(State.ABSENT, raw.style, figure=raw.figure)
    if key in small:
        return Shown(State.SMALL, raw.style, figure=raw.figure, threshold=threshold)
    if key in withheld or not withheld.isdisjoint(raw.basis):
        return Shown(State.HIDDEN, raw.style, figure=raw.figure, threshold=threshold)
    return Shown(State.SHOWN, raw.style, raw.value, raw.figure, threshold)
