"""Nothing typed is lost: server and browser are killed with -9 in mid-form, at random moments.

    python benchmarks/drafts.py [--quick] [--rounds N]

A real server (`omzien serve`), a real Chromium with its profile on disk, and a worker who types a note in
quick entry, unevenly, 2 to 20 keys a second. In turn: the browser dies; both die at once; the server dies,
the worker types on, and the browser dies too; the server dies and comes back, and the browser dies later.
Then the worker signs in again. Measured is how old the oldest lost key was when the browser died (bar: 3 s).
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.common import not_run, report
from tools.chromium import find_chromium
from tools.crashes import Desk, Killable, rounds, running, survive
from tools.ports import free_port

BAR = 3.0  # seconds
SEED = 7513


def main() -> None:
    """Measure; print one line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="4 rounds instead of 24")
    options.add_argument("--rounds", type=int, default=24)
    given = options.parse_args()
    chromium = find_chromium()
    if chromium is None:
        not_run("drafts.oldest_lost_key", "there is no Chromium on this machine")
        return
    with tempfile.TemporaryDirectory(prefix="omzien-bench-", ignore_cleanup_errors=True) as folder:
        _measure(Path(folder), chromium, 4 if given.quick else given.rounds)


def _measure(folder: Path, chromium: Path, number: int) -> None:
    data, port = folder / "demo", free_port()
    omzien, clean = [sys.executable, "-m", "omzien"], _environment()
    made = [*omzien, "demo", "--no-serve", "--data", str(data), "--residents", "100"]
    subprocess.run(made, check=True, capture_output=True, env=clean)
    keys = json.loads((data / "demo-accounts.json").read_text("utf-8"))
    noor = next((key["username"], key["password"]) for key in keys if key["username"] == "noor")
    server = Killable([*omzien, "serve", "--data", str(data), "--port", str(port)], clean)
    address, chance = f"http://127.0.0.1:{port}", random.Random(SEED)
    with sync_playwright() as playwright, running(server, address):
        desk = Desk(playwright.chromium, chromium, folder / "profile", address)
        lost = [survive(plan, server, desk, noor, chance) for plan in rounds(number, SEED)]
    oldest, typed = max(age for age, _ in lost), sum(keys for _, keys in lost)
    late = sum(age > 0 for age, _ in lost)
    report("drafts.oldest_lost_key_seconds", oldest, BAR, rounds=number, keys=typed, rounds_with_loss=late)


def _environment() -> dict[str, str]:
    ours = ("DJANGO_SETTINGS_MODULE", "OMZIEN_DATA", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if name not in ours}


if __name__ == "__main__":
    main()
