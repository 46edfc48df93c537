"""`omzien pool`: the facts of many organisations as one set, without anything of one organisation's own."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import set_up_without_installation

if TYPE_CHECKING:
    from omzien.insight.pooling import Pooled

folder = click.Path(file_okay=False, path_type=Path)
CHANGED = ("translated", "left_out")  # what is told of codes; that the rest was kept goes without saying


@click.command("pool", short_help="Join the facts of many organisations.")
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=folder)
@click.option("--to", "target", metavar="FOLDER", required=True, type=folder, help="Where the pool is made.")
def pool_command(folders: tuple[Path, ...], target: Path) -> None:
    """Join the facts of many organisations into one set in the folder --to.

    Each FOLDER holds the facts of one organisation: the folder with current.json, in `facts` of its data
    folder. Residents get new numbers and cannot be followed from one organisation to another; codes of an
    organisation's own become the shared code that they stand for, or only say that there was one; teams,
    partners and workers stay at home. Count from it with `omzien figures --facts FOLDER`.
    """
    set_up_without_installation()
    from omzien.insight.pooling import CannotPool, pool

    try:
        made = pool(folders, target)
    except CannotPool as problem:
        raise Answer(f"these facts cannot be joined: {problem}") from problem
    _tell(made, target)


def _tell(made: "Pooled", target: Path) -> None:
    for member in made.members:
        rows = sum(member.snapshot.rows(name) for name in member.snapshot.tables)
        click.echo(f"{member.number:>4}  {member.name}: {rows} rows, facts {member.snapshot.digest[:12]}")
        for name, fate in sorted(made.fates.get(member.number, {}).items()):
            if changed := [f"{fate[how]} {how.replace('_', ' ')}" for how in CHANGED if fate[how]]:
                click.echo(f"      {name}: {', '.join(changed)}")
    if made.differing:
        click.echo(f"Not the same everywhere, so the pool has the usual ones: {', '.join(made.differing)}")
    click.echo(f"The pool {made.snapshot.digest[:12]} is in {target}; what went in, in {target / 'pools'}")
