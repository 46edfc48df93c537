"""What is planned around the last day: appointments, tasks, and a colleague who is away."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import EPOCH
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Coded, Draw, Ints
from omzien.exchange.demo.journeys import LIGHT, TRAJECTORY, Interventions

# Of each worker's open support, place by place: how many days from the last day, when, and what became of it.
OFFSETS = np.array([0, 0, 0, -1, 1, 2, 5, 8, -2, -3])
STARTS = np.array([9 * 60, 11 * 60 + 30, 14 * 60, 10 * 60, 9 * 60 + 15, 13 * 60, 15 * 60, 16 * 60, 600, 840])
STATES = ("planned",) * 8 + ("held", "no_show")
KINDS = ("gesprek", "huisbezoek", "telefoon", "beeldbellen")
DUE = np.array([-1, 0, 2, 6])
AWAY, COVERS, DAYS_AWAY = "mila", "noor", (1, 6)  # since how many days, and how many more


def planning_tables(
    draw: Draw, last: int, texts: Mapping[str, Any], given: Interventions, worker: Coded
) -> dict[str, Columns]:
    """Appointments with those whose support runs, from three days back to a week ahead; and tasks."""
    runs = (given.ended == NONE) & given.form.among(TRAJECTORY, LIGHT) & (given.started < last)
    rows = np.flatnonzero(runs & (worker.index >= 0))
    rows = rows[draw.rng.permutation(len(rows))]
    rows, place = _places(rows, worker, len(OFFSETS))
    return {
        **_appointments(draw, last, texts["notes"], given, worker, rows, place),
        "tasks": _tasks(last, texts["tasks"], given, worker, rows, place),
        "absences": _absence(last),
    }


def _places(rows: Ints, worker: Coded, most: int) -> tuple[Ints, Ints]:
    """The first so many rows of each worker, and the place of each among the worker's own."""
    rows = rows[np.argsort(worker.index[rows], kind="stable")]
    whose = worker.index[rows]
    place = np.arange(len(rows)) - np.searchsorted(whose, whose)
    return rows[place < most], place[place < most]


def _appointments(
    draw: Draw, last: int, notes: list[str], given: Interventions, worker: Coded, rows: Ints, place: Ints
) -> dict[str, Columns]:
    count = len(rows)
    noted = np.flatnonzero(np.isin(place, (0, 4)))
    appointments = {
        "key": to.own_keys("afspraak", count),
        "resident": to.keys("inwoner", given.person[rows]),
        "intervention": to.keys("interventie", rows),
        "worker": to.codes(worker[rows]),
        "day": to.dates(last + OFFSETS[place]),
        "starts": to.numbers(STARTS[place]),
        "minutes": to.numbers(np.full(count, 45)),
        "kind": to.codes(Coded(KINDS, draw.below(count, len(KINDS)))),
        "state": to.texts(STATES, place),
    }
    told = {
        "key": to.keys("afspraaknotitie", noted),
        "resident": to.keys("inwoner", given.person[rows[noted]]),
        "appointment": to.keys("afspraak", noted),
        "text": to.texts(notes, draw.below(len(noted), len(notes))),
    }
    return {"appointments": appointments, "appointment_notes": told}


def _tasks(
    last: int, texts: list[str], given: Interventions, worker: Coded, rows: Ints, place: Ints
) -> Columns:
    some = np.flatnonzero(place < len(DUE))
    return {
        "key": to.own_keys("taak", len(some)),
        "resident": to.keys("inwoner", given.person[rows[some]]),
        "worker": to.codes(worker[rows[some]]),
        "due_on": to.dates(last + DUE[place[some]]),
        "text": to.texts(texts, (some + place[some]) % len(texts)),
    }


def _absence(last: int) -> Columns:
    since, more = DAYS_AWAY
    days = [EPOCH.fromordinal(EPOCH.toordinal() + last + by) for by in (-since, more)]
    return to.records(
        [{"key": "afwezig-0", "worker": AWAY, "starts_on": days[0], "ends_on": days[1], "covered_by": COVERS}]
    )
