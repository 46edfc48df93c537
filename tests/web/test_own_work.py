"""The figures of one's own work: what was not measured says why."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from omzien.web.desks.day.own import LACKING, own_work
from tests.insight.worlds import small_world, snapshot_of

NOOR: Any = SimpleNamespace(organisation_id=1, worker_id=1)


@pytest.mark.parametrize("kept", [True, False])
def test_what_was_not_measured_says_why(tmp_path: Path, kept: bool):
    world = dict(small_world(7, 150))
    for table in ("registrations", "interventions"):
        world[table] = [row | {"worker": 1} for row in world[table]]
    if not kept:
        world["scores"] = []
    own = own_work(NOOR, snapshot_of(world, tmp_path), year=2020)
    assert all(line.text.endswith("%") for line in own.lines)
    assert len(own.lines) + len(own.lacking) == len(LACKING)
    assert (LACKING["zrm.better"] in own.lacking) == (not kept)
