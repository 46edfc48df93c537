"""What the printed signs say to a reader, and how much must remain open about a count that has one.

`<10` says: from 1 up to 9. A dot says nothing; but a reader who finds `<10` elsewhere takes it for a large
count, so a dot that does stand for one is reckoned to say so. A rest that is printed nowhere has no sign.
"""

from collections.abc import Collection

from omzien.insight.disclosure.linked import Linked


def readings(
    linked: Linked, hidden: Collection[int], small: Collection[int] = ()
) -> dict[int, tuple[float, float]]:
    """What a reader knows beforehand of every hidden count, when these are written as `<10`."""
    return {
        place: _small(linked, place)
        if place in small or linked.counts[place].marked
        else linked.bounds(place)
        for place in sorted(hidden)
    }


def _small(linked: Linked, place: int) -> tuple[float, float]:
    """What `<10` says; one that was printed before the threshold was lowered says a little more."""
    return 1.0, max(linked.threshold - 1.0, linked.counts[place].value)


def least_widths(
    linked: Linked, hidden: Collection[int], small: Collection[int] = (), rounded: float | None = None
) -> dict[int, float]:
    """The protection interval: how many steps must remain between the lowest and the highest possible value.

    `threshold` values for a dot, so that nobody can tell that it is small; one less for what is called
    small, and for a rest beside it, of which that says as much. Where counts are rounded, as many steps as a
    count may be off (`rounded`): all values that round to the same remain possible. Never more than earlier
    publications leave open.
    """
    told = {place for place in hidden if place in small or linked.counts[place].marked}
    beside = {
        other for place in told for other in linked.beside(place) if not linked.counts[other].is_printed
    }
    full = linked.threshold - 1.0 if rounded is None else rounded
    return {
        place: min(full - 1 if place in told or place in beside else full, linked.counts[place].told)
        for place in sorted(hidden)
        if linked.counts[place].sensitive
    }
