"""New tables are made the quick way, and are what Django's own way makes."""

import pytest
from django.db import connection
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from omzien.gate.tables import Tables


def tables() -> list[Tables]:
    found = MigrationLoader(None).disk_migrations.values()
    return [each for each in found if isinstance(each, Tables)]


@pytest.mark.one_database("the files say the same")
def test_it_is_for_migrations_that_make_tables_only():
    wrong = [
        f"{each}: {operation}"
        for each in tables()
        for operation in each.operations
        if not isinstance(operation, CreateModel)
    ]
    assert len(tables()) > 6
    assert not wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("room", ["gate", "web"])
def test_the_tables_are_those_of_djangos_own_way(room):
    own, other = (_sql_of(room, way) for way in (Tables.apply, Migration.apply))
    assert len(own) > 2
    assert own == other


def _sql_of(room: str, way) -> list[str]:
    """What would be done to the database, were the tables not there yet."""
    executor = MigrationExecutor(connection)
    (migration,) = [each for each in tables() if each.app_label == room]
    state = executor.loader.project_state((room, migration.name), at_end=False)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        way(migration, state, editor)
    return [line for line in editor.collected_sql if not line.startswith("--")]
