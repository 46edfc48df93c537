"""Arrow tables as CSV text (RFC 4180): one way to write each value, so the same rows are the same bytes."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def header(names: list[str]) -> bytes:
    """The first line of a file."""
    return ",".join(names).encode() + b"\n"


def text_of(rows: pa.RecordBatch | pa.Table) -> bytes:
    """The lines of these rows: quotes only where the value needs them, an empty cell for null."""
    cells = [_cell(column) for column in rows.columns]
    cells[-1] = pc.binary_join_element_wise(cells[-1], _large("\n"), _large(""))
    return _bytes(pc.binary_join_element_wise(*cells, _large(",")))


def _large(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def _cell(column: Any) -> Any:
    text = pc.fill_null(column.cast(pa.large_string()), "")
    if not pa.types.is_string(column.type):
        return text
    doubled = pc.replace_substring(text, '"', '""')
    quoted = pc.binary_join_element_wise(_large('"'), doubled, _large('"'), _large(""))
    return pc.if_else(pc.match_substring_regex(text, r'[",\r\n]'), quoted, text)


def _bytes(lines: Any) -> bytes:
    """The bytes of all strings behind one another: an Arrow string column already holds them so."""
    return b"".join(_chunk_bytes(chunk) for chunk in (lines.chunks if hasattr(lines, "chunks") else [lines]))


def _chunk_bytes(chunk: Any) -> bytes:
    _, offsets, data = chunk.buffers()
    if data is None:
        return b""
    bounds = np.frombuffer(offsets, dtype=np.int64)[chunk.offset : chunk.offset + len(chunk) + 1]
    return bytes(data.slice(int(bounds[0]), int(bounds[-1] - bounds[0])))
