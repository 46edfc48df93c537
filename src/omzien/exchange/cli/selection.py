"""Naming a municipality and a year on the command line, and being told what there is when it is not there."""

from typing import Any

import click

from omzien.exchange.cli.answers import Answer, unknown

municipality_option = click.option(
    "--municipality", required=True, metavar="NAME", help="Its name or CBS code."
)
year_option = click.option("--year", required=True, type=click.IntRange(1900, 2200), help="Calendar year.")


def municipality_code(organisation_id: int, given: str) -> str:
    """The CBS code of a municipality, by name (any case) or code. Raises Answer with the names there are."""
    from django.apps import apps

    rows = apps.get_model("organisation.Municipality").objects.order_by("name").values_list("code", "name")
    return code_of(given, dict(rows))


def code_of(given: str, names: dict[str, str]) -> str:
    """The code of a municipality among these, by name (any case) or code. Raises Answer with their names."""
    for code, name in names.items():
        if given.casefold() in (code.casefold(), name.casefold()):
            return code
    raise unknown("municipality", given, list(names.values()))


def known_year(snapshot: Any, year: int) -> None:
    """Raise Answer when there are no records in this year, with the years that there are."""
    reach = snapshot.reach("registrations")
    if reach is None or not reach[0].year <= year <= reach[1].year:
        known = f"{reach[0].year} to {reach[1].year}" if reach else "there are no records yet"
        raise Answer(f"there are no records of {year} here", mend=f"choose a year from: {known}")
