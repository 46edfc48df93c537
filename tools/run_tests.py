"""`make test`: the tests on PostgreSQL and all tests on SQLite at once, with one throw-away cluster for both.

Arguments are handed to pytest (`make test ARGS="-k ledger"`). What could not run is said at the end, and is a
failure with CI=true.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from typing import IO

from tools.postgres_cluster import NoPostgres, cluster, leave_in_order
from tools.prepare_test_machine import prepare

NO_TESTS_COLLECTED = 5  # pytest's exit code; a narrow -k may leave nothing for one of the two runs
WORKERS = {"postgres": 1, "sqlite": 2}  # who waits for a browser leaves its processor to the other


def main(arguments: list[str]) -> int:
    """Prepare, run both, and sum up; the exit code of the process."""
    leave_in_order()
    missing = prepare()
    try:
        with cluster() as url:
            codes = _both(arguments, url)
    except NoPostgres as problem:
        missing = sorted({*missing, "PostgreSQL"})
        print(f"No PostgreSQL: {problem}")
        codes = [_sqlite(arguments, url=None)]
    for part in missing:
        print(f"NOT RUN: the tests that need {part} (see above why)", flush=True)
    failed = any(code not in (0, NO_TESTS_COLLECTED) for code in codes)
    return int(failed or (bool(missing) and os.environ.get("CI") == "true"))


def _both(arguments: list[str], url: str) -> list[int]:
    """The two exit codes. What the tests on PostgreSQL say is kept until those on SQLite are done."""
    with tempfile.TemporaryFile("w+") as said:
        aside = _pytest("postgres", arguments, url=url, out=said)
        try:
            here = _sqlite(arguments, url=url)
            aside.wait()
        finally:
            aside.terminate()
            aside.wait()
        print("\nThe tests on PostgreSQL", flush=True)
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    return [here, aside.returncode]


def _sqlite(arguments: list[str], *, url: str | None) -> int:
    print("\nThe tests on SQLite", flush=True)
    return _pytest("sqlite", arguments, url=url).wait()


def _pytest(
    database: str, arguments: list[str], *, url: str | None, out: IO[str] | None = None
) -> subprocess.Popen[bytes]:
    address = {"OMZIEN_TEST_POSTGRES": url} if url else {}
    environment = os.environ | {"OMZIEN_TEST_DATABASE": database} | address
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process of each test compiles all it imports
    workers = str(WORKERS[database])
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, *arguments]
    return subprocess.Popen(command, env=environment, stdout=out, stderr=out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
