"""`omzien backup` and `omzien restore`: one file with the database, keys and documents.

Facts are not in it: they are made again from the database.
"""

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import click

from omzien.exchange.cli.answers import Answer
from omzien.exchange.cli.installation import data_option, enter

DATABASE, KEYS = "omzien.sqlite3", "keys.json"
LICENSED = "outcomes_licensedtext"
ALSO = ("demo.json", "demo-accounts.json", "files", "publications")
BESIDE = "keys.json, files/ and publications/"  # what a database server knows nothing of


@click.command("backup", short_help="Write database, keys and documents to one file.")
@click.argument("target", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--without-licensed-texts",
    "leaves",
    is_flag=True,
    help="For a copy that leaves the organisation: its licensed texts (criteria) are not in it.",
)
@data_option
def backup_command(target: Path, leaves: bool, data: Path) -> None:
    """Write the database, the keys and the documents to FILE (.tar.gz), while people go on working.

    The file is as precious, and as secret, as the record itself: only you can read it; keep it so.
    """
    if target.exists():
        raise Answer("the file is there already", where=str(target), mend="choose another name")
    enter(data)
    _only_sqlite(f"back the database up with pg_dump, and with it {BESIDE} of the data folder")
    with tempfile.TemporaryDirectory(dir=data) as made:
        copy = Path(made) / DATABASE
        with closing(sqlite3.connect(data / DATABASE)) as source, closing(sqlite3.connect(copy)) as whole:
            source.backup(whole)
            if leaves:
                _without_licensed_texts(whole)
        _pack(target, data, copy)
    click.echo(f"{target}: {target.stat().st_size / 2**20:.1f} MB")


def _without_licensed_texts(whole: sqlite3.Connection) -> None:
    """Take them out of the copy, and out of its free pages too."""
    whole.execute(f"DELETE FROM {LICENSED}")  # noqa: S608  # the name of our own table
    whole.commit()
    whole.execute("VACUUM")


def _pack(target: Path, data: Path, copy: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
        archive.add(copy, DATABASE)
        for name in (KEYS, *ALSO):
            if (data / name).exists():
                archive.add(data / name, name)


@click.command("restore", short_help="Make an installation from a backup.")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def restore_command(source: Path, data: Path) -> None:
    """Make a new installation in the data folder from a backup. The folder must be empty or new."""
    _only_sqlite(f"restore the database with pg_restore, and put {BESIDE} into the data folder")
    if data.is_dir() and any(data.iterdir()):
        raise Answer(
            "the data folder is not empty", where=str(data), mend="give an empty one with --data DIR"
        )
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with tarfile.open(source) as archive:
            if not {DATABASE, KEYS} <= set(archive.getnames()):
                raise Answer(
                    "is no backup of Omzien", where=str(source), mend="give a file of `omzien backup`"
                )
            archive.extractall(data, filter="data")
    except (tarfile.TarError, EOFError) as problem:
        raise Answer(
            "this is no .tar.gz file, or it is cut off",
            where=str(source),
            mend="give a whole file of `omzien backup`",
        ) from problem
    except OSError as problem:
        raise Answer(
            f"the backup cannot be unpacked: {problem.strerror or problem}", where=str(data)
        ) from problem
    (data / KEYS).chmod(0o600)
    click.echo(f"{data} is restored; `omzien check --data {data}` looks it over")


def _only_sqlite(instead: str) -> None:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise Answer("the database is a PostgreSQL server", where="DATABASE_URL", mend=instead)
