"""Facts from a real database: what is read, what is seen to have changed, and that nobody can be harmed by
a rebuild.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from django.db import connection, models

from omzien.casework.models import Question, Registration
from omzien.gate import clock
from omzien.gate.sealed import SealedModel
from omzien.insight import facts
from omzien.insight.extraction.job import BLOCK
from omzien.insight.facts import TABLES, Snapshot, fresh
from omzien.insight.facts.given import write_facts
from omzien.insight.facts.snapshots import _kept
from omzien.organisation.models import Code, Organisation
from tests.cast import House, build_house, code
from tests.settings import ON_POSTGRES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> House:
    """The cast, with a few registrations over two years, and a place for facts."""
    settings.FACTS_FOLDER = tmp_path / "facts"
    house = build_house()
    for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31)):
        register(house, day)
    return house


def register(house: House, day: date, **more: Any) -> Registration:
    """A registration of Fatima, with a question about money."""
    row = Registration(
        organisation=house.demo,
        resident=house.fatima,
        municipality=house.uitgeest,
        registered_on=day,
        channel=code(house.demo, "channel", "eigen_initiatief"),
        **more,
    )
    save(row)
    save(Question(organisation=house.demo, registration=row, domain=code(house.demo, "domain", "financien")))
    return row


def save(row: models.Model) -> None:
    """As an action would: with a new moment of change."""
    if hasattr(row, "changed_at"):
        row.changed_at = clock.now()
    models.Model.save(row)


def rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """The rows of a table of facts."""
    return [row for file in snapshot.files(table) for row in pq.read_table(file).to_pylist()]


def files(snapshot: Snapshot, table: str) -> dict[Any, str]:
    """The file of each block."""
    return {part.block: part.file for part in snapshot.tables[table]}


def test_facts_have_codes_and_pseudonyms(house: House):
    snapshot = fresh(house.demo.pk)
    found = rows(snapshot, "registrations")
    assert [row["registered_on"] for row in found] == [
        date(2019, 12, 31),
        date(2020, 1, 1),
        date(2020, 12, 31),
    ]
    assert {row["resident"] for row in found} == {house.fatima.pseudonym}
    assert {(row["channel"], row["triage"], row["explored_on"]) for row in found} == {
        ("eigen_initiatief", None, None)
    }
    assert {row["domain"] for row in rows(snapshot, "questions")} == {"financien"}
    assert snapshot.reach("registrations") == (date(2019, 12, 31), date(2020, 12, 31))


def test_facts_hold_no_names_no_birth_dates_and_nothing_of_the_neighbours(house: House):
    snapshot = fresh(house.demo.pk)
    everything = " ".join(str(row) for table in TABLES for row in rows(snapshot, table))
    for resident in (house.fatima, house.willem, house.greta):
        assert resident.family_name not in everything
        assert str(resident.birth_date) not in everything
    assert {row["resident"] for row in rows(snapshot, "residents")} == {
        resident.pseudonym for resident in (house.fatima, house.willem, house.greta)
    }
    for worker in (house.noor, house.sven):
        assert worker.name not in everything


def test_nothing_is_written_when_nothing_changed(house: House):
    first = fresh(house.demo.pk)
    second = fresh(house.demo.pk)
    assert (second.digest, second.made_at, second.tables) == (first.digest, first.made_at, first.tables)


def test_only_the_block_that_changed_is_written_anew(house: House):
    register(house, date(2020, 3, 1), pk=7 * BLOCK)
    before = fresh(house.demo.pk)
    register(house, date(2020, 6, 1), pk=7 * BLOCK + 1)
    after = fresh(house.demo.pk)
    assert sorted(files(before, "registrations")) == [0, 7]
    assert after.digest != before.digest
    assert files(after, "registrations")[0] == files(before, "registrations")[0]
    assert files(after, "registrations")[7] != files(before, "registrations")[7]
    assert files(after, "residents") == files(before, "residents")
    assert len(rows(before, "registrations")) == 4  # who still reads the old one is not disturbed


def test_a_change_a_move_and_a_deletion_are_seen(house: House):
    row = register(house, date(2020, 6, 1))
    seen = [fresh(house.demo.pk).digest]
    row.triage = "right_place"
    save(row)
    seen.append(fresh(house.demo.pk).digest)
    row.registered_on = date(2021, 6, 1)
    save(row)
    moved = fresh(house.demo.pk).reach("questions")
    assert moved is not None
    assert moved[1] == date(2021, 6, 1)  # its questions move with it
    seen.append(fresh(house.demo.pk).digest)
    Registration.objects.unsealed("test").filter(pk=row.pk).delete()
    last = fresh(house.demo.pk)
    seen.append(last.digest)
    assert len(set(seen)) == 4
    assert last.reach("registrations") == (date(2019, 12, 31), date(2020, 12, 31))


def test_a_change_that_is_older_than_the_latest_is_seen(house: House):
    """A transaction that committed late: its moment of change is not the latest of the year."""
    first, last = Registration.objects.unsealed("test").filter(registered_on__year=2020).order_by("pk")
    before = fresh(house.demo.pk)
    Registration.objects.unsealed("test").filter(pk=first.pk).update(
        triage="elsewhere", changed_at=last.changed_at - timedelta(microseconds=1)
    )
    assert fresh(house.demo.pk).digest != before.digest


def test_a_new_key_of_a_code_is_seen_in_all_facts(house: House):
    fresh(house.demo.pk)
    Code.objects.filter(organisation=house.demo, list="channel").update(key="zelf")
    assert {row["channel"] for row in rows(fresh(house.demo.pk), "registrations")} == {"zelf"}


def test_a_change_by_hand_is_seen(house: House):
    before = fresh(house.demo.pk)
    Registration.objects.unsealed("test").filter(registered_on__year=2019).update(triage="elsewhere")
    after = fresh(house.demo.pk)
    assert after.digest != before.digest
    assert fresh(house.demo.pk, anew=True).digest == after.digest


def test_a_young_snapshot_is_given_without_asking(house: House):
    before = fresh(house.demo.pk)
    register(house, date(2020, 6, 1))
    assert fresh(house.demo.pk, max_age=timedelta(minutes=1)).digest == before.digest
    assert fresh(house.demo.pk).digest != before.digest


def test_a_lost_file_is_made_again(house: House):
    before = fresh(house.demo.pk)
    Path(before.files("registrations")[0]).unlink()
    assert fresh(house.demo.pk).digest == before.digest
    assert len(rows(before, "registrations")) == 3


def test_nothing_written_by_django_is_lost_while_another_process_reads(house: House):
    """In one process the two copies of SQLite broke each other's locks, and writes after a rebuild were
    lost.
    """
    for day in range(1, 6):
        register(house, date(2020, 3, day))
        fresh(house.demo.pk)
    assert fresh(house.demo.pk).rows("registrations") == 8
    assert Registration.objects.unsealed("test").filter(organisation=house.demo).count() == 8


def test_two_builders_at_once_agree(house: House):
    found: list[Snapshot] = []

    def build() -> None:
        try:
            found.append(fresh(house.demo.pk, anew=True))
        finally:
            connection.close()

    builders = [threading.Thread(target=build) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert found[0].digest == found[1].digest
    assert found[0].is_whole()
    assert not list(found[0].folder.glob("unfinished-*"))


KILLED = """
import sys, time
import django
django.setup()
from omzien.insight.facts import build
from omzien.insight.facts.snapshots import place
def slowly(*given):
    done = place(*given)
    print("placed", flush=True)
    time.sleep(60)
    return done
build.place = slowly
build.fresh(int(sys.argv[1]), anew=True)
"""


def test_a_builder_that_is_killed_leaves_the_old_snapshot_whole(house: House):
    before = fresh(house.demo.pk)
    register(house, date(2020, 6, 1))
    with _another_process(KILLED, str(house.demo.pk)) as builder:
        assert builder.stdout
        assert builder.stdout.readline() == "placed\n"  # in the middle: some new files are there, others not
        builder.send_signal(signal.SIGKILL)
        builder.wait()
    current = Snapshot.open(before.folder)
    assert current == before
    assert current.is_whole()
    assert len(rows(current, "registrations")) == 3
    assert fresh(house.demo.pk).rows("registrations") == 4
    assert not list(before.folder.glob("unfinished-*"))


def _another_process(program: str, *given: str) -> subprocess.Popen[str]:
    """Our own program, on the database of this test."""
    name = connection.settings_dict["NAME"]
    set_up = (
        "from django.conf import settings; from pathlib import Path;"
        f"settings.DATABASES['default']['NAME'] = {str(name)!r};"
        f"settings.FACTS_FOLDER = Path({str(settings.FACTS_FOLDER)!r});"
    )
    command = [sys.executable, "-c", set_up + program, *given]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))


def test_a_broken_database_is_said_and_leaves_the_old_snapshot(house: House, monkeypatch: pytest.MonkeyPatch):
    before = fresh(house.demo.pk)
    register(house, date(2020, 6, 1))
    monkeypatch.setattr(facts.build, "address", lambda: "/no/such/place")
    with pytest.raises(facts.build.ExtractionFailed):
        fresh(house.demo.pk)
    assert Snapshot.open(before.folder) == before


def test_equal_content_has_an_equal_digest_whatever_the_database(house: House):
    """The files are hashed by what is in them: put the same rows in by hand and the hash is the same."""
    snapshot = fresh(house.demo.pk)
    copy = write_facts(
        snapshot.folder.parent / "copy",
        {
            table: pq.ParquetFile(snapshot.files(table)[0]).read()
            if len(snapshot.files(table)) == 1
            else duckdb.sql(
                f"SELECT * FROM read_parquet({snapshot.files(table)}) ORDER BY 1"
            ).to_arrow_table()
            for table in TABLES
            if snapshot.files(table)
        },
    )
    by_hash = {part.sha256 for parts in copy.tables.values() for part in parts}
    assert by_hash == {part.sha256 for parts in snapshot.tables.values() for part in parts}


@pytest.mark.skipif(ON_POSTGRES, reason="this test goes to both databases itself")
def test_sqlite_and_postgresql_give_the_same_digest(house: House, postgres_url: str, tmp_path: Path):
    here = fresh(house.demo.pk)
    with _on_postgres(postgres_url) as url:
        there = _digest_on_postgres(url, Path(str(connection.settings_dict["NAME"])), tmp_path, house.demo.pk)
    assert there == here.digest


def _on_postgres(server: str) -> Any:
    from contextlib import contextmanager

    @contextmanager
    def database() -> Iterator[str]:
        name = f"facts_{os.getpid()}_{int(time.time())}"
        with psycopg.connect(server, autocommit=True) as direct:
            direct.execute(f"CREATE DATABASE {name}")
            try:
                yield server.rsplit("/", 1)[0] + f"/{name}"
            finally:
                direct.execute(f"DROP DATABASE {name} WITH (FORCE)")

    return database()


COPIED = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("loaddata", sys.argv[1], verbosity=0)
from omzien.insight.facts import fresh
print(fresh(int(sys.argv[2])).digest)
"""


def _digest_on_postgres(url: str, sqlite: Path, folder: Path, organisation_id: int) -> str:
    """The digest of the same rows, moved by Django's own dump, on PostgreSQL."""
    dumped = folder / "rows.json"
    _dump(dumped)
    environment = dict(os.environ) | {
        "DATABASE_URL": url,
        "OMZIEN_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "omzien.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", COPIED, str(dumped), str(organisation_id)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def _dump(target: Path) -> None:
    from django.apps import apps
    from django.core import serializers

    rooms = ("gate", "organisation", "people", "outcomes", "casework", "community")
    rows = [
        row
        for model in apps.get_models()
        if model._meta.app_label in rooms and model._meta.label != "gate.LedgerLine"
        for row in _all(model).order_by("pk")
    ]
    target.write_text(serializers.serialize("json", rows))


def _all(model: type[models.Model]) -> Any:
    return model.objects.unsealed("test") if issubclass(model, SealedModel) else model._default_manager


def test_an_organisation_without_rows_has_facts_too(house: House):
    empty = Organisation.objects.create(key="leeg", name="Leeg")
    snapshot = fresh(empty.pk)
    assert snapshot.rows("registrations") == 0
    assert snapshot.reach("registrations") is None


def test_of_older_snapshots_the_last_of_each_hour_is_kept_for_a_week():
    hour, now = 3600.0, 30 * 24 * 3600.0
    moments = {
        "now": now,
        "young": now - 60,
        "first": now - 2 * hour + 1,
        "last of that hour": now - hour - 1,
        "days ago": now - 100 * hour,
        "too old": now - 200 * hour,
    }
    assert _kept(moments, now) == {"now", "young", "last of that hour", "days ago"}
