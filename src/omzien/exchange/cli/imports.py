"""`omzien import`: a data package into an installation."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import BAD_INPUT, Answer
from omzien.exchange.cli.installation import data_option, enter, organisation_option

if TYPE_CHECKING:
    from omzien.exchange.imports import ImportReport

SHOWN = 20


@click.command("import", short_help="Import a data package.")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write every bad value to this CSV file (the screen shows the first twenty).",
)
@organisation_option
@data_option
def import_command(
    source: Path, dry_run: bool, errors: Path | None, organisation: str | None, data: Path
) -> None:
    """Import SOURCE: a folder or zip with CSV files (and datapackage.json), or an .xlsx workbook.

    All or nothing. The same package twice changes nothing; a later one changes what differs.
    Exit code 2: there were bad values, nothing was imported.
    """
    enter(data, make=True, migrate=True)
    from omzien.exchange.cli.progress import shown_progress
    from omzien.exchange.imports import import_from_command

    with shown_progress() as progress, told_plainly():
        report = import_from_command(
            source, organisation_key=organisation, dry_run=dry_run, progress=progress
        )
    for line in report.lines(shown=SHOWN):
        click.echo(line, err=bool(report.problems))
    if errors is not None:
        _write(report, errors)
    if report.problems:
        raise SystemExit(BAD_INPUT)


def _write(report: "ImportReport", errors: Path) -> None:
    try:
        report.write_problems(errors)
    except OSError as problem:
        raise Answer(f"it cannot be written: {problem.strerror}", where=str(errors)) from problem


@contextmanager
def told_plainly() -> Iterator[None]:
    """What stops an import that was checked: somebody else at work in the same installation."""
    from django.db import IntegrityError, OperationalError

    from omzien.exchange.imports import AnotherImport, Vanished

    try:
        yield
    except (AnotherImport, Vanished) as problem:
        raise Answer(str(problem), mend="wait a little and import again", exit_code=1) from problem
    except IntegrityError as problem:
        mend = "the record was changed while it was being checked, or this is a fault of Omzien: import again"
        raise Answer(f"the database refused the rows ({_rule(problem)})", mend=mend, exit_code=1) from problem
    except OperationalError as problem:
        mend = "see that nobody holds the database (a backup, another import), and import again"
        raise Answer(f"the database could not take the rows: {problem}", mend=mend, exit_code=1) from problem


def _rule(problem: Exception) -> str:
    """The rule that the database named; its own message may show what people wrote."""
    details = getattr(problem.__cause__, "diag", None)
    return str(details.constraint_name) if details else str(problem)
