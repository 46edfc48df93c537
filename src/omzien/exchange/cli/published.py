"""`omzien published`: what was published, and how much of it is withheld."""

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.installation import data_option, enter, organisation_option, visit_of

if TYPE_CHECKING:
    from omzien.insight.reports import Past


@click.command("published", short_help="List what was published, and what it withholds.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@organisation_option
@data_option
def published_command(form: str, organisation: str | None, data: Path) -> None:
    """List every final report and every file that was made to publish, the newest first.

    Whatever is published later is weighed with these, so that nothing gives away what they withhold.
    """
    enter(data)
    from omzien.insight.reports import past

    visit = visit_of(organisation, reason="publications on the command line")
    every = past(visit.organisation_id)
    if form == "json":
        told = [dataclasses.asdict(each) for each in every]
        click.echo(json.dumps(told, indent=1, ensure_ascii=False, default=str))
    else:
        click.echo("\n".join(map(_line, every)) or "nothing was published yet")


def _line(each: "Past") -> str:
    """The moment, of whom and when, what is shown and withheld, and what it is."""
    of = f"{each.municipality or 'all':<7} {each.period.start} to {each.period.last_day}"
    return (
        f"{each.at:%Y-%m-%d %H:%M}  {of}  {each.printed:>5} shown {each.withheld:>5} withheld  {each.title}"
    )
