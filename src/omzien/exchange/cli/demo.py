"""`omzien demo`: a lifelike made-up organisation, on this machine only."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter
from omzien.exchange.cli.serve import compiling_beforehand, must_be_free, port_option, run_server

LOOPBACK = "127.0.0.1"
MARK = "demo.json"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which made-up organisation: the same seed and number give the same people."""

    seed: int
    residents: int


@click.command("demo", short_help="Start with a made-up organisation.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--residents", type=click.IntRange(100, 1_000_000), default=8000, show_default=True)
@click.option("--serve/--no-serve", default=True, help="Start the web server when the data are there.")
@port_option
@data_option
def demo_command(seed: int, residents: int, serve: bool, port: int, data: Path) -> None:
    """Make a lifelike made-up organisation in the data folder, and serve it on this machine only.

    A second call finds the data and starts at once. Demo accounts exist in demo data only.
    """
    wish = Wish(seed, residents)
    if serve:
        must_be_free(LOOPBACK, port)
    made = is_ready(data, wish)
    if made:
        click.echo(f"The demo data are there already ({data}: seed {seed}, {residents} residents).")
    else:
        _begin(wish, data)
    enter(data, migrate=True)
    with compiling_beforehand():
        if not made:
            _make(wish, data)
        _tell(port if serve else None)
        if serve:
            run_server(LOOPBACK, port, workers=1)


def is_ready(data: Path, wish: Wish) -> bool:
    """Are these demo data there? Raises Answer when the folder holds something else."""
    mark = data / MARK
    if not mark.exists():
        if data.is_dir() and any(data.iterdir()):
            raise Answer(
                "this folder holds an installation that is no demo",
                where=str(data),
                mend="give another folder with --data DIR",
            )
        return False
    found = json.loads(mark.read_text())
    if (found["seed"], found["residents"]) != (wish.seed, wish.residents):
        raise Answer(
            f"this folder holds another demo: seed {found['seed']}, {found['residents']} residents",
            where=str(data),
            mend=f"add --seed {found['seed']} --residents {found['residents']}, or give another folder",
        )
    return bool(found["ready"])


def _begin(wish: Wish, data: Path) -> None:
    """Mark the folder before anything else, so that an interrupted demo is known as one."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _mark(data, wish, ready=False)


def _make(wish: Wish, data: Path) -> None:
    from omzien.exchange.cli.progress import shown_progress
    from omzien.exchange.demo import TooFew, build
    from omzien.gate import clock

    began = perf_counter()
    click.echo(f"Making an organisation with {wish.residents} residents in {data} ...")
    try:
        with shown_progress() as progress:
            until = clock.civil_date(clock.now())  # so that there is work in hand today
            build(data, seed=wish.seed, residents=wish.residents, until=until, progress=progress)
    except TooFew as problem:
        (data / MARK).unlink()
        raise Answer(str(problem), where=f"--residents {wish.residents}", mend="ask for more") from problem
    _mark(data, wish, ready=True)
    click.echo(f"Ready in {perf_counter() - began:.0f} seconds.")


def _mark(data: Path, wish: Wish, *, ready: bool) -> None:
    (data / MARK).write_text(json.dumps({**asdict(wish), "ready": ready}) + "\n")


def _tell(port: int | None) -> None:
    from omzien.exchange.demo import accounts

    if port is not None:
        click.echo(f"\nOmzien demo: open http://{LOOPBACK}:{port} and sign in as one of")
    else:
        click.echo("\nThe demo is ready. Its accounts:")
    for line in accounts.shown():
        click.echo(f"  {line}")
