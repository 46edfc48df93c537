"""The record as it would be after the import, in columns: the stage over the installation."""

from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from omzien.exchange import rows
from omzien.exchange.imports import keys
from omzien.exchange.imports.problems import Problem, Problems, shown
from omzien.exchange.imports.staging import ROW, Stage
from omzien.exchange.package.columns import Reference
from omzien.exchange.package.tables import BY_NAME, PARENT_LISTS, SAME_LIST, Table


class Record:
    """All rows as they would be: those on the stage, and those of the installation that stay."""

    def __init__(self, stage: Stage, organisation_id: int | None) -> None:
        self.stage = stage
        self.organisation_id = organisation_id
        self._staged = {table.name for table in stage.tables}
        self.column = cache(self._column)
        self.keys = cache(self._keys)
        self._nothing_installed = cache(self._is_empty)

    def is_staged(self, name: str) -> bool:
        """Is this table in the package?"""
        return name in self._staged

    def staged(self, table: Table, columns: list[str]) -> pa.Table:
        """Columns of the rows on the stage, with their row numbers."""
        return self.stage.read(table.name, [*dict.fromkeys(columns), ROW])

    def installed(self, table: Table, columns: list[str]) -> pa.Table:
        """Columns of the rows that are in the installation."""
        if self._nothing_installed(table.name):
            return table.schema.empty_table().select(columns)
        return rows.read_all(table, self.organisation_id or 0, columns)

    def _is_empty(self, name: str) -> bool:
        table = BY_NAME[name]
        if self.organisation_id is None and table.organisation_path:
            return True
        return not rows.all_rows(table, "import: is anything there", self.organisation_id).exists()

    def kept(self, table: Table, columns: list[str]) -> pa.Table:
        """Columns of the installation's rows that the package does not speak of."""
        wanted = list(dict.fromkeys([*columns, *table.key]))
        found = self.installed(table, wanted)
        if table.name not in self._staged or not found.num_rows:
            return found.select(columns)
        replacing = plain(key_of(table, self.staged(table, list(table.key))))
        replaced = pc.is_in(key_of(table, found), value_set=replacing)
        return found.filter(pc.invert(replaced)).select(columns)

    def _column(self, name: str, column: str) -> Any:
        """One column of all rows of a table: those on the stage first."""
        table = BY_NAME[name]
        parts = [self.staged(table, [column])[column]] if name in self._staged else []
        chunks = [chunk for part in [*parts, self.kept(table, [column])[column]] for chunk in part.chunks]
        return plain(pa.chunked_array(chunks, table.by_name[column].arrow))

    def _keys(self, name: str) -> Any:
        """The keys of all rows of a table, each as one text."""
        return plain(keys.joined([self.column(name, part) for part in BY_NAME[name].key]))


def plain(column: Any) -> Any:
    """A column in one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def key_of(table: Table, found: Any) -> Any:
    """The key of each row as one text."""
    return keys.joined([found[name] for name in table.key])


def reference_key(reference: Reference, found: Any) -> Any:
    """What a reference points to, as the target's key in one text; null when it points to nothing."""
    parts = [found[name] for name in reference.columns]
    if reference.code_list is None:
        return keys.joined(parts)
    if reference.code_list != SAME_LIST:
        return pc.binary_join_element_wise(pa.scalar(reference.code_list), parts[0], keys.BETWEEN)
    lists = found["list"]
    for child, parent in PARENT_LISTS.items():
        lists = pc.if_else(pc.equal(found["list"], child), parent, lists)
    return pc.binary_join_element_wise(lists, parts[0], keys.BETWEEN)


def follow(record: Record, table: Table, path: str, found: Any) -> Any:
    """The values at the end of a path of at most one step: `resident`, or `registration.resident`."""
    field, _, column = path.partition(".")
    if not column:
        return found[field]
    reference = next(reference for reference in table.references if reference.field == field)
    place = pc.index_in(reference_key(reference, found), value_set=record.keys(reference.table))
    return record.column(reference.table, column).take(place)


def tell(
    record: Record,
    table: Table,
    problems: Problems,
    found: Any,
    place: int,
    column: str,
    reason: tuple[str, str],
) -> None:
    """Report one row of the stage; `reason` says what is wrong with the column, and how to mend it."""
    shows = column in found.column_names and not table.by_name[column].private
    value = shown(found[column][place].as_py()) if shows else ""
    row = found[ROW][place].as_py()
    problems.add(Problem(record.stage.labels[table.name], row, column, value, *reason))
