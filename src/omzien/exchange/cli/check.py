"""`omzien check`: what is wrong with an installation, and how to mend it."""

from pathlib import Path

import click

from omzien.exchange.cli.installation import data_option


@click.command("check", short_help="Say what is wrong with an installation.")
@data_option
def check_command(data: Path) -> None:
    """Look an installation over: database, ledger, keys, folders, references.

    Exit code 1: something is wrong; each problem is told with how to mend it.
    """
    from omzien.exchange.cli.checks import findings

    found = 0
    for check, problems in findings(data):
        click.echo(f"{'ok  ' if not problems else 'BAD '} {check}")
        for problem in problems:
            found += 1
            click.echo(f"     {problem.what}\n     to mend: {problem.mend}")
    if found:
        raise SystemExit(1)
