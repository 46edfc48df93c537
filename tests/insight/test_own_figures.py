"""A worker's own figures: a filter that nobody can split by."""

import pytest

from omzien.insight.figures import DIMENSIONS, Period, Selection, breakdown, measure
from tests.insight.worlds import small_world, snapshot_of

NAMES = ("registrations", "interventions_ended", "goals_judged", "trajectories_ended")
WORKERS = (1, 2, 3)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """A world in which the work is divided among three workers, and some is nobody's."""
    world = dict(small_world(7, 40))
    for table in ("registrations", "interventions"):
        world[table] = [
            row | {"worker": (*WORKERS, None)[place % 4]} for place, row in enumerate(world[table])
        ]
    return snapshot_of(world, tmp_path_factory.mktemp("own"))


def counted(snapshot, **filters):
    asked = Selection(1, Period.year(2020), filters=filters)
    return {name: value.value for name, value in measure(snapshot, asked, NAMES).items()}


def test_what_workers_do_is_together_what_is_done(snapshot):
    parts = [counted(snapshot, worker=str(worker)) for worker in WORKERS]
    nobodys = counted(snapshot, worker="(missing)")
    whole = counted(snapshot)
    assert whole == {name: sum(part[name] for part in (*parts, nobodys)) for name in NAMES}
    assert all(part["registrations"] for part in parts)
    assert counted(snapshot, worker="9") == dict.fromkeys(NAMES, 0)


def test_nobody_splits_a_figure_by_worker(snapshot):
    assert "worker" not in DIMENSIONS
    with pytest.raises(ValueError, match="no dimension worker"):
        breakdown(snapshot, Selection(1, Period.year(2020)), "registrations", "worker")
