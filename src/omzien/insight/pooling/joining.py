"""Joining snapshots: new numbers, shared codes, one file per table and organisation."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from omzien.insight.extraction.files import write_file
from omzien.insight.facts.given import schema
from omzien.insight.facts.snapshots import Part, Snapshot, building, digest_of, place, publish
from omzien.insight.facts.tables import TABLES, types_of
from omzien.insight.pooling import statements
from omzien.insight.pooling.members import Member, members_of
from omzien.insight.pooling.shared import NAMES_OF_OWN, OWN, shared_keys, translated
from omzien.insight.whole import whole
from omzien.organisation.rules import starter_codes, starter_services

BATCH = 65_536  # rows that go from the database to a file at a time
LAST = 9_999  # the place of what is no code of the list
EVERYBODY = 0  # the number of the organisation in rows that are nobody's own
KEPT, TRANSLATED, LEFT_OUT = "kept", "translated", "left_out"  # what became of the codes in the facts
Fates = Mapping[str, Mapping[str, int]]  # by list: how many codes in the facts were kept, and so on


@dataclass(frozen=True, slots=True)
class Pooled:
    """A pool as it was made. `fates` tells by organisation and list what became of the codes in its facts;
    `differing` names the norms that were not the same everywhere: the pool has the usual ones for these.
    """

    snapshot: Snapshot
    members: Sequence[Member]
    fates: Mapping[int, Fates]
    differing: Sequence[str]

    def as_json(self) -> str:
        """What went in, and what became of it."""
        members = [
            {
                "organisation": member.number,
                "name": member.name,
                "kvk": member.kvk,
                "snapshot": member.snapshot.digest,
                "made_at": member.snapshot.made_at.isoformat(),
                "rows": {name: member.snapshot.rows(name) for name in sorted(member.snapshot.tables)},
                "codes": self.fates.get(member.number, {}),
            }
            for member in self.members
        ]
        told = {"digest": self.snapshot.digest, "differing_norms": list(self.differing)}
        return json.dumps(told | {"organisations": members}, indent=1, ensure_ascii=False)


def pool(folders: Iterable[Path], target: Path) -> Pooled:
    """Join the current snapshots of these folders into one in `target`; what went in is in `target/pools`.

    The same snapshots give the same pool, with the same digest. Until the end `target` holds what it held.
    Raises CannotPool, before anything is written, when they cannot be joined.
    """
    members = members_of(folders)
    norms, differing = _norms(members)
    with building(target) as unfinished, duckdb.connect() as database:
        for statement in statements.preparation(members):
            database.execute(statement)
        database.register("translated", _translations(database, members))
        for statement in statements.numbering():
            database.execute(statement)
        given = _given(members, norms)
        tables = {name: tuple(_parts(database, target, unfinished, name, members, given)) for name in TABLES}
        fates = _fates(database)
    read_at = min(member.snapshot.made_at for member in members)
    snapshot = Snapshot(digest_of(tables), target, read_at, tables, read_at, "a pool")
    made = Pooled(snapshot, members, fates, differing)
    _note(target / "pools" / f"{snapshot.digest}.json", made.as_json())
    publish(snapshot)
    return made


def _norms(members: Sequence[Member]) -> tuple[dict[str, int], list[str]]:
    """The norms of the pool: what all agree on, or else the usual one; of the thresholds the strictest."""
    fields = TABLES["settings"].rows().model._meta
    norms, differing = {}, []
    for name, kind in types_of(TABLES["settings"]).items():
        if kind != "int32":
            continue
        usual = fields.get_field(name).default
        said = {usual if member.settings[name] is None else member.settings[name] for member in members}
        if name.endswith("_threshold"):
            norms[name] = max(said)
            continue
        norms[name] = said.pop() if len(said) == 1 else usual
        differing += [name] if said else []
    return norms, differing


def _translations(database: duckdb.DuckDBPyConnection, members: Sequence[Member]) -> pa.Table:
    rows = []
    for member in members:
        codes = database.execute(
            'SELECT list, "key", parent, standard FROM all_codes WHERE member = ?', [member.number]
        ).fetchall()
        rows += [(member.number, *code, shared) for code, shared in translated(codes).items()]
    names = ("member", "list", "key", "shared")
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def _given(members: Sequence[Member], norms: Mapping[str, int]) -> dict[str, list[dict[str, Any]]]:
    """The tables that are nobody's facts: who takes part, and the shared lists."""
    return {
        "settings": [
            {"organisation": member.number, "name": member.name, "kvk": member.kvk} | dict(norms)
            for member in members
        ],
        "codes": [
            {name: getattr(code, name) for name in ("list", "key", "name_nl", "name_en", "parent")}
            | {"position": code.order, "organisation": EVERYBODY}
            for code in starter_codes()
        ]
        + [{"list": name, "key": OWN, "position": LAST, **NAMES_OF_OWN} for name in sorted(shared_keys())],
        "services": [
            {name: row.get(name) for name in ("key", "name_nl", "name_en", "societal_task")}
            | {"organisation": EVERYBODY}
            for row in starter_services()
        ]
        + [{"key": OWN, **NAMES_OF_OWN}],
        "partners": [],
        "teams": [],
    }


def _parts(
    database: duckdb.DuckDBPyConnection,
    target: Path,
    unfinished: Path,
    name: str,
    members: Sequence[Member],
    given: Mapping[str, list[dict[str, Any]]],
) -> Iterator[Part]:
    """The files of one table: of what is everybody's one, of facts one per organisation."""
    table, folder = TABLES[name], unfinished / name
    folder.mkdir()
    blocks: dict[int | None, Iterable[pa.RecordBatch]] = {}
    if name in given:
        blocks[None] = pa.Table.from_pylist(given[name], schema(table)).to_batches()
    elif name in statements.OF_EVERYBODY:
        blocks[None] = _answer(database, statements.of_everybody(name), schema(table))
    for number in () if blocks else (member.number for member in members):
        blocks[number] = _answer(database, statements.of_member(table, number), schema(table))
    for block, batches in blocks.items():
        yield place(target, name, write_file(batches, folder, types_of(table), block, table.period), "")


def _answer(
    database: duckdb.DuckDBPyConnection, statement: str, target: pa.Schema
) -> Iterator[pa.RecordBatch]:
    """The rows of a statement; it is run when the first is asked for."""
    for batch in database.execute(statement).to_arrow_reader(BATCH):
        yield batch.cast(target)


def _fates(database: duckdb.DuckDBPyConnection) -> dict[int, dict[str, dict[str, int]]]:
    found: dict[int, dict[str, Counter[str]]] = {}
    for statement in statements.fates():
        for number, name, *counts in database.execute(statement).fetchall():
            told = found.setdefault(number, {}).setdefault(name, Counter())
            told.update(dict(zip((KEPT, TRANSLATED, LEFT_OUT), counts, strict=True)))
    return {number: {name: dict(told) for name, told in lists.items()} for number, lists in found.items()}


def _note(file: Path, told: str) -> None:
    """Before the pool is published: of what is current it is always known what went in."""
    with whole(file) as beside:
        beside.write_text(told, encoding="utf-8")
