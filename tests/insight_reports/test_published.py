"""What is published is kept, and nothing that is published later gives away what it hides."""

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from omzien.insight.disclosure import (
    EVERY,
    Evidence,
    Publication,
    SafeTab,
    State,
    Written,
)
from omzien.insight.figures import CrossTab, Period, Selection, crosstab
from omzien.insight.figures.values import add_months
from omzien.insight.reports import report_from
from omzien.insight.reports.published import publish
from tests.insight_reports.made_up import ORGANISATION, PLACE, SIGNED, YEAR, snapshot

ALL = Selection(ORGANISATION, Period.year(YEAR))
HERE, ELSEWHERE = replace(ALL, municipality=PLACE), replace(ALL, municipality="GM0114")
QUARTERS = [Period(date(YEAR, month, 1), add_months(date(YEAR, month, 1), 3)) for month in (1, 4, 7, 10)]
THRESHOLD = 10


def counted(
    of: Selection, figure: str = "registrations", by: str = "domain", columns: str = "gender"
) -> CrossTab:
    return crosstab(snapshot(), of, figure, by, columns or None)


def leave(folder: Path | None, of: Selection, **asked: str) -> SafeTab:
    """A cross-tab as it is published, beside what is in a folder (None: by itself)."""
    evidence = Evidence()
    tab = Written(evidence, counted(of, **asked), of)
    return tab.shown(publish(evidence, THRESHOLD, folder, name="one", about={"title": "one"}))


def worked_out(whole: SafeTab, part: SafeTab, rest: CrossTab) -> list[tuple[str, str]]:
    """The small counts of the rest that come of subtracting a part from its whole."""
    return [
        cell
        for cell, value in (
            *rest.cells.items(),
            *(((row, EVERY), told) for row, told in rest.row_totals.items()),
        )
        if 0 < (value.value or 0) < THRESHOLD and whole.number(*cell).is_shown and part.number(*cell).is_shown
    ]


def test_alone_a_municipality_and_the_whole_give_the_other_municipality_away():
    """So that the tests below can fail."""
    assert worked_out(leave(None, ALL), leave(None, HERE), counted(ELSEWHERE))


@pytest.mark.parametrize("order", list(permutations((ALL, HERE, ELSEWHERE), 2)))
def test_nobody_subtracts_a_municipality_from_the_whole(order: tuple[Selection, Selection], tmp_path: Path):
    told = {of.municipality: leave(tmp_path, of) for of in order}
    rests = {PLACE: counted(ELSEWHERE), "GM0114": counted(HERE)}
    for place, rest in rests.items():
        if None in told and place in told:
            assert not worked_out(told[None], told[place], rest)


def test_nobody_subtracts_one_channel_from_two(tmp_path: Path):
    one, other, either = (
        replace(ALL, filters={"channel": keys})
        for keys in ("eigen_initiatief", "verwezen", ("eigen_initiatief", "verwezen"))
    )
    assert worked_out(leave(None, either), leave(None, one), counted(other))
    assert not worked_out(leave(tmp_path, either), leave(tmp_path, one), counted(other))


def test_nobody_subtracts_quarters_from_the_year(tmp_path: Path):
    tables = [leave(tmp_path, replace(ALL, period=quarter)) for quarter in QUARTERS]
    year = leave(tmp_path, ALL)
    for cell in counted(ALL).cells:
        each = [table.number(*cell) for table in (*tables, year)]
        hidden = [one for one in each if one.is_withheld]
        assert len(hidden) != 1, f"{cell} can be worked out"


def test_a_quarter_of_the_year_is_the_same_count_as_the_quarter_itself(tmp_path: Path):
    by_quarter = leave(tmp_path, ALL, columns="quarter")
    hidden = [row for row in ("financien", "wonen") if by_quarter.number(row, f"{YEAR}-Q3").is_withheld]
    assert hidden
    itself = leave(tmp_path, replace(ALL, period=QUARTERS[2]), columns="channel")
    assert not [row for row in hidden if itself.number(row).is_shown]


def test_a_final_report_and_downloads_are_weighed_together(tmp_path: Path):
    """The report hides a small reason of return; who subtracts two downloads must not find it."""
    report_from(snapshot(), ORGANISATION, PLACE, YEAR, final=SIGNED, published=tmp_path)
    [report] = map(Publication.read, tmp_path.glob("*.json"))
    assert (report.about["by"], report.facts) == (SIGNED.by, snapshot().digest)
    small = report.counts["return_reasons.financien"]
    assert 0 < (small.value or 0) < THRESHOLD
    assert small.earlier is not State.SHOWN
    asked = {"figure": "returns", "by": "return_reason", "columns": ""}
    one, whole, other = (leave(tmp_path, of, **asked).number("financien") for of in (HERE, ALL, ELSEWHERE))
    assert one.is_withheld
    assert whole.is_withheld or other.is_withheld


def test_a_report_hides_the_year_of_which_three_quarters_were_published(tmp_path: Path):
    """Who subtracts them from the year knows how few came about housing in the quarter that is left."""
    first, second, third, last = QUARTERS
    few = counted(replace(HERE, period=third)).row_totals["wonen"].value or 0
    assert 0 < few < THRESHOLD
    for quarter in (first, second, last):
        assert leave(tmp_path, replace(HERE, period=quarter), columns="").number("wonen").is_shown
    states = {}
    for folder in (tmp_path, tmp_path / "alone"):
        report_from(snapshot(), ORGANISATION, PLACE, YEAR, final=SIGNED, published=folder)
        [path] = folder.glob(f"{PLACE}-*.json")
        states[folder] = Publication.read(path).counts["domains.wonen"].earlier
    assert list(states.values()) == [State.HIDDEN, State.SHOWN]


def test_what_is_kept_says_what_it_is_and_names_nobody(tmp_path: Path):
    leave(tmp_path, HERE)
    leave(tmp_path, HERE)
    [path] = tmp_path.iterdir()  # the same again is one publication
    told = json.loads(path.read_text())
    assert told["about"] == {"title": "one", "definitions": {"registrations": 1}}
    assert told["places"]["value|financien|man"] == [
        "registrations",
        f"{YEAR}-01-01",
        f"{YEAR + 1}-01-01",
        [["domain", ["financien"]], ["gender", ["man"]], ["municipality", [PLACE]]],
    ]


def test_what_has_nothing_to_do_with_it_is_not_weighed(tmp_path: Path):
    leave(tmp_path, HERE)
    other = leave(tmp_path, ALL, figure="walk_in_visits", by="gender")
    assert other.numbers == leave(None, ALL, figure="walk_in_visits", by="gender").numbers
