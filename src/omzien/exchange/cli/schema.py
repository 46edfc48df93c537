"""`omzien schema`: the data package's tables and columns."""

import json

import click

from omzien.exchange.cli.installation import data_option


@click.command("schema", short_help="Print what a data package may hold.")
@click.option("--format", "form", type=click.Choice(["json", "markdown"]), default="json", show_default=True)
@data_option
def schema_command(form: str, data: object) -> None:
    """Print what a data package may hold: as Table Schemas (JSON), or as the page in docs (Markdown)."""
    _set_up_without_installation()
    from omzien.exchange.package import document, schema

    text = document.document() if form == "markdown" else json.dumps(schema.all_schemas(), indent=1) + "\n"
    click.echo(text, nl=False)


def _set_up_without_installation() -> None:
    """The schema is made from the models, so Django is needed; a data folder is not, so none is made."""
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["OMZIEN_DATA"] = nowhere
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
        import django

        django.setup()
