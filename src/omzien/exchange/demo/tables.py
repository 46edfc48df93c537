"""Whatever was drawn, as tables with exactly the columns of the data package."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from omzien.exchange.demo.columns import Columns
from omzien.exchange.package.tables import TABLES, Table


def as_tables(columns: Mapping[str, Columns]) -> dict[str, pa.Table]:
    """All tables of the package, in its order; a column or a table that nobody filled is empty."""
    return {table.name: _as_table(table, columns.get(table.name, {})) for table in TABLES}


def _as_table(table: Table, columns: Columns) -> pa.Table:
    if unknown := set(columns) - set(table.names):
        raise ValueError(f"{table.name}: not a column of the package: {', '.join(sorted(unknown))}")
    count = len(next(iter(columns.values()), ()))
    arrays = [_cast(columns.get(column.name), column.arrow, count) for column in table.columns]
    return pa.table(arrays, schema=table.schema)


def _cast(values: Any, kind: pa.DataType, count: int) -> pa.Array:
    if values is None:
        return pa.nulls(count, kind)
    return pa.array(values, kind) if isinstance(values, list) else values.cast(kind)
