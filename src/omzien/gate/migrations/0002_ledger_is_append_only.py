"""Triggers that refuse to change or remove what is in the ledger, on SQLite and on PostgreSQL."""

from django.db import migrations

TABLES = ("gate_ledgerline", "gate_ledgerseal")

SQLITE = [
    (
        f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        f"DROP TRIGGER {table}_no_{deed}",
    )
    for table in TABLES
    for deed in ("update", "delete")
]

POSTGRESQL = [
    (
        "CREATE FUNCTION gate_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation'; END $$",
        "DROP FUNCTION gate_ledger_is_append_only()",
    ),
    *(
        (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION gate_ledger_is_append_only()",
            f"DROP TRIGGER {table}_append_only ON {table}",
        )
        for table in TABLES
    ),
    (
        "CREATE INDEX gate_ledger_residents ON gate_ledgerline USING gin (residents jsonb_path_ops)",
        "DROP INDEX gate_ledger_residents",
    ),
]


def _statements(schema_editor):
    return POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE


def lock(apps, schema_editor):
    """Put the triggers on."""
    for on, _ in _statements(schema_editor):
        schema_editor.execute(on)


def unlock(apps, schema_editor):
    """Take the triggers off, last first."""
    for _, off in reversed(_statements(schema_editor)):
        schema_editor.execute(off)


class Migration(migrations.Migration):
    """Locks the ledger; must be repeated by a migration that rebuilds one of its tables on SQLite."""

    dependencies = [("gate", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
