"""Made-up organisations, counted by hand with pandas: nothing here uses the product's own counting."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from omzien.exchange.demo.generator import generate

PUBLISHED = tomllib.loads(Path(__file__).with_name("published.toml").read_text("utf-8"))
SMALLEST_WHOLE = 6_000  # residents from which all printed figures are counted


@cache
def made(seed: int = 1, residents: int = SMALLEST_WHOLE, until: date | None = None) -> dict[str, pa.Table]:
    """The generated tables; made once for each seed, size and last day."""
    return generate(seed, residents, until)


@cache
def frames(
    seed: int = 1, residents: int = SMALLEST_WHOLE, until: date | None = None
) -> dict[str, pd.DataFrame]:
    """The same tables for pandas."""
    return {name: table.to_pandas() for name, table in made(seed, residents, until).items()}


WORLDS = [(1, SMALLEST_WHOLE), (2, SMALLEST_WHOLE, date(2025, 1, 1)), (7, 9_000, date(2026, 11, 21))]


@pytest.fixture(params=WORLDS, ids=lambda world: "-".join(map(str, world)))
def world(request: pytest.FixtureRequest) -> dict[str, pd.DataFrame]:
    """Three organisations, of other seeds, sizes and last days."""
    return frames(*request.param)


def in_year(rows: Any, column: str, municipality: str, year: int) -> Any:
    """The rows of one municipality in one year."""
    days = pd.to_datetime(rows[column])
    return rows[(days.dt.year == year) & (rows["municipality"] == municipality)]
