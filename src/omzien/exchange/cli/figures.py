"""`omzien figures`: every figure of the catalogue for one municipality and year."""

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import (
    data_option,
    enter,
    organisation_option,
    set_up_without_installation,
    visit_of,
)
from omzien.exchange.cli.selection import code_of, known_year, municipality_code, year_option

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
@click.option("--municipality", metavar="NAME", help="Its name or CBS code. Default: all of them together.")
@year_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)
@click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Count from this folder of facts, such as a pool, instead of from the installation.",
)
@click.option(
    "--engine", type=click.Choice(["duckdb", "postgres", "spark"]), default="duckdb", show_default=True
)
@click.option(
    "--address", default="", help="Of the engine: postgres://user:password@host/db, spark://host:7077."
)
@click.option("--storage", default="", help="What the workers of Spark call the folder of the facts.")
@organisation_option
@data_option
def figures_command(
    municipality: str | None,
    year: int,
    form: str,
    folder: Path | None,
    engine: str,
    address: str,
    storage: str,
    organisation: str | None,
    data: Path,
) -> None:
    """Print all figures of the catalogue for one calendar year, beside last year's.

    For use inside the organisation: small numbers are not hidden here. Another engine than the one inside
    Omzien counts the same figures; see docs/engines.md.
    """
    if engine != "duckdb" and not address:
        raise Answer(f"{engine} needs an address", where=f"--engine {engine}", mend="add --address")
    snapshot, code = _of_folder(folder, municipality) if folder else _own(organisation, municipality, data)
    known_year(snapshot, year)
    print_rows(_counted(snapshot, code, year, (engine, address, storage)), form)


def _own(organisation: str | None, municipality: str | None, data: Path) -> tuple[Any, str | None]:
    """The facts of the installation, brought up to date, and the code of the municipality."""
    enter(data)
    visit = visit_of(organisation, reason="figures on the command line")
    code = municipality_code(visit.organisation_id, municipality) if municipality else None
    from omzien.insight import facts

    return facts.fresh(visit.organisation_id), code


def _of_folder(folder: Path, municipality: str | None) -> tuple[Any, str | None]:
    """The newest facts of a folder, and the code of the municipality by the names in them."""
    os.environ.setdefault("OMZIEN_QUESTIONS", str(folder / "questions"))
    set_up_without_installation()
    from omzien.insight import facts
    from omzien.insight.figures.store import store_of

    snapshot = facts.Snapshot.open(folder)
    if snapshot is None:
        raise Answer("there are no facts of this version here", where=str(folder), mend="name another folder")
    known = [name for (kind, _), name in store_of(snapshot).names.items() if kind == "municipalities"]
    return snapshot, code_of(municipality, {one.key: one.label_nl for one in known}) if municipality else None


def _counted(snapshot: Any, code: str | None, year: int, place: tuple[str, str, str]) -> list[dict[str, Any]]:
    """One dictionary per figure, as `--format json` prints them."""
    from omzien.insight import figures
    from omzien.insight.figures.engines import Engine, NoEngine
    from omzien.insight.figures.store import counting_on

    selection = figures.Selection(0, figures.Period.year(year), code)
    try:
        with counting_on(Engine(*place), snapshot) as store:
            return figures.listing(store, selection)
    except NoEngine as problem:
        raise Answer(str(problem), mend="see docs/engines.md", exit_code=1) from problem


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
