"""The data package's schema is what the models say, and its documentation is what the schema says."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.exchange.package import csv_text, document, schema, writer
from omzien.exchange.package.tables import BY_NAME, MODELS, TABLES

PAGE = Path(__file__).parents[2] / "docs" / "data-package.md"


def test_the_page_in_docs_is_fresh():
    assert PAGE.read_text() == document.document(), (
        "run: omzien schema --format markdown > docs/data-package.md"
    )


def test_every_table_comes_after_the_tables_it_points_to():
    order = list(MODELS)
    for table in TABLES:
        for reference in table.references:
            assert order.index(reference.table) <= order.index(table.name)


def test_nothing_of_this_installation_only_is_in_the_package():
    names = {(table.name, column.name) for table in TABLES for column in table.columns}
    for forbidden in (
        "id",
        "organisation",
        "pseudonym",
        "search_name",
        "changed_at",
        "account",
        "sealed_number",
    ):
        assert not [pair for pair in names if pair[1] == forbidden]


def test_columns_carry_what_the_model_demands():
    residents = BY_NAME["residents"].by_name
    assert residents["registered_on"].required
    assert residents["registered_on"].kind == "date"
    assert residents["gender"].enum == ("man", "vrouw", "x", "onbekend")
    assert residents["gender"].default == "onbekend"
    assert residents["family_name"].private
    assert residents["family_name"].max_length == 120
    assert BY_NAME["municipalities"].by_name["code"].pattern == r"^GM\d{4}$"
    assert BY_NAME["residents"].by_name["municipality"].pattern == r"^GM\d{4}$"


def test_a_key_of_two_parts_takes_two_columns():
    item = next(reference for reference in BY_NAME["scores"].references if reference.field == "item")
    assert item.columns == ("item_instrument", "item")
    assert item.target_columns == ("instrument", "key")


def test_the_schema_names_keys_references_and_code_lists():
    registrations = schema.table_schema(BY_NAME["registrations"])
    assert registrations["primaryKey"] == ["key"]
    assert {
        "fields": ["resident"],
        "reference": {"resource": "residents", "fields": ["key"]},
    } in registrations["foreignKeys"]
    channel = next(field for field in registrations["fields"] if field["name"] == "channel")
    assert channel["codeList"] == "channel"
    assert channel["constraints"]["required"] is True


def test_a_written_package_is_private_and_described(tmp_path):
    teams = pa.table({"key": ["t1", "t2"], "name": ["Team Noord", 'De "Oude" School']})
    writer.write_package({"teams": teams}, tmp_path / "package")
    file = tmp_path / "package" / "teams.csv"
    assert file.read_text() == 'key,name\nt1,Team Noord\nt2,"De ""Oude"" School"\n'
    assert file.stat().st_mode & 0o777 == 0o600
    described = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    assert [(entry["name"], entry["rows"]) for entry in described["resources"]] == [("teams", 2)]


def test_a_table_with_other_columns_is_not_written(tmp_path):
    with pytest.raises(ValueError, match=r"teams: columns differ.*naam"):
        writer.write_package({"teams": pa.table({"key": ["t1"], "naam": ["x"]})}, tmp_path)


@given(st.lists(st.tuples(st.text(), st.none() | st.dates(), st.none() | st.booleans()), max_size=20))
def test_csv_reads_back_as_it_was_written(rows):
    text = [row[0] for row in rows]
    table = pa.table(
        {
            "text": pa.array(text, pa.string()),
            "date": pa.array([row[1] for row in rows], pa.date32()),
            "flag": pa.array([row[2] for row in rows], pa.bool_()),
        }
    )
    written = csv_text.text_of(table).decode()
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert [row[0] for row in read] == text
    assert [row[1] for row in read] == ["" if row[1] is None else row[1].isoformat() for row in rows]
    assert [row[2] for row in read] == ["" if row[2] is None else str(row[2]).lower() for row in rows]
