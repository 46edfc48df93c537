"""What helps, and for whom: each answer from a snapshot, statistics included, in seconds.

    python benchmarks/effects.py [--quick] [--rows N]

The whole of the records (all years, all municipalities): the largest group that can be asked.
"""

import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from benchmarks.common import asked, best, report
from benchmarks.synthetic_facts import tables
from omzien.insight.effects import growth, results, returns, waiting
from omzien.insight.facts import Snapshot
from omzien.insight.facts.given import write_facts
from omzien.insight.figures import Period, Selection

ROWS, QUICK_ROWS = 100_000, 20_000
READ_AT = datetime(2022, 1, 1, 12, tzinfo=UTC)
BAR = 1.0  # second


def main() -> None:
    """Measure; print one line per answer."""
    rows = asked(__doc__, [ROWS], [QUICK_ROWS]).rows
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        snapshot = write_facts(Path(folder), tables(rows, np.random.default_rng(2020)), made_at=READ_AT)
        for name, answer in answers(snapshot).items():
            answer()  # compiles its question
            report(f"effects_{name}_seconds", best(answer, 3), BAR, registrations=rows)


def answers(snapshot: Snapshot) -> Mapping[str, Callable[[], object]]:
    """The answers by name, each for everybody."""
    everybody = Selection(1, Period(date(2018, 1, 1), date(2022, 1, 1)), None, {"form": "trajectory"})
    all_who_came = Selection(1, everybody.period)
    return {
        "results_goals": lambda: results(snapshot, everybody, "goals_met"),
        "results_growth": lambda: results(snapshot, everybody, "growth"),
        "results_days": lambda: results(snapshot, everybody, "days"),
        "returns": lambda: returns(snapshot, everybody),
        "waiting": lambda: waiting(snapshot, all_who_came, "exploration"),
        "growth": lambda: growth(snapshot, everybody),
    }


if __name__ == "__main__":
    main()
