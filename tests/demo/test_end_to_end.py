"""The two commands of the project's main job: the demo goes in, and its figures come out as printed."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.commands import omzien
from tests.demo.conftest import PUBLISHED, SMALLEST_WHOLE

pytestmark = pytest.mark.one_database("the command has a data folder with a database of its own")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "data"
    told = omzien("demo", "--data", str(folder), "--no-serve", "--residents", str(SMALLEST_WHOLE))
    assert "noor" in told
    return folder


@pytest.fixture(scope="module")
def figures(demo: Path) -> dict[int, dict[str, Any]]:
    asked = {2020: "Uitgeest", 2023: "Emmen"}
    return {
        year: {
            row["name"]: row
            for row in json.loads(
                omzien(
                    "figures",
                    *("--data", str(demo), "--municipality", name, "--year", str(year), "--format", "json"),
                )
            )
        }
        for year, name in asked.items()
    }


def _rounded(value: float, decimals: str) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(decimals), ROUND_HALF_UP)


def test_uitgeest_2020_comes_out_as_printed(figures):
    counted = {name: figures[2020][name]["value"] for name in PUBLISHED["uitgeest_2020"]}
    assert counted == PUBLISHED["uitgeest_2020"]


def test_the_reach_of_emmen_2023_comes_out_as_printed(figures):
    rows = {name: figures[2023][name] for name in PUBLISHED["emmen_2023"]}
    counted = {name: [row["value"], _rounded(100 * row["change"], "1")] for name, row in rows.items()}
    assert counted == PUBLISHED["emmen_2023"]


def test_the_zrm_of_emmen_2023_comes_out_as_printed(figures):
    for item, (count, change, growth) in PUBLISHED["emmen_2023_zrm"].items():
        row = figures[2023][f"zrm.{item}.count"]
        assert (row["value"], _rounded(100 * row["change"], "1")) == (count, change), item
        assert str(_rounded(figures[2023][f"zrm.{item}.growth"]["value"], "0.01")) == growth, item


def test_the_demo_is_not_made_twice(demo: Path):
    told = omzien("demo", "--data", str(demo), "--no-serve", "--residents", str(SMALLEST_WHOLE))
    assert "there already" in told
