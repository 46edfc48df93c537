"""A copy that leaves the organisation holds no licensed text, not even in the free pages of the file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from omzien.exchange.cli.backup import LICENSED, _without_licensed_texts
from omzien.outcomes.models import LicensedText

pytestmark = pytest.mark.one_database("a file of SQLite, made here")
SECRET = "geen inkomsten en groeiende schulden"


def test_the_texts_are_gone_and_the_rest_stays(tmp_path: Path):
    file = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        copy.execute(f"CREATE TABLE {LICENSED} (text)")
        copy.execute("CREATE TABLE other (text)")
        copy.executemany(f"INSERT INTO {LICENSED} VALUES (?)", [(SECRET,)] * 500)
        copy.execute("INSERT INTO other VALUES ('stays')")
        copy.commit()
        _without_licensed_texts(copy)
        assert copy.execute("SELECT text FROM other").fetchall() == [("stays",)]
    assert SECRET.encode() not in file.read_bytes()


def test_it_is_the_table_of_the_model():
    assert LicensedText._meta.db_table == LICENSED
