"""`omzien report`: the annual report of one municipality."""

from pathlib import Path

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter, organisation_option, visit_of
from omzien.exchange.cli.selection import known_year, municipality_code, municipality_option, year_option


@click.command("report", short_help="Write the annual report of a municipality.")
@municipality_option
@year_option
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write.",
)
@click.option(
    "--language",
    type=click.Choice(("nl", "en")),
    default="nl",
    show_default=True,
    help="Dutch or English: text, labels and notation.",
)
@organisation_option
@data_option
def report_command(
    municipality: str, year: int, out: Path, language: str, organisation: str | None, data: Path
) -> None:
    """Write the annual report of one municipality: HTML, PDF, spreadsheet, and a CSV file per table.

    Counts under the public threshold are hidden in it. It is marked "concept".
    """
    enter(data)
    from omzien.exchange.cli.progress import shown_progress
    from omzien.insight import facts, reports

    visit = visit_of(organisation, reason="annual report on the command line")
    code = municipality_code(visit.organisation_id, municipality)
    known_year(facts.fresh(visit.organisation_id), year)
    with shown_progress() as progress:
        document = reports.annual_report(visit.organisation_id, code, year, language=language)
        paths = reports.write_report(document, make_out(out), progress=progress)
    for path in paths:
        click.echo(path)


def make_out(out: Path) -> Path:
    """Make the folder for the report, or say why that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Answer(f"the folder cannot be made: {problem.strerror}", where=str(out)) from problem
    return out
