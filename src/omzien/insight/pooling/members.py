"""Who goes into a pool: the snapshots of organisations, looked at before anything is made of them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from omzien.insight.facts.given import schema
from omzien.insight.facts.snapshots import Snapshot
from omzien.insight.facts.tables import TABLES


class CannotPool(ValueError):
    """These snapshots cannot be joined; the message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation of a pool; `number` is what its rows are known by in there."""

    number: int
    name: str
    kvk: str
    settings: dict[str, Any]
    snapshot: Snapshot


def members_of(folders: Iterable[Path]) -> list[Member]:
    """The organisations of these folders of facts, always in one order, however they are named.

    Raises CannotPool for a folder without facts of this version, a file that is not what it was, and an
    organisation that is there twice.
    """
    found = sorted((_member(folder) for folder in folders), key=_identity)
    if not found:
        raise CannotPool("there is nothing to join: name the folders of facts")
    for one, next_one in pairwise(found):
        if _identity(one) == _identity(next_one) or one.snapshot.digest == next_one.snapshot.digest:
            raise CannotPool(
                f"{one.name} is there twice: {one.snapshot.folder} and {next_one.snapshot.folder} "
                "(organisations are told apart by their number in the trade register, or else their name)"
            )
    return [
        Member(number, one.name, one.kvk, one.settings, one.snapshot) for number, one in enumerate(found, 1)
    ]


def _identity(member: Member) -> str:
    return member.kvk or member.name


def _member(folder: Path) -> Member:
    snapshot = Snapshot.open(folder)
    if snapshot is None:
        raise CannotPool(
            f"{folder}: no facts of this version of Omzien. It must be the folder with current.json, made "
            "anew with the same version as the others"
        )
    for name, parts in snapshot.tables.items():
        for part in parts:
            _check(snapshot.folder / part.file, name, part.sha256)
    files = snapshot.files("settings")
    rows = [row for file in files for row in pq.read_table(file).to_pylist()]
    if not rows or not (rows[0]["kvk"] or rows[0]["name"]):
        raise CannotPool(f"{folder}: these facts do not say of which organisation they are")
    if len(rows) > 1:
        raise CannotPool(f"{folder}: this is a pool already; join the organisations that went into it")
    return Member(0, rows[0]["name"] or rows[0]["kvk"], rows[0]["kvk"] or "", rows[0], snapshot)


def _check(file: Path, table: str, sha256: str) -> None:
    if not file.exists():
        raise CannotPool(f"{file}: this file of the snapshot is not there; copy the folder whole")
    with file.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
            raise CannotPool(f"{file}: this file is not what it was when the snapshot was made")
    if table not in TABLES or not pq.read_schema(file).equals(schema(TABLES[table])):
        raise CannotPool(
            f"{file}: its columns are not those of this version of Omzien; make the facts anew with the same "
            "version as the others"
        )
