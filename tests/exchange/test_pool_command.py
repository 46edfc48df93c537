"""`omzien pool`, and figures of a folder of facts on an engine of choice: as somebody types them."""

import json
from pathlib import Path

import pytest

from tests.commands import omzien
from tests.insight.worlds import small_world, snapshot_of

pytestmark = pytest.mark.one_database("it starts processes that have no database")


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts of two organisations, one per folder."""
    folder = tmp_path_factory.mktemp("facts")
    for seed, name in enumerate(("Noord", "Oost"), 1):
        world = small_world(seed, 6)
        names = [{"code": "GM0450", "name": "Uitgeest"}]
        settings = [{**row, "name": name, "organisation": 1} for row in world["settings"]]
        snapshot_of({**world, "settings": settings, "municipalities": names}, folder / name)
    return folder


def test_a_pool_is_made_and_counted_on_each_engine(facts: Path, postgres_url: str):
    pool = facts / "pool"
    said = omzien("pool", str(facts / "Noord"), str(facts / "Oost"), "--to", str(pool))
    assert "1  Noord: " in said
    assert "2  Oost: " in said
    assert "left out" in said
    given = (
        "figures",
        "--facts",
        str(pool),
        "--municipality",
        "uitgeest",
        "--year",
        "2020",
        "--format",
        "json",
    )
    here = json.loads(omzien(*given))
    there = json.loads(omzien(*given, "--engine", "postgres", "--address", postgres_url))
    assert {row["name"]: row["value"] for row in here}["registrations"] > 0
    assert there == here


def test_what_cannot_be_is_said(facts: Path):
    noord = str(facts / "Noord")
    assert "Noord is there twice" in omzien("pool", noord, noord, "--to", str(facts / "twice"), code=2)
    given = ("figures", "--facts", noord, "--year", "2020")
    assert "choose from: Uitgeest" in omzien(*given, "--municipality", "Emmen", code=2)
    nowhere = ("--engine", "postgres", "--address", "postgres://nobody@127.0.0.1:1/nowhere")
    assert "PostgreSQL cannot be used" in omzien(*given, *nowhere, code=1)
