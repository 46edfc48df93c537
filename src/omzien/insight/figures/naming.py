"""The values of dimensions by name: what can be chosen, and what a key means."""

from omzien.insight.facts import Snapshot
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.store import store_of
from omzien.insight.figures.values import MISSING, Category


def category(snapshot: Snapshot, dimension: str, key: str) -> Category:
    """A value of a dimension with its names; of an unknown one the key itself. KeyError without dimension."""
    return store_of(snapshot).category(DIMENSIONS[dimension], None if key == MISSING else key)


def categories(snapshot: Snapshot, dimension: str) -> tuple[Category, ...]:
    """Every value that a dimension may have, in the order of its list; none of time, which has no list."""
    store, known = store_of(snapshot), DIMENSIONS[dimension]
    keys = list(known.own_names) or [key for source, key in store.names if source == known.names]
    found = [store.category(known, key) for key in keys]
    return tuple(sorted(found, key=lambda each: (*each.order, each.key)))
