"""The figures are equal on DuckDB, PostgreSQL and a real Spark cluster: one catalogue, anyone's engine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, DIMENSIONS, Period, Selection, measure
from omzien.insight.figures.engines import Engine, NoEngine
from omzien.insight.figures.store import Store
from tests.conftest import missing
from tests.insight.engine_checks import NOBODY, YEAR, by_base, by_dimension, check_catalogue, check_crosstab
from tests.insight.worlds import PLACES, small_world, snapshot_of
from tools.spark_cluster import NoSpark, cluster

# In a process of its own, that of Spark's driver: it has a Java machine beside it, and leaves sockets open.
APART = """
import sys, django
django.setup()
from tests.insight.engine_checks import main
main(*sys.argv[1:])
"""
# Each costs Spark seconds. `OMZIEN_CROSS_TABS=99 pytest tests/insight/test_engines.py` asks all.
CROSS_TABS = os.environ.get("OMZIEN_CROSS_TABS", "5")
IN_ONE_PLACE = Selection(1, Period.year(2020), PLACES[0], {"age": "18-34"})


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(small_world(seed=2020, size=300), tmp_path_factory.mktemp("facts"))


@pytest.fixture(scope="module")
def on_postgres(snapshot: Snapshot, postgres_url: str) -> Iterator[Store]:
    with closing(Store(snapshot, Engine("postgres", postgres_url))) as store:
        yield store


@pytest.mark.one_database("the facts are files, and PostgreSQL is one of the engines")
@pytest.mark.parametrize("selection", [YEAR, IN_ONE_PLACE, NOBODY], ids=["all", "filtered", "nobody"])
def test_the_catalogue_is_equal_on_postgres(snapshot: Snapshot, on_postgres: Store, selection: Selection):
    check_catalogue(snapshot, on_postgres, selection)


@pytest.mark.one_database("the facts are files, and PostgreSQL is one of the engines")
def test_cross_tabs_are_equal_on_postgres(snapshot: Snapshot, on_postgres: Store):
    for question in by_base():
        check_crosstab(snapshot, on_postgres, question)


def test_all_is_equal_on_a_spark_cluster(snapshot: Snapshot):
    try:
        with cluster(few_rows=True) as address:
            command = [sys.executable, "-c", APART, str(snapshot.folder), "spark", address, CROSS_TABS]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
    except NoSpark as problem:
        missing(f"Spark ({problem})")
    assert done.returncode == 0, done.stderr[-4000:]


def test_the_questions_have_every_base_and_every_dimension():
    bases = {figure.base.name for figure in CATALOGUE.values()}
    for questions in (by_base(), by_dimension()):
        assert {CATALOGUE[name].base.name for name, _, _ in questions} == bases
        assert {by for _, *splits in questions for by in splits if by} == set(DIMENSIONS)


@pytest.mark.one_database("PostgreSQL is one of the engines")
def test_a_newer_snapshot_takes_the_place_of_the_older_one(postgres_url: str, tmp_path: Path):
    """Of one folder PostgreSQL keeps one snapshot; one that is there is not copied again."""
    engine = Engine("postgres", postgres_url)
    for size in (3, 5, 5):
        snapshot = snapshot_of(small_world(seed=1, size=size), tmp_path)
        with closing(Store(snapshot, engine)) as store:
            assert measure(store, YEAR, ["registrations"]) == measure(snapshot, YEAR, ["registrations"])
            kept = store.rows(
                "SELECT nspname FROM pg_namespace WHERE obj_description(oid, 'pg_namespace') = "
                f"'facts of {tmp_path}'"
            )
        assert kept == [(f"omzien_facts_{snapshot.digest[:24]}",)]


@pytest.mark.parametrize("name", ["duckdb", "postgres"])
def test_a_filter_is_a_text_whatever_is_in_it(name: str, snapshot: Snapshot, postgres_url: str):
    with closing(Store(snapshot, Engine(name, postgres_url))) as store:
        for odd in ("'", "\\", "\\' OR 1=1 --", "''", "%s"):
            found = [
                measure(store, Selection(1, Period.year(2020), filters={"service": keys}), ["interventions"])
                for keys in (odd, "AMW", (odd, "AMW"))
            ]
            nobody, some, either = (one["interventions"].value for one in found)
            assert nobody == 0 != some == either


def test_an_engine_that_is_not_there_is_said(snapshot: Snapshot):
    with pytest.raises(NoEngine, match="there is no engine oracle; there are: duckdb, postgres, spark"):
        Store(snapshot, Engine("oracle"))
    with pytest.raises(NoEngine, match="spark needs an address"):
        Store(snapshot, Engine("spark"))
    with pytest.raises(NoEngine, match="PostgreSQL cannot be used"):
        Store(snapshot, Engine("postgres", "postgres://nobody@127.0.0.1:1/nowhere"))
