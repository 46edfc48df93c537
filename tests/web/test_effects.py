"""What helps, and for whom: the question in the address, the answer on the page, and what may leave the
house.
"""

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from omzien.insight.facts import Snapshot
from omzien.web.desks.effects import views
from omzien.web.desks.effects.answering import ANSWERS
from omzien.web.desks.effects.asking import SUBJECTS, Group
from omzien.web.desks.effects.downloads import as_csv
from tests.cast import House, client_of
from tests.insight.worlds import PLACES, small_world, snapshot_of

pytestmark = pytest.mark.django_db
YEARS = (2021, 2020, 2019, 2018)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A world of 120 registrations in which the services have names."""
    world = dict(small_world(5, 120))
    world["services"] = [{"key": key, "name_nl": f"Dienst {key}"} for key in ("AMW", "SJD", "SHV")]
    world["municipalities"] = [{"code": place, "name": place} for place in PLACES]
    world["items"] = [row | {"domain": "financien", "highest": 5} for row in world["items"]]
    return snapshot_of(world, tmp_path_factory.mktemp("facts"))


@pytest.fixture
def pieter(house: House, facts: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Client:
    """An analyst before these facts."""
    monkeypatch.setattr(views, "facts_of", lambda organisation_id: facts)
    return client_of(house.pieter)


def asked(facts: Snapshot, query: str) -> Group:
    form = Group(QueryDict(query), facts, YEARS)
    assert form.is_valid(), form.errors
    return form


def test_the_address_holds_the_whole_question(facts: Snapshot):
    query = "about=results&outcome=days&by=service&municipality=GM0450&year=2020&form=trajectory&age=35-54"
    form = asked(facts, f"{query}&strata=age")
    again = asked(facts, form.query)
    assert again.cleaned_data == form.cleaned_data
    selection = form.selection(1)
    assert (selection.municipality, selection.period.start.year) == (PLACES[0], 2020)
    assert selection.filters == {"form": "trajectory", "age": "35-54"}
    assert form.of_whom == "GM0450, 2020, individueel traject, 35 tot en met 54 jaar"


def test_who_asks_nothing_yet_sees_trajectories_of_all_years_within_all_strata(facts: Snapshot):
    form = asked(facts, "")
    assert form.selection(1).filters == {"form": "trajectory"}
    assert (form.period.start.year, form.period.until.year) == (2018, 2022)
    assert form.cleaned_data["strata"] == ["age", "domain", "problems"]
    assert asked(facts, "strata=none").cleaned_data["strata"] == []
    assert asked(facts, "about=nothing").about == "results"


def test_another_subject_keeps_the_group(facts: Snapshot):
    form = asked(facts, "about=returns&municipality=GM0450&gender=x&form=")
    told = {query for _, query, is_here in form.subjects if not is_here}
    assert told == {
        f"about={about}&municipality=GM0450&form=&gender=x" for about in ("results", "waiting", "growth")
    }


@pytest.mark.parametrize("about", SUBJECTS)
def test_each_subject_has_its_sentence_tables_and_what_must_be_known(pieter: Client, about: str):
    page = pieter.get(reverse("effects"), {"about": about}).content.decode()
    assert 'aria-current="page">' + str(SUBJECTS[about]) in page
    assert "<table" in page
    assert "Hoe is dit geteld?" in page
    assert ("Dit is geen bewijs" in page) == (about in ("results", "growth"))


def test_results_stand_by_service_as_counted_and_alike_compared(pieter: Client):
    page = pieter.get(reverse("effects"), {"outcome": "days", "by": "service"}).content.decode()
    assert page.count('<th scope="row">Dienst AMW</th>') == 2
    assert "inwoners hadden er meer dan één" in page


def test_a_group_without_anybody_says_so(pieter: Client):
    for about in SUBJECTS:
        answer = pieter.get(reverse("effects"), {"about": about, "year": "2018", "age": "35-54"})
        assert answer.status_code == 200
    assert "In deze groep is niets." in answer.content.decode()


def test_what_cannot_be_asked_is_refused_at_its_field(pieter: Client):
    page = pieter.get(reverse("effects"), {"outcome": "luck"}).content.decode()
    assert "Deze vraag kan niet" in page
    assert pieter.get(reverse("effects_csv"), {"outcome": "luck"}).status_code == 404


def test_htmx_gets_the_answer_alone_and_the_address_of_it(pieter: Client):
    answer = pieter.get(reverse("effects"), {"about": "waiting"}, headers={"HX-Request": "true"})
    assert answer.content.decode().lstrip().startswith('<div id="found"')
    assert answer.headers["HX-Push-Url"].startswith("/figures/effects/?about=waiting&step=exploration")


def rows_of(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("about", SUBJECTS)
@pytest.mark.parametrize("query", ["", "&municipality=GM0450&year=2020"])
def test_no_small_count_leaves_the_house(facts: Snapshot, about: str, query: str):
    """Nor a share or mean that stands on one: what is written is at least the threshold, or nothing."""
    form = asked(facts, f"about={about}{query}")
    answer = ANSWERS[about](facts, 1, form)
    written = rows_of(as_csv(answer, 10))
    assert len(written) == len(answer.lines)
    hidden = 0
    for line, row in zip(answer.lines, written, strict=True):
        assert row[answer.heads[0]] == line.about[0]
        for name, count in line.counts.items():
            assert row[name] in ("0", ".", "<10") or int(float(row[name])) == count >= 10
            hidden += row[name] in (".", "<10")
        if any(row[name] in (".", "<10") for name in line.basis):
            assert {row[name] for name, number in line.numbers.items() if number is not None} <= {".", "<10"}
    assert hidden or about == "waiting"


def test_a_file_has_the_numbers_of_the_page(pieter: Client):
    answer = pieter.get(reverse("effects_csv"), {"outcome": "days", "by": "service"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="results-internal.csv"'
    whole, *parts = rows_of(answer.content.decode())
    assert whole["part"] == ""
    assert {row["label"] for row in parts} == {"Dienst AMW", "Dienst SJD", "Dienst SHV"}
    assert int(whole["interventions"]) == sum(int(row["interventions"]) for row in parts)
