"""What each municipality-year must come to, before anybody is drawn: from profile, size and calibration."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from omzien.exchange.demo.calendar import number_of
from omzien.exchange.demo.draw import apportion

FEWEST_RESIDENTS = 60
COMING_A_YEAR = 0.29  # the share of the people of a municipality who come in one year
REGISTRATIONS_PER_PERSON = 1.36  # within a year
COMING_BACK = 1.45  # the same, where the printed figures are of support and not of registrations


@cache
def data(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Scored:
    """One ZRM item in one year: trajectories with a level at the start, and mean growth where printed."""

    count: int
    growth: float | None = None


@dataclass(frozen=True)
class Together:
    """Sessions of one kind: how many, with how many heads and named attendances, by how many people."""

    sessions: int
    heads: int
    named: int
    participants: int


@dataclass(frozen=True)
class WalkIns:
    """Walk-in hours: people by name, how many of them with problematic debt, and visits without a name."""

    residents: int
    debts: int
    anonymous: int


@dataclass(frozen=True)
class Cell:
    """One municipality in one year, with everything that it must count to."""

    municipality: str
    profile: str
    year: int
    people: int
    kinds: Mapping[str, int]
    parallel: int
    groups: Together
    point: Together
    walk_ins: WalkIns
    newcomers: int = 0
    referred: int | None = None
    right_place: int | None = None
    zrm: Mapping[str, Scored] = field(default_factory=dict)
    counted_by_start: bool = False
    until: int | None = None

    @property
    def registrations(self) -> int:
        """How many registrations the year has."""
        return sum(self.kinds.values())

    @property
    def first(self) -> int:
        """The first day, as a number."""
        return number_of(date(self.year, 1, 1))

    @property
    def last(self) -> int:
        """The last day, as a number: of the year, or the last day that there is."""
        return self.until or number_of(date(self.year, 12, 31))


class TooFew(ValueError):
    """A world of this size cannot be made."""


def cells(residents: int, until: date) -> list[Cell]:
    """All municipality-years up to a last day; within a municipality in the order of the years.

    A calibrated municipality is given the people that its figures need; the others share the rest. When there
    is no room for it, it is drawn like the others, without its figures.
    """
    if residents < FEWEST_RESIDENTS:
        raise TooFew(f"a made-up organisation has at least {FEWEST_RESIDENTS} residents, not {residents}")
    places = data("profile")["municipality"]
    people = _people(residents, places)
    return [cell for place in places for cell in _years(place, *people[place["code"]], until)]


def _people(residents: int, places: list[dict[str, Any]]) -> dict[str, tuple[int, bool]]:
    """Per municipality the number of people, and whether it is calibrated."""
    fits = {place["code"]: residents >= place.get("calibrated_from", residents + 1) for place in places}
    fixed = {place["code"]: place["calibrated_people"] for place in places if fits[place["code"]]}
    rest = [place for place in places if not fits[place["code"]]]
    shared = apportion(residents - sum(fixed.values()), [place["weight"] for place in rest])
    fixed |= {place["code"]: int(count) for place, count in zip(rest, shared, strict=True)}
    return {code: (count, fits[code]) for code, count in fixed.items()}


def _years(place: dict[str, Any], people: int, calibrated: bool, until: date) -> list[Cell]:
    years = range(place["first_year"], until.year + 1)
    targets = data("calibration")[place["code"]] if calibrated else {}
    coming = round(COMING_A_YEAR * people * len(years))
    trend = apportion(coming, [1 + 0.03 * step for step in range(len(years))])
    plain = [_plain(place, year, int(count)) for year, count in zip(years, trend, strict=True)]
    plain[-1] = _year_so_far(place, plain[-1], until)
    return _with_newcomers(people, _calibrated(plain, targets))


def _year_so_far(place: dict[str, Any], cell: Cell, until: date) -> Cell:
    """The last year may not be over yet: then it has that part of its people."""
    share = (number_of(until) - cell.first + 1) / (cell.last - cell.first + 1)
    return replace(_plain(place, cell.year, max(1, round(share * cell.people))), until=number_of(until))


def _plain(place: dict[str, Any], year: int, people: int) -> Cell:
    shares = data("profile")["kinds"]
    counts = apportion(round(REGISTRATIONS_PER_PERSON * people), list(shares.values()))
    kinds = {name: int(count) for name, count in zip(shares, counts, strict=True)}
    sessions, point = 6 + people // 9, people // 12
    participants = min(people, max(3, people // 12))
    return Cell(
        municipality=place["code"],
        profile=place["profile"],
        year=year,
        people=people,
        kinds=kinds,
        parallel=round(0.2 * kinds["trajectory"]),
        groups=Together(sessions, 2 * sessions, min(2 * sessions, 5 * participants), participants),
        point=Together(point, 9 * point, 0, 0),
        walk_ins=WalkIns(people // 10, people // 14, people // 20),
    )


def _calibrated(plain: list[Cell], targets: Mapping[str, Any]) -> list[Cell]:
    """The years with their printed figures, and the year before a printed change."""
    by_year = {cell.year: cell for cell in plain}
    for name, target in targets.items():
        year = int(name)
        if "registrations" in target:
            by_year[year] = _by_registration(by_year[year], target)
        if "reach" in target:
            by_year |= _by_start(by_year, year, target)
    return list(by_year.values())


def _by_registration(cell: Cell, target: Mapping[str, Any]) -> Cell:
    shares = data("profile")["kinds"]
    counts = apportion(target["registrations"], list(shares.values()))
    return replace(
        cell,
        people=target["residents_registered"],
        kinds={name: int(count) for name, count in zip(shares, counts, strict=True)},
        referred=target["registrations_referred"],
        right_place=target["registrations_right_place"],
        walk_ins=WalkIns(target["walk_in_residents"], target["walk_in_problematic_debt"], 0),
        groups=Together(14, 9, 4 * target["group_participants"], target["group_participants"]),
        point=Together(0, 0, 0, 0),
    )


def _by_start(by_year: Mapping[int, Cell], year: int, target: Mapping[str, Any]) -> dict[int, Cell]:
    """The printed year, the year before (by the printed changes), and the years before that: smaller."""
    now = {name: figure["value"] for name, figure in target["reach"].items()}
    before = {name: previous(figure["value"], figure["change"]) for name, figure in target["reach"].items()}
    zrm = {item: Scored(figure["count"], figure["growth"]) for item, figure in target["zrm"].items()}
    zrm_before = {
        item: Scored(previous(figure["count"], figure["change"])) for item, figure in target["zrm"].items()
    }
    earlier = {name: round(0.85 * value) for name, value in before.items()}
    made = {
        year: _reaching(by_year[year], now, zrm, pending=0 if year + 1 in by_year else 24),
        year - 1: _reaching(by_year[year - 1], before, zrm_before),
    }
    return made | {
        cell.year: _reaching(cell, earlier, {}) for cell in by_year.values() if cell.year < year - 1
    }


def _reaching(cell: Cell, reach: Mapping[str, int], zrm: Mapping[str, Scored], pending: int = 0) -> Cell:
    trajectories = reach["individual_trajectories"]
    parallel = round(0.18 * trajectories)
    kinds = {
        "trajectory": trajectories - parallel,
        "light_support": reach["light_support_contacts"],
        "advice": reach["information_and_advice"],
        "elsewhere": round(0.12 * trajectories),
        "pending": pending,
    }
    named = round(0.35 * reach["group_attendances"])
    greeted = reach["volunteer_information_point"]
    return replace(
        cell,
        people=round(sum(kinds.values()) / COMING_BACK),
        kinds=kinds,
        parallel=parallel,
        groups=Together(reach["group_sessions"], reach["group_attendances"] - named, named, named // 6),
        point=Together(greeted // 16, greeted - greeted // 50, greeted // 50, greeted // 90),
        zrm=zrm,
        counted_by_start=True,
    )


def previous(value: int, change: int) -> int:
    """The whole number of a year earlier, than which `value` is `change` per cent more. Raises ValueError."""
    middle = round(value / (1 + change / 100))
    nearest = sorted(range(max(1, middle - 20), middle + 21), key=lambda number: abs(number - middle))
    found = next((number for number in nearest if per_cent_more(number, value) == change), None)
    if found is None:
        raise ValueError(f"no whole number is followed by {value} with a change of {change} per cent")
    return found


def per_cent_more(before: int, after: int) -> int:
    """By how many whole per cents `after` is more than `before`; a half is rounded away from zero."""
    doubled = 200 * abs(after - before)
    whole = (doubled + before) // (2 * before)
    return whole if after >= before else -whole


def _with_newcomers(people: int, years: list[Cell]) -> list[Cell]:
    """Share the people over the years in which they are new; in the first year everybody is."""
    first = min(years[0].people, people)
    later = apportion(people - first, [cell.people for cell in years[1:]])
    new = [first, *(int(count) for count in later)]
    known = [sum(new[: place + 1]) for place in range(len(new))]
    return [
        replace(cell, newcomers=count, people=max(count, min(cell.people, total)))
        for cell, count, total in zip(years, new, known, strict=True)
    ]
