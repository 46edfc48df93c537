"""What tells, without reading the rows, that a block of a table has changed since its file was written.

A fingerprint is a hash over the tally of the block (see facts/touches.py: every change adds to it), how the
table is declared, and the keys in use. Small tables (code lists, settings) are compared whole.
`fresh(..., anew=True)` trusts no fingerprint.
"""

import hashlib
from collections.abc import Iterable, Sequence

from omzien.insight.extraction.job import Block, TableJob

Row = Sequence[object]
Prints = dict[str, dict[Block, str]]


def hashed(*told: object) -> str:
    """A hash over values, by how Python writes them."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def prints_of(
    tables: Iterable[TableJob], small: Iterable[tuple[TableJob, Sequence[Row]]], tallies: Iterable[Row]
) -> Prints:
    """The fingerprint of every block that was ever touched, and of every small table that has rows."""
    whole = [(table, [tuple(row) for row in rows]) for table, rows in small]
    keys = _keys_in_use(whole)
    found: Prints = {table.name: {} for table in tables}
    found |= {table.name: {None: hashed(table.shape, rows)} for table, rows in whole if rows}
    shapes = {table.name: table.shape for table in tables}
    for name, block, tally in sorted((str(row[0]), int(str(row[1])), str(row[2])) for row in tallies):
        if name in shapes:
            found[name][block] = hashed(shapes[name], keys, tally)
    return found


def _keys_in_use(small: Iterable[tuple[TableJob, Sequence[Row]]]) -> str:
    """A hash over the keys that facts name instead of numbers: when one changes, all facts are written
    anew.
    """
    return hashed(
        *((table.name, [[row[place] for place in table.keys] for row in rows]) for table, rows in small)
    )
