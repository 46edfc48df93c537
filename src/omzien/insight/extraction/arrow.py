"""How the columns of a fact table look in Arrow."""

from collections.abc import Mapping

import pyarrow as pa

ARROW = {
    "int64": pa.int64(),
    "int32": pa.int32(),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "string": pa.string(),
}


def schema(columns: Mapping[str, str]) -> pa.Schema:
    """The Arrow schema of a fact table: its own columns, and the organisation."""
    fields = [pa.field(name, ARROW[kind]) for name, kind in columns.items()]
    return pa.schema([*fields, pa.field("organisation", pa.int64())])
