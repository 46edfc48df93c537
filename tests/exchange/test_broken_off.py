"""An import that is killed leaves the installation as it was, and the next one completes it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.commands import ROOT, command
from tests.exchange import sample

pytestmark = pytest.mark.one_database("it starts processes, with databases of their own")

RESIDENTS = 12_000
# When it is killed: as soon as this file is there, and so many seconds later.
MOMENTS = [
    ("imports/*/*.unfinished", 0.0),  # it is reading
    ("imports/*/residents.parquet", 0.0),  # a table is finished
    ("imports/*/registrations.parquet", 0.1),  # it is writing
]


@dataclass
class Installation:
    """A data folder, with its database in it or on a server."""

    data: Path
    url: str | None

    def omzien(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command of the command line."""
        there = {"DATABASE_URL": self.url} if self.url else {}
        line, environment = command(*arguments, "--data", str(self.data), **there)
        return subprocess.Popen(
            line,
            env=environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def count(self, table: str) -> int:
        """How many rows a table has, asked of the database itself."""
        question = f"SELECT count(*) FROM {table}"
        if self.url:
            with psycopg.connect(self.url) as direct:
                return int(direct.execute(question.encode()).fetchone()[0])  # type: ignore[index]
        with sqlite3.connect(self.data / "omzien.sqlite3") as file:
            return int(file.execute(question).fetchone()[0])

    def wait_for(self, pattern: str, process: subprocess.Popen[str]) -> None:
        """Look at the data folder until the import is so far."""
        until = time.monotonic() + 120
        while not list(self.data.glob(pattern)):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until, f"no {pattern}"
            time.sleep(0.002)


def said(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output
    return output


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A package that takes a while to import."""
    kept = ("municipalities", "organisation", "codes")
    rows = {name: rows for name, rows in sample.rows().items() if name in kept}
    both = {"municipality": "GM0450", "registered_on": sample.ON}
    rows["residents"] = [{"key": f"r{number}", "given_name": "Naam", **both} for number in range(RESIDENTS)]
    rows["registrations"] = [
        {"key": f"a{number}", "resident": f"r{number}", "channel": "eigen_initiatief", **both}
        for number in range(RESIDENTS)
    ]
    return sample.write(tmp_path_factory.mktemp("package"), rows)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, tmp_path) -> Installation:
    """A new, empty installation on each database."""
    if request.param == "sqlite":
        return Installation(tmp_path, None)
    url, name = request.getfixturevalue("postgres_url"), f"broken_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(url, autocommit=True) as direct:
        direct.execute(f"CREATE DATABASE {name}".encode())
    return Installation(tmp_path, url.rpartition("/")[0] + f"/{name}")


def test_a_killed_import_leaves_nothing_and_the_next_completes_it(installation, package):
    for pattern, after in MOMENTS:
        for stage in installation.data.glob("imports/*/"):
            shutil.rmtree(stage)
        process = installation.omzien("import", str(package))
        installation.wait_for(pattern, process)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it was done too soon: lower the moments"
        for table in ("organisation_organisation", "people_resident", "gate_ledgerline"):
            assert installation.count(table) == 0

    (finished,) = installation.data.glob("imports/*/residents.parquet")
    before = finished.stat().st_mtime_ns
    process = installation.omzien("import", str(package))
    installation.wait_for("imports/*/registrations.parquet", process)
    assert finished.stat().st_mtime_ns == before, "a finished table was read again"
    assert f"residents: {RESIDENTS} new" in said(process)
    assert installation.count("casework_registration") == RESIDENTS
    assert [path.name for path in (installation.data / "imports").iterdir()] == ["lock"]

    assert "0 rows were added and 0 were changed" in said(installation.omzien("import", str(package)))
    assert installation.count("gate_ledgerline") == 2
