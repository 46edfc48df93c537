"""What a rule refused, in the language of the reader: its dates and states too."""

from datetime import date

from django.utils.translation import gettext

from omzien.casework.rules import ArrivalState, State
from omzien.gate.refused import Problem, Refused
from omzien.web import words
from omzien.web.templatetags.omzien import day


def said(problem: Problem) -> str:
    """One problem as a sentence: “1 jan 2999 ligt in de toekomst”."""
    return gettext(problem.message) % {name: _in_words(value) for name, value in problem.values.items()}


def sentences(refusal: Refused) -> list[str]:
    """Every problem as a sentence, for a page that has no field to show it at."""
    return [said(problem) for problem in refusal.problems]


def _in_words(value: object) -> object:
    match value:
        case date():
            return day(value)
        case State():
            return words.STATES[value]
        case ArrivalState():
            return words.ARRIVAL_STATES[value]
    return value
