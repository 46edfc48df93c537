"""Disclosure control: the one place that decides which numbers of a report may be seen.

A count of people, or of what they did, between 1 and the threshold is hidden, and with it as many others as
are needed so that no reader can work it out: from the rows, columns and totals of its table, from its
complement (8 visitors of whom 6 ...), or from a linked count. Shares, changes and means go with the counts
they stand on. It happens on the evidence, before there is a document: sentences, titles, tables, charts,
alternative texts and data files are made from what is left, and a number that is withheld has no value any
more.

A withheld count under the threshold is written as `<10`, one that was withheld to protect it as a dot.
Where these signs themselves would narrow a small count down, all that hang together are written as dots.
"""

from highspy import kHighsInf

from omzien.insight.disclosure.attacker import components, intervals
from omzien.insight.disclosure.evidence import REST, Evidence, Relation
from omzien.insight.disclosure.values import Raw, Shown, State

UNBOUNDED = (0.0, float(kHighsInf))


def protect(evidence: Evidence, threshold: int) -> dict[str, Shown]:
    """Every number of the evidence as a reader may see it.

    `threshold`: counts from 1 up to (not including) this number are hidden; of what can be worked out about
    such a count, at least `threshold` values must remain possible.
    """
    hidden = _hidden_counts(evidence, threshold)
    small = _safe_to_call_small(evidence, hidden, threshold)
    return {
        key: _shown(key, raw, hidden, small, threshold)
        for key, raw in evidence.numbers.items()
        if not key.startswith(REST)
    }


def _hidden_counts(evidence: Evidence, threshold: int) -> set[str]:
    """The counts to hide: the small ones, then one more at a time until an attacker finds none of them."""
    counts = _counts(evidence)
    sensitive = {key for key, raw in counts.items() if _is_sensitive(raw, threshold)}
    hidden = {key for key in counts if key in sensitive or key.startswith(REST)}
    while exposed := _exposed(evidence, hidden, sensitive, threshold):
        hidden |= _more(exposed, evidence, hidden)
    while betrayed := _betrayed_by_dots(evidence, hidden, sensitive, threshold):
        hidden |= _more(betrayed, evidence, hidden)
    return {key for key in hidden if not key.startswith(REST)}


def _more(found_out: list[str], evidence: Evidence, hidden: set[str]) -> set[str]:
    more = {other for key in found_out for other in _companions(key, evidence, hidden)}
    if not more:
        raise RuntimeError(f"nothing is left to hide, and these can still be worked out: {found_out}")
    return more


def _counts(evidence: Evidence) -> dict[str, Raw]:
    return {key: raw for key, raw in evidence.numbers.items() if raw.counted and raw.value is not None}


def _is_sensitive(raw: Raw, threshold: int) -> bool:
    return raw.guarded and raw.value is not None and 0 < raw.value < threshold


def _exposed(evidence: Evidence, hidden: set[str], sensitive: set[str], threshold: int) -> list[str]:
    """The sensitive counts of which a reader can work out too much, one for each group that hangs
    together.
    """
    known = {key: float(raw.value or 0) for key, raw in _counts(evidence).items() if key not in hidden}
    found = intervals(known, evidence.relations, dict.fromkeys(sorted(hidden), UNBOUNDED), sensitive)
    exposed = {key for key in sensitive if found[key].width < threshold - 1}
    groups = components(sorted(hidden), evidence.relations)
    return [first for keys, _ in groups if (first := next((key for key in keys if key in exposed), None))]


def _betrayed_by_dots(evidence: Evidence, hidden: set[str], sensitive: set[str], threshold: int) -> list[str]:
    """The small rests of groups in which nothing printed is small: a reader of `<10` elsewhere takes every
    dot there for a larger count, and no sign can be taken away again.
    """
    known = {key: float(raw.value or 0) for key, raw in _counts(evidence).items() if key not in hidden}
    large = {
        key: UNBOUNDED if key.startswith(REST) else (float(threshold), UNBOUNDED[1]) for key in sorted(hidden)
    }
    found_out: list[str] = []
    for keys, relations in components(sorted(hidden), evidence.relations):
        rests = sensitive.intersection(key for key in keys if key.startswith(REST))
        printed = [key for key in keys if not key.startswith(REST)]
        if not rests or any((evidence.value(key) or 0) < threshold for key in printed):
            continue
        found = intervals(known, relations, {key: large[key] for key in keys}, rests)
        found_out += [key for key in sorted(rests) if found[key].width < threshold - 1][:1]
    return found_out


def _companions(key: str, evidence: Evidence, hidden: set[str]) -> set[str]:
    """The count to hide together with an exposed one, wherever it is printed.

    First what is printed nowhere, a part before a total, the smallest before the largest, and never a zero
    while there is something else.
    """
    group = next(keys for keys, _ in components(sorted(hidden), evidence.relations) if key in keys)
    twins = {
        other: (weight, evidence.twins(other))
        for relation in _around(key, group, evidence)
        for other, weight in relation.terms
        if other not in hidden
    }

    def cost(other: str) -> tuple[bool, bool, bool, float, str]:
        weight, places = twins[other]
        printed = not all(evidence.numbers[place].quiet for place in places)
        value = evidence.value(other) or 0
        return printed, weight > 0, not value, value, other

    return twins[min(twins, key=cost)][1] - hidden if twins else set()


def _around(key: str, group: list[str], evidence: Evidence) -> list[Relation]:
    """The relations of this count that still have something to hide, or else those of its whole group."""
    own = [r for r in evidence.relations if key in r.keys and any(other not in group for other in r.keys)]
    return own or [r for r in evidence.relations if not set(group).isdisjoint(r.keys)]


def _safe_to_call_small(evidence: Evidence, hidden: set[str], threshold: int) -> set[str]:
    """The hidden counts that may be called small.

    Who reads `<10` in one place may take a dot for a larger count. So even a reader who knows that must
    find that half of the numbers under the threshold are still possible; otherwise all around it are dots.
    """
    counts = _counts(evidence)
    small = {key for key in hidden if _is_sensitive(evidence.numbers[key], threshold)}
    bounds = {key: UNBOUNDED for key in sorted(counts) if key.startswith(REST)}
    bounds |= {
        key: (1.0, threshold - 1.0) if key in small else (float(threshold), UNBOUNDED[1])
        for key in sorted(hidden)
    }
    known = {key: float(raw.value or 0) for key, raw in counts.items() if key not in bounds}
    safe: set[str] = set()
    for keys, relations in components(bounds, evidence.relations):
        if any((evidence.value(key) or 0) < bounds[key][0] for key in keys):
            continue  # a withheld zero: the reader of dots would be wrong about it
        told = set(keys) & small
        least = _least_widths(keys, relations, told, evidence, threshold)
        found = intervals(known, relations, {key: bounds[key] for key in keys}, set(least))
        if all(found[key].width >= width for key, width in least.items()):
            safe |= told
    return safe


def _least_widths(
    keys: list[str], relations: list[Relation], told: set[str], evidence: Evidence, threshold: int
) -> dict[str, int]:
    """How wide each must stay for who reads `<10`: half for what is called small and what is left beside it,
    and whole for any other rest that is small itself: no sign says so of it.
    """
    half = max(1, (threshold - 1) // 2)
    beside = {key for relation in relations if not told.isdisjoint(relation.keys) for key in relation.keys}
    rests = {key for key in keys if key.startswith(REST) and _is_sensitive(evidence.numbers[key], threshold)}
    return dict.fromkeys(told, half) | {key: half if key in beside else threshold - 1 for key in rests - told}


def _shown(key: str, raw: Raw, hidden: set[str], small: set[str], threshold: int) -> Shown:
    if raw.value is None:
        return Shown(State.ABSENT, raw.style, figure=raw.figure)
    if key in small:
        return Shown(State.SMALL, raw.style, figure=raw.figure, threshold=threshold)
    if key in hidden or not hidden.isdisjoint(raw.basis):
        return Shown(State.HIDDEN, raw.style, figure=raw.figure, threshold=threshold)
    return Shown(State.SHOWN, raw.style, raw.value, raw.figure, threshold)
