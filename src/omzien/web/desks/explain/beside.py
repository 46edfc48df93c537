"""What a number can be put beside: to see why the two differ."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from omzien.gate.visit import Visit
from omzien.insight.facts import earlier
from omzien.insight.figures import CATALOGUE, Against, Cell, Figure
from omzien.web.desks.explain.number import FACTS, Number, number_of
from omzien.web.templatetags.omzien import in_words, moment


@dataclass(frozen=True, slots=True)
class Other:
    """Another number, and where the two stand beside one another."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Numbers that are often asked about, and the figures that can be chosen."""

    numbers: tuple[Other, ...]
    figures: tuple[Figure, ...]


def beside_of(visit: Visit, number: Number, last: str) -> Beside:
    """What this number can be put beside; `last` is the text of the number that was looked at before."""
    same = [one for one in CATALOGUE.values() if one.per == number.figure.per and one != number.figure]
    nearest = sorted(same, key=lambda one: one.base.name != number.figure.base.name)
    return Beside(tuple(_numbers(visit, number, last)), tuple(nearest))


def _numbers(visit: Visit, number: Number, last: str) -> Iterator[Other]:
    if before := _looked_at(visit, last, number):
        label = gettext("what you looked at before: %(figure)s, %(about)s")
        yield _other(number, before.query, label % {"figure": in_words(before.figure), "about": before.title})
    if not number.is_own:
        yield _other(number, _year_before(number.cell).to_query(), gettext("the same a year earlier"))
    if then := earlier(number.snapshot, visit.now.replace(hour=0, minute=0)):
        label = gettext("the same as it was counted on %(moment)s") % {"moment": moment(then.made_at)}
        yield _other(number, f"{number.query}&{FACTS}={then.digest}", label)


def _year_before(cell: Cell) -> Cell:
    question = replace(cell.question, against=Against("period", "year_before"))
    row, column = (
        question.counterpart(dimension, key) if dimension and key else None
        for dimension, key in ((question.rows, cell.row), (question.columns, cell.column))
    )
    return Cell(question.other() or question, row, column)


def _looked_at(visit: Visit, last: str, number: Number) -> Number | None:
    """The number before this one; None when there was none, or when it is not there any more."""
    try:
        before = number_of(visit, last) if last else None
    except Http404:
        return None
    return before if before and before.query != number.query else None


def _other(number: Number, query: str, label: str) -> Other:
    return Other(label, f"{reverse('differ')}?{urlencode({'a': query, 'b': number.query})}")
