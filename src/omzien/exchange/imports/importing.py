"""The import from end to end: open, stage, check, load; one transaction, one ledger line."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction

from omzien.exchange.imports import across, sources
from omzien.exchange.imports.loading import Loader, Target
from omzien.exchange.imports.problems import Counts, ImportReport, Problem, Problems, Unreadable
from omzien.exchange.imports.staging import Progress, Stage, quiet, stage
from omzien.gate import ledger
from omzien.gate.visit import Visit, admit_command


def import_package(
    visit: Visit, source: Path, *, dry_run: bool = False, progress: Progress = quiet
) -> ImportReport:
    """Import a package (folder, zip, xlsx) into the visit's organisation.

    Idempotent on the source's keys; atomic; each bad value is in the report's `problems`, and then nothing
    was imported. Raises AnotherImport when somebody else is at it.
    """
    key = (
        apps.get_model("organisation.Organisation")
        .objects.values_list("key", flat=True)
        .get(pk=visit.organisation_id)
    )
    with _checked(source, key, progress) as (staged, report):
        if report.problems:
            return report
        with transaction.atomic():
            counts = _load(visit, key, staged, progress, dry_run=dry_run)
        return replace(report, counts=counts, dry_run=dry_run)


def import_from_command(
    source: Path, *, organisation_key: str | None = None, dry_run: bool = False, progress: Progress = quiet
) -> ImportReport:
    """As `import_package`, by somebody at the machine itself: the organisation may be new.

    It is the one that the package names, else `organisation_key`, else the only one of the installation.
    """
    with _checked(source, organisation_key, progress) as (staged, report):
        if report.problems:
            return report
        with transaction.atomic():
            organisation_id, key, is_new = _organisation(staged, organisation_key)
            visit = admit_command(organisation_id=organisation_id, reason="import of a data package")
            counts = _load(visit, key, staged, progress, dry_run=dry_run)
            counts = tuple(_as_new(count) if is_new else count for count in counts)
            transaction.set_rollback(dry_run)
        return replace(report, counts=counts, dry_run=dry_run)


def _load(visit: Visit, key: str, staged: Stage, progress: Progress, *, dry_run: bool) -> tuple[Counts, ...]:
    """Inside the transaction: load, and write the one line in the ledger."""
    target = Target(visit.organisation_id, key, visit.now)
    counts = Loader(staged, target, write=not dry_run).load(progress)
    if not dry_run:
        rows = {
            count.table: {"new": count.new, "changed": count.changed, "rows": count.rows} for count in counts
        }
        detail = {"package": staged.digest, "tables": rows}
        line = ledger.line_of(visit, act="import", code="C", model="organisation.Organisation", detail=detail)
        ledger.write([line])
    return counts


@contextmanager
def _checked(
    source: Path, organisation_key: str | None, progress: Progress
) -> Iterator[tuple[Stage, ImportReport]]:
    """The stage of a package whose every value was checked, and the report so far.

    The stage goes away at the end. It stays only when the import is broken off, for the next one to use.
    """
    workplace, problems = Path(settings.DATA) / "imports", Problems()
    with _one_at_a_time(workplace):
        try:
            with sources.opened(source, workplace) as opened:
                staged = stage(opened, workplace, problems, progress)
        except Unreadable as refusal:
            problems.add(refusal.problem)
            yield Stage(workplace, "", {}), ImportReport("", problems=problems)
            return
        except OSError as trouble:
            mend = "see that you may read it, and that the disk of the data folder is not full"
            _refuse(problems, source.name, f"cannot be read or staged: {trouble.strerror}", mend)
            yield Stage(workplace, "", {}), ImportReport("", problems=problems)
            return
        if not problems:
            _check_whose(staged, organisation_key, problems)
        if not problems:
            across.check(staged, _organisations().get(_whose(staged, organisation_key)), problems, progress)
        yield staged, ImportReport(staged.digest, problems=problems, reused=tuple(staged.reused))
        staged.remove()


@contextmanager
def _one_at_a_time(workplace: Path) -> Iterator[None]:
    """Two imports at once would wait for one another in the database; say so at once instead."""
    workplace.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(workplace / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        raise AnotherImport("another import is running in this installation") from problem


class AnotherImport(RuntimeError):
    """Somebody else is importing at this moment."""


def _organisations() -> dict[str, int]:
    return dict(apps.get_model("organisation.Organisation").objects.values_list("key", "pk"))


def _named_in(staged: Stage) -> list[str]:
    """The keys in the package's table `organisation`: none or one, if all is well."""
    named = staged.read("organisation", ["key"])["key"].to_pylist() if "organisation" in staged.labels else []
    return [str(key) for key in named]


def _whose(staged: Stage, organisation_key: str | None) -> str:
    """The key of the organisation that the package is for."""
    there = list(_organisations())
    return [*_named_in(staged), *([organisation_key] if organisation_key else []), *there][0]


def _check_whose(staged: Stage, organisation_key: str | None, problems: Problems) -> None:
    """Is it clear, and allowed, whose record this is?"""
    named, there = _named_in(staged), list(_organisations())
    label = staged.labels.get("organisation", "organisation")
    if len(named) > 1:
        _refuse(problems, label, "holds more than one organisation", "make a package for each")
    elif named and organisation_key not in (None, named[0]):
        _refuse(
            problems,
            label,
            f"is of {named[0]}, not of {organisation_key}",
            "choose the other package or organisation",
        )
    elif not named and organisation_key is None and len(there) != 1:
        mend = f"name it with --organisation: {', '.join(there)}" if there else "add the table organisation"
        _refuse(problems, label, "it is not clear whose record this is", mend)
    elif not named and organisation_key is not None and organisation_key not in there:
        _refuse(
            problems, label, f"there is no organisation {organisation_key} here", "add the table organisation"
        )


def _refuse(problems: Problems, label: str, reason: str, mend: str) -> None:
    problems.add(Problem(label, None, "", "", reason, mend))


def _as_new(count: Counts) -> Counts:
    """An organisation that was made for this import is no changed row."""
    return replace(count, new=1, changed=0) if count.table == "organisation" else count


def _organisation(staged: Stage, organisation_key: str | None) -> tuple[int, str, bool]:
    """The organisation to load into, and whether it is new: then the package brings the rest of its row."""
    key = _whose(staged, organisation_key)
    if (known := _organisations().get(key)) is not None:
        return known, key, False
    return apps.get_model("organisation.Organisation").objects.create(key=key, name=key).pk, key, True
