"""ZRM measurements: starts, interims and ends with their gaps, and growth that comes out as printed.

First the *pairs* are planned: one row per trajectory and item, with a level at the start and perhaps one at
the end. Then the rows become measurements (one per trajectory, instrument, moment and view) with scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.casework import Asked
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints
from omzien.exchange.demo.journeys import TRAJECTORY, Interventions
from omzien.exchange.demo.plan import Cell, Scored

PAIRED = 0.66  # share of the starts that have an end: the others are open, broken off, or were forgotten
MEASURED = 0.6  # share of the trajectories that are measured where no printed figure says how many
LEVELS = {"1": 0.08, "2": 0.32, "3": 0.38, "4": 0.17, "5": 0.05}  # at the start; a five cannot grow
STEPS = {"-1": 0.09, "0": 0.36, "1": 0.41, "2": 0.14}  # from start to end; some go down
PARENTING = "ouderschap_sociaal_emotionele_ondersteuning"  # an item of a supplement: an instrument of its own
INSTRUMENTS = ("zrm_2017", "zrm_2017_ouderschap")
MOMENTS = ("start", "interim", "end")
VIEWS = ("professional", "resident")


@dataclass(frozen=True)
class Pairs:
    """One row per trajectory and item; `end` is 0 where the trajectory has no end measurement."""

    intervention: Ints
    item: Ints
    start: Ints
    end: Ints


def tables(
    draw: Draw,
    calendar: Calendar,
    profile: Mapping[str, str],
    cells: Sequence[Cell],
    given: Interventions,
    asked: Asked,
    worker: Coded,
) -> dict[str, Columns]:
    """Measurements, their scores, and the trajectory that each belongs to."""
    items = tuple(dict.fromkeys(profile.values()))
    fit = _items_that_fit(profile, items, given, asked)
    pairs = _joined([_pairs_of(draw, cell, number, items, fit, given) for number, cell in enumerate(cells)])
    for number, cell in enumerate(cells):
        _carry_over(draw, cell, cells, number, items, given, pairs)
    return _tables(_scores(draw, pairs), calendar, items, given, worker)


def _items_that_fit(
    profile: Mapping[str, str], items: tuple[str, ...], given: Interventions, asked: Asked
) -> Bools:
    """Per trajectory (row) the items (column) that its registration has a question for."""
    count = int(given.registration.max(initial=0)) + 1
    count = max(count, int(asked.registration.max(initial=0)) + 1)
    wanted = np.zeros((count, len(items)), np.bool_)
    for domain, item in profile.items():
        wanted[asked.registration[asked.domain.among(domain)], items.index(item)] = True
    return wanted[given.registration] & given.form.among(TRAJECTORY)[:, None]


def _pairs_of(
    draw: Draw, cell: Cell, number: int, items: tuple[str, ...], fit: Bools, given: Interventions
) -> Pairs:
    here = (given.cell == number)[:, None] & fit
    parts = [
        _of_item(draw, cell, items, place, np.flatnonzero(here[:, place]), given)
        for place in range(len(items))
    ]
    return _joined(parts)


def _of_item(
    draw: Draw, cell: Cell, items: tuple[str, ...], place: int, able: Ints, given: Interventions
) -> Pairs:
    """Who is scored on one item in one cell, at which levels."""
    target = cell.zrm.get(items[place])
    count = target.count if target else min(round(MEASURED * len(able)), _fewer_than_printed(cell))
    if count > len(able):
        raise ValueError(
            f"{cell.municipality} {cell.year}: {len(able)} trajectories for {count} of {items[place]}"
        )
    chosen = np.sort(draw.rng.permutation(able)[:count])
    ended = given.ended[chosen]
    start, end = levels(draw, ended != NONE, (ended != NONE) & (ended <= cell.last), target)
    return Pairs(chosen, np.full(count, place), start, end)


def _fewer_than_printed(cell: Cell) -> int:
    """The printed items are the most frequent ones: the others stay well below the smallest of them."""
    return min((one.count * 4 // 5 for one in cell.zrm.values()), default=cell.registrations)


def levels(draw: Draw, closed: Bools, this_year: Bools, target: Scored | None) -> tuple[Ints, Ints]:
    """Levels at the start and the end (0: none). A printed mean growth holds for the pairs that closed in the
    year itself, and for all.
    """
    count = len(closed)
    start, end = draw.spread(count, LEVELS).index + 1, np.zeros(count, np.int64)
    paired = draw.rng.permutation(np.flatnonzero(closed))[: round(PAIRED * count)]
    end[paired] = np.clip(start[paired] + draw.spread(len(paired), STEPS).index - 1, 1, 5)
    if target and target.growth is not None:
        pairs = Pairs(np.arange(count), np.arange(count), start, end)
        first, later = paired[this_year[paired]], paired[~this_year[paired]]
        _match(draw, pairs, first[:0], first, target.growth)
        _match(draw, pairs, first[end[first] > 0], later, target.growth)
    return start, end


def _carry_over(
    draw: Draw,
    cell: Cell,
    cells: Sequence[Cell],
    number: int,
    items: tuple[str, ...],
    given: Interventions,
    pairs: Pairs,
) -> None:
    """A printed growth holds for the trajectories that started in the year, and for those that ended in it.

    So those that started earlier and ended in this year get ends with which both means are the same.
    """
    ended = given.ended[pairs.intervention]
    place = np.array([one.municipality == cell.municipality for one in cells])[given.cell[pairs.intervention]]
    this_year = place & (pairs.end > 0) & (ended >= cell.first) & (ended <= cell.last)
    own = given.cell[pairs.intervention] == number
    for item, target in cell.zrm.items():
        if target.growth is not None:
            here = this_year & (pairs.item == items.index(item))
            _match(draw, pairs, np.flatnonzero(here & own), np.flatnonzero(here & ~own), target.growth)


def _match(draw: Draw, pairs: Pairs, fixed: Ints, more: Ints, growth: float) -> None:
    """Give more pairs ends with which the mean stays as printed; a few lose their end where that needs it."""
    if not len(more):
        return
    count, total = pairs_for(growth, len(fixed) + len(more))
    kept, dropped = np.split(draw.rng.permutation(more), [count - len(fixed)])
    pairs.end[dropped] = 0
    _settle(draw, pairs.start, pairs.end, kept, total - int((pairs.end[fixed] - pairs.start[fixed]).sum()))


def pairs_for(growth: float, most: int) -> tuple[int, int]:
    """The most pairs, at most `most`, that can have this mean to two decimals; and their total growth."""
    for pairs in range(most, 0, -1):
        total = round(growth * pairs)
        if abs(total / pairs - growth) < 0.0045:
            return pairs, total
    raise ValueError(f"no number of pairs up to {most} has a mean growth of {growth}")


def _settle(draw: Draw, start: Ints, end: Ints, paired: Ints, growth: int) -> None:
    """Move ends by one level, pair after pair in a drawn order, until the total growth is as planned."""
    while missing := growth - int((end[paired] - start[paired]).sum()):
        step = 1 if missing > 0 else -1
        able = paired[(end[paired] + step >= 1) & (end[paired] + step <= 5)]
        end[draw.rng.permutation(able)[: abs(missing)]] += step


@dataclass(frozen=True)
class _Scores:
    """One row per score, before it is known which measurement it is in."""

    intervention: Ints
    item: Ints
    moment: Ints
    view: Ints
    level: Ints


def _scores(draw: Draw, pairs: Pairs) -> _Scores:
    """Scores of the professional; for some trajectories an interim one, and the resident's own view too."""
    count = len(pairs.item)
    ended = np.flatnonzero(pairs.end > 0)
    interim = np.flatnonzero(_per_trajectory(draw, pairs, 0.15) & (pairs.end > 0))
    middle = (pairs.start + pairs.end) // 2
    professional = [
        _rows(pairs, np.arange(count), 0, pairs.start),
        _rows(pairs, interim, 1, middle[interim]),
        _rows(pairs, ended, 2, pairs.end[ended]),
    ]
    own = _per_trajectory(draw, pairs, 0.12)
    start, _, end = professional
    resident = [_own_view(draw, start, own), _own_view(draw, end, own[ended])]
    return _together([*professional, *resident])


def _per_trajectory(draw: Draw, pairs: Pairs, share: float) -> Bools:
    """Rows of a share of the trajectories: all rows of one trajectory alike."""
    trajectories, place = np.unique(pairs.intervention, return_inverse=True)
    return draw.some(len(trajectories), round(share * len(trajectories)))[place]


def _rows(pairs: Pairs, rows: Ints, moment: int, level: Ints) -> _Scores:
    here = len(rows)
    return _Scores(
        pairs.intervention[rows], pairs.item[rows], np.full(here, moment), np.zeros(here, np.int64), level
    )


def _own_view(draw: Draw, scores: _Scores, chosen: Bools) -> _Scores:
    """Residents score themselves, lower more often than higher."""
    rows = np.flatnonzero(chosen)
    level = np.clip(scores.level[rows] + draw.rng.choice([-1, 0, 1], len(rows), p=[0.4, 0.45, 0.15]), 1, 5)
    return _Scores(
        scores.intervention[rows], scores.item[rows], scores.moment[rows], np.ones(len(rows), np.int64), level
    )


def _tables(
    scores: _Scores, calendar: Calendar, items: tuple[str, ...], given: Interventions, worker: Coded
) -> dict[str, Columns]:
    instrument = np.array(
        [INSTRUMENTS.index("zrm_2017_ouderschap") if item == PARENTING else 0 for item in items]
    )
    label = ((scores.intervention * 2 + instrument[scores.item]) * 3 + scores.moment) * 2 + scores.view
    measurements, of_score = np.unique(label, return_inverse=True)
    view, moment = measurements % 2, measurements // 2 % 3
    used, intervention = measurements // 6 % 2, measurements // 12
    own = {"key": to.own_keys("score", len(of_score))}
    return {
        "measurements": {
            "key": to.own_keys("meting", len(measurements)),
            "resident": to.keys("inwoner", given.person[intervention]),
            "instrument": to.codes(Coded(INSTRUMENTS, used)),
            "measured_on": to.dates(_day(calendar, given, intervention, moment)),
            "moment": to.codes(Coded(MOMENTS, moment)),
            "view": to.codes(Coded(VIEWS, view)),
            "assessor": to.codes(worker[intervention]),
        },
        "scores": own
        | {
            "measurement": to.keys("meting", of_score),
            "item": to.codes(Coded(items, scores.item)),
            "item_instrument": to.codes(Coded(INSTRUMENTS, instrument[scores.item])),
            "level": to.numbers(scores.level),
        },
        "measurement_links": {
            "key": to.own_keys("koppeling", len(measurements)),
            "intervention": to.keys("interventie", intervention),
            "measurement": to.own_keys("meting", len(measurements)),
        },
    }


def _day(calendar: Calendar, given: Interventions, intervention: Ints, moment: Ints) -> Ints:
    start, end = given.started[intervention], given.ended[intervention]
    end = np.where(end == NONE, start, end)  # no end, no end measurement
    halfway = np.maximum(calendar.back((start + end) // 2), start)
    return np.select([moment == 0, moment == 1], [start, halfway], end)


def _joined(parts: Sequence[Pairs]) -> Pairs:
    return Pairs(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts])
            for field in fields(Pairs)
        }
    )


def _together(parts: Sequence[_Scores]) -> _Scores:
    names = [field.name for field in fields(_Scores)]
    return _Scores(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
