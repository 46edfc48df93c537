"""Triggers that note what changed, on every table that facts are read from (see facts/touches.py)."""

from django.db import migrations

ROOMS = ("organisation", "people", "outcomes", "casework", "community")


def install(apps, schema_editor):
    """Put them on, and take off what was there under another definition."""
    from omzien.insight.facts import touches

    touches.install()


class Migration(migrations.Migration):
    """Must be repeated when the columns of facts change, and when a table of theirs is rebuilt on SQLite."""

    dependencies = [(room, "0001_initial") for room in ROOMS]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
