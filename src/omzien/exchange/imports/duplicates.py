"""What may occur once only: keys, and what the models say is unique."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q, UniqueConstraint

from omzien.exchange.imports import keys
from omzien.exchange.imports.constraints import broken, named
from omzien.exchange.imports.problems import Problems
from omzien.exchange.imports.record import Record, tell
from omzien.exchange.imports.staging import ROW
from omzien.exchange.package.tables import Table

MEND = "every row must differ here: correct one, or take it out"


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns whose values together occur once; `condition`: among these rows only."""

    columns: tuple[str, ...]
    condition: Q | None = None


def uniques(table: Table) -> list[Unique]:
    """The table's key, and what its model says is unique, in columns of the package."""
    columns_of = {reference.field: reference.columns for reference in table.references}
    found = [Unique(table.key)]
    for constraint in table.model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            fields = [name for name in constraint.fields if name != "organisation"]
            columns = tuple(column for name in fields for column in columns_of.get(name, (name,)))
            if all(column in table.by_name for column in columns):  # else it is of this installation only
                found.append(Unique(columns, constraint.condition))
    single = [field.name for field in table.model._meta.concrete_fields if field.unique]
    found += [Unique(columns_of.get(name, (name,))) for name in single if name in table.by_name]
    return list({(unique.columns, str(unique.condition)): unique for unique in found}.values())


def check(record: Record, table: Table, problems: Problems) -> None:
    """Report every row that repeats what may occur once, in the package or in the installation."""
    for unique in uniques(table):
        columns = list(dict.fromkeys([*unique.columns, *named(unique.condition)]))
        staged = record.staged(table, columns)
        rows = staged.select(columns)
        if unique.columns != table.key:  # a key that is there already is the same row
            rows = pa.concat_tables([rows, record.kept(table, columns)])
        _report(record, table, unique, staged, keys.later_copies(_once(unique, rows)), problems)


def _once(unique: Unique, rows: pa.Table) -> Any:
    joined = keys.joined([rows[name] for name in unique.columns])
    return joined if unique.condition is None else pc.if_else(broken(unique.condition, rows), None, joined)


def _report(
    record: Record, table: Table, unique: Unique, staged: pa.Table, copies: Any, problems: Problems
) -> None:
    """A clash with the installation shows at a row of the installation: they stand behind the package's."""
    for place in (copies >= 0).nonzero()[0].tolist():
        first = int(copies[place])
        if first >= staged.num_rows:
            continue  # two rows of the installation: no matter of this package
        inside = place < staged.num_rows
        other = f"row {staged[ROW][first].as_py()}" if inside else "a row of the installation"
        reason = f"has the same {', '.join(unique.columns)} as {other}"
        tell(record, table, problems, staged, place if inside else first, unique.columns[-1], (reason, MEND))
