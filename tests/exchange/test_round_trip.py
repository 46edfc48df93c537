"""Export, import into an empty installation, export again: the same bytes, on both databases."""

import fcntl
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from omzien.exchange.exports import export_package
from omzien.exchange.imports import AnotherImport, import_from_command, import_package
from omzien.exchange.package.tables import TABLES
from omzien.gate.models import LedgerLine
from omzien.gate.visit import admit_command
from tests.exchange import sample

pytestmark = pytest.mark.django_db


def do_import(source: Path, **options):
    report = import_from_command(source, **options)
    assert not report.problems, "\n".join(report.lines())
    return report


def do_export(target: Path) -> dict[str, bytes]:
    key = apps.get_model("organisation.Organisation").objects.get().pk
    export_package(admit_command(organisation_id=key, reason="test"), target)
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def empty_installation() -> None:
    """Take away all that an import writes."""
    apps.get_model("people.NameSound").objects.all().delete()
    apps.get_model("people.NameKey").objects.unsealed("test").delete()
    for table in reversed(TABLES):
        model: Any = table.model
        rows = model.objects.unsealed("test") if table.sealed else model.objects.all()
        rows._raw_delete(rows.db)


def test_the_sample_has_rows_in_every_table():
    assert list(sample.rows()) == [table.name for table in TABLES]


def test_export_import_export_is_identical(tmp_path):
    do_import(sample.write(tmp_path / "package"))
    first = do_export(tmp_path / "first")
    empty_installation()
    do_import(tmp_path / "first")
    assert do_export(tmp_path / "second") == first


def test_the_second_import_changes_nothing(tmp_path):
    package = sample.write(tmp_path / "package")
    first = do_import(package)
    assert sum(count.new for count in first.counts) == sum(len(rows) for rows in sample.rows().values())
    resident = apps.get_model("people.Resident")
    before = list(resident.objects.unsealed("test").order_by("pk").values())
    second = do_import(package)
    assert [(count.new, count.changed) for count in second.counts] == [(0, 0)] * len(TABLES)
    assert list(resident.objects.unsealed("test").order_by("pk").values()) == before
    assert LedgerLine.objects.filter(act="import").count() == 2


def test_two_imports_at_once_are_refused(tmp_path, settings):
    package = sample.write(tmp_path / "package")
    workplace = Path(settings.DATA) / "imports"
    workplace.mkdir(exist_ok=True)
    with (workplace / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AnotherImport, match="another import is running"):
            import_from_command(package)
    do_import(package)


def test_an_import_by_a_visit_goes_into_its_organisation_only(tmp_path):
    do_import(sample.write(tmp_path / "package"))
    organisation = apps.get_model("organisation.Organisation").objects.create(
        key="overkant", name="De Overkant"
    )
    visit = admit_command(organisation_id=organisation.pk, reason="test")
    report = import_package(visit, tmp_path / "package")
    assert [problem.reason for problem in report.problems.found] == ["is of demo, not of overkant"]
    teams = {"teams": sample.rows()["teams"]}
    report = import_package(visit, sample.write(tmp_path / "teams", teams))
    assert report.lines()[-1] == "1 rows were added and 0 were changed"
    line = LedgerLine.objects.filter(act="import").latest("pk")
    assert line.organisation_id == organisation.pk
    assert line.detail["tables"] == {"teams": {"new": 1, "changed": 0, "rows": 1}}
    assert len(line.detail["package"]) == 64
