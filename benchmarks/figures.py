"""The whole catalogue for a municipality-year, against hand-written SQL on DuckDB and on PostgreSQL.

    python benchmarks/figures.py [--quick] [--rows N]

All three count from the same rows, in the same run; their answers are compared and must be equal. The
hand-written SQL (`hand_written`) is what a good analyst would write: one query per table and date, all
conditions as FILTER. PostgreSQL gets the same questions on tables with indexes on municipality, days and
keys.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psycopg

from benchmarks.common import Compared, asked, compared, not_run, report
from benchmarks.hand_written import with_duckdb, with_postgres
from benchmarks.hand_written.postgres import load_postgres
from benchmarks.synthetic_facts import MUNICIPALITY, YEAR, tables
from omzien.insight.facts import Snapshot
from omzien.insight.facts.given import write_facts
from omzien.insight.figures import CATALOGUE, Period, Selection, measure
from omzien.insight.figures.store import store_of
from tools.postgres_cluster import NoPostgres, cluster

ROWS, QUICK_ROWS = 1_000_000, 60_000
READ_AT = datetime(2022, 1, 1, 12, tzinfo=UTC)
CATALOGUE_BAR, POSTGRES_BAR = 1.5, 5.0


def main() -> None:
    """Measure; print one line per bar."""
    given = asked(__doc__, [ROWS], [QUICK_ROWS])
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        compare(Path(folder), given.rows, times=3 if given.quick else 5)


def compare(folder: Path, rows: int, times: int) -> None:
    """All three on the same rows."""
    made = tables(rows, np.random.default_rng(2020))
    snapshot = write_facts(folder / "facts", made, made_at=READ_AT)
    selection = Selection(1, Period.year(YEAR), MUNICIPALITY)
    counted = {
        name: value.value for name, value in measure(snapshot, selection).items()
    }  # and compiles the queries
    by_hand = with_duckdb(store_of(snapshot).rows)
    differ(counted, by_hand, "hand-written DuckDB SQL")
    sizes = {"registrations": rows, "figures": len(counted)}

    def ours() -> None:
        measure(snapshot, selection)

    found = compared(ours, lambda: with_duckdb(store_of(snapshot).rows), times)
    told = {**sizes, "seconds": round(found.ours, 3), "other": round(found.theirs, 3)}
    report("figures_catalogue_to_hand_written_duckdb", found.ratio, CATALOGUE_BAR, **told)
    try:
        found = against_postgres(snapshot, counted, ours)
    except NoPostgres as problem:
        not_run("figures_postgres_to_catalogue", str(problem))
        return
    told = {**sizes, "seconds": round(found.ours, 3), "other": round(found.theirs, 3)}
    report("figures_postgres_to_catalogue", 1 / found.ratio, POSTGRES_BAR, at_least=True, **told)


def against_postgres(
    snapshot: Snapshot, counted: dict[str, float | None], ours: Callable[[], None]
) -> Compared:
    """The same questions to PostgreSQL, in turn with ours."""
    with cluster() as url, psycopg.connect(url, autocommit=True) as database:
        load_postgres(database, snapshot)
        by_hand = with_postgres(database)
        differ(counted, by_hand, "PostgreSQL")
        return compared(ours, lambda: with_postgres(database), 3)


def differ(counted: dict[str, float | None], by_hand: dict[str, float | None], who: str) -> None:
    """Stop when two ways of counting do not agree, or one of them leaves a figure out."""
    absent = set(counted) ^ set(by_hand)
    wrong = {
        name: (counted[name], by_hand[name])
        for name in set(counted) & set(by_hand)
        if not np.isclose(float(counted[name] or 0), float(by_hand[name] or 0), atol=1e-9)
        or (counted[name] is None) != (by_hand[name] is None)
    }
    if absent or wrong:
        raise SystemExit(
            f"{who} does not agree with the catalogue of {len(CATALOGUE)}: {wrong} {sorted(absent)}"
        )


if __name__ == "__main__":
    main()
