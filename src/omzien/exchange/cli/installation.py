"""Entering an installation from the command line: its data folder, database, organisation, a visit."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omzien.exchange.cli.answers import Answer, unknown

if TYPE_CHECKING:
    from omzien.gate.visit import Visit

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="OMZIEN_DATA",
    default=Path("data"),
    show_default=True,
    show_envvar=True,
    help="The data folder of the installation.",
)
organisation_option = click.option(
    "--organisation", metavar="KEY", help="Which organisation, when there are several. Default: the only one."
)


DEMO_ORGANISATION = "demo"  # the demo has a neighbour too, who may see nothing


def set_up_without_installation() -> None:
    """For what is made from the code alone: Django is needed, a data folder is not, so none is made."""
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["OMZIEN_DATA"] = nowhere
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
        import django

        django.setup()


def enter(data: Path, *, make: bool = False, migrate: bool = False) -> None:
    """Make this data folder the installation of this process.

    `make`: it may be new; `migrate`: bring its database up to date. Raises Answer when there is no
    installation, or when its database is of another version or out of reach.
    """
    if not make and not data.is_dir():
        raise Answer(
            "there is no data folder", where=str(data), mend="give --data DIR, or start with `omzien demo`"
        )
    os.environ["OMZIEN_DATA"] = str(data.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise Answer(str(problem), mend="mend the environment of this command") from problem
    except OSError as problem:
        raise Answer(f"the data folder cannot be used: {problem.strerror}", where=str(data)) from problem
    _ready_database(migrate)


def _ready_database(migrate: bool) -> None:
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
        elif waiting := pending_migrations():
            raise Answer(
                f"the database is not of this version of Omzien ({len(waiting)} migrations to do)",
                mend="make a backup, then run `omzien serve`: it brings the database up to date",
                exit_code=1,
            )
    except DatabaseError as problem:
        raise Answer(
            f"the database cannot be used: {str(problem).strip()}",
            where=os.environ.get("DATABASE_URL", "").rpartition("@")[2] or os.environ["OMZIEN_DATA"],
            mend="see that it is running and that DATABASE_URL or --data is right",
            exit_code=1,
        ) from problem


def pending_migrations() -> list[str]:
    """The migrations that this database has not had yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def organisations() -> dict[str, int]:
    """The organisations of this installation: key -> id."""
    from django.apps import apps

    rows = apps.get_model("organisation.Organisation").objects.order_by("key").values_list("key", "pk")
    return dict(rows)


def visit_of(key: str | None, *, reason: str) -> "Visit":
    """A visit in the role SYSTEM to this organisation, or to the only one there is."""
    from omzien.gate.visit import admit_command

    return admit_command(organisation_id=organisation_id(key), reason=reason)


def organisation_id(key: str | None) -> int:
    """The id of this organisation, of the only one, or of the demo's. Raises Answer when it is unclear."""
    there = organisations()
    if key is not None:
        if key not in there:
            raise unknown("organisation", key, list(there))
        return there[key]
    if _is_demo() and DEMO_ORGANISATION in there:
        return there[DEMO_ORGANISATION]
    if len(there) > 1:
        raise Answer("there are several organisations here", mend=f"add --organisation: {', '.join(there)}")
    if not there:
        raise Answer(
            "there is no organisation here yet", mend="found one with `omzien found`, or `omzien import`"
        )
    return next(iter(there.values()))


def _is_demo() -> bool:
    from django.conf import settings

    return bool(settings.DEMO)
