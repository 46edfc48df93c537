"""`omzien report`: the annual report of one municipality."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter, organisation_option, visit_of
from omzien.exchange.cli.selection import known_year, municipality_code, municipality_option, year_option

if TYPE_CHECKING:
    from omzien.gate.visit import Visit
    from omzien.insight.reports import Said, TypedTable


NO_RELEASE = "see which numbers tell it: they stand in what was published before about the same people"
NO_ANSWER = (
    "nothing was written; choose a smaller municipality or another year, and tell who maintains Omzien"
)


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
@click.option(
    "--typed",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Tables to put in, typed by hand (staff, finance), as TOML. It is checked whether they add up.",
)
@click.option(
    "--final",
    is_flag=True,
    help="No concept any more: keep what it shows, so that no later report gives away what it hides.",
)
@organisation_option
@data_option
def report_command(
    municipality: str,
    year: int,
    out: Path,
    language: str,
    typed: Path | None,
    final: bool,
    organisation: str | None,
    data: Path,
) -> None:
    """Write the annual report of one municipality: HTML, PDF, spreadsheet, and a CSV file per table.

    Counts under the public threshold are hidden in it, and others so that nobody can work them out, not even
    with all that was published before. It is marked "concept", unless it is final.
    """
    enter(data)
    from omzien.exchange.cli.progress import shown_progress
    from omzien.insight import facts, reports
    from omzien.insight.disclosure import NotReleased, Unanswered

    visit = visit_of(organisation, reason="annual report on the command line")
    code = municipality_code(visit.organisation_id, municipality)
    tables = typed_tables(typed) if typed else ()
    known_year(facts.fresh(visit.organisation_id), year)
    with shown_progress() as progress:
        try:
            document = reports.annual_report(
                visit.organisation_id,
                code,
                year,
                language=language,
                typed=tables,
                said=said_of(visit, code, year, language),
                final=reports.Signed(visit.worker_id, visit.now) if final else None,
            )
        except NotReleased as refusal:
            raise Answer("this may not be published", where=str(refusal), mend=NO_RELEASE) from refusal
        except Unanswered as refusal:
            raise Answer("the disclosure audit came to no answer", mend=NO_ANSWER) from refusal
        paths = reports.write_report(document, make_out(out), progress=progress)
    for path in paths:
        click.echo(path)


def said_of(visit: "Visit", municipality: str, year: int, language: str) -> "tuple[Said, ...]":
    """The quotes that an analyst chose for this municipality and year."""
    from omzien.gate import ledger
    from omzien.insight.reports import Said
    from omzien.outcomes.queries import quotes

    period = {"since": date(year, 1, 1), "until": date(year + 1, 1, 1)}
    rows = quotes(visit, municipality=municipality, chosen_only=True, **period)
    ledger.close(visit)
    return tuple(Said(row.text, getattr(row, f"service_{language}")) for row in rows)


def typed_tables(file: Path) -> "tuple[TypedTable, ...]":
    """The tables that were typed by hand, or say what is wrong with their file."""
    from omzien.insight.reports import BadTypedFile, read_typed

    try:
        return read_typed(file)
    except OSError as problem:
        raise Answer(f"the file cannot be read: {problem.strerror}", where=str(file)) from problem
    except BadTypedFile as problem:
        where = f"{file}, {problem.where}" if problem.where else str(file)
        raise Answer(problem.what, where=where, mend=problem.mend) from problem


def make_out(out: Path) -> Path:
    """Make the folder for the report, or say why that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Answer(f"the folder cannot be made: {problem.strerror}", where=str(out)) from problem
    return out
