"""Living together: since when, and who is what of whom.

Nothing is drawn here: it follows from the households and the days of birth that were drawn.
"""

import numpy as np
import pyarrow.compute as pc

from omzien.exchange.demo import columns as to
from omzien.exchange.demo.columns import Columns
from omzien.exchange.demo.draw import NONE, Bools, Coded, Ints

KINDS = ("partner", "ouder", "kind", "broer_zus", "grootouder", "kleinkind", "huisgenoot")
YEAR = 365.25
PARENT, GRANDPARENT, GROWN_UP = 20 * YEAR, 48 * YEAR, 18 * YEAR  # so many days older, or old
KNOWN = 3  # of the households, one in three was asked about
LONGER = 90  # days by which a stay is longer for each next household, up to twelve times


def home_tables(residents: Columns, household: Ints) -> dict[str, Columns]:
    """For a third of the households: since when each lives there, and what the first is of the others."""
    order = np.argsort(household, kind="stable")
    asked = order[(household[order] >= 0) & (household[order] // 4 % KNOWN == 0)]
    born, first = _days(residents["birth_date"]), _days(residents["registered_on"])
    of = household[asked]
    head = asked[np.searchsorted(of, of)]
    place = np.arange(len(of)) - np.searchsorted(of, of)
    return {
        "household_stays": {
            "key": to.keys("verblijf", asked),
            "resident": to.keys("inwoner", asked),
            "household": to.keys("huishouden", of),
            "since": to.dates(first[asked] - LONGER * (1 + of % 12)),
        },
        "kinships": _kinships(born, first, head[place > 0], asked[place > 0], place[place > 0] == 1),
    }


def _days(column: object) -> Ints:
    """A column of dates as days since 1970-01-01."""
    days: Ints = pc.fill_null(pc.cast(column, "int32"), NONE).to_numpy().astype(np.int64)
    return days


def _kinships(born: Ints, first: Ints, head: Ints, other: Ints, second: Bools) -> Columns:
    """What the head of a household is of another member, as their ages make likely."""
    younger = born[other] - born[head]
    unknown = (born[head] == NONE) | (born[other] == NONE)
    grown_up = np.minimum(first[head] - born[head], first[other] - born[other]) >= GROWN_UP
    chances = {
        "huisgenoot": unknown,
        "grootouder": younger >= GRANDPARENT,
        "kleinkind": younger <= -GRANDPARENT,
        "ouder": younger >= PARENT,
        "kind": younger <= -PARENT,
        "partner": grown_up & second,
        "broer_zus": ~grown_up,
    }
    kind = np.select(list(chances.values()), [KINDS.index(one) for one in chances], KINDS.index("huisgenoot"))
    return {
        "key": to.keys("verwantschap", other),
        "resident": to.keys("inwoner", head),
        "other": to.keys("inwoner", other),
        "kind": to.codes(Coded(KINDS, kind)),
    }
