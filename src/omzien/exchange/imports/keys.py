"""Keys as single texts: what references, ids and duplicates are worked out with."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BETWEEN = "\x1f"  # no key may hold it (columns.KEY_PATTERN)


def joined(columns: list[Any]) -> Any:
    """One text per row from the columns of a key; null when one of them is null."""
    if len(columns) == 1 and pa.types.is_string(columns[0].type):
        return columns[0]
    texts = [column.cast(pa.string()) for column in columns]
    return pc.binary_join_element_wise(*texts, BETWEEN)


def later_copies(keys: Any) -> Any:
    """For each row the place of the first row with the same key, or -1 when it is the first or has no key."""
    coded = keys.combine_chunks() if hasattr(keys, "combine_chunks") else keys
    codes = coded.dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)
    first = np.full(int(codes.max(initial=-1)) + 1, -1)
    order = np.arange(len(codes))[::-1]
    known = codes[order] >= 0
    first[codes[order][known]] = order[known]
    result = np.where(codes >= 0, first[codes] if len(first) else -1, -1)
    return np.where(result == np.arange(len(codes)), -1, result)
