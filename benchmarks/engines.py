"""The whole catalogue and a cross-tab on DuckDB, PostgreSQL and a Spark cluster: equal, and how fast.

    python benchmarks/engines.py [--quick] [--rows N]

One snapshot, one run. The floor is the catalogue in hand-written SQL on DuckDB (`hand_written`).
PostgreSQL and Spark are started for this: Spark as a master and two workers of one core each. Their bar is
how many figures and cells differ from DuckDB, by one in a count or by a billionth: none. `loading_s` is what
it takes until the first figure is there.
"""

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.common import asked, best, compared, not_run, report
from benchmarks.figures import READ_AT
from benchmarks.hand_written import with_duckdb
from benchmarks.synthetic_facts import MUNICIPALITY, YEAR, tables
from omzien.insight.facts import Snapshot
from omzien.insight.facts.given import write_facts
from omzien.insight.figures import Period, Selection, Value, crosstab, measure
from omzien.insight.figures.engines import DUCKDB, Engine
from omzien.insight.figures.store import Store, counting_on
from tests.insight.engine_checks import equal
from tools import spark_cluster
from tools.postgres_cluster import NoPostgres, cluster

SIZES, QUICK_SIZES = (100_000, 1_000_000), (10_000,)
FEW = 50_000  # registrations: up to here Spark counts sooner without its plans for many
BAR = 1.5  # the catalogue on DuckDB to hand-written SQL
SELECTION = Selection(1, Period.year(YEAR), MUNICIPALITY)
CROSSTAB = ("residents_registered", "domain", "age")


def main() -> None:
    """Measure; print one line per engine and size."""
    given = asked(__doc__, SIZES, QUICK_SIZES)
    for rows in given.sizes:
        with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
            on_all(Path(folder), rows, times=1 if given.quick else 3)


def on_all(folder: Path, rows: int, times: int) -> None:
    """All engines on the same rows, DuckDB first: the others must say what it says."""
    made = tables(rows, np.random.default_rng(2020))
    snapshot = write_facts(folder / "facts", made, made_at=READ_AT)
    with counting_on(DUCKDB, snapshot) as store:
        answers(store)
        taken = seconds(store, times)
        found = compared(lambda: measure(store, SELECTION), lambda: with_duckdb(store.rows), times)
    told = {"registrations": rows, "catalogue_s": round(found.ours, 3), "crosstab_s": round(taken[1], 3)}
    report("engines_duckdb_to_floor", found.ratio, BAR, **told, floor_s=round(found.theirs, 3))
    try:
        with cluster() as url:
            on(Engine("postgres", url), snapshot, rows, times)
    except NoPostgres as problem:
        not_run("engines_postgres_differences", str(problem))
    try:
        with spark_cluster.cluster(memory="2g", few_rows=rows <= FEW) as address:
            on(Engine("spark", address), snapshot, rows, times)
    except spark_cluster.NoSpark as problem:
        not_run("engines_spark_differences", str(problem))


def on(engine: Engine, snapshot: Snapshot, rows: int, times: int) -> None:
    """One engine: the time until it can count, whether it counts the same, and how fast."""
    start = time.perf_counter()
    with counting_on(engine, snapshot) as store:
        measure(store, SELECTION, ["registrations"])
        loading = time.perf_counter() - start
        wrong = different(snapshot, store)
        taken = seconds(store, times)
    told = {"registrations": rows, "catalogue_s": round(taken[0], 3), "crosstab_s": round(taken[1], 3)}
    report(
        f"engines_{engine.name}_differences", len(wrong), 0, **told, loading_s=round(loading, 1), wrong=wrong
    )


def seconds(store: Store, times: int) -> tuple[float, float]:
    """The catalogue, and a cross-tab of persons; both were asked before, so all is compiled and cached."""
    return (
        best(lambda: measure(store, SELECTION), times),
        best(lambda: crosstab(store, SELECTION, *CROSSTAB), times),
    )


def answers(facts: Snapshot | Store) -> dict[str, Value]:
    """The whole catalogue and every cell of the cross-tab."""
    cells = crosstab(facts, SELECTION, *CROSSTAB).cells
    return measure(facts, SELECTION) | {str(key): cell for key, cell in cells.items()}


def different(snapshot: Snapshot, store: Store) -> list[str]:
    """The figures and cells of which an engine does not say what DuckDB says."""
    here, there = answers(snapshot), answers(store)
    alike = {name for name in here.keys() & there if equal(here[name], there[name])}
    return sorted((here.keys() | there) - alike)


if __name__ == "__main__":
    main()
