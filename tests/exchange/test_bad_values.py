"""Each bad value is told by file, row, column, value, reason and mending; and then nothing is imported."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CheckConstraint, Q

from omzien.exchange.imports import constraints, import_from_command
from omzien.exchange.imports.problems import Problem
from omzien.exchange.package.tables import BY_NAME, TABLES
from tests.exchange import sample

pytestmark = [pytest.mark.django_db, pytest.mark.one_database("values are checked before the database")]

# table, row of the sample, column, text in the file, what the reason says, what the mending says
CELLS = [
    ("residents", 0, "registered_on", "", "is empty", "fill in"),
    ("residents", 0, "birth_date", "29-02-1980", "not a date", "2026-03-12"),
    ("residents", 0, "birth_date", "1981-02-29", "not a date", "2026-03-12"),
    ("residents", 0, "birth_date", "1900-01-01", "no likely date", "leave it empty"),
    ("registrations", 0, "closed_on", "9999-12-31", "no likely date", "leave it empty"),
    ("residents", 0, "gender", "m", "is not known", "choose from man, vrouw"),
    ("residents", 0, "needs_interpreter", "ja", "neither true nor false", "write true or false"),
    ("contacts", 0, "minutes", "1.234", "not a whole number", "without dots"),
    ("contacts", 0, "minutes", "-5", "out of range", "give 0 to"),
    ("contacts", 0, "minutes", "1441", "breaks a rule", "so that the rule holds"),
    ("contacts", 0, "minutes", "99999999999999999999", "not a whole number", "digits only"),
    ("teams", 0, "key", "t\t1", "not written as it should be", "pattern"),
    ("municipalities", 0, "code", "450", "not written as it should be", "GM"),
    ("workers", 0, "name", "x" * 121, "is too long", "at most 120"),
    ("instruments", 0, "levels", "{}", "not a JSON list", "JSON"),
    ("corrections", 0, "before", "[]", "not a JSON object", "JSON"),
    ("contact_details", 0, "email", "zoe", "not written as it should be", "pattern"),
    ("registrations", 0, "resident", "r9", "points to nothing in residents", "add it"),
    ("registrations", 0, "channel", "huisarts", "points to nothing in codes (list channel)", "add it"),
    ("questions", 0, "subdomain", "financien", "points to nothing in codes (list subdomain)", "add it"),
    ("residents", 0, "neighbourhood_year", "", "go together", "both, or neither"),
    ("residents", 0, "neighbourhood_year", "2021", "points to nothing in neighbourhoods", "add it"),
    ("registrations", 0, "explored_on", "2020-03-01", "explored_on is at least registered_on", "change one"),
    ("interventions", 0, "ended_on", "2020-01-01", "ended_on is at least started_on", "change one"),
    ("interventions", 0, "ended_on", "", "result is empty, or ended_on is filled in", "change one"),
    (
        "referrals",
        0,
        "direction",
        "internal",
        "direction is internal and partner is empty and service is filled in",
        "change one",
    ),
    ("questions", 0, "domain", "wonen", "domain differs from subdomain.parent", "correct"),
    ("interventions", 0, "resident", "r2", "resident differs from registration.resident", "correct"),
    ("appointments", 0, "resident", "r2", "resident differs from intervention.resident", "correct"),
    ("arrivals", 0, "resident", "r2", "resident differs from registration.resident", "correct"),
    ("scores", 0, "level", "6", "outside the scale", "give 1 to 5"),
    ("safety_steps", 0, "step", "6", "step is 1 to 5", "change one"),
    ("teams", 0, "key", "", "is empty", "fill in"),
]


def damaged(folder: Path, table: str, row: int, column: str, text: str) -> Path:
    """The sample, with one cell written over in its file."""
    sample.write(folder)
    (folder / "datapackage.json").unlink()
    file = folder / f"{table}.csv"
    with file.open(newline="") as opened:
        cells = list(csv.reader(opened))
    cells[row + 1][cells[0].index(column)] = text
    with file.open("w", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(cells)
    return folder


def problems_of(folder: Path) -> list[Problem]:
    """What the import says; it must have left the installation empty."""
    report = import_from_command(folder)
    assert report.problems, "the import found nothing wrong"
    assert not apps.get_model("organisation.Organisation").objects.exists()
    return report.problems.found


@pytest.mark.parametrize(("table", "row", "column", "text", "reason", "mend"), CELLS)
def test_a_bad_cell_is_told(tmp_path, table, row, column, text, reason, mend):
    found = problems_of(damaged(tmp_path / "package", table, row, column, text))
    told = [problem for problem in found if reason in problem.reason and mend in problem.mend]
    assert told, [problem.line() for problem in found]
    assert (told[0].file, told[0].row) == (f"{table}.csv", row + 2)
    private = BY_NAME[table].by_name[told[0].column].private
    assert told[0].value == "" or not private


def test_what_is_private_is_never_echoed(tmp_path):
    found = problems_of(damaged(tmp_path / "package", "residents", 0, "family_name", "Geheim" * 30))
    assert [(problem.column, problem.value) for problem in found] == [("family_name", "")]


def with_rows(folder: Path, **changed: list[sample.Row]) -> Path:
    """The sample, with the rows of some tables replaced."""
    return sample.write(folder, {**sample.rows(), **changed})


def test_a_key_twice_is_told_with_both_rows(tmp_path):
    teams = [{"key": "t1", "name": "een"}, {"key": "t2", "name": "twee"}, {"key": "t1", "name": "drie"}]
    (found,) = problems_of(with_rows(tmp_path / "p", teams=teams))
    assert (found.row, found.column, found.value, found.reason) == (
        4,
        "key",
        "t1",
        "has the same key as row 2",
    )


def test_a_unique_pair_twice_is_told(tmp_path):
    questions = [{"key": key, "registration": "a1", "domain": "wonen"} for key in ("q1", "q2")]
    (found,) = problems_of(with_rows(tmp_path / "p", questions=questions))
    assert found.row == 3
    assert "registration, domain" in found.reason


def test_two_main_questions_are_told(tmp_path):
    questions = [
        {"key": domain, "registration": "a1", "domain": domain, "is_main": True}
        for domain in ("wonen", "financien")
    ]
    (found,) = problems_of(with_rows(tmp_path / "p", questions=questions))
    assert "registration" in found.reason


def test_a_clash_with_the_installation_is_told(tmp_path):
    assert not import_from_command(sample.write(tmp_path / "first")).problems
    clash = {"contact_details": [{"key": "c2", "resident": "r1"}]}
    report = import_from_command(sample.write(tmp_path / "second", clash))
    (found,) = report.problems.found
    assert found.reason == "has the same resident as a row of the installation"
    assert found.row == 2


def test_references_may_point_to_what_the_installation_has(tmp_path):
    assert not import_from_command(sample.write(tmp_path / "first")).problems
    more = {"registrations": [{**sample.rows()["registrations"][0], "key": "a3"}]}
    report = import_from_command(sample.write(tmp_path / "second", more))
    assert report.lines() == ["registrations: 1 new, 0 changed, of 1", "1 rows were added and 0 were changed"]


def test_only_what_differs_is_changed(tmp_path):
    assert not import_from_command(sample.write(tmp_path / "first")).problems
    resident = apps.get_model("people.Resident").objects.unsealed("test")
    before = dict(resident.values_list("key", "changed_at"))
    residents = sample.rows()["residents"]
    residents[1] = {**residents[1], "birth_date": date(1990, 1, 2), "family_name": "Élan"}
    report = import_from_command(sample.write(tmp_path / "second", {"residents": residents}))
    assert [(count.new, count.changed, count.unchanged) for count in report.counts] == [(0, 1, 1)]
    after = dict(resident.values_list("key", "changed_at"))
    assert after["r1"] == before["r1"]
    assert after["r2"] > before["r2"]
    assert resident.get(key="r2").search_name == "elan"


def test_an_import_of_another_organisation_does_not_touch_this_one(tmp_path):
    assert not import_from_command(sample.write(tmp_path / "first")).problems
    theirs = {**sample.rows(), "organisation": [{"key": "overkant", "name": "De Overkant"}]}
    assert not import_from_command(sample.write(tmp_path / "theirs", theirs)).problems
    resident = apps.get_model("people.Resident").objects.unsealed("test")
    assert resident.filter(key="r1").count() == 2
    assert resident.values("pseudonym").distinct().count() == resident.count()
    renamed = {"municipalities": [{"code": "GM0450", "name": "Anders"}]}
    report = import_from_command(sample.write(tmp_path / "renamed", renamed), organisation_key="demo")
    assert [problem.reason for problem in report.problems.found] == ["is Uitgeest for all organisations here"]


def test_a_dry_run_counts_and_changes_nothing(tmp_path):
    report = import_from_command(sample.write(tmp_path / "p"), dry_run=True)
    assert "residents: 2 new, 0 changed, of 2" in report.lines()
    assert not apps.get_model("organisation.Organisation").objects.exists()


def test_every_check_of_the_database_is_checked_beforehand():
    """Each check constraint can be evaluated on columns, and said in words."""
    checks = [
        (table, constraint)
        for table in TABLES
        for constraint in table.model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]
    assert len(checks) > 20
    for table, constraint in checks:
        assert isinstance(constraint.condition, Q)
        rows = sample.arrow(table.name, sample.rows()[table.name])
        assert not constraints.broken(constraint.condition, rows).to_pylist().count(True), constraint.name
        assert constraints.first_column(constraint.condition) in table.by_name
        assert len(constraints.in_words(constraint.condition)) > 10


def test_all_bad_values_go_to_a_file_that_only_the_owner_reads(tmp_path):
    report = import_from_command(damaged(tmp_path / "p", "residents", 0, "gender", "m"))
    report.write_problems(tmp_path / "errors.csv")
    assert (tmp_path / "errors.csv").stat().st_mode & 0o777 == 0o600
    assert (
        (tmp_path / "errors.csv")
        .read_text()
        .splitlines()[1]
        .startswith("residents.csv,2,gender,m,is not known")
    )
