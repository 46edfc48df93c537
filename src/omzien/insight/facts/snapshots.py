"""Snapshots: which files together are the facts at one moment, and how a new one takes the place of the
old.

A folder of facts holds `files/<table>/<block>-<hash>.parquet` (never changed once there),
`snapshots/<digest>.json` (which files), `current.json` (a copy of the newest) and `derived/` (what is made
from the files, and can be made again). Everything is written beside its place and renamed into it, so who
reads sees the old snapshot or the new one, and a process that dies halfway leaves the old one whole.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from omzien.insight.extraction.job import Block, Written
from omzien.insight.whole import whole

FORMAT = 3
KEPT = timedelta(
    days=7
)  # how long older snapshots stay readable: all that are young, then the last of each hour
YOUNG = timedelta(minutes=10)  # and so often is looked which may go


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a snapshot: a block of a table, or a small table."""

    table: str
    block: Block
    file: str
    rows: int
    sha256: str
    first: date | None = None
    last: date | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts of one organisation at one moment; `digest` is over the content of all files."""

    digest: str
    folder: Path
    made_at: datetime
    tables: Mapping[str, tuple[Part, ...]] = field(compare=False)
    checked_at: datetime | None = field(default=None, compare=False)
    origin: str = field(default="", compare=False)

    def files(self, table: str, folder: str = "") -> list[str]:
        """The paths of the Parquet files of a table (none when it has no rows).

        `folder` is how who reads them calls the folder of the facts: by itself as this process does.
        """
        return [f"{folder or self.folder}/{part.file}" for part in self.tables.get(table, ()) if part.rows]

    def reach(self, table: str) -> tuple[date, date] | None:
        """The first and the last day in the period column of a table."""
        firsts = [part.first for part in self.tables.get(table, ()) if part.first]
        lasts = [part.last for part in self.tables.get(table, ()) if part.last]
        return (min(firsts), max(lasts)) if firsts and lasts else None

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return sum(part.rows for part in self.tables.get(table, ()))

    def is_whole(self) -> bool:
        """Are all its files there?"""
        return all((self.folder / part.file).exists() for parts in self.tables.values() for part in parts)

    def derived(self, name: str, told: str, tables: Iterable[str]) -> Path:
        """Where the file of a relation is that is derived from these tables in the way that is told."""
        parts = [part.sha256 for table in tables for part in self.tables.get(table, ()) if part.rows]
        folder = self.folder / "derived"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}-{hashlib.sha256(' '.join([told, *parts]).encode()).hexdigest()[:16]}.parquet"

    @classmethod
    def open(cls, folder: Path, digest: str | None = None) -> Self | None:
        """The newest snapshot of a folder, or the one with this digest; None when it is not there."""
        file = folder / (f"snapshots/{digest}.json" if digest else "current.json")
        try:
            told = json.loads(file.read_text())
            checked = datetime.fromtimestamp(
                file.stat().st_mtime, datetime.fromisoformat(told["made_at"]).tzinfo
            )
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        if told["format"] != FORMAT:
            return None
        tables = {name: tuple(_part(part) for part in parts) for name, parts in told["tables"].items()}
        return cls(
            told["digest"], folder, datetime.fromisoformat(told["made_at"]), tables, checked, told["origin"]
        )

    def as_json(self) -> str:
        """The manifest of this snapshot."""
        tables = {name: [asdict(part) for part in parts] for name, parts in sorted(self.tables.items())}
        told = {
            "format": FORMAT,
            "digest": self.digest,
            "made_at": self.made_at.isoformat(),
            "origin": self.origin,
        }
        return json.dumps(told | {"tables": tables}, indent=1, default=str)


def _part(told: dict[str, Any]) -> Part:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("first", "last")}
    return Part(**(told | days))


def digest_of(tables: Mapping[str, tuple[Part, ...]]) -> str:
    """One hash over the hashes of all files: equal content has an equal digest."""
    lines = [
        f"{name} {part.block} {part.sha256}" for name in sorted(tables) for part in tables[name] if part.rows
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """The right to build in this folder, one builder at a time, and a place for unfinished files.

    The lock goes with the process, however it ends; what a dead builder left is cleared away by the next.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob("unfinished-*"):
            shutil.rmtree(left)
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder))
        try:
            yield unfinished
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def place(folder: Path, table: str, written: Written, fingerprint: str) -> Part:
    """Give a finished file its place, under a name that says what is in it."""
    name = f"files/{table}/{Path(written.path).stem}-{written.sha256[:16]}.parquet"
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    finished = Path(written.path)
    _sync(finished)
    finished.replace(target)
    return Part(
        table, written.block, name, written.rows, written.sha256, written.first, written.last, fingerprint
    )


def publish(snapshot: Snapshot) -> None:
    """Make this the current snapshot of its folder; files that only long replaced snapshots name go away."""
    kept = snapshot.folder / "snapshots"
    for target in (kept / f"{snapshot.digest}.json", snapshot.folder / "current.json"):
        with whole(target) as beside:
            beside.write_text(snapshot.as_json())
            _sync(beside)
    _forget(snapshot)


def _forget(current: Snapshot) -> None:
    """Once in a while: older snapshots that are not kept go away, and the files that no snapshot names."""
    looked, now = current.folder / "snapshots" / "looked", current.made_at.timestamp()
    if looked.exists() and 0 <= now - looked.stat().st_mtime < YOUNG.total_seconds():
        return
    looked.touch()
    os.utime(looked, (now, now))
    manifests = list((current.folder / "snapshots").glob("*.json"))
    kept = {current.digest, *_kept({file.stem: file.stat().st_mtime for file in manifests}, now)}
    for manifest in manifests:
        if manifest.stem not in kept:
            manifest.unlink()
    left = [Snapshot.open(current.folder, digest) for digest in kept]
    named = {part.file for one in left if one for parts in one.tables.values() for part in parts}
    for file in (current.folder / "files").glob("*/*.parquet"):
        if str(file.relative_to(current.folder)) not in named:
            file.unlink()
    for file in (current.folder / "derived").glob("*"):
        if now - file.stat().st_mtime > KEPT.total_seconds():
            file.unlink()


def _kept(moments: Mapping[str, float], now: float) -> set[str]:
    """Of snapshots and when they were made, those to keep: the young ones, and the last of each hour."""
    old = {digest: moment for digest, moment in moments.items() if now - moment > YOUNG.total_seconds()}
    last = {int(moment // 3600): digest for digest, moment in sorted(old.items(), key=lambda item: item[1])}
    worn = {hour for hour in last if now - (hour + 1) * 3600 > KEPT.total_seconds()}
    return moments.keys() - old.keys() | {digest for hour, digest in last.items() if hour not in worn}


def touch(snapshot: Snapshot, moment: datetime) -> None:
    """Note that the snapshot was found to be up to date at this moment."""
    os.utime(snapshot.folder / "current.json", (moment.timestamp(), moment.timestamp()))


def _sync(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
