"""Who comes when, and what support follows: the skeleton that every other table hangs on.

One *cell* is one municipality in one year. Everything that a cell must count to is settled here: how many
registrations by how many people, and how many trajectories, light supports and advices start.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints, joined
from omzien.exchange.demo.plan import Cell

RETURN_MONTHS = 15
TRAJECTORY, LIGHT, ADVICE, ELSEWHERE, PENDING = (
    "trajectory",
    "light_support",
    "advice",
    "elsewhere",
    "pending",
)


@dataclass(frozen=True)
class Registrations:
    """One row per registration. `kind` is what became of it; days are NONE where it has not come to that."""

    cell: Ints
    person: Ints
    kind: Coded
    registered: Ints
    explored: Ints
    started: Ints


@dataclass(frozen=True)
class Interventions:
    """One row per intervention; `parallel` marks the second of two that run at the same time."""

    cell: Ints
    registration: Ints
    person: Ints
    form: Coded
    parallel: Bools
    hindered: Bools
    started: Ints
    ended: Ints


def arrivals(draw: Draw, calendar: Calendar, cells: Sequence[Cell]) -> Registrations:
    """All registrations, cell by cell, in the order of the cells."""
    people = _who_comes(draw, cells)
    return _stacked(
        [_arrivals_of(draw, calendar, number, cell, people[number]) for number, cell in enumerate(cells)]
    )


def _who_comes(draw: Draw, cells: Sequence[Cell]) -> list[Ints]:
    """For each cell its people: the new ones, and those who were here before (last year's more often)."""
    known: dict[str, Ints] = {}
    recent: dict[str, Ints] = {}
    chosen, next_person = [], 0
    for cell in cells:
        new = np.arange(next_person, next_person + cell.newcomers)
        next_person += cell.newcomers
        before = known.get(cell.municipality, new[:0])
        again = _again(draw, before, recent.get(cell.municipality, new[:0]), cell.people - cell.newcomers)
        chosen.append(draw.rng.permutation(np.concatenate([new, again])))
        known[cell.municipality], recent[cell.municipality] = np.concatenate([before, new]), chosen[-1]
    return chosen


def _again(draw: Draw, before: Ints, recent: Ints, count: int) -> Ints:
    """People known before; somebody of last year is three times as likely as somebody of long ago."""
    weight = np.where(np.isin(before, recent), 3.0, 1.0)
    race = draw.rng.exponential(size=len(before)) / weight
    return before[np.argsort(race, kind="stable")[:count]]


def _arrivals_of(draw: Draw, calendar: Calendar, number: int, cell: Cell, people: Ints) -> Registrations:
    kind = draw.spread(cell.registrations, cell.kinds)
    again = draw.rng.choice(people[: len(people) * 2 // 3 + 1], cell.registrations - len(people))
    person = draw.rng.permutation(np.concatenate([people, again]))
    when = _counted_by_start if cell.counted_by_start else _counted_by_registration
    registered, explored, started = when(draw, calendar, cell, kind)
    return Registrations(np.full(len(kind), number), person, kind, registered, explored, started)


def _waits(draw: Draw, kind: Coded) -> tuple[Ints, Ints]:
    """Days from registration to exploration and from there to the start of support."""
    brief = kind.among(ADVICE, ELSEWHERE)
    count = len(kind)
    explore = np.where(brief, draw.lag(count, 1, 0.9, 9), draw.lag(count, 4.5, 0.65, 45))
    start = np.where(brief, 0, draw.lag(count, 9, 0.7, 70))
    return explore, start


def _counted_by_registration(
    draw: Draw, calendar: Calendar, cell: Cell, kind: Coded
) -> tuple[Ints, Ints, Ints]:
    registered = calendar.draw(draw, len(kind), cell.first, cell.last)
    explore, start = _waits(draw, kind)
    explored = calendar.onwards(registered + explore)
    started = calendar.onwards(explored + start)
    started = np.where(kind.among(ELSEWHERE), NONE, started)
    return registered, _until(explored, calendar.last), _until(started, calendar.last)


def _counted_by_start(draw: Draw, calendar: Calendar, cell: Cell, kind: Coded) -> tuple[Ints, Ints, Ints]:
    """Support starts within the cell; registrations may lie in the weeks before, pending ones at its end."""
    started = calendar.draw(draw, len(kind), cell.first, cell.last)
    waiting = kind.among(PENDING)
    started = np.where(waiting, calendar.draw(draw, len(kind), cell.last - 40, cell.last), started)
    explore, start = _waits(draw, kind)
    explored = calendar.back(started - start)
    registered = np.where(waiting, started, calendar.back(explored - explore))
    return (
        registered,
        np.where(waiting, NONE, explored),
        np.where(kind.among(ELSEWHERE, PENDING), NONE, started),
    )


def _until(days: Ints, last: int) -> Ints:
    """What lies after the last day of the calendar has not happened yet."""
    return np.where(days > last, NONE, days)


def support(draw: Draw, calendar: Calendar, cells: Sequence[Cell], arrived: Registrations) -> Interventions:
    """The interventions of all registrations, and the second ones that run beside a trajectory."""
    helped = np.flatnonzero(arrived.started != NONE)
    beside = np.concatenate([_parallel(draw, cells, number, arrived) for number in range(len(cells))])
    rows = np.concatenate([helped, beside])
    parallel = np.arange(len(rows)) >= len(helped)
    started = np.where(parallel, _a_little_later(draw, calendar, cells, arrived, rows), arrived.started[rows])
    happened = started != NONE
    return _lasting(draw, calendar, arrived, rows[happened], parallel[happened], started[happened])


def _parallel(draw: Draw, cells: Sequence[Cell], number: int, arrived: Registrations) -> Ints:
    """The registrations of a cell in which a second professional joins."""
    able = (arrived.cell == number) & arrived.kind.among(TRAJECTORY) & (arrived.started != NONE)
    places = np.flatnonzero(able)
    return np.sort(draw.rng.permutation(places)[: cells[number].parallel])


def _a_little_later(
    draw: Draw, calendar: Calendar, cells: Sequence[Cell], arrived: Registrations, rows: Ints
) -> Ints:
    last = np.array([cell.last if cell.counted_by_start else calendar.last for cell in cells])
    limit = calendar.back(last)[arrived.cell[rows]]
    later = calendar.onwards(arrived.started[rows] + draw.below(len(rows), 22))
    return np.minimum(later, limit)


def _lasting(
    draw: Draw, calendar: Calendar, arrived: Registrations, rows: Ints, parallel: Bools, started: Ints
) -> Interventions:
    form = arrived.kind[rows]
    hindered = draw.part(form.among(TRAJECTORY), 0.28)
    ended = calendar.onwards(started + _duration(draw, form, hindered))
    return Interventions(
        cell=arrived.cell[rows],
        registration=rows,
        person=arrived.person[rows],
        form=form,
        parallel=parallel,
        hindered=hindered,
        started=started,
        ended=_until(ended, calendar.last),
    )


def _duration(draw: Draw, form: Coded, hindered: Bools) -> Ints:
    """Days of support; what makes support heavier makes it a third longer."""
    count = len(form)
    trajectory = draw.lag(count, 84, 0.6, 720) * np.where(hindered, 1.35, 1.0)
    light = draw.lag(count, 170, 0.5, 720)
    advice = draw.lag(count, 0.6, 1.0, 14)
    return np.select([form.among(TRAJECTORY), form.among(LIGHT)], [trajectory, light], advice).astype(
        np.int64
    )


def returning(arrived: Registrations, given: Interventions) -> Bools:
    """Which registrations came within 15 months after a trajectory of the same person had been closed."""
    closed = given.form.among(TRAJECTORY) & (given.ended != NONE)
    wide = 1 << 20
    nobody = np.array([-1])
    ladder = np.concatenate([nobody, np.sort(given.person[closed] * wide + given.ended[closed])])
    last = ladder[np.searchsorted(ladder, arrived.person * wide + arrived.registered, side="left") - 1]
    returned: Bools = (last // wide == arrived.person) & (arrived.registered <= months_after(last % wide))
    return returned


def months_after(days: Ints, months: int = RETURN_MONTHS) -> Ints:
    """The same day some months later; the last day of the month where that month is shorter."""
    date = days.astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    day = (date - month.astype("datetime64[D]")).astype(np.int64)
    first: Ints = (month + np.timedelta64(months, "M")).astype("datetime64[D]").astype(np.int64)
    next_first: Ints = (month + np.timedelta64(months + 1, "M")).astype("datetime64[D]").astype(np.int64)
    same_day: Ints = np.minimum(first + day, next_first - 1)
    return same_day


def closing_days(arrived: Registrations, given: Interventions) -> Ints:
    """A registration closes with its last intervention; what went elsewhere closes after its exploration."""
    closed = np.where(arrived.kind.among(ELSEWHERE), arrived.explored, NONE)
    last = np.full(len(closed), NONE, np.int64)
    np.maximum.at(last, given.registration, given.ended)
    still_open = np.zeros(len(closed), np.bool_)
    still_open[given.registration[given.ended == NONE]] = True
    return np.where(still_open, NONE, np.maximum(closed, last))


def _stacked(parts: Sequence[Registrations]) -> Registrations:
    columns = {field.name: [getattr(part, field.name) for part in parts] for field in fields(Registrations)}
    kind = joined(columns.pop("kind"))
    return Registrations(kind=kind, **{name: np.concatenate(parts) for name, parts in columns.items()})
