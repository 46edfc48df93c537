"""`omzien schema`: the data package's tables and columns."""

import json

import click

from omzien.exchange.cli.installation import data_option, set_up_without_installation


@click.command("schema", short_help="Print what a data package may hold.")
@click.option(
    "--format", "form", type=click.Choice(["json", "markdown", "commands"]), default="json", show_default=True
)
@data_option
def schema_command(form: str, data: object) -> None:
    """Print what a data package may hold: as Table Schemas (JSON), or as the page in docs (Markdown).

    `--format commands` prints the other page in docs that is made from code: that of the commands.
    """
    set_up_without_installation()
    from omzien.exchange.package import document, schema

    if form == "commands":
        from omzien.exchange.cli.document import document as commands

        click.echo(commands(), nl=False)
    elif form == "markdown":
        click.echo(document.document(), nl=False)
    else:
        click.echo(json.dumps(schema.all_schemas(), indent=1))
