"""A snapshot that is open to be counted: an engine, the settings of the organisation, all names."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from omzien.gate.clock import civil_date
from omzien.insight.facts import Snapshot
from omzien.insight.figures.bases import DERIVED
from omzien.insight.figures.dimensions import Dimension
from omzien.insight.figures.engines import DUCKDB, Engine, Row, opened
from omzien.insight.figures.kept import kept
from omzien.insight.figures.terms import Template
from omzien.insight.figures.values import MISSING, Category

DEFAULTS = {
    "exploration_norm_days": 14,
    "support_norm_days": 28,
    "return_window_months": 15,
    "public_threshold": 10,
    "internal_threshold": 5,
}
NOT_FILLED_IN = Category(MISSING, "niet ingevuld", "not filled in", (2, ""))
MOST_OPEN = 8  # snapshots that stay open in one process


class Store:
    """One open snapshot. Safe for several threads."""

    def __init__(self, snapshot: Snapshot, engine: Engine = DUCKDB):
        self.snapshot = snapshot
        self._lock = threading.Lock()
        self._derived: set[str] = set()
        self.wide: set[object] = set()  # the shapes of which a cross-tab was found to have many cells
        self._engine = opened(snapshot, engine)
        self.dialect = self._engine.dialect

    def close(self) -> None:
        """Give back what the engine holds."""
        self._engine.close()

    def said(self, template: Template, values: Mapping[str, Any]) -> str:
        """A compiled query with its values, as this engine writes them."""
        return template.with_values(values, self._engine.escaped)

    def rows(self, sql: str) -> list[Row]:
        """The answer to a query."""
        self._derive(sql)
        return self._engine.rows(sql)

    def dicts(self, sql: str) -> list[dict[str, Any]]:
        """The answer to a query, row by row with the names of the columns."""
        return self._engine.dicts(sql)

    def _derive(self, sql: str) -> None:
        """Make the shared relations that a query names, once."""
        for name, expression in DERIVED.items():
            if name in sql and name not in self._derived:
                with self._lock:
                    if name not in self._derived:
                        self._engine.derive(name, kept(name, expression, self.dialect).sql)
                        self._derived.add(name)

    @cached_property
    def settings(self) -> Mapping[str, int]:
        """The norms and thresholds of the organisation."""
        found = self.dicts("SELECT * FROM settings")
        return DEFAULTS | {name: found[0][name] for name in DEFAULTS if found and found[0][name] is not None}

    @property
    def as_of(self) -> Any:
        """The first day that the facts know nothing about: the day after they were read."""
        return civil_date(self.snapshot.made_at)

    @cached_property
    def names(self) -> Mapping[tuple[str, str], Category]:
        """The names of all keys, by where they are named and key."""
        found: dict[tuple[str, str], Category] = {}
        for source, key, nl, en, order in self.rows(NAMES):
            found[source, key] = Category(key, nl, en, (0, f"{order:06d}"))
        return found

    @cached_property
    def items(self) -> list[str]:
        """The ZRM domains, in their order."""
        return [row[0] for row in self.rows(ITEMS)]

    def category(self, dimension: Dimension, key: str | None) -> Category:
        """A value of a dimension with its names."""
        if key is None:
            return NOT_FILLED_IN
        if key in dimension.own_names:
            place = list(dimension.own_names).index(key)
            return Category(key, *dimension.own_names[key], (0, f"{place:06d}"))
        return self.names.get((dimension.names, key)) or Category(key, key, key, (1, key))


# Written in the SQL that all engines know.
NAMES = """
SELECT 'codes:' || list, key, name_nl, name_en, coalesce(position, 0) FROM codes
UNION ALL SELECT 'services', key, name_nl, name_en, row_number() OVER (ORDER BY name_nl) FROM services
UNION ALL SELECT 'partners', key, name, name, row_number() OVER (ORDER BY name) FROM partners
UNION ALL SELECT 'teams', key, name, name, row_number() OVER (ORDER BY name) FROM teams
UNION ALL SELECT 'municipalities', code, name, name, row_number() OVER (ORDER BY name) FROM municipalities
UNION ALL SELECT 'organisations', '' || organisation, name, name, coalesce(organisation, 0) FROM settings
UNION ALL SELECT 'items', key, min(name_nl), min(name_en), min(position) FROM items
    WHERE substr(instrument, 1, 4) = 'zrm_' GROUP BY key
"""
ITEMS = """SELECT key FROM items WHERE substr(instrument, 1, 4) = 'zrm_' GROUP BY key
ORDER BY min(instrument), min(position), key"""

_open: OrderedDict[tuple[str, str], Store] = OrderedDict()
_lock = threading.Lock()


@contextmanager
def counting_on(engine: Engine, snapshot: Snapshot) -> Iterator[Store]:
    """A snapshot that is open on this engine for a while: what counts takes it in the place of the snapshot.

    Raises NoEngine when the engine is not there.
    """
    store = Store(snapshot, engine)
    try:
        yield store
    finally:
        store.close()


def store_of(facts: Snapshot | Store) -> Store:
    """The open store of a snapshot, on DuckDB; the least used ones are closed. A store is its own."""
    if isinstance(facts, Store):
        return facts
    place = (str(facts.folder), facts.digest)
    with _lock:
        found = _open.pop(place, None)
        if found is None or found.snapshot.made_at != facts.made_at:
            found = Store(facts)
        _open[place] = found
        while len(_open) > MOST_OPEN:
            _open.popitem(last=False)
        return found
