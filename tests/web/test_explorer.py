"""The explorer without a browser: what is asked, what is counted beside it, and what leaves the house."""

import csv
import io
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, Against, Both, Period, Question, both, crosstab
from omzien.insight.reports import Publishing
from omzien.insight.reports.answer import are_apart
from omzien.web.desks.figures.answers import Answer, answer_to
from omzien.web.desks.figures.asked import Asked
from omzien.web.desks.figures.downloads import FORMS, document_of, file_name
from omzien.web.desks.figures.drawn import written_difference
from omzien.web.desks.figures.units import told as in_units
from omzien.web.desks.figures.units import units, why
from tests.insight.worlds import small_world, snapshot_of
from tests.insight_reports.made_up import SIGNED

YEARS = (2020, 2019)
BY_DOMAIN = Question("registrations", Period.year(2020), "domain")
BEFORE = replace(BY_DOMAIN, against=Against("period", "before"))


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A small world, counted by all tests here."""
    return snapshot_of(small_world(3, 60), tmp_path_factory.mktemp("facts"))


def asked(snapshot: Snapshot, query: str) -> Asked:
    return Asked(RequestFactory().get(f"/figures/?{query}"), 1, snapshot, YEARS)


def answer(snapshot: Snapshot, question: Question) -> Answer:
    return answer_to(snapshot, 1, question)


def test_who_asks_nothing_yet_sees_registrations_by_domain_of_the_newest_year(snapshot: Snapshot):
    assert asked(snapshot, "").question == BY_DOMAIN


def test_what_the_figure_does_not_know_is_left_out_and_said(snapshot: Snapshot):
    found = asked(snapshot, "figure=group_sessions&rows=domain&columns=topic&filter=team:1&period=2020")
    assert found.problems == ()
    assert found.left_out == ["Leefgebied", "Team"]
    assert (found.question.rows, found.question.columns) == ("topic", None)
    assert found.answer is not None


def test_what_is_no_question_has_problems_and_no_answer(snapshot: Snapshot):
    found = asked(snapshot, "figure=registrations&rows=nonsense&period=never&filter=x")
    assert len(found.problems) == 3
    assert found.answer is None
    assert found.fields["figure"].chosen == "registrations"


KINDS = (
    "figure=registrations&rows=nonsense&period=2020-13",
    "figure=registrations&rows=domain&columns=team&period=2020&against=team:nobody",
    "figure=residents_registered&rows=domain&period=2020-Q1&filter=age:(missing)",
    "figure=exploration_within_norm_share&rows=team&columns=quarter&period=2020&against=period:before",
    "figure=exploration_wait_median&rows=domain&period=2020-02-03..2020-06-01&against=period:year_before",
    "figure=waiting_for_support&columns=quarter&period=2020",
    "figure=zrm.growth&rows=gender&period=2020&against=municipality:GM9999",
    "figure=contact_minutes&period=1850&municipality=nowhere",
)


@pytest.mark.parametrize("query", KINDS)
def test_a_page_is_drawn_of_every_kind_of_question(snapshot: Snapshot, query: str):
    found = asked(snapshot, query)
    drawn = render_to_string("figures/page.html#answer", {"asked": found, "is_part": True})
    assert 'id="answer"' in drawn
    assert all(problem in unescape(drawn) for problem in found.problems)
    assert found.answer is None or unescape(drawn).count(found.answer.title) >= 1


@pytest.mark.parametrize("name", ["registrations", "residents_registered", "exploration_wait_median"])
def test_a_difference_is_of_what_was_counted(snapshot: Snapshot, name: str):
    question = replace(BEFORE, figure=name)
    found = both(snapshot, 1, question)
    other = question.other()
    assert other is not None
    now, then = (
        crosstab(snapshot, each.selection(1), name, "domain")
        for each in (replace(question, against=None), other)
    )
    keys = {each.key for each in found.rows}
    assert keys == {*now.row_totals, *then.row_totals}
    nothing = 0 if CATALOGUE[name].measure.counts else None
    for key in keys:
        one, two = (tab.row_totals[key].value if key in tab.row_totals else nothing for tab in (now, then))
        assert found.difference(key) == (None if one is None or two is None else one - two)
    assert found.difference() == (now.total.value or 0) - (then.total.value or 0)


def test_the_two_that_are_compared_are_named_by_what_differs(snapshot: Snapshot):
    team = replace(BY_DOMAIN, filters=(("team", "1"),), against=Against("team", "2"))
    assert (answer(snapshot, BEFORE).own, answer(snapshot, BEFORE).other) == ("2020", "2019")
    assert [answer(snapshot, team).own, answer(snapshot, team).other] == ["Team: 1", "Team: 2"]
    several = replace(team, filters=(("team", "1"), ("team", "2"), ("team", "3")))
    assert [answer(snapshot, several).own, answer(snapshot, several).other] == ["Team: 1, 2 of 3", "Team: 2"]


def test_a_quarter_stands_beside_the_same_quarter_of_the_year_before(snapshot: Snapshot):
    found = both(snapshot, 1, replace(BEFORE, rows="quarter"))
    assert all(row.key.startswith("2020-Q") for row in found.rows)
    assert found.then is not None
    assert found.before("2020-Q1") == found.then.at("2019-Q1")


def test_of_persons_and_of_answers_stand_apart_where_one_may_have_several(snapshot: Snapshot):
    table = answer(snapshot, BY_DOMAIN).table
    assert table is not None
    assert list(table.heads[1:]) == ["Aantal", "% van de aanmeldingen", "% van de antwoorden"]
    by_channel = answer(snapshot, replace(BY_DOMAIN, rows="channel")).table
    assert by_channel is not None
    assert list(by_channel.heads[1:]) == ["Aantal", "% van de aanmeldingen"]


def test_few_observations_and_none_are_said(snapshot: Snapshot):
    met = answer(snapshot, Question("goals_met_share", Period.year(2020), "service"))
    assert met.chart is not None
    assert met.found.now.tab is not None
    thin = {row.label_nl for row in met.found.rows if met.found.now.at(row.key).thin}
    assert thin
    assert not any(met.chart.title.startswith(label) for label in thin)
    nobody = replace(BY_DOMAIN, municipality="nowhere")
    assert answer(snapshot, nobody).is_empty
    assert why(units(snapshot, 1, nobody)).startswith("Hier meldde niemand zich aan")
    assert not answer(snapshot, BY_DOMAIN).is_empty


def test_a_difference_of_shares_is_in_percentage_points():
    share = CATALOGUE["exploration_within_norm_share"]
    assert written_difference(share, 0.031) == "+3,1"
    assert written_difference(share, -0.0004) == "0,0"
    assert written_difference(CATALOGUE["registrations"], -5) == "−5"


def test_the_three_units_are_the_figures_themselves(snapshot: Snapshot):
    counts = units(snapshot, 1, BY_DOMAIN)
    total = crosstab(snapshot, BY_DOMAIN.selection(1), "registrations", "domain").total
    assert counts.number("registrations") == total.value
    assert [unit.is_asked for unit in in_units(counts, BY_DOMAIN)] == [False, True, False]
    more = (counts.number("registrations") or 0) - (counts.number("residents_registered") or 0)
    assert str(more) in why(counts)


def test_a_unit_that_does_not_know_a_filter_says_so(snapshot: Snapshot):
    filtered = replace(BY_DOMAIN, filters=(("channel", "inloop"),))
    interventions = in_units(units(snapshot, 1, filtered), filtered)[2]
    assert interventions.text == "–"
    assert "niet met deze filters" in interventions.label


def told(found: Answer, publishing: Publishing | None = None) -> list[list[str]]:
    content = FORMS["csv"].make(document_of(found, publishing))
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(("is_public", "threshold"), [(False, 5), (True, 10)])
def test_small_numbers_do_not_leave_the_house(
    snapshot: Snapshot, is_public: bool, threshold: int, tmp_path: Path
):
    found = answer(snapshot, replace(BY_DOMAIN, columns="quarter"))
    cells = [
        cell
        for row in told(found, Publishing(tmp_path, SIGNED) if is_public else None)[1:]
        for cell in row[1:]
    ]
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    assert numbers
    assert all(number == 0 or number >= threshold for number in numbers)
    assert any(cell in (f"<{threshold}", "·") for cell in cells)


def test_a_comparison_leaves_when_nothing_is_in_both(snapshot: Snapshot):
    heads = told(answer(snapshot, BEFORE))[0]
    assert heads[1:4] == ["2020", "2019", "Verschil"]
    within = replace(BY_DOMAIN, against=Against("municipality", "GM0450"))
    document = document_of(answer(snapshot, within), None)
    assert "Verschil" not in [column.label for column in document.tables[0].columns]
    assert any("overlappen" in note for note in document.tables[0].notes)


def test_with_columns_each_has_its_other_and_the_difference(snapshot: Snapshot):
    rows = told(answer(snapshot, replace(BEFORE, columns="gender")))
    assert rows[0][1:4] == [f"{rows[0][1].split(',')[0]}, {head}" for head in ("2020", "2019", "Verschil")]
    compared = [row[place : place + 3] for row in rows[1:] for place in range(1, len(row), 3)]
    whole = [cells for cells in compared if all(cell.lstrip("-").isdecimal() for cell in cells)]
    assert whole
    assert all(int(now) - int(before) == int(difference) for now, before, difference in whole)


def test_what_overlaps():
    place = replace(BY_DOMAIN, municipality="GM0450")
    team = replace(BY_DOMAIN, filters=(("team", "1"),))
    domain = replace(BY_DOMAIN, filters=(("domain", "financien"),))
    assert are_apart(BY_DOMAIN, replace(BY_DOMAIN, period=Period.year(2019)))
    assert are_apart(place, replace(place, municipality="GM0114"))
    assert are_apart(team, replace(team, filters=(("team", "2"),)))
    assert not are_apart(BY_DOMAIN, place)
    assert not are_apart(BY_DOMAIN, team)
    assert not are_apart(domain, replace(domain, filters=(("domain", "huisvesting"),)))  # one may have both
    teams = replace(BY_DOMAIN, filters=(("team", "1"), ("team", "3")))
    assert not are_apart(team, teams)
    assert are_apart(teams, replace(team, filters=(("team", "2"),)))


def test_a_spreadsheet_has_the_answer_and_its_definition(snapshot: Snapshot):
    found = answer(
        snapshot, replace(BY_DOMAIN, figure="exploration_within_norm_share", rows="team", columns="quarter")
    )
    content = FORMS["xlsx"].make(document_of(found, None))
    assert content is not None
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {found.title, found.definition, "Team", "Waarnemingen"} <= cells
    name = file_name(found, "xlsx", is_public=False)
    assert name == "exploration_within_norm_share-team-quarter-2020-internal.xlsx"


def test_a_picture_tells_the_same_to_who_does_not_see_it(snapshot: Snapshot, tmp_path: Path):
    found = answer(snapshot, BEFORE)
    document = document_of(found, Publishing(tmp_path, SIGNED))
    drawn = FORMS["svg"].make(document)
    assert drawn is not None
    text = drawn.decode()
    assert text.startswith("<svg width=")
    assert document.charts[0].alt.split(":")[0] in text
    assert FORMS["png"].make(replace(document, chapters=())) is None


def test_one_number_has_a_table_and_no_picture(snapshot: Snapshot):
    found = answer(snapshot, replace(BY_DOMAIN, rows=None))
    assert told(found)[1][0] == "Totaal"
    assert FORMS["svg"].make(document_of(found, None)) is None


def test_an_answer_is_counted_once(snapshot: Snapshot):
    assert isinstance(both(snapshot, 1, BEFORE), Both)
    assert both(snapshot, 1, BEFORE).then is both(snapshot, 1, BEFORE).then
