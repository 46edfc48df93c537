"""See to it that the tests find a real PostgreSQL and a real Chromium; say plainly what could not be had.

What is on the machine is used. What is missing is fetched: as root (or with sudo that asks no password) by
apt-get, and a Chromium else by Playwright into the user's own cache. With CI=true a missing part is a
failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tools.chromium import find_chromium
from tools.postgres_cluster import find_postgres

Finder = Callable[[], Path | None]
PARTS: dict[str, tuple[Finder, str]] = {
    "PostgreSQL": (find_postgres, "postgresql"),
    "Chromium": (find_chromium, "chromium"),
}


def prepare() -> list[str]:
    """Fetch what is missing; the names of the parts that are still missing afterwards."""
    wanted = [package for find, package in PARTS.values() if find() is None]
    if wanted:
        _install(wanted)
    if find_chromium() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    missing = []
    for name, (find, package) in PARTS.items():
        found = find()
        print(f"{name}: {found or f'NOT FOUND. Install the package {package}, or put it on the PATH.'}")
        missing += [] if found else [name]
    return missing


def _install(packages: list[str]) -> None:
    administrator = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or not _run([*administrator, "true"]):
        return
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    _run([*apt, "update"])
    for package in packages:  # one by one: the one may be had where the other may not
        _run([*apt, "install", "--no-install-recommends", package])


def _run(command: list[str]) -> bool:
    print("+", " ".join(command), flush=True)
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError as error:
        print(error)
        return False


if __name__ == "__main__":
    sys.exit(1 if prepare() and os.environ.get("CI") == "true" else 0)
