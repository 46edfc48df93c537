"""What a rule refuses is read as a sentence: its dates and states too."""

from datetime import date

import pytest
from django.utils import translation

from omzien.casework.rules import ArrivalState, State
from omzien.gate.refused import Problem
from omzien.web.kit.refusals import said

pytestmark = pytest.mark.one_database("it reads words only")


@pytest.mark.parametrize(
    ("message", "value", "dutch", "english"),
    [
        ("%(day)s is in the future", date(2999, 3, 1), "1 mrt 2999 ligt", "1 Mar 2999 is"),
        ("it is now: %(state)s", State.TRIAGED, "wacht op vraagverkenning", "waits for exploration"),
        ("it is now: %(state)s", ArrivalState.PASSED_ON, "doorgegeven", "passed on"),
    ],
)
def test_no_key_and_no_computer_date_reaches_a_reader(message, value, dutch, english):
    problem = Problem(message, "", dict.fromkeys(("day", "state"), value))
    for language, words in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert words in said(problem).replace("\u00a0", " ")
