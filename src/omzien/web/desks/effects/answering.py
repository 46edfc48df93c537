"""Which answer belongs to a subject. Apart from the views because it loads the arithmetic, with numpy."""

from collections.abc import Callable, Mapping

from omzien.insight.facts import Snapshot
from omzien.web.desks.effects import growth, over_time, results
from omzien.web.desks.effects.answers import Answer
from omzien.web.desks.effects.asking import Group

ANSWERS: Mapping[str, Callable[[Snapshot, int, Group], Answer]] = {
    "results": results.answer,
    "returns": over_time.answer_returns,
    "waiting": over_time.answer_waiting,
    "growth": growth.answer,
}
