"""From a seed and a number of residents to the tables of a data package: same in, same out, to the byte."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from omzien.exchange.demo import (
    arriving,
    casework,
    community,
    coordination,
    dossier,
    outcomes,
    people,
    planning,
    setup,
    surveys,
    walk_in,
)
from omzien.exchange.demo import columns as to
from omzien.exchange.demo.calendar import Calendar
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Draw, Ints
from omzien.exchange.demo.journeys import (
    TRAJECTORY,
    Interventions,
    Registrations,
    arrivals,
    closing_days,
    returning,
    support,
)
from omzien.exchange.demo.plan import Cell, cells, data
from omzien.exchange.demo.tables import as_tables

EXPLORATION_NORM, SUPPORT_NORM = 14, 28


@dataclass(frozen=True)
class World:
    """The skeleton that the tables are made from."""

    cells: list[Cell]
    came: Registrations
    again: Bools
    given: Interventions
    asked: casework.Asked
    channel: Coded
    source: Coded
    service: Coded
    team: Coded
    worker: Coded
    met: community.Meetings
    visited: tuple[Columns, Ints, Ints]

    @property
    def domain(self) -> Coded:
        """The domain of each registration's main question."""
        return self.asked.domain[self.asked.main]

    @property
    def helper(self) -> Coded:
        """The worker of each intervention."""
        return self.worker[self.given.registration]

    @property
    def place(self) -> Coded:
        """The municipality of each registration."""
        return Coded(tuple(cell.municipality for cell in self.cells), self.came.cell)


def generate(seed: int, residents: int, until: date | None = None) -> dict[str, pa.Table]:
    """The tables of a made-up organisation with this many residents, up to a last day (31 December 2023).

    Raises TooFew when that is too few to make one of. From 400 residents on Uitgeest 2020 counts to the
    figures in calibration.toml, from 6,000 on Emmen 2023 does too.
    """
    profile, names = data("profile"), data("names")
    house = data("staff")["house"][0]
    until = max(until or profile["calendar"]["last"], profile["calendar"]["last"])
    calendar = Calendar(profile["calendar"], until)
    world = _world(seed, cells(residents, until), profile, calendar, house)
    columns = setup.setup_tables(house)
    columns |= _people(Draw(seed, 20), profile, names, world)
    columns |= _casework(Draw(seed, 30), profile, names, calendar, world)
    columns |= outcomes.tables(
        Draw(seed, 40),
        calendar,
        profile["zrm_of_domain"],
        world.cells,
        world.given,
        world.asked,
        world.helper,
    )
    columns |= surveys.tables(
        Draw(seed, 45),
        calendar,
        data("surveys"),
        world.given,
        world.place[world.given.registration],
        world.service,
    )
    columns |= community.meeting_tables(Draw(seed, 50), profile, world.cells, world.met)
    columns["walk_in_visits"] = world.visited[0]
    columns |= walk_in.walk_in_talks(world.visited[0])
    columns["partner_questions"] = community.partner_question_table(
        Draw(seed, 60), calendar, profile, world.cells
    )
    columns |= planning.planning_tables(
        Draw(seed, 70), calendar.last, names["planning"], world.given, world.helper
    )
    columns |= coordination.coordination_tables(
        calendar.last,
        tuple(profile["partners"]),
        world.given,
        world.helper,
        world.team[world.given.registration],
        names["notes"]["handed_over"],
    )
    columns |= arriving.arrival_tables(calendar.last, data("arrivals")["arrival"])
    return as_tables(columns)


def _world(
    seed: int, plan: list[Cell], profile: Mapping[str, Any], calendar: Calendar, house: Mapping[str, Any]
) -> World:
    draw = Draw(seed, 10)
    came = arrivals(draw, calendar, plan)
    given = support(draw, calendar, plan, came)
    again = returning(came, given)
    asked = casework.questions(draw, profile, plan, came, again)
    channel = casework.channels(draw, profile["channels"], plan, came)
    referred = channel.among("verwezen")
    source = _where(referred, draw.spread(int(referred.sum()), profile["referral_sources"]))
    team, worker = _staff(draw, plan, house, came)
    service = casework.services(draw, profile["services"], plan, asked.domain[asked.main], given)
    active = [np.unique(came.person[came.cell == number]) for number in range(len(plan))]
    met = community.meetings(draw, calendar, profile, plan, active)
    visited = community.walk_in_table(draw, calendar, profile, plan, active)
    return World(plan, came, again, given, asked, channel, source, service, team, worker, met, visited)


def _where(rows: Bools, column: Coded) -> Coded:
    """A column over the chosen rows, spread out over all rows."""
    index = np.full(len(rows), -1, np.int64)
    index[rows] = column.index
    return Coded(column.keys, index)


def _staff(
    draw: Draw, plan: list[Cell], house: Mapping[str, Any], came: Registrations
) -> tuple[Coded, Coded]:
    """The team and the worker of each registration: somebody of a team that works in its municipality."""
    teams = tuple(team["key"] for team in house["team"])
    caseload = [one for one in house["worker"] if one["role"] == "worker"]
    workers = tuple(one["key"] for one in caseload)
    worker = np.full(len(came.cell), -1, np.int64)
    for number, cell in enumerate(plan):
        near = {team["key"] for team in house["team"] if cell.municipality in team["municipalities"]}
        able = np.array([place for place, one in enumerate(caseload) if one["team"] in near])
        rows = np.flatnonzero(came.cell == number)
        worker[rows] = able[draw.below(len(rows), len(able))]
    team_of = np.array([teams.index(one["team"]) for one in caseload])
    return Coded(teams, team_of[worker]), Coded(workers, worker)


def _people(
    draw: Draw, profile: Mapping[str, Any], names: Mapping[str, Any], world: World
) -> dict[str, Columns]:
    home = people.where_they_live(world.cells)
    _, guest, visited = world.visited
    attended = world.met.held[world.met.session]
    first = people.first_seen(
        len(home), (world.came.person, world.came.registered), (guest, visited), (world.met.person, attended)
    )
    relations = people.treatment_table(world.given, world.helper, world.came, world.worker, world.team)
    return people.tables(draw, names, profile["consents"], home, first) | {"treatment_relations": relations}


def _casework(
    draw: Draw, profile: Mapping[str, Any], names: Mapping[str, Any], calendar: Calendar, world: World
) -> dict[str, Columns]:
    came, given, worker = world.came, world.given, world.helper
    officers = ("karim", "femke")
    return {
        "registrations": _registrations(draw, profile, world),
        "questions": casework.question_table(world.asked),
        "stories": dossier.story_table(draw, names["stories"], came),
        "interventions": _interventions(draw, profile, world),
        "factors": casework.factor_table(draw, profile["factors"], given),
        "goals": casework.goal_table(draw, profile, names["goals"]["texts"], world.domain, given),
        **dossier.contact_tables(draw, calendar, profile["contact_kinds"], names["notes"], given, worker),
        "referrals": dossier.referral_table(draw, profile, came, given, world.source, world.service),
        "follow_ups": dossier.follow_up_table(draw, calendar, profile["follow_up_outcomes"], given),
        "reopenings": dossier.reopening_table(given, names["notes"]["reopened"]),
        **dossier.safety_tables(draw, calendar, names["safety"], world.place, came, world.domain, officers),
    }


def _registrations(draw: Draw, profile: Mapping[str, Any], world: World) -> Columns:
    came, reasons = world.came, profile["over_norm_reasons"]
    supported = np.full(len(came.person), np.iinfo(np.int64).max)
    np.minimum.at(supported, world.given.registration, world.given.started)
    supported = np.where(supported == np.iinfo(np.int64).max, NONE, supported)
    late = casework.over_norm(draw, reasons, came.registered, came.explored, EXPLORATION_NORM)
    later = casework.over_norm(draw, reasons, came.explored, supported, SUPPORT_NORM)
    seen = came.explored != NONE
    return {
        "key": to.own_keys("aanmelding", len(came.person)),
        "resident": to.keys("inwoner", came.person),
        "municipality": to.codes(world.place),
        "registered_on": to.dates(came.registered),
        "channel": to.codes(world.channel),
        "referral_source": to.codes(world.source),
        "triage": to.codes(casework.triage(draw, world.cells, came)),
        "team": to.codes(world.team),
        "worker": to.codes(world.worker.only(seen)),
        "explored_on": to.dates(came.explored),
        "over_norm_reason": to.codes(late),
        "support_over_norm_reason": to.codes(later),
        "return_reason": to.codes(world.domain.only(world.again)),
        "closed_on": to.dates(closing_days(came, world.given)),
    }


def _interventions(draw: Draw, profile: Mapping[str, Any], world: World) -> Columns:
    given, rows = world.given, world.given.registration
    count = len(rows)
    closed = given.ended != NONE
    kind = draw.spread(count, profile["intervention_kinds"]).only(given.form.among(TRAJECTORY))
    return {
        "key": to.own_keys("interventie", count),
        "resident": to.keys("inwoner", given.person),
        "registration": to.keys("aanmelding", rows),
        "municipality": to.codes(world.place[rows]),
        "service": to.codes(world.service),
        "kind": to.codes(kind),
        "form": to.codes(given.form),
        "team": to.codes(world.team[rows]),
        "worker": to.codes(world.helper),
        "started_on": to.dates(given.started),
        "ended_on": to.dates(given.ended),
        "result": to.codes(draw.spread(count, profile["closing_results"]).only(closed)),
    }
