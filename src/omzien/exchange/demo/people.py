"""Made-up residents, their households and addresses, and who supports them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Coded, Draw, Ints, joined
from omzien.exchange.demo.homes import home_tables
from omzien.exchange.demo.journeys import ELSEWHERE, LIGHT, TRAJECTORY, Interventions, Registrations
from omzien.exchange.demo.plan import Cell

# Share of residents per band of age at the first registration: 12-17, 18-24, 25-44, 45-64, 65-79, 80-94.
AGES = {12: 0.07, 18: 0.11, 25: 0.36, 45: 0.27, 65: 0.13, 80: 0.06}
YEARS = {12: 6, 18: 7, 25: 20, 45: 20, 65: 15, 80: 15}
AFTER_CARE = 183  # days in which the worker still reaches the record


def first_seen(count: int, *seen: tuple[Ints, Ints]) -> Ints:
    """The first day on which each person is met, in any of these (person, day) pairs."""
    first = np.full(count, np.iinfo(np.int64).max)
    for person, day in seen:
        np.minimum.at(first, person, day)
    return first


def where_they_live(cells: Sequence[Cell]) -> Coded:
    """The municipality of each person, in the order in which the cells made them."""
    return joined([Coded((cell.municipality,), np.zeros(cell.newcomers, np.int64)) for cell in cells])


def tables(
    draw: Draw, names: Mapping[str, Any], consents: Mapping[str, float], home: Coded, first: Ints
) -> dict[str, Columns]:
    """Residents with their households, contact details and consents."""
    household = _households(draw, home)
    alone = len(home) + np.arange(len(home))  # who lives alone has a house of one
    house = np.where(household >= 0, household, alone)
    members, place = np.unique(household, return_index=True)
    some = members >= 0
    residents = _residents(draw, names, home, first, household, house)
    return {
        "households": {
            "key": to.keys("huishouden", members[some]),
            "municipality": to.codes(home[place[some]]),
        },
        "residents": residents,
        **home_tables(residents, household),
        "contact_details": _contact_details(draw, names, home, house),
        "consents": _consents(draw, consents, first),
    }


def _households(draw: Draw, home: Coded) -> Ints:
    """A third of the people live together by two, three or four, within one municipality; -1 lives alone."""
    household = np.full(len(home), -1, np.int64)
    for code in range(len(home.keys)):
        together = draw.rng.permutation(np.flatnonzero(home.index == code))
        together = together[: len(together) // 3]
        size = draw.rng.integers(2, 5, len(together))
        number = np.repeat(np.arange(len(size)), size)[: len(together)]
        household[together] = number * len(home.keys) + code
    return household


def _residents(
    draw: Draw, names: Mapping[str, Any], home: Coded, first: Ints, household: Ints, house: Ints
) -> Columns:
    count = len(home)
    gender = draw.spread(count, {"vrouw": 0.56, "man": 0.425, "x": 0.005, "onbekend": 0.01})
    given = [*names["women"], *names["men"]]
    women = len(names["women"])
    a_man = gender.among("man") | (~gender.among("vrouw") & draw.some(count, count // 2))
    given_place = np.where(a_man, women + draw.below(count, len(given) - women), draw.below(count, women))
    family = _mixed(house, len(names["families"]))
    other_language = draw.some(count, count // 8)
    return {
        "key": to.own_keys("inwoner", count),
        "given_name": to.texts(given, given_place),
        "name_prefix": to.texts([prefix or None for prefix, _ in names["families"]], family),
        "family_name": to.texts([name for _, name in names["families"]], family),
        "birth_date": to.dates(
            np.where(draw.some(count, count // 50), NONE, first - _ages_in_days(draw, count))
        ),
        "gender": to.codes(gender),
        "municipality": to.codes(home),
        **_neighbourhoods(draw, home),
        "household": to.keys("huishouden", household),
        "language": to.where(
            other_language, to.texts(names["languages"], draw.below(count, len(names["languages"]))), None
        ),
        "needs_interpreter": to.flags(other_language & draw.some(count, count // 2)),
        "registered_on": to.dates(first),
    }


def _mixed(numbers: Ints, limit: int) -> Ints:
    """A place below the limit for each number: always the same, and as if drawn (multiplicative hashing)."""
    return (numbers * 2_654_435_761 % 4_294_967_296) // 65_536 % limit


def _ages_in_days(draw: Draw, count: int) -> Ints:
    band = draw.spread(count, {str(age): share for age, share in AGES.items()})
    start = np.array(list(AGES))[band.index]
    width = np.array(list(YEARS.values()))[band.index]
    return ((start + width * draw.rng.random(count)) * 365.25).astype(np.int64)


def neighbourhood_codes(municipality: str) -> list[str]:
    """Made-up codes of five neighbourhoods, in the form that Statistics Netherlands uses."""
    return [f"BU{municipality[2:]}99{number:02d}" for number in range(1, 6)]


def _neighbourhoods(draw: Draw, home: Coded) -> Columns:
    all_codes = [code for place in home.keys for code in neighbourhood_codes(place)]
    known = draw.some(len(home), round(0.93 * len(home)))
    index = np.where(known, home.index * 5 + draw.below(len(home), 5), -1)
    year = np.full(len(home), 2023)
    return {
        "neighbourhood": to.codes(Coded(tuple(all_codes), index)),
        "neighbourhood_year": to.numbers(year, ~known),
    }


def _contact_details(draw: Draw, names: Mapping[str, Any], home: Coded, house: Ints) -> Columns:
    count = len(home)
    own = np.arange(count)
    letters = names["postcode_letters"]
    pairs = [f"0000 {one}{other}" for one in letters for other in letters]
    has_mail = draw.some(count, round(0.7 * count))
    places = {place["code"]: place["name"] for place in _places()}
    return {
        "key": to.own_keys("bereik", count),
        "resident": to.own_keys("inwoner", count),
        "phone": to.joined_text("000-", to.padded(own, 7)),
        "email": to.where(has_mail, to.joined_text("inwoner", own, "@example.org"), None),
        "street": to.texts(names["streets"], _mixed(house + 7, len(names["streets"]))),
        "house_number": to.numbers(1 + _mixed(house + 11, 180)).cast("string"),
        "postcode": to.texts(pairs, _mixed(house + 13, len(pairs))),
        "place": to.texts([places[code] for code in home.keys], home.index),
    }


def _places() -> Any:
    from omzien.exchange.demo.plan import data

    return data("profile")["municipality"]


def _consents(draw: Draw, shares: Mapping[str, float], first: Ints) -> Columns:
    rows = np.concatenate(
        [np.flatnonzero(draw.some(len(first), round(share * len(first)))) for share in shares.values()]
    )
    sizes = [round(share * len(first)) for share in shares.values()]
    withdrawn = draw.some(len(rows), len(rows) // 40)
    later = np.minimum(first[rows] + draw.below(len(rows), 200), first.max())
    return {
        "key": to.own_keys("toestemming", len(rows)),
        "resident": to.keys("inwoner", rows),
        "kind": to.codes(Coded(tuple(shares), np.repeat(np.arange(len(shares)), sizes))),
        "given_on": to.dates(first[rows]),
        "withdrawn_on": to.dates(np.where(withdrawn, later, NONE)),
    }


def treatment_table(
    given: Interventions, helper: Coded, came: Registrations, worker: Coded, team: Coded
) -> Columns:
    """Who supports whom, while the support lasts and half a year after; and who has somebody who waits."""
    rows = np.flatnonzero(given.form.among(TRAJECTORY, LIGHT))
    waits = np.flatnonzero((came.started == NONE) & ~came.kind.among(ELSEWHERE))
    until = np.where(given.ended[rows] == NONE, NONE, given.ended[rows] + AFTER_CARE)
    taken = worker.only(came.explored != NONE)[waits]
    return {
        "key": pa.concat_arrays([to.keys("relatie", rows), to.keys("wachtrelatie", waits)]),
        "resident": to.keys("inwoner", np.concatenate([given.person[rows], came.person[waits]])),
        "worker": to.codes(joined([helper[rows], taken])),
        "team": to.codes(team[np.concatenate([given.registration[rows], waits])]),
        "started_on": to.dates(np.concatenate([given.started[rows], came.registered[waits]])),
        "until": to.dates(np.concatenate([until, np.full(len(waits), NONE)])),
    }
