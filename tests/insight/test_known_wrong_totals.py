"""Totals that comparable systems are known to get wrong: their way on a table made by hand gives the wrong
number, counting one by one the right one, and so do we.

Where each was seen is said with it; what they do is written again in a line of SQL, none of it is theirs.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from omzien.insight.facts import Snapshot
from omzien.insight.figures import MISSING, CrossTab, Period, Selection, crosstab, measure
from tests.insight.worlds import World, snapshot_of

D = date
SPRING = D(2020, 3, 1)
PLACE, OTHER = "GM0450", "GM0114"
YEAR = Selection(1, Period.year(2020))


def session(number: int, heads: int = 0, **more: Any) -> dict[str, Any]:
    told = {"session": number, "activity": number, "kind": "group", "topic": f"groep_{number}"}
    held = {"municipality": PLACE, "held_on": D(2020, 5, 1), "anonymous_heads": heads, "cancelled": False}
    return told | held | more


def registration(number: int, who: int, day: date = SPRING, **more: Any) -> dict[str, Any]:
    told = {"registration": number, "resident": who, "municipality": PLACE, "registered_on": day}
    return told | {"channel": "eigen_initiatief"} | more


def question(number: int, of: int, domain: str) -> dict[str, Any]:
    return {"question": number, "registration": of, "domain": domain, "registered_on": SPRING}


IN_TWO_GROUPS: World = {
    "sessions": [session(1), session(2)],
    "attendances": [
        {"attendance": n, "session": of, "resident": who, "held_on": D(2020, 5, 1)}
        for n, (of, who) in enumerate(((1, 7), (2, 7), (2, 8)))
    ],
}
TWICE_THE_SAME_HEADS: World = {"sessions": [session(1, 10), session(2, 10), session(3, 4)]}
SEVERAL_DOMAINS: World = {
    "registrations": [registration(n, n) for n in (1, 2, 3)],
    "questions": [
        question(n, of, name) for n, (of, name) in enumerate(((1, "geld"), (1, "wonen"), (2, "geld")))
    ],
}
IN_BOTH_QUARTERS: World = {
    "registrations": [
        registration(1, 7, D(2020, 2, 1)),
        registration(2, 7, D(2020, 5, 1)),
        registration(3, 8, D(2020, 5, 2)),
    ]
}
IN_TWO_PLACES: World = {
    "registrations": [registration(1, 7), registration(2, 7, municipality=OTHER), registration(3, 7)]
}
WITH_ITS_GOALS: World = {
    "interventions": [
        {"intervention": n, "resident": n, "municipality": PLACE, "form": "trajectory", "service": "AMW"}
        | {"started_on": D(2020, 1, 5), "ended_on": D(2020, 6, 1)}
        for n in (1, 2)
    ],
    "goals": [
        {"goal": n, "intervention": of, "set_on": D(2020, 2, 1), "attainment": "met"}
        for n, of in enumerate((1, 1, 1, 2))
    ],
}
LAST_DAY_OF_THE_YEAR: World = {
    "registrations": [registration(1, 1, D(2020, 12, 31)), registration(2, 2, D(2021, 1, 1))]
}
UNKNOWN_CHANNEL: World = {
    "registrations": [registration(1, 1), registration(2, 2, channel=None), registration(3, 3, channel=None)]
}


@dataclass(frozen=True, slots=True)
class Known:
    """A fault that is known: where it was seen, the rows, their way, what it gives, and what is right."""

    seen: str
    world: World
    theirs: str
    wrong: float
    right: float
    figure: str
    rows: str = ""
    columns: str = ""


KNOWN = {
    "distinct persons are summed over the groups": Known(
        "deregenboog/ecd, Table::render adds cells of COUNT(DISTINCT klant); superset#41463",
        IN_TWO_GROUPS,
        "SELECT sum(n) FROM (SELECT count(DISTINCT resident) AS n FROM attendances GROUP BY session)",
        3,
        2,
        "group_participants",
        "topic",
    ),
    "equal head counts fall together": Known(
        "deregenboog/ecd, GroepRepository: SUM(DISTINCT aantalAnoniemeDeelnemers)",
        TWICE_THE_SAME_HEADS,
        "SELECT sum(DISTINCT anonymous_heads) FROM sessions",
        14,
        24,
        "group_anonymous_heads",
        "topic",
    ),
    "answers are counted as if they were people": Known(
        "kobocat#207: 10,876 of 10,876 where 4,792 answered",
        SEVERAL_DOMAINS,
        "SELECT count(*) FROM registrations JOIN questions USING (registration)",
        3,
        2,
        "residents_registered",
        "domain",
    ),
    "who came in two quarters is two in the year": Known(
        "deregenboog/ecd#1620: what was found is added up in the loop and never reset",
        IN_BOTH_QUARTERS,
        "SELECT sum(n) FROM (SELECT count(DISTINCT resident) AS n FROM registrations "
        "GROUP BY quarter(registered_on))",
        3,
        2,
        "residents_registered",
        "quarter",
    ),
    "row totals and column totals are each summed": Known(
        "dhis2-core#8471, #9625: line list and pivot table give other totals",
        IN_TWO_PLACES,
        "SELECT sum(n) FROM (SELECT count(DISTINCT resident) AS n FROM registrations "
        "GROUP BY municipality, channel)",
        2,
        1,
        "residents_registered",
        "municipality",
        "channel",
    ),
    "a join makes rows of one thing many": Known(
        "civiform#5824: 162 where there are 76; the cause was not told, a join is the usual one",
        WITH_ITS_GOALS,
        "SELECT count(*) FROM interventions JOIN goals USING (intervention)",
        4,
        2,
        "individual_trajectories",
        "service",
    ),
    "records are counted where persons are asked for": Known(
        "primero, report.rb: count(*) of records",
        IN_BOTH_QUARTERS,
        "SELECT count(*) FROM registrations",
        3,
        2,
        "residents_registered",
        "channel",
    ),
    "the first day of the next period counts too": Known(
        "deregenboog/ecd#1340, #1620: which day begins and ends a period; here BETWEEN with both ends",
        LAST_DAY_OF_THE_YEAR,
        "SELECT count(*) FROM registrations "
        "WHERE registered_on BETWEEN DATE '2020-01-01' AND DATE '2021-01-01'",
        2,
        1,
        "registrations",
        "month",
    ),
    "what is not filled in falls out of the total": Known(
        "any pivot on COUNT(column): rows without a value are not in the table, nor in its total",
        UNKNOWN_CHANNEL,
        "SELECT sum(n) FROM (SELECT count(channel) AS n FROM registrations GROUP BY channel)",
        1,
        3,
        "registrations",
        "channel",
    ),
}


@pytest.mark.parametrize("name", KNOWN)
def test_theirs_is_wrong_and_ours_is_right(name: str, tmp_path: Path):
    known = KNOWN[name]
    snapshot = snapshot_of(known.world, tmp_path)
    assert their_way(snapshot, known.theirs) == known.wrong
    tab = crosstab(snapshot, YEAR, known.figure, known.rows, known.columns or None)
    whole = tab.known if name.startswith("answers") else tab.total
    assert whole.value == known.right == one_by_one(known)
    assert measure(snapshot, YEAR, [known.figure])[known.figure].value == tab.total.value


def their_way(snapshot: Snapshot, sql: str) -> Any:
    with duckdb.connect() as database:
        for table in snapshot.tables:
            if files := snapshot.files(table):
                database.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({files})")
        return database.execute(sql).fetchall()[0][0]


def one_by_one(known: Known) -> float:
    """The right number, counted by hand from the rows."""
    world = known.world
    if "sessions" in world and "attendances" not in world:
        return float(sum(row["anonymous_heads"] for row in world["sessions"]))
    if "attendances" in world:
        return len({row["resident"] for row in world["attendances"]})
    if "interventions" in world:
        return len(world["interventions"])
    inside = [row for row in world["registrations"] if row["registered_on"].year == 2020]
    if known.rows == "domain":
        asked = {row["registration"] for row in world["questions"]}
        inside = [row for row in inside if row["registration"] in asked]
    return len(inside) if known.figure == "registrations" else len({row["resident"] for row in inside})


def test_shares_of_persons_and_of_answers_each_have_their_own_whole(tmp_path: Path):
    """kobocat#207: a share over the sum of the answers said that of all persons half asks about money."""
    tab = crosstab(snapshot_of(SEVERAL_DOMAINS, tmp_path), YEAR, "residents_registered", "domain")
    assert (tab.share_of_units("geld"), tab.share_of_units("wonen")) == (1.0, 0.5)
    assert tab.share_of_answers("geld") == pytest.approx(2 / 3)
    assert tab.row_totals[MISSING].value == 1


def test_what_is_filled_in_by_nobody_is_in_the_table(tmp_path: Path):
    tab = crosstab(snapshot_of(UNKNOWN_CHANNEL, tmp_path), YEAR, "registrations", "channel")
    assert told(tab) == {"eigen_initiatief": 1, MISSING: 2}


def told(tab: CrossTab) -> dict[str, Any]:
    return {key: value.value for key, value in tab.row_totals.items()}
