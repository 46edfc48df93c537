"""What tells, without reading the rows, that a year of a table has changed since its file was written.

A fingerprint is a hash over: the number of rows; the sums of their numbers, of their other whole-number
columns and of their moments of change; the latest of these moments; how the table is declared; and the code
keys in use. It sees rows that were added, deleted (also together), changed through the house (which always
sets `changed_at`), moved to another year, or that lost a reference because what it pointed to was deleted;
and a code that got another key. A late commit is seen too, because moments are summed and not only the
latest looked at. It does not see a change made by hand in the database that leaves `changed_at` and all
numbers as they were: `fresh(..., anew=True)` trusts no fingerprint. Small tables (code lists, settings) are
compared whole.
"""

import hashlib
from collections.abc import Iterable, Sequence

from omzien.insight.extraction.job import TableJob, Year

Row = Sequence[object]


def hashed(*told: object) -> str:
    """A hash over values, by how Python writes them."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def keys_in_use(small: Iterable[tuple[TableJob, Sequence[Row]]]) -> str:
    """A hash over the keys that facts name instead of numbers: when one changes, all facts are written
    anew.
    """
    return hashed(
        *((table.name, [[row[place] for place in table.keys] for row in rows]) for table, rows in small)
    )


def of_small(table: TableJob, rows: Sequence[Row]) -> dict[Year, str]:
    """The fingerprint of a table that is compared whole."""
    return {None: hashed(table.shape, [tuple(row) for row in rows])} if rows else {}


def of_years(table: TableJob, totals: Sequence[Row], keys: str) -> dict[Year, str]:
    """The fingerprint of each year that has rows; a row of totals is the year, their number, and what was
    summed.
    """
    return {
        int(str(row[0])) if table.period else None: hashed(table.shape, keys, tuple(row[1:]))
        for row in totals
        if row[1]
    }
