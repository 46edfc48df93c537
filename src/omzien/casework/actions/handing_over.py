"""Work goes to a colleague: all that somebody does for these residents, at once."""

from collections.abc import Collection, Iterator

from omzien.casework.queries.team import open_work
from omzien.gate.action import action, keep
from omzien.gate.refused import Problem, refuse_if
from omzien.gate.visit import Visit
from omzien.organisation.queries import must_be_ours
from omzien.people.actions import hand_over_relations


@action
def hand_over(visit: Visit, *, from_worker_id: int, to_worker_id: int, resident_ids: Collection[int]) -> int:
    """Support, waiting registrations, planned appointments, open tasks and the treatment relation of these
    residents go from one worker to another; gives how many rows of work went.
    """
    for one in (from_worker_id, to_worker_id):
        must_be_ours(visit, worker_id=one)
    refuse_if(_problems(from_worker_id, to_worker_id, resident_ids))
    moved = 0
    for act, rows in open_work(visit, worker_id=from_worker_id):
        for row in rows.filter(resident_id__in=resident_ids):
            row.worker_id = to_worker_id
            keep(visit, act, row)
            moved += 1
    hand_over_relations(
        visit, resident_ids=resident_ids, from_worker_id=from_worker_id, to_worker_id=to_worker_id
    )
    return moved


def _problems(from_worker_id: int, to_worker_id: int, resident_ids: Collection[int]) -> Iterator[Problem]:
    if from_worker_id == to_worker_id:
        yield Problem("choose a colleague", "to_worker_id")
    if not resident_ids:
        yield Problem("choose whose work goes to the colleague", "resident_ids")
