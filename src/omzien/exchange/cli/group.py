"""The `omzien` command and what it can do. A command's module is read only when it is asked for."""

from importlib import import_module
from typing import Any

import click

from omzien.exchange.cli.answers import Answer

COMMANDS = {
    "demo": "omzien.exchange.cli.demo",
    "found": "omzien.exchange.cli.found",
    "password": "omzien.exchange.cli.found",
    "serve": "omzien.exchange.cli.serve",
    "check": "omzien.exchange.cli.check",
    "import": "omzien.exchange.cli.imports",
    "export": "omzien.exchange.cli.exports",
    "figures": "omzien.exchange.cli.figures",
    "pool": "omzien.exchange.cli.pool",
    "report": "omzien.exchange.cli.report",
    "published": "omzien.exchange.cli.published",
    "surveys": "omzien.exchange.cli.surveys",
    "schema": "omzien.exchange.cli.schema",
    "backup": "omzien.exchange.cli.backup",
    "restore": "omzien.exchange.cli.backup",
}


class Door(click.Group):
    """A group whose commands are found by name in `COMMANDS`; the function is called `<name>_command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(COMMANDS[cmd_name]), f"{cmd_name}_command")
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; what goes wrong in a known way is told in words, not as a traceback."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Answer("stopped; nothing was half done", exit_code=130) from None


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="omzien")
def main() -> None:
    """Omzien: client record, registration and impact reporting for social work.

    Start with `omzien demo`: a made-up organisation on this machine only.
    """
