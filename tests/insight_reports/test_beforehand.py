"""What reports and figures ask first is compiled before anybody asks it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from omzien.insight.beforehand import first_asked
from omzien.insight.figures import Period, Question, Selection, crosstab, queries
from omzien.insight.reports.annual.gather import gather
from omzien.web.desks.figures.asking import FIRST
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, snapshot

REPORT = Selection(ORGANISATION, Period.year(YEAR), PLACE)


def the_report():
    gather(snapshot(), REPORT, "nl")


def the_explorer():
    asked = Question.from_query(FIRST, newest=Period.year(YEAR))
    crosstab(snapshot(), asked.selection(ORGANISATION), asked.figure, asked.rows or "")


@pytest.mark.parametrize("ask", [the_report, the_explorer])
def test_nothing_is_asked_first_that_was_not_compiled_beforehand(ask, monkeypatch):
    asked, template = set(), queries.template

    def noted(shape, dialect="duckdb"):
        asked.add(shape)
        return template(shape, dialect)

    monkeypatch.setattr(queries, "template", noted)
    ask()
    assert asked
    assert asked <= set(first_asked())


def test_a_process_compiles_it():
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "omzien.config.settings"}
    command = [sys.executable, "-m", "omzien.insight.beforehand"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert any(settings.QUESTIONS_FOLDER.rglob("*.sql"))
