"""`omzien import`: a data package into an installation."""

from pathlib import Path

import click

from omzien.exchange.cli.answers import BAD_INPUT
from omzien.exchange.cli.installation import data_option, enter, organisation_option

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

    with shown_progress() as progress:
        report = import_from_command(
            source, organisation_key=organisation, dry_run=dry_run, progress=progress
        )
    if errors is not None:
        report.write_problems(errors)
    for line in report.lines(shown=SHOWN):
        click.echo(line, err=bool(report.problems))
    if report.problems:
        raise SystemExit(BAD_INPUT)
