"""Groups with sessions and attendance, the information point, walk-in hours, and questions of partners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import Bools, Coded, Draw, Ints
from omzien.exchange.demo.plan import Cell, Together

SESSIONS_PER_ACTIVITY = 14
KINDS = ("group", "information_point")


@dataclass(frozen=True)
class Meetings:
    """Activities, their sessions, and who attended: three tables, pointing up by row number."""

    name: list[str]
    kind: Ints
    cell: Ints
    activity: Ints
    held: Ints
    heads: Ints
    cancelled: Bools
    session: Ints
    person: Ints


def meetings(
    draw: Draw, calendar: Calendar, profile: Mapping[str, Any], cells: Sequence[Cell], people: Sequence[Ints]
) -> Meetings:
    """All meetings, cell by cell: the groups and the information point."""
    parts = [
        _meetings_of(draw, calendar, profile["activities"], number, cell, kind, people[number])
        for number, cell in enumerate(cells)
        for kind in range(2)
    ]
    return _stacked([part for part in parts if len(part.held)])


def _meetings_of(
    draw: Draw, calendar: Calendar, names: Mapping[str, Any], number: int, cell: Cell, kind: int, people: Ints
) -> Meetings:
    plan = cell.groups if kind == 0 else cell.point
    called_off = plan.sessions // 30
    sessions = plan.sessions + called_off
    activities = 1 if kind else max(1, round(sessions / SESSIONS_PER_ACTIVITY)) if sessions else 0
    activity = np.sort(np.arange(sessions) % max(activities, 1))
    cancelled = draw.some(sessions, called_off)
    held = np.flatnonzero(~cancelled)
    session, person = _attendance(draw, plan, activity[held], activities, people)
    heads = np.zeros(sessions, np.int64)
    if len(held):
        heads[held] = draw.rng.multinomial(plan.heads, draw.rng.dirichlet(np.full(len(held), 4.0)))
    return Meetings(
        name=[
            f"{names[KINDS[kind]][place % len(names[KINDS[kind]])]} {cell.year}-{place + 1}"
            for place in range(activities)
        ],
        kind=np.full(activities, kind),
        cell=np.full(activities, number),
        activity=activity,
        held=_days(draw, calendar, cell, activity),
        heads=heads,
        cancelled=cancelled,
        session=held[session],
        person=person,
    )


def _days(draw: Draw, calendar: Calendar, cell: Cell, activity: Ints) -> Ints:
    """Sessions of one activity in the order of their days."""
    days = calendar.draw(draw, len(activity), cell.first, cell.last)
    return days[np.lexsort((days, activity))] if len(activity) else days


def _attendance(
    draw: Draw, plan: Together, activity: Ints, activities: int, people: Ints
) -> tuple[Ints, Ints]:
    """Who was at which session: each participant is in an activity, some in two, and comes at least once."""
    if not plan.named:
        return people[:0], people[:0]
    chosen = draw.rng.permutation(people)[: plan.participants]
    first = draw.below(len(chosen), activities)
    both = draw.some(len(chosen), len(chosen) // 6) & (activities > 1)
    member = np.concatenate([np.arange(len(chosen)), np.flatnonzero(both)])
    of = np.concatenate([first, (first[both] + 1) % activities])
    size = np.bincount(activity, minlength=activities)
    begin = np.concatenate([[0], np.cumsum(size)[:-1]])
    who = np.repeat(member, size[of])
    turn = np.arange(len(who)) - np.repeat(np.cumsum(size[of]) - size[of], size[of])
    rank = draw.rng.permutation(len(who))
    rank[np.unique(who, return_index=True)[1]] -= len(who)  # everybody's first place comes before all others
    taken = np.argsort(rank, kind="stable")[: plan.named]
    if len(taken) < plan.named or len(chosen) < plan.participants:
        raise ValueError(f"{plan}: only {len(who)} places for {len(chosen)} participants")
    taken = np.sort(taken)
    return (np.repeat(begin[of], size[of]) + turn)[taken], chosen[who[taken]]


def meeting_tables(
    draw: Draw, profile: Mapping[str, Any], cells: Sequence[Cell], met: Meetings
) -> dict[str, Columns]:
    """Activities, sessions and attendances as tables."""
    count = len(met.kind)
    places = tuple(dict.fromkeys(cell.municipality for cell in cells))
    where = np.array([places.index(cell.municipality) for cell in cells])
    topics = draw.spread(count, profile["activity_topics"])
    return {
        "activities": {
            "key": to.own_keys("activiteit", count),
            "name": to.texts(met.name, np.arange(count)),
            "kind": to.codes(Coded(KINDS, met.kind)),
            "form": to.codes(_forms(draw, cells, met)),
            "topic": to.codes(topics.only(met.kind == 0)),
            "municipality": to.codes(Coded(places, where[met.cell])),
        },
        "sessions": {
            "key": to.own_keys("bijeenkomst", len(met.held)),
            "activity": to.keys("activiteit", met.activity),
            "held_on": to.dates(met.held),
            "anonymous_heads": to.numbers(met.heads),
            "cancelled": to.flags(met.cancelled),
        },
        "attendances": {
            "key": to.own_keys("deelname", len(met.session)),
            "session": to.keys("bijeenkomst", met.session),
            "resident": to.keys("inwoner", met.person),
        },
    }


def _forms(draw: Draw, cells: Sequence[Cell], met: Meetings) -> Coded:
    """In 2020 and 2021 most groups met online or half online."""
    year = np.array([cell.year for cell in cells])[met.cell]
    usual = draw.spread(len(year), {"physical": 0.9, "online": 0.04, "blended": 0.06})
    closed = draw.spread(len(year), {"physical": 0.3, "online": 0.4, "blended": 0.3})
    return Coded(usual.keys, np.where((year == 2020) | (year == 2021), closed.index, usual.index))


def walk_in_table(
    draw: Draw, calendar: Calendar, profile: Mapping[str, Any], cells: Sequence[Cell], people: Sequence[Ints]
) -> tuple[Columns, Ints, Ints]:
    """Visits to the walk-in hour; also who came when, for the day on which somebody was first met."""
    parts = [_visits(draw, calendar, cell, people[number]) for number, cell in enumerate(cells)]
    cell = np.repeat(np.arange(len(cells)), [len(part[0]) for part in parts])
    person, day, debt = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(day, kind="stable")
    cell, person, day, debt = cell[order], person[order], day[order], debt[order]
    places = tuple(one.municipality for one in cells)
    table = {
        "key": to.own_keys("inloop", len(day)),
        "visited_on": to.dates(day),
        "hour": to.texts([profile["walk_in"]["hour"]], np.zeros(len(day), np.int64)),
        "municipality": to.codes(Coded(places, cell)),
        "resident": to.keys("inwoner", person),
        "problematic_debt": to.codes(Coded(("ja", "nee", "onbekend"), debt)),
        "follow_up": to.codes(draw.spread(len(day), profile["walk_in"]["follow_up"]).only(person >= 0)),
    }
    return table, person[person >= 0], day[person >= 0]


def _visits(draw: Draw, calendar: Calendar, cell: Cell, people: Ints) -> tuple[Ints, Ints, Ints]:
    """Persons (-1: no name), days, and the answer about debt: the same at every visit of one person."""
    plan = cell.walk_ins
    guests = draw.rng.permutation(people)[: plan.residents]
    debt = np.where(np.arange(len(guests)) < plan.debts, 0, 1)
    again = np.flatnonzero(draw.some(len(guests), len(guests) // 3))
    person = np.concatenate([guests, guests[again], np.full(plan.anonymous, -1)])
    answer = np.concatenate([debt, debt[again], np.full(plan.anonymous, 2)])
    return person, calendar.draw(draw, len(person), cell.first, cell.last), answer


def partner_question_table(
    draw: Draw, calendar: Calendar, profile: Mapping[str, Any], cells: Sequence[Cell]
) -> Columns:
    """What partners asked us: about one question to every twelve registrations."""
    counts = np.array([cell.registrations // 12 for cell in cells])
    cell = np.repeat(np.arange(len(cells)), counts)
    days = [
        calendar.draw(draw, int(count), one.first, one.last) for one, count in zip(cells, counts, strict=True)
    ]
    return {
        "key": to.own_keys("netwerkvraag", len(cell)),
        "asked_on": to.dates(np.concatenate(days)),
        "partner": to.codes(draw.spread(len(cell), profile["partners"])),
        "municipality": to.codes(Coded(tuple(one.municipality for one in cells), cell)),
        "domain": to.codes(draw.spread(len(cell), dict.fromkeys(profile["services"], 1.0))),
    }


def _stacked(parts: Sequence[Meetings]) -> Meetings:
    """Put the cells' meetings below one another; the row numbers move along."""
    activities = np.cumsum([0, *(len(part.kind) for part in parts)])
    sessions = np.cumsum([0, *(len(part.held) for part in parts)])
    moved = {
        "activity": [part.activity + shift for part, shift in zip(parts, activities, strict=False)],
        "session": [part.session + shift for part, shift in zip(parts, sessions, strict=False)],
    }
    for name in ("kind", "cell", "held", "heads", "cancelled", "person"):
        moved[name] = [getattr(part, name) for part in parts]
    names = [name for part in parts for name in part.name]
    return Meetings(name=names, **{name: np.concatenate(column) for name, column in moved.items()})
