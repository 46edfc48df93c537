"""The command line: a door like any other. `omzien --help` tells what there is."""

from omzien.exchange.cli.group import main

__all__ = ["main"]
