"""All figures that leave the house go through the one rule, and what is published is kept."""

import ast
import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from omzien.insight.disclosure import NotReleased, attacker, releasing
from omzien.insight.facts import Snapshot
from omzien.web.desks.effects import views as effects
from omzien.web.desks.figures import downloads, views
from tests.cast import House, client_of
from tests.insight.worlds import small_world, snapshot_of
from tests.shape.source import SOURCE, python_files, short, tree

pytestmark = pytest.mark.django_db
RESPONSES = ("HttpResponse", "FileResponse", "StreamingHttpResponse", "JsonResponse")
ASKED = "figure=registrations&rows=domain&period=2020"

# Every module of the web that answers with something else than a page, and how its figures leave. A new one
# is added here; and when it has figures, to the tests that spy on the audit.
FILES = {
    "figures/views.py": "release: the explorer",
    "effects/views.py": "release: what helps",
    "reports/views.py": "release: files that an annual report wrote, see insight/reports/annual",
    "catalogue/views.py": "no figures: what they mean, in words",
    "calendar/views.py": "no figures: appointments",
    "drafts/views.py": "no figures: what somebody is still writing",
    "dossier/views/documents.py": "no figures: a document of a dossier",
    "privacy/requests.py": "no figures: everything that is kept of one resident, for that resident",
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return snapshot_of(small_world(3, 60), tmp_path_factory.mktemp("facts"))


@pytest.fixture
def pieter(
    house: House, facts: Snapshot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: LazySettings
):
    """An analyst before these facts, with an empty shelf."""
    settings.PUBLICATIONS_FOLDER = tmp_path
    for module in (views, effects):
        monkeypatch.setattr(module, "facts_of", lambda organisation_id: facts)
    return client_of(house.pieter)


@pytest.fixture
def audits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The threshold of each audit that was passed."""
    found, audited = [], releasing.refuse_breaches

    def spy(*args, **kwargs):
        audited(*args, **kwargs)
        found.append(args[2])

    monkeypatch.setattr(releasing, "refuse_breaches", spy)
    return found


def test_every_module_that_answers_with_a_file_is_known():
    def answers_with_a_file(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in RESPONSES
            and (node.func.id != "HttpResponse" or any(word.arg == "content_type" for word in node.keywords))
        )

    folder = SOURCE / "web" / "desks"
    found = {
        path.relative_to(folder).as_posix()
        for path in python_files("web/desks")
        if any(answers_with_a_file(node) for node in ast.walk(tree(path)))
    }
    assert found == set(FILES)


def test_nobody_protects_without_the_audit():
    """`protect` alone is for the room of disclosure; all others call `release`."""
    wrong = [
        short(path)
        for path in python_files()
        if not path.is_relative_to(SOURCE / "insight" / "disclosure")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and {"protect", "rounded"} & {alias.name for alias in node.names}
    ]
    assert wrong == []


@pytest.mark.parametrize("ending", downloads.FORMS)
def test_a_file_of_the_explorer_is_audited(pieter: Client, audits: list[int], ending: str):
    address = f"{reverse('figures_file', args=[ending])}?{ASKED}"
    assert pieter.get(address).status_code == 200
    assert pieter.post(address).status_code == 200
    assert audits == [5, 10]


def test_a_file_of_what_helps_is_audited(pieter: Client, audits: list[int]):
    assert pieter.get(reverse("effects_csv"), {"outcome": "days", "by": "service"}).status_code == 200
    assert audits == [5]  # for use in the house


def test_what_is_published_is_kept_and_says_so_what_is_for_the_house_is_not(
    pieter: Client, house: House, facts: Snapshot, tmp_path: Path
):
    address = f"{reverse('figures_file', args=['svg'])}?{ASKED}"
    within = pieter.get(address)
    assert within.headers["Content-Disposition"].endswith('-internal.svg"')
    assert not [*tmp_path.rglob("*.json")]
    for _ in range(2):
        public = pieter.post(address)
    assert public.headers["Content-Disposition"].endswith('-public.svg"')
    [path] = tmp_path.rglob("*.json")
    assert path.parent.name == str(house.demo.pk)
    kept = json.loads(path.read_text())
    assert (kept["about"]["by"], kept["facts"]) == (house.pieter.pk, facts.digest)
    page = pieter.get(f"{reverse('figures')}?{ASKED}").content.decode()
    assert "Wij bewaren welke aantallen je publiceert" in page


def test_what_was_published_stands_in_a_list_with_what_it_holds_back(pieter: Client, house: House):
    empty = pieter.get(reverse("published")).content.decode()
    assert "Er is nog niets gepubliceerd" in empty
    pieter.post(f"{reverse('figures_file', args=['csv'])}?{ASKED}")
    [row] = pieter.get(reverse("published")).context["rows"]
    assert (row.place, row.period, row.by) == ("alle gemeenten", "2020", house.pieter.name)
    assert row.past.printed > 0 < row.past.withheld
    address = reverse("published_one", args=[row.past.name])
    one = pieter.get(address).content.decode()
    for said in (row.past.title, house.pieter.name, "versie 1", "Vraag het opnieuw", row.past.facts[:16]):
        assert said in one
    assert f"{reverse('figures')}?figure=registrations" in one
    assert len(pieter.get(reverse("published"), {"year": "2020"}).context["rows"]) == 1
    assert client_of(house.femke).get(address).status_code == 200
    assert client_of(house.sven).get(address).status_code == 404
    assert client_of(house.noor).get(reverse("published")).status_code == 404


def test_what_the_audit_comes_to_no_answer_about_is_not_published(
    pieter: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attacker, "MOST_STEPS", 0)
    answer = pieter.post(f"{reverse('figures_file', args=['csv'])}?{ASKED}&columns=gender")
    assert answer.headers["Location"].startswith(f"{reverse('figures')}?figure=registrations")
    [said] = get_messages(answer.wsgi_request)
    assert str(said).startswith("Dit kan niet worden gepubliceerd: er was niet uit te rekenen")
    assert not [*tmp_path.rglob("*.json")]


def test_what_cannot_be_published_says_why_and_what_to_do(pieter: Client, monkeypatch: pytest.MonkeyPatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise NotReleased([], "nl", {})

    monkeypatch.setattr(downloads, "answer_document", refuse)
    answer = pieter.post(f"{reverse('figures_file', args=['csv'])}?{ASKED}")
    assert answer.headers["Location"].startswith(f"{reverse('figures')}?figure=registrations")
    [said] = get_messages(answer.wsgi_request)
    assert "Vraag minder details" in str(said)
