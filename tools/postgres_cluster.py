"""A throw-away PostgreSQL: a cluster in a temporary folder, on loopback only, gone when the work is done.

    with cluster() as url:      # postgres://omzien:<random>@127.0.0.1:<free port>/postgres
        ...

From the shell, `.venv/bin/python -m tools.postgres_cluster COMMAND ...` runs COMMAND with the address in
DATABASE_URL.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tools.ports import free_port

# Tests throw the cluster away after a crash, so nothing need reach the disk.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoPostgres(RuntimeError):
    """This machine has no PostgreSQL server that can be started; the message says what was tried."""


def find_postgres() -> Path | None:
    """The folder with the newest working `initdb` and `postgres`, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    for pattern in ("lib/postgresql/*/bin", "pgsql-*/bin", "local/pgsql/bin"):
        folders += Path("/usr").glob(pattern)
    working = {folder: version for folder in folders if (version := _version(folder))}
    return max(working, key=lambda folder: working[folder], default=None)


def _version(folder: Path) -> tuple[int, ...] | None:
    """The version of the server in this folder, or None when initdb or postgres does not run."""
    try:
        for name in ("initdb", "postgres"):
            said = subprocess.run(
                [folder / name, "--version"], capture_output=True, text=True, check=True
            ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in said.split()[2].split(".") if part.isdigit())


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Start a cluster and yield its URL; stop it and remove its files afterwards.

    `durable` keeps fsync on, for who measures. Raises `NoPostgres` when there is no server to start.
    """
    programs = find_postgres()
    if programs is None:
        raise NoPostgres("no working initdb and postgres on the PATH or in /usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="omzien-postgres-"))
    try:
        with _running(programs, folder, {} if durable else HASTY) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path, settings: dict[str, str]) -> Iterator[str]:
    user, password, port = _server_user(folder), secrets.token_hex(16), free_port()
    password_file = folder / "password"
    password_file.write_text(password)
    password_file.chmod(0o644)  # the folder itself is closed to others
    who = ("--username=omzien", "--pwfile=password", "--auth=scram-sha-256")
    what = ("--pgdata=data", "--encoding=UTF8", "--no-locale", "--no-sync")
    command = [str(programs / "initdb"), *who, *what]
    made = subprocess.run(command, cwd=folder, user=user, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoPostgres(f"initdb failed: {made.stderr.strip()}")
    settings |= {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        command = [str(programs / "postgres"), "-D", "data", *options]
        server = subprocess.Popen(
            command, cwd=folder, user=user, stdout=log, stderr=log, start_new_session=True
        )
        try:
            url = f"postgres://omzien:{password}@127.0.0.1:{port}/postgres"
            _wait_for(url, server, folder / "log")
            yield url
        finally:
            _stop(server)


def _server_user(folder: Path) -> str | None:
    """Who the server runs as: PostgreSQL refuses root, so root hands the folder to `postgres` or `nobody`."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return user


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise NoPostgres(f"the server did not start: {log.read_text().strip()[-2000:]}") from error
            time.sleep(0.05)
        else:
            return


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: connections are dropped
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def leave_in_order() -> None:
    """Let a SIGTERM end this program as an exception would, so that its cluster is stopped and removed."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


if __name__ == "__main__":
    leave_in_order()
    with cluster() as address:
        sys.exit(
            subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": address}, check=False).returncode
        )
