"""A cross-tab with all margins and different persons: from the question to the page, and against others.

    python benchmarks/crosstab.py [--quick] [--rows N]

On the same rows, in the same run: the cross-tab alone against hand-written DuckDB SQL with grouping sets,
whose answers must be equal; against others' ways on one flat table, pandas in memory (the spreadsheet's way)
and PostgreSQL (one query for the groups, one for each total); the explorer's page through the whole
application (middleware, gate, ledger, templates, chart), each time a question that was not asked before; and
the cross-tab alone at ten times the rows.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
import psycopg

from benchmarks.common import asked, best, compared, not_run, report
from benchmarks.synthetic_facts import registered
from omzien.insight.facts import Snapshot
from omzien.insight.facts.given import write_facts
from omzien.insight.figures import CrossTab, Period, Selection, crosstab
from omzien.insight.figures.store import store_of
from tools.postgres_cluster import NoPostgres, cluster

if TYPE_CHECKING:
    from django.test import Client

ROWS, QUICK_ROWS, TIMES_MORE = 1_000_000, 100_000, 10
READ_AT = datetime(2022, 1, 1, 12, tzinfo=UTC)
EVER = Selection(1, Period(date(2018, 1, 1), date(2022, 1, 1)))
FIGURE, ONE_VALUE, SEVERAL = "residents_registered", ("channel", "municipality"), ("domain", "municipality")
PAGE_BAR, LARGE_BAR, BY_HAND_BAR = 0.4, 3.0, 1.3

WITHIN = "registered_on >= DATE '2018-01-01' AND registered_on < DATE '2022-01-01'"
BY_HAND = {
    ONE_VALUE: f"""
        SELECT channel, municipality, count(DISTINCT resident) FROM registrations WHERE {WITHIN}
        GROUP BY GROUPING SETS ((channel, municipality), (channel), (municipality), ())""",
    SEVERAL: f"""
        SELECT domain, municipality, count(DISTINCT resident) FROM registrations
        LEFT JOIN (SELECT DISTINCT registration, domain FROM questions) USING (registration) WHERE {WITHIN}
        GROUP BY GROUPING SETS ((domain, municipality), (domain), (municipality), ())""",
}
SETS = ("channel, municipality", "channel", "municipality", "")


def main() -> None:
    """Measure; print one line per bar."""
    given = asked(__doc__, [ROWS], [QUICK_ROWS])
    rows, times = given.rows, 3 if given.quick else 7
    with tempfile.TemporaryDirectory(prefix="omzien-bench-") as folder:
        snapshot = made(Path(folder) / "facts", rows)
        against_sql(snapshot, rows, times)
        against_pandas(snapshot, rows, times)
        against_postgres(snapshot, rows)
        page(rows, 20 if given.quick else 40)
        large(Path(folder) / "large", rows * TIMES_MORE, times)


def made(folder: Path, rows: int) -> Snapshot:
    """Registrations, questions and residents."""
    return write_facts(folder, registered(rows, np.random.default_rng(2020)), made_at=READ_AT)


def ours(snapshot: Snapshot, by: tuple[str, str]) -> CrossTab:
    """The cross-tab, counted anew."""
    return crosstab(snapshot, EVER, FIGURE, *by)


def against_sql(snapshot: Snapshot, rows: int, times: int) -> None:
    """Both ways to split: a row has one value, or may have several."""
    store = store_of(snapshot)
    for by, sql in BY_HAND.items():
        must_be_equal(ours(snapshot, by), store.rows(sql))
        found = compared(lambda by=by: ours(snapshot, by), lambda sql=sql: store.rows(sql), times)  # type: ignore[misc]
        told = {"registrations": rows, "seconds": round(found.ours, 3), "other": round(found.theirs, 3)}
        report(f"crosstab_by_{by[0]}_to_grouping_sets", found.ratio, BY_HAND_BAR, **told)


def must_be_equal(tab: CrossTab, by_hand: list[tuple[Any, ...]]) -> None:
    """Stop when a cell or a margin differs."""
    for row, column, number in by_hand:
        margins = {(True, True): tab.total, (True, False): tab.column_totals.get(column)}
        counted = margins.get((row is None, column is None)) or tab.row_totals.get(row)
        if row is not None and column is not None:
            counted = tab.cells[row, column]
        if counted is None or counted.value != number:
            raise SystemExit(f"{row}, {column}: {number} by hand, {counted} by us")


def against_pandas(snapshot: Snapshot, rows: int, times: int) -> None:
    """The spreadsheet's way: a flat table in memory, groups and each total with the persons in them."""
    import pandas as pd

    frame = pd.concat([pd.read_parquet(file) for file in snapshot.files("registrations")])

    def theirs() -> Any:
        chosen = frame[["channel", "municipality", "resident"]]
        names = (["channel", "municipality"], ["channel"], ["municipality"])
        return [chosen.groupby(name).resident.nunique() for name in names], chosen.resident.nunique()

    assert theirs()[1] == ours(snapshot, ONE_VALUE).total.value
    found = compared(lambda: ours(snapshot, ONE_VALUE), theirs, times)
    told = {"registrations": rows, "seconds": round(found.ours, 3), "other": round(found.theirs, 3)}
    report("crosstab_to_pandas_in_memory", found.ratio, 1.0, **told)


def against_postgres(snapshot: Snapshot, rows: int) -> None:
    """The way of who charts a database: a query for the groups, and one for each total."""
    from benchmarks.hand_written.postgres import load_table

    try:
        with cluster() as url, psycopg.connect(url, autocommit=True) as database:
            load_table(database, "registrations", snapshot)
            found = compared(lambda: ours(snapshot, ONE_VALUE), lambda: _grouped(database), 3)
    except NoPostgres as problem:
        not_run("crosstab_to_postgres", str(problem))
        return
    told = {"registrations": rows, "seconds": round(found.ours, 3), "other": round(found.theirs, 3)}
    report("crosstab_to_postgres", found.ratio, 1.0, **told)


def _grouped(database: psycopg.Connection[Any]) -> None:
    for names in SETS:
        head, tail = (f"{names},", f"GROUP BY {names}") if names else ("", "")
        sql = f"SELECT {head} count(DISTINCT resident) FROM registrations WHERE {WITHIN} {tail}"
        database.execute(sql).fetchall()  # type: ignore[call-overload]


def large(folder: Path, rows: int, times: int) -> None:
    """Ten times the rows, the cross-tab alone."""
    snapshot = made(folder, rows)
    ours(snapshot, ONE_VALUE)
    for by in (ONE_VALUE, SEVERAL):
        ours(snapshot, by)
        seconds = best(lambda by=by: ours(snapshot, by), times)  # type: ignore[misc]
        report(f"crosstab_by_{by[0]}_large_seconds", seconds, LARGE_BAR, registrations=rows)


def page(rows: int, times: int) -> None:
    """The explorer's page, from the request to the last byte: the p95 of questions that differ."""
    snapshot = made(Path(os.environ["OMZIEN_DATA"]) / "facts-of-the-page", rows)
    client, asked = adviser(), questions()
    with mock.patch("omzien.web.desks.figures.reach.fresh", return_value=snapshot):
        client.get(next(asked))  # loads the code and compiles the question
        found = [_timed(lambda: client.get(next(asked))) for _ in range(times)]
    p95 = statistics.quantiles([wall for wall, _ in found], n=20, method="inclusive")[18]
    median, cpu = (round(statistics.median(times), 3) for times in zip(*found, strict=True))
    told = {"registrations": rows, "times": times, "median": median, "processor": cpu}
    report("crosstab_page_p95_seconds", p95, PAGE_BAR, **told)


def _timed(ask: Callable[[], Any]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = ask()
    assert answer.status_code == 200, answer.status_code
    return time.perf_counter() - wall, time.process_time() - cpu


def questions() -> Iterator[str]:
    """Addresses of the explorer; the periods differ by a day, and have nearly all rows."""
    for number in count():
        first = date(2018, 1, 1) + timedelta(days=number)
        told = f"figure={FIGURE}&rows={ONE_VALUE[0]}&columns={ONE_VALUE[1]}"
        yield f"/figures/?{told}&period={first}..2021-12-31"


def adviser() -> "Client":
    """A browser without a screen, of somebody who may see figures."""
    from django.core.management import call_command

    from tests.cast import build_house, client_of

    call_command("migrate", verbosity=0)
    return client_of(build_house().pieter)


if __name__ == "__main__":
    main()
