"""How rows of facts lie in a file: who counts in one municipality reads no other."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from omzien.insight.extraction.files import ROW_GROUP, write_file
from omzien.insight.extraction.job import Written
from omzien.insight.facts import TABLES
from omzien.insight.facts.tables import types_of

PLACES = ["GM0106", "GM0114", "GM0450"]
COLUMNS = {name: types_of(TABLES["residents"])[name] for name in ("resident", "municipality")}


def written(folder: Path, rows: int, size: int) -> Written:
    """A file of residents, of whom each next one lives elsewhere, that came in batches of this size."""
    places = pa.array(PLACES).take(pa.array(np.arange(rows) % len(PLACES)))
    told = {"resident": np.arange(rows), "municipality": places, "organisation": np.ones(rows, np.int64)}
    folder.mkdir()
    return write_file(pa.table(told).to_batches(size), folder, COLUMNS, None, None)


def test_a_row_group_is_of_one_municipality_and_in_the_order_of_the_numbers(tmp_path: Path):
    file = pq.ParquetFile(written(tmp_path / "facts", len(PLACES) * ROW_GROUP, 1000).path)
    groups = [file.read_row_group(place).to_pydict() for place in range(file.num_row_groups)]
    assert [set(group["municipality"]) for group in groups] == [{place} for place in PLACES]
    assert all(group["resident"] == sorted(group["resident"]) for group in groups)


@pytest.mark.parametrize("rows", [0, 1, 20_000])
def test_the_bytes_do_not_depend_on_how_the_rows_came(tmp_path: Path, rows: int):
    one, other = written(tmp_path / "one", rows, 777), written(tmp_path / "other", rows, 50_000)
    assert (one.sha256, one.rows) == (other.sha256, rows)
