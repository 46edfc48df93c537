"""What measures both databases does so in a process for each: Django knows one per process."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import not_run
from tools.postgres_cluster import NoPostgres, cluster

VENDORS = ("sqlite", "postgresql")


def on_both(script: str, sizes: Sequence[int], *, durable: bool = True) -> None:
    """This script on both databases at each size; of one that could not be, it is said why."""
    for rows in sizes:
        for vendor in VENDORS:
            if problem := run_apart(script, vendor, "--rows", str(rows), durable=durable):
                not_run(f"{Path(script).stem}_{vendor}", problem)


def run_apart(script: str, vendor: str, *options: str, durable: bool = True) -> str:
    """Run this script again with `--measure vendor` on an empty database; why it could not be, or nothing.

    `durable`: PostgreSQL waits for the disk, as it does in use; who only reads does without.
    """
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as data:
        if vendor == "sqlite":
            again(script, Path(data), "--measure", vendor, *options)
            return ""
        try:
            with cluster(durable=durable) as url:
                again(script, Path(data), "--measure", vendor, *options, url=url)
        except NoPostgres as problem:
            return str(problem)
    return ""


def again(script: str, data: Path, *options: str, url: str = "") -> None:
    """Run this script in a process of its own, with this data folder, and the database in it or at `url`."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"OMZIEN_DATA": str(data)} | ({"DATABASE_URL": url} if url else {})
    subprocess.run([sys.executable, script, *options], env=environment, check=True)
