"""How long residents wait: until the exploration of their question, and from there until support starts.

Who still waits is not left out: until the last day that the facts know whole, that registration is among
those to which it could have happened. The same holds for one that was closed without the step, until then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from omzien.insight.effects.intervals import Estimate, Flags, Floats
from omzien.insight.effects.samples import numbers
from omzien.insight.effects.survival import Curve, kaplan_meier
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Selection
from omzien.insight.figures.store import store_of
from omzien.insight.figures.units import WAITS, rows_of

Step = Literal["exploration", "support"]
STEPS: tuple[Step, ...] = ("exploration", "support")


@dataclass(frozen=True, slots=True)
class Waiting:
    """The wait for one step: the curve of who had it by each day, and what is read from it.

    `within` is the share that had it within `norm` days, `half` and `most` the day by which a half and nine
    in ten had it. `still` wait, `late` of these longer than the norm; `without` were closed without it.
    """

    step: Step
    norm: int
    registrations: int
    still: int
    late: int
    without: int
    within: Estimate
    half: Estimate
    most: Estimate
    curve: Curve


def waiting(snapshot: Snapshot, selection: Selection, step: Step) -> Waiting:
    """The wait for a step of those who registered in the selection."""
    norm = store_of(snapshot).settings[f"{step}_norm_days"]
    return waiting_of(rows_of(snapshot, selection, WAITS), step, norm)


def waiting_of(rows: Mapping[str, Sequence[Any]], step: Step, norm: int) -> Waiting:
    """The same of rows that are there: the columns of WAITS. `norm` in days."""
    until = numbers(rows["known_until"])
    registered, explored, supported, closed = (
        _known(numbers(rows[name]), until) for name in ("registered", "explored", "supported", "closed")
    )
    in_house = np.array(rows["in_house"], dtype=bool)
    start, had = (registered, explored) if step == "exploration" else (explored, supported)
    waits = ~np.isnan(start) & (~np.isnan(had) | in_house)
    return _waiting(step, norm, start[waits], had[waits], closed[waits], until[waits])


def _known(day: Floats, until: Floats) -> Floats:
    """What is planned for a later day has not happened yet."""
    return np.where(day <= until, day, np.nan)


def _waiting(step: Step, norm: int, start: Floats, had: Floats, closed: Floats, until: Floats) -> Waiting:
    happened: Flags = ~np.isnan(had)
    last = np.where(happened, had, np.where(np.isnan(closed), until, closed))
    days = np.maximum(last - start, 0).astype(np.int64)
    still = ~happened & np.isnan(closed)
    curve = kaplan_meier(days, happened)
    return Waiting(
        step,
        norm,
        len(days),
        still=int(still.sum()),
        late=int((still & (days > norm)).sum()),
        without=int((~happened & ~still).sum()),
        within=curve.at(norm),
        half=curve.quantile(0.5),
        most=curve.quantile(0.9),
        curve=curve,
    )
