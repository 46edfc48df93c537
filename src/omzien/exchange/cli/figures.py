"""`omzien figures`: every figure of the catalogue for one municipality and year."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click

from omzien.exchange.cli.installation import (
    data_option,
    enter,
    organisation_option,
    set_up_without_installation,
    visit_of,
)
from omzien.exchange.cli.selection import known_year, municipality_code, municipality_option, year_option

COLUMNS = ("name", "value", "unit", "label", "missing", "n", "previous", "change", "date_basis", "definition")


def _print_catalogue(context: click.Context, option: click.Parameter, form: str | None) -> None:
    if form is None:
        return
    set_up_without_installation()
    from omzien.insight import figures

    click.echo(figures.catalogue_json() if form == "json" else figures.catalogue_csv(), nl=form == "json")
    context.exit()


@click.command("figures", short_help="Print the figures of a municipality and year.")
@click.option(
    "--catalogue",
    type=click.Choice(["json", "csv"]),
    is_eager=True,
    expose_value=False,
    callback=_print_catalogue,
    help="Print what every figure means instead, with every version of its definition.",
)
@municipality_option
@year_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@organisation_option
@data_option
def figures_command(municipality: str, year: int, form: str, organisation: str | None, data: Path) -> None:
    """Print all figures of the catalogue for one municipality and calendar year, beside last year's.

    For use inside the organisation: small numbers are not hidden here.
    """
    enter(data)
    visit = visit_of(organisation, reason="figures on the command line")
    rows = figure_rows(visit.organisation_id, municipality_code(visit.organisation_id, municipality), year)
    print_rows(rows, form)


def figure_rows(organisation_id: int, code: str, year: int) -> list[dict[str, Any]]:
    """One dictionary per figure, as `--format json` prints them."""
    from omzien.insight import facts, figures

    snapshot = facts.fresh(organisation_id)
    known_year(snapshot, year)
    return figures.listing(snapshot, figures.Selection(organisation_id, figures.Period.year(year), code))


def print_rows(rows: list[dict[str, Any]], form: str) -> None:
    """Print as JSON, CSV or a table to read."""
    if form == "json":
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    elif form == "csv":
        out = csv.DictWriter(sys.stdout, COLUMNS, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    else:
        _print_table(rows)


def _print_table(rows: list[dict[str, Any]]) -> None:
    width = max((len(row["name"]) for row in rows), default=0)
    click.echo(f"{'figure':<{width}} {'value':>10} {'previous':>10}  {'unit':<14} label")
    for row in rows:
        numbers = " ".join(f"{_number(row[name]):>10}" for name in ("value", "previous"))
        click.echo(f"{row['name']:<{width}} {numbers}  {row['unit']:<14} {row['label']}")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}" if isinstance(value, int) else f"{value:.4g}"
