"""See to it that the tests find a real PostgreSQL, Chromium and Spark; say plainly what could not be had.

What is on the machine is used. What is missing is fetched: as root (or with sudo that asks no password) by
apt-get, a Chromium else by Playwright into the user's own cache, and Spark as the lock names it. With CI=true
a missing part is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import invalidate_caches
from pathlib import Path

from tools.chromium import find_chromium
from tools.postgres_cluster import find_postgres
from tools.spark_cluster import find_java, find_spark

Finder = Callable[[], Path | None]
PARTS: dict[str, tuple[Finder, str]] = {
    "PostgreSQL": (find_postgres, "postgresql"),
    "Chromium": (find_chromium, "chromium"),
    "Java": (find_java, "openjdk-17-jre-headless"),
    "Spark": (find_spark, ""),
}
FETCH_SPARK = ["tools/prepare_venv", "spark"]


def prepare() -> list[str]:
    """Fetch what is missing; the names of the parts that are still missing afterwards."""
    wanted = [package for find, package in PARTS.values() if package and find() is None]
    if wanted:
        _install(wanted)
    if find_chromium() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium"])
    if find_spark() is None:
        _run(FETCH_SPARK)
        invalidate_caches()
    missing = []
    for name, (find, package) in PARTS.items():
        found = find()
        how = (
            f"Install the package {package}, or put it on the PATH."
            if package
            else f"Run {' '.join(FETCH_SPARK)}."
        )
        print(f"{name}: {found or f'NOT FOUND. {how}'}")
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
