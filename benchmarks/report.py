"""How long the annual report takes once the facts are fresh: counted, protected, and written in all its
forms.

    python benchmarks/report.py [--quick]

The facts are made up in the size of the demo (some 8,000 registrations) and written as files; then the
report of one
municipality and year is made in a process of its own, as `omzien report` does: imports, counting, disclosure
control, HTML, PDF, spreadsheet and CSV. The bar is in seconds, as the issue says it; the median of three
is told.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BAR = 3.0
ROWS, QUICK_ROWS = 8_000, 8_000
ROUNDS, QUICK_ROUNDS = 5, 1
HERE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Make the facts once, and the report several times in fresh processes."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--quick", action="store_true", help="one round instead of five")
    options.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        measure(given.measure)
        return
    rows, rounds = (QUICK_ROWS, QUICK_ROUNDS) if given.quick else (ROWS, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        os.environ["OMZIEN_DATA"] = folder
        make_facts(Path(folder), rows)
        told = [run_apart(Path(folder)) for _ in range(rounds)]
    seconds = statistics.median(each["seconds"] for each in told)
    print(
        json.dumps(
            {
                "name": "report: counted and written in all forms",
                "value": round(seconds, 2),
                "bar": BAR,
                "holds": seconds <= BAR,
                "unit": "s",
                "registrations": rows,
                "rounds": rounds,
                "least": round(min(each["seconds"] for each in told), 2),
                "processor_seconds": round(statistics.median(each["processor"] for each in told), 2),
                "files": told[0]["files"],
                "machine": f"{platform.machine()}, {os.cpu_count()} cores",
                "python": platform.python_version(),
            }
        )
    )


def make_facts(folder: Path, rows: int) -> None:
    """Facts of a made-up organisation, with no database."""
    setup()
    from tests.insight.worlds import SETTINGS, small_world, snapshot_of

    names = [{"code": "GM0450", "name": "Uitgeest"}, {"code": "GM0114", "name": "Emmen"}]
    snapshot_of({**small_world(1, rows), "settings": [SETTINGS], "municipalities": names}, folder / "facts")


def run_apart(folder: Path) -> dict[str, float]:
    """One report, in a process of its own."""
    command = [sys.executable, __file__, "--measure", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(folder: Path) -> None:
    """Time one report, start of the libraries included, and print what was measured."""
    setup()
    from omzien.insight.facts import Snapshot

    snapshot = Snapshot.open(folder / "facts")
    assert snapshot is not None
    began, worked = time.perf_counter(), time.process_time()
    from omzien.insight.reports import report_from, write_report

    files = write_report(report_from(snapshot, 1, "GM0450", 2020), folder / "report")
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    print(json.dumps({"seconds": seconds, "processor": processor, "files": len(files)}))


def setup() -> None:
    """Django's settings, and the repository on the path (for the made-up worlds)."""
    sys.path.insert(0, str(HERE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    import django

    django.setup()


if __name__ == "__main__":
    main()
