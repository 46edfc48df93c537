"""`make test`: the tests on PostgreSQL, then all tests on SQLite, with one throw-away cluster for both.

Arguments are handed to pytest (`make test ARGS="-k ledger"`). What could not run is said at the end, and is a
failure with CI=true.
"""

import os
import subprocess
import sys

from tools.postgres_cluster import NoPostgres, cluster, leave_in_order
from tools.prepare_test_machine import prepare

NO_TESTS_COLLECTED = 5  # pytest's exit code; a narrow -k may leave nothing for one of the two runs


def main(arguments: list[str]) -> int:
    """Prepare, run twice, and sum up; the exit code of the process."""
    leave_in_order()
    missing = prepare()
    codes: list[int] = []
    try:
        with cluster() as url:
            codes = [_pytest(database, arguments, url=url) for database in ("postgres", "sqlite")]
    except NoPostgres as problem:
        missing = sorted({*missing, "PostgreSQL"})
        print(f"No PostgreSQL: {problem}")
        codes.append(_pytest("sqlite", arguments, url=None))
    for part in missing:
        print(f"NOT RUN: the tests that need {part} (see above why)", flush=True)
    failed = any(code not in (0, NO_TESTS_COLLECTED) for code in codes)
    return int(failed or (bool(missing) and os.environ.get("CI") == "true"))


def _pytest(database: str, arguments: list[str], *, url: str | None) -> int:
    print(f"\nThe tests on {database}", flush=True)
    address = {"OMZIEN_TEST_POSTGRES": url} if url else {}
    environment = os.environ | {"OMZIEN_TEST_DATABASE": database} | address
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process of each test compiles all it imports
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
