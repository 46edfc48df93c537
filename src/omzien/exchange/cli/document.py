"""`docs/commands.md`: every command with its help, made from the commands themselves."""

from importlib import import_module

import click

from omzien.exchange.cli.group import COMMANDS, main

_INTRODUCTION = """# The command line

<!-- Made by `omzien schema --format commands`; do not edit: a test compares. -->

`omzien COMMAND --help` shows the same. Every command works in a data folder (`--data DIR`, or `OMZIEN_DATA`),
with its database in it (SQLite) or at `DATABASE_URL` (`postgres://user:password@host:port/name`).

A refusal says what is wrong, where, and how to mend it. Exit codes: 0 done, 1 the installation is at fault,
2 the input is, 130 stopped with Ctrl-C.

An import keeps other writers waiting while it writes (a million rows: about a minute): do a large one at a
quiet hour. When it is broken off, nothing was imported; start it again and it goes on from the tables that
were checked.
"""


def document() -> str:
    """The whole page, as Markdown."""
    context = click.Context(main, info_name="omzien", help_option_names=["-h", "--help"])
    return "\n".join([_INTRODUCTION, *(_section(context, name) for name in COMMANDS)])


def _section(parent: click.Context, name: str) -> str:
    command: click.Command = getattr(import_module(COMMANDS[name]), f"{name}_command")
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    return f"## omzien {name}\n\n```\n{command.get_help(context)}\n```\n"
