"""A definition is never changed in silence: versions are pinned with their words, and the older ones stay."""

import csv
import dataclasses
import io
import json
from collections.abc import Iterator
from datetime import date

import pytest

from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    catalogue_csv,
    catalogue_json,
    catalogue_rows,
    definitions,
    gone,
    history_of,
    version_of,
)
from omzien.insight.figures.definitions import REVISIONS, Revision
from omzien.insight.figures.measures import rows
from tools.definitions import Entry, Pinned, entries, pin, problems


@pytest.fixture(scope="module")
def now() -> list[Entry]:
    return list(entries())


def pinned() -> Pinned:
    return dict(json.loads(definitions.FILE.read_text(encoding="utf-8")))


def test_what_is_defined_is_pinned(now):
    assert problems(now, pinned(), REVISIONS) == []
    assert {entry.name for entry in now} == {*CATALOGUE, *DIMENSIONS}


REFERRED = CATALOGUE["registrations_referred"]
CHANGED = {
    "its words": {"definition_nl": "Aanmeldingen na verwijzing door een huisarts."},
    "its expression": {"measure": rows(lambda t: t.referral_source == "huisarts")},
    "its day": {"basis": CATALOGUE["waiting_for_exploration"].basis},
    "when it is thin": {"smallest_cell": 7},
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_changed_figure_without_a_new_version_is_found(monkeypatch, change):
    changed = {**CATALOGUE, REFERRED.name: dataclasses.replace(REFERRED, **change)}
    monkeypatch.setattr("omzien.insight.figures.CATALOGUE", changed)
    entry = next(entry for entry in entries() if entry.name == REFERRED.name)
    (found,) = problems([entry], pinned(), REVISIONS)
    assert found.startswith("figure registrations_referred was changed")


@pytest.fixture
def revised(monkeypatch, tmp_path, now) -> Iterator[Pinned]:
    """The figure got another definition on 1 March, and with it a second version."""
    why = Revision(date(2027, 3, 1), "Omzien", "Alleen de huisarts telt.", "The general practitioner only.")
    told, key = pinned(), ("figure", REFERRED.name)
    words = {**next(entry for entry in now if entry.name == REFERRED.name).words, "definition_nl": "Nieuw."}
    told["figure"]["gone_long_ago"] = told["figure"][REFERRED.name][:1]
    pin([Entry(*key, words, "another expression")], told, {key: (why,)}, today=date(2027, 3, 2))
    file = tmp_path / "definitions.json"
    file.write_text(json.dumps(told))
    monkeypatch.setattr(definitions, "FILE", file)
    definitions._pinned.cache_clear()
    yield told
    definitions._pinned.cache_clear()


def test_the_old_version_keeps_its_words_and_how_it_was_counted(revised, now):
    first, second = history_of("figure", REFERRED.name)
    assert (first.number, first.definition_nl) == (1, REFERRED.definition_nl)
    assert first.counted == next(entry.counted for entry in now if entry.name == REFERRED.name)
    assert (second.counted, "referral_source" in first.counted) == ("another expression", True)
    assert (second.number, second.definition_nl, second.since) == (2, "Nieuw.", date(2027, 3, 1))
    assert second.what_en == "The general practitioner only."
    assert version_of("figure", REFERRED.name) == second
    assert version_of("figure", REFERRED.name, on=date(2027, 2, 28)) == first
    assert version_of("figure", REFERRED.name, on=date(2020, 1, 1)) == first
    assert list(gone("figure", CATALOGUE)) == ["gone_long_ago"]


def test_the_catalogue_as_data_has_every_version(revised):
    rows = list(csv.DictReader(io.StringIO(catalogue_csv())))
    assert json.loads(catalogue_json()) == list(catalogue_rows())
    assert len(rows) == len(CATALOGUE) + len(DIMENSIONS) + 2
    versions = [row for row in rows if row["name"] == REFERRED.name]
    assert [(row["version"], row["since"][:4], row["until"]) for row in versions] == [
        ("1", "2026", "2027-03-01"),
        ("2", "2027", ""),
    ]
    told = ("definition_nl", "definition_en", "changed_by", "counted")
    assert all(row[column] for row in rows for column in told)
    assert {row["kind"] for row in rows if row["date_basis_nl"]} == {"figure"}


def test_what_is_written_otherwise_and_counts_the_same_keeps_its_version():
    told, entry = pinned(), Entry("figure", REFERRED.name, {"definition_nl": "Nieuw."}, "x")
    pin([entry], told, REVISIONS, today=date(2027, 3, 2), same=[REFERRED.name])
    assert [version["definition_nl"] for version in told["figure"][REFERRED.name]] == ["Nieuw."]
    assert problems([entry], told, REVISIONS) == []
