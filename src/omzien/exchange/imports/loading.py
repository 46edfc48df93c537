"""From the stage into the database: what is new is added, what differs is changed, the rest is left alone.

Ids are given out before rows are written, so that references are settled here, a column at a time, and the
database takes whole tables. Everything happens in the one transaction that the caller has opened.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db import connection
from django.db.models import Model

from omzien.exchange import rows
from omzien.exchange.imports import searching
from omzien.exchange.imports.bulk import Bulk, bulk
from omzien.exchange.imports.problems import Counts
from omzien.exchange.imports.record import key_of, plain, reference_key
from omzien.exchange.imports.staging import Progress, Stage, quiet
from omzien.exchange.package.tables import BY_NAME, Table
from omzien.people import rules as people

MANY = 10_000


class Vanished(LookupError):
    """A row that the package points to was there when it was checked, and is gone now."""


@dataclass(frozen=True, slots=True)
class Target:
    """Whose record the rows go into, and when."""

    organisation_id: int
    organisation_key: str
    now: datetime


class Loader:
    """Loads the tables of one stage, one after another; later tables find the ids of earlier ones here."""

    def __init__(self, stage: Stage, target: Target, *, write: bool = True) -> None:
        self.stage, self.target, self.write = stage, target, write
        self._database: Bulk = bulk()
        self._loaded: dict[str, tuple[Any, Any]] = {}
        self._installed_ids = cache(self._read_ids)

    def load(self, progress: Progress = quiet) -> tuple[Counts, ...]:
        """Load every table. Without `write` it only counts what would happen."""
        tables = self.stage.tables
        total, done, counts = sum(self.stage.rows(table.name) for table in tables), 0, []
        if self.write:
            self._database.lock([table.model for table in tables])
        for table in tables:
            progress("writing rows", done, total)
            counts.append(self._load_table(table))
            done += counts[-1].rows
        if self.write and total > MANY:
            self._database.look_again()
        progress("writing rows", total, total)
        return tuple(counts)

    def _load_table(self, table: Table) -> Counts:
        staged = self.stage.read(table.name, table.names).combine_chunks()
        present = rows.read_all(table, self.target.organisation_id, with_id=True).combine_chunks()
        own = key_of(table, staged)
        place = pc.index_in(own, value_set=plain(key_of(table, present)))
        new, ids = pc.is_null(place), self._ids(table, place, present)
        self._remember(table, own, ids, present)
        changed = _differing(table, staged, present, place)
        for wanted, write in ((new, self._insert), (changed, self._update)):
            if self.write and pc.any(wanted).as_py():
                write(table, staged.filter(wanted), ids.filter(wanted))
                if table.name == "residents":
                    self._index_names(staged.filter(wanted), ids.filter(wanted))
        return Counts(table.name, staged.num_rows, _number(new), _number(changed))

    def _ids(self, table: Table, place: Any, present: pa.Table) -> Any:
        """The id of every row: the one it has, or a new one."""
        count = place.null_count
        first = self._database.give_out_ids(table.model, count) if self.write and count else -count
        fresh = np.cumsum(pc.is_null(place).to_numpy(zero_copy_only=False)) + (first - 1)
        return pc.coalesce(plain(present[rows.ID]).take(plain(place)), pa.array(fresh, pa.int64()))

    def _remember(self, table: Table, own: Any, ids: Any, present: pa.Table) -> None:
        known = pa.chunked_array([plain(own), plain(key_of(table, present))], pa.string())
        numbers = pa.chunked_array([plain(ids), plain(present[rows.ID])], pa.int64())
        self._loaded[table.name] = (plain(known), plain(numbers))

    def _read_ids(self, name: str) -> tuple[Any, Any]:
        table = BY_NAME[name]
        present = rows.read_all(table, self.target.organisation_id, list(table.key), with_id=True)
        return plain(key_of(table, present)), plain(present[rows.ID])

    def _ids_of(self, name: str, wanted: Any) -> Any:
        """The ids behind references to a table. Raises Vanished when one is gone since the check."""
        known, numbers = self._loaded[name] if name in self._loaded else self._installed_ids(name)
        found = numbers.take(plain(pc.index_in(wanted, value_set=known)))
        if found.null_count != wanted.null_count:
            raise Vanished(f"rows of {name} were taken away while the import was running")
        return found

    def _insert(self, table: Table, staged: pa.Table, ids: Any) -> None:
        columns = self._columns(table, staged, ids)
        if table.organisation_path == "organisation_id":
            columns["organisation_id"] = pa.array(np.full(len(ids), self.target.organisation_id), pa.int64())
        if table.name == "residents":
            columns["pseudonym"] = self._pseudonyms(staged["key"])
        self._database.insert(table.model, pa.table(columns))

    def _update(self, table: Table, staged: pa.Table, ids: Any) -> None:
        self._database.update(table.model, pa.table(self._columns(table, staged, ids)))

    def _index_names(self, staged: pa.Table, ids: Any) -> None:
        searching.index(self._database, self.target.organisation_id, _search_names(staged), ids)

    def _columns(self, table: Table, staged: pa.Table, ids: Any) -> dict[str, Any]:
        """The columns as the database has them: ids for keys, and what the import makes itself."""
        columns: dict[str, Any] = {"id": ids}
        pointing = {name for reference in table.references for name in reference.columns}
        for column in table.columns:
            if column.name not in pointing:
                columns[_db_column(table.model, column.field)] = staged[column.name]
        for reference in table.references:
            wanted = plain(reference_key(reference, staged))
            columns[_db_column(table.model, reference.field)] = self._ids_of(reference.table, wanted)
        if table.sealed:
            columns["changed_at"] = _repeated(self._moment(), len(ids))
        if table.name == "residents":
            columns["search_name"] = _search_names(staged)
        if table.name == "contact_details":
            columns["search_address"] = searching.addresses(staged)
        return columns

    def _moment(self) -> str:
        return str(connection.ops.adapt_datetimefield_value(self.target.now))

    def _pseudonyms(self, resident_keys: Any) -> Any:
        organisation = self.target.organisation_key
        secret: bytes = settings.PSEUDONYM_KEY
        made = [
            people.pseudonym(secret, organisation=organisation, resident=key)
            for key in resident_keys.to_pylist()
        ]
        return pa.array(made, pa.int64())


def _search_names(staged: pa.Table) -> Any:
    parts = ("given_name", "name_prefix", "family_name")
    names = zip(*(staged[part].to_pylist() for part in parts), strict=True)
    longest = 200
    return pa.array(
        [
            people.search_name(given_name=given, name_prefix=prefix, family_name=family)[:longest]
            for given, prefix, family in names
        ],
        pa.string(),
    )


def _repeated(text: str, count: int) -> Any:
    return pa.repeat(pa.scalar(text, pa.string()), count)


def _db_column(model: type[Model], field: str) -> str:
    return str(model._meta.get_field(field).column)  # type: ignore[union-attr]


def _number(mask: Any) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _differing(table: Table, staged: pa.Table, present: pa.Table, place: Any) -> Any:
    """Which rows are there already, but not just so."""
    differs = pa.array(np.zeros(staged.num_rows, dtype=bool))
    if not present.num_rows:
        return differs
    there = plain(pc.is_valid(place))
    for name in table.names:
        old, new = plain(present[name]).take(plain(place)), plain(staged[name])
        same = pc.or_(pc.fill_null(pc.equal(old, new), False), pc.and_(pc.is_null(old), pc.is_null(new)))
        differs = pc.or_(differs, pc.and_(there, pc.invert(same)))
    return differs
