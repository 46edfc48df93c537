"""A package of before a merge: nobody comes back beside the resident into whom that resident was merged."""

from pathlib import Path

import pytest
from django.apps import apps

from omzien.exchange.exports import export_package
from omzien.exchange.imports import import_from_command
from omzien.gate.visit import Role, admit_command
from omzien.people.actions import merge_residents, undo_merge
from tests.cast import make_worker, relate, visit_of
from tests.exchange import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path) -> Path:
    """The sample, which was imported."""
    made = sample.write(tmp_path / "package")
    assert not import_from_command(made).problems
    return made


@pytest.fixture
def lead(package):
    """Somebody who may merge the two residents of the sample."""
    karim = make_worker(apps.get_model("organisation.Organisation").objects.get(), "Karim", Role.TEAM_LEAD)
    for resident in residents():
        relate(resident, worker=karim)
    return visit_of(karim)


def residents():
    return list(apps.get_model("people.Resident").objects.unsealed("test").order_by("key"))


def test_a_package_of_before_the_merge_is_refused_until_it_is_undone(package, lead):
    one, two = residents()
    merge = merge_residents(lead, survivor_id=one.pk, merged_id=two.pk)
    (problem,) = import_from_command(package).problems.found
    assert (problem.file, problem.row, problem.column, problem.value) == ("residents.csv", 3, "key", "r2")
    assert problem.reason == "was merged into r1 here"
    assert "write r1" in problem.mend
    assert [row.key for row in residents()] == ["r1"]
    undo_merge(lead, merge_id=merge)
    report = import_from_command(package)
    assert not report.problems
    assert [row.key for row in residents()] == ["r1", "r2"]


def test_a_merge_that_is_undone_leaves_every_table_as_it_was(tmp_path, lead):
    """Each table of the package has a row of one of the two: relations, stays, leads, arrivals, notes, ..."""
    one, two = residents()
    everything = admit_command(organisation_id=one.organisation_id, reason="test")
    for folder in ("before", "after"):
        export_package(everything, tmp_path / folder)
        if folder == "before":
            undo_merge(lead, merge_id=merge_residents(lead, survivor_id=one.pk, merged_id=two.pk))
    before, after = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("before", "after"))
    assert before == after


def test_what_points_to_the_merged_resident_alone_is_refused_too(tmp_path, package, lead):
    one, two = residents()
    merge_residents(lead, survivor_id=one.pk, merged_id=two.pk)
    registrations = {"registrations": sample.rows()["registrations"]}
    (problem,) = import_from_command(sample.write(tmp_path / "alone", registrations)).problems.found
    assert (problem.column, problem.reason) == ("resident", "points to nothing in residents")


def test_what_is_exported_after_a_merge_changes_nothing_when_imported(tmp_path, package, lead):
    one, two = residents()
    merge_residents(lead, survivor_id=one.pk, merged_id=two.pk)
    export_package(admit_command(organisation_id=one.organisation_id, reason="test"), tmp_path / "after")
    report = import_from_command(tmp_path / "after")
    assert not report.problems
    assert {(count.new, count.changed) for count in report.counts} == {(0, 0)}
    held = apps.get_model("casework.Registration").objects.unsealed("test")
    assert set(held.values_list("resident__key", flat=True)) == {"r1"}
