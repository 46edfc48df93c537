"""Compiled questions are kept on disk, and nothing that is old or broken is ever used."""

from pathlib import Path

import ibis
import pytest

from omzien.insight.figures import Period, Selection, kept, measure
from omzien.insight.figures.terms import Table
from tests.insight.worlds import small_world, snapshot_of

ALL = Selection(1, Period.year(2020))


@pytest.fixture
def questions(tmp_path: Path, settings) -> Path:
    settings.QUESTIONS_FOLDER = tmp_path / "questions"
    return tmp_path / "questions"


def _seven() -> Table:
    return ibis.literal(7)


def _never() -> Table:
    raise AssertionError("it was kept already")


def test_a_question_is_compiled_once(questions: Path):
    made = kept.kept("seven", _seven)
    assert "7" in made.sql
    assert kept.kept("seven", _never) == made


def test_half_a_file_is_no_file(questions: Path):
    made = kept.kept("seven", _seven)
    (file,) = questions.rglob("*.sql")
    for broken in ("", file.read_text()[:-2], file.read_text() + " LIMIT 0"):
        file.write_text(broken)
        assert kept.kept("seven", _seven) == made


def test_another_version_looks_elsewhere_and_clears_away_the_older(questions: Path, monkeypatch):
    kept.kept("seven", _seven)
    monkeypatch.setattr(kept, "_version", lambda: "newer")
    with pytest.raises(AssertionError, match="kept already"):
        kept.kept("seven", _never)
    kept.kept("seven", _seven)
    assert [folder.name for folder in questions.iterdir()] == ["newer"]


def test_the_version_hangs_on_the_catalogue_the_facts_and_the_compilers(monkeypatch):
    kept._version.cache_clear()
    before = kept._version()
    kept._version.cache_clear()
    monkeypatch.setattr(kept, "version", lambda library: "99")
    assert kept._version() != before
    kept._version.cache_clear()
    monkeypatch.setattr(kept, "TABLES", {})
    assert kept._version() != before
    kept._version.cache_clear()


def test_a_disk_that_cannot_be_written_costs_time_only(questions: Path, settings):
    questions.write_text("a file where the folder should be")
    assert "7" in kept.kept("seven", _seven).sql


def test_what_is_derived_is_made_once_for_all_snapshots_with_the_same_of_it(tmp_path: Path):
    world = dict(small_world(seed=7, size=8))
    first = snapshot_of(world, tmp_path)
    before = measure(first, ALL, ["zrm.growth"])
    (made,) = (tmp_path / "derived").iterdir()
    other = snapshot_of(world | {"walk_ins": []}, tmp_path)
    assert measure(other, ALL, ["zrm.growth"]) == before
    assert list((tmp_path / "derived").iterdir()) == [made]
    measure(snapshot_of(world | {"scores": world["scores"][1:]}, tmp_path), ALL, ["zrm.growth"])
    assert len(list((tmp_path / "derived").iterdir())) == 2
