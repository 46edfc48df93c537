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

Part = tuple[Callable[[], Path | None], tuple[str, ...]]  # what finds it, and the packages that hold it
PARTS: dict[str, Part] = {  # of the packages the first that can be had
    "PostgreSQL": (find_postgres, ("postgresql",)),
    "Chromium": (find_chromium, ("chromium-headless-shell", "chromium")),
    "Java": (find_java, ("openjdk-17-jre-headless",)),
    "Spark": (find_spark, ()),
}
FETCH_SPARK = ["tools/prepare_venv", "spark"]


def prepare() -> list[str]:
    """Fetch what is missing; the names of the parts that are still missing afterwards."""
    _install([part for part in PARTS.values() if part[0]() is None and part[1]])
    if find_chromium() is None:
        _run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"])
    if find_spark() is None:
        _run(FETCH_SPARK)
        invalidate_caches()
    missing = []
    for name, (find, packages) in PARTS.items():
        found = find()
        how = (
            f"Install the package {' or '.join(packages)}, or put it on the PATH."
            if packages
            else f"Run {' '.join(FETCH_SPARK)}."
        )
        print(f"{name}: {found or f'NOT FOUND. {how}'}")
        missing += [] if found else [name]
    return missing


def _install(parts: list[Part]) -> None:
    administrator = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not parts or shutil.which("apt-get") is None or not _run([*administrator, "true"]):
        return
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    _run([*apt, "update"])
    for find, packages in parts:  # one by one: the one may be had where the other may not
        for package in packages:
            if find() is None:
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
