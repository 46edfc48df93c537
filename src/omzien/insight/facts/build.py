"""Bringing facts up to date: look what changed, have that written, keep the rest."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from omzien.gate import clock
from omzien.insight.extraction import fingerprints
from omzien.insight.extraction.job import Block, Job, TableAnswer, TableJob, answer_from_json
from omzien.insight.facts.snapshots import Part, Snapshot, building, digest_of, place, publish, touch
from omzien.insight.facts.statements import address, job_of
from omzien.insight.facts.tables import TABLES
from omzien.insight.facts.touches import fold, tallies


class ExtractionFailed(RuntimeError):
    """The extracting process could not read the database; the message is what it said."""


def fresh(organisation_id: int, *, max_age: timedelta = timedelta(0), anew: bool = False) -> Snapshot:
    """The facts of an organisation, brought up to date under `settings.FACTS_FOLDER`.

    What changed since the last call is written, the rest stays. A snapshot that was found up to date less
    than `max_age` ago is given as it is, without asking the database. `anew` trusts no fingerprint and
    reads all.
    """
    folder = Path(settings.FACTS_FOLDER) / str(organisation_id)
    moment = clock.now()
    known = None if anew else _known(folder)
    if known and (_is_young(known, moment, max_age) or _is_unchanged(known, organisation_id)):
        return known
    with building(folder) as unfinished:
        seen, known = known, None if anew else _known(folder)
        if known and known != seen and _is_unchanged(known, organisation_id):
            return known  # somebody else built it while we waited
        moment = clock.now()
        answer = _extract(
            Job(
                connection.vendor,
                address(),
                organisation_id,
                str(unfinished),
                tallies(organisation_id),
                _jobs(organisation_id, known),
            )
        )
        fold()
        return _publish(folder, known, answer, moment)


def _origin() -> str:
    return f"{connection.vendor} {connection.settings_dict['NAME']}"


def _known(folder: Path) -> Snapshot | None:
    """The current snapshot, when it is of this database and whole."""
    snapshot = Snapshot.open(folder)
    return snapshot if snapshot and snapshot.origin == _origin() and snapshot.is_whole() else None


def _is_young(known: Snapshot, moment: datetime, max_age: timedelta) -> bool:
    return known.checked_at is not None and moment - known.checked_at < max_age


def _jobs(organisation_id: int, known: Snapshot | None) -> tuple[TableJob, ...]:
    tables = known.tables if known else {}
    return tuple(
        job_of(table, organisation_id, {str(part.block): part.fingerprint for part in tables.get(name, ())})
        for name, table in TABLES.items()
    )


def _is_unchanged(known: Snapshot, organisation_id: int) -> bool:
    """Ask the database itself, so that no process need be started when nothing happened."""
    jobs = _jobs(organisation_id, known)
    moment = clock.now()
    small = [(table, _fetch(table.rows)) for table in jobs if table.small]
    prints = fingerprints.prints_of(jobs, small, _fetch(tallies(organisation_id)))
    unchanged = all(_same(prints[table.name], table) for table in jobs)
    if unchanged:
        touch(known, moment)
    return unchanged


def _same(prints: Mapping[Block, str], table: TableJob) -> bool:
    return {str(block): told for block, told in prints.items()} == table.known


def _fetch(statement: str) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _extract(job: Job) -> dict[str, TableAnswer]:
    command = [sys.executable, "-m", "omzien.insight.extraction"]
    done = subprocess.run(  # our own program, and nothing of a user in it
        command, input=job.as_json(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ExtractionFailed(done.stderr.strip()[-2000:] or f"stopped with {done.returncode}")
    return answer_from_json(done.stdout)


def _publish(
    folder: Path, known: Snapshot | None, answer: Mapping[str, TableAnswer], moment: datetime
) -> Snapshot:
    old = known.tables if known else {}
    tables = {name: _parts(folder, name, old.get(name, ()), found) for name, found in answer.items()}
    digest = digest_of(tables)
    made_at = known.made_at if known and known.digest == digest else moment
    snapshot = Snapshot(digest, folder, made_at, tables, moment, _origin())
    publish(snapshot)
    return snapshot


def _parts(folder: Path, name: str, old: Sequence[Part], found: TableAnswer) -> tuple[Part, ...]:
    written = {
        file.block: place(folder, name, file, found.fingerprints[file.block]) for file in found.written
    }
    kept = {part.block: part for part in old if part.block in found.fingerprints}
    return tuple(part for _, part in sorted((kept | written).items(), key=lambda item: item[0] or 0))
