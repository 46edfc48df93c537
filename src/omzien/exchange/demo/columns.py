"""From columns of numbers to the Arrow tables of the data package."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from omzien.exchange.demo.draw import NONE, Bools, Coded, Ints

Columns = dict[str, Any]


def keys(prefix: str, numbers: Ints) -> pa.Array:
    """Keys like `reg-17`; nothing where the number is negative."""
    text = pa.array(numbers, mask=numbers < 0).cast(pa.string())
    return pc.binary_join_element_wise(f"{prefix}-", text, "")


def own_keys(prefix: str, count: int) -> pa.Array:
    """The keys of a table's own rows: 0, 1, 2, ..."""
    return keys(prefix, np.arange(count))


def dates(days: Ints) -> pa.Array:
    """Days since 1970-01-01 as dates; nothing where there is no day."""
    return pa.array(days.astype(np.int32), type=pa.int32(), mask=days == NONE).cast(pa.date32())


def codes(column: Coded) -> pa.Array:
    """The keys of a code column."""
    places = pa.array(column.index, mask=column.index < 0)
    return pa.array(column.keys, type=pa.string()).take(places)


def texts(choices: Sequence[str | None], places: Ints) -> pa.Array:
    """Texts out of a list, by place."""
    return pa.array(choices, type=pa.string()).take(pa.array(places))


def flags(values: Bools, unknown: Bools | None = None) -> pa.Array:
    """True and false, and nothing where it is unknown."""
    return pa.array(values, mask=unknown)


def numbers(values: Ints, missing: Bools | None = None) -> pa.Array:
    """Whole numbers, and nothing where they are missing."""
    return pa.array(values, type=pa.int64(), mask=missing)


def nothing(count: int) -> pa.Array:
    """A text column in which nobody said anything."""
    return pa.nulls(count, pa.string())


def records(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """A few rows, written as rows, turned into columns; a name that a row lacks is empty there."""
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def where(rows: Bools, then: Any, otherwise: Any) -> pa.Array:
    """Row by row the one text or the other; either may be one text, or None."""
    return pc.if_else(pa.array(rows), _text(then), _text(otherwise))


def _text(value: Any) -> Any:
    return pa.scalar(value, pa.string()) if value is None or isinstance(value, str) else value


def padded(values: Ints, width: int) -> pa.Array:
    """Numbers with zeros before them."""
    return pc.utf8_lpad(pa.array(values).cast(pa.string()), width, "0")


def joined_text(*parts: Any) -> pa.Array:
    """Texts and numbers, one after the other."""
    texts = [part if isinstance(part, str) else pa.array(part).cast(pa.string()) for part in parts]
    return pc.binary_join_element_wise(*texts, "")
