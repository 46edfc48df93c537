"""`omzien export`: an organisation's records as a data package."""

from pathlib import Path

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter, organisation_option, visit_of


@click.command("export", short_help="Write all records as a data package.")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--force", is_flag=True, help="Write into a folder that is not empty; files of the same name go."
)
@organisation_option
@data_option
def export_command(target: Path, force: bool, organisation: str | None, data: Path) -> None:
    """Write all records of an organisation to DIR as a data package: CSV files with datapackage.json.

    The files hold personal data: only you can read them; keep it so.
    """
    if target.is_dir() and any(target.iterdir()) and not force:
        raise Answer(
            "the folder is not empty", where=str(target), mend="choose an empty folder, or add --force"
        )
    enter(data)
    from omzien.exchange.exports import export_package

    visit = visit_of(organisation, reason="export of the whole record")
    try:
        files = export_package(visit, target)
    except OSError as problem:
        raise Answer(
            f"it cannot be written: {problem.strerror}", where=str(target), mend="choose another folder"
        ) from problem
    rows = sum(file.rows for file in files)
    click.echo(f"{len(files)} tables with {rows} rows written to {target}")
