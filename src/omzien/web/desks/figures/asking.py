"""What can be asked: the fields that together read as a sentence, with what can be chosen in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from omzien.insight.facts import Snapshot
from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    MISSING,
    Against,
    Period,
    Question,
    categories,
    category,
    period_of,
    period_text,
)
from omzien.web.desks.figures.words import (
    BY_TIME,
    QUESTIONS,
    filter_in_words,
    period_in_words,
    value_in_words,
)
from omzien.web.templatetags.omzien import in_words

FIRST = {"figure": ["registrations"], "rows": ["domain"]}  # what somebody sees who asks nothing yet
NOT_FILTERED = (*BY_TIME, "municipality")  # these have a field of their own


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Options:
    """Some of what can be chosen, under a heading; `is_fit`: does it fit what is asked now?"""

    label: str
    options: Sequence[Option]
    is_fit: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the question. `keys` is the key that leads to it."""

    name: str
    label: str
    groups: Sequence[Options]
    chosen: str = ""
    keys: str = ""


def question_of(request: HttpRequest, newest: Period) -> Question:
    """The question of an address, as it was asked. Raises Refused when it is none."""
    query = dict(request.GET.lists())
    return Question.from_query(query if "figure" in query else {**FIRST, **query}, newest=newest)


def fields_of(snapshot: Snapshot, question: Question, years: Sequence[int]) -> dict[str, Field]:
    """The fields with what can be chosen, and the question in them."""
    fits, language = CATALOGUE[question.figure].dimensions, get_language() or "nl"
    dimensions = _dimensions(language, fits)
    return {
        field.name: field
        for field in (
            Field("figure", gettext("How many, or how much"), _figures(language), question.figure, "f"),
            Field("rows", gettext("by"), dimensions, question.rows or "", "r"),
            Field("columns", gettext("and by"), dimensions, question.columns or "", "k"),
            Field("municipality", gettext("in"), _places(snapshot, question), question.municipality or ""),
            Field(
                "period", gettext("in the period"), _periods(question, years), period_text(question.period)
            ),
            Field("filter", gettext("only"), _filters(snapshot, language, fits)),
            Field(
                "against", gettext("compared with"), _others(snapshot, question, years), _against(question)
            ),
        )
    }


@lru_cache(maxsize=8)
def _figures(language: str) -> Sequence[Options]:
    """Every figure of the catalogue, under the question that it answers."""
    ordered = sorted(CATALOGUE.values(), key=lambda figure: figure.question)
    return [
        Options(str(QUESTIONS[question]), [Option(figure.name, in_words(figure)) for figure in figures])
        for question, figures in groupby(ordered, key=lambda figure: figure.question)
    ]


@lru_cache(maxsize=64)
def _dimensions(language: str, fits: Sequence[str]) -> Sequence[Options]:
    """What fits the figure, and what does not: it is there for when another figure is chosen."""
    every = sorted((Option(name, in_words(known)) for name, known in DIMENSIONS.items()), key=_label)
    return [
        Options("", [Option("", "–"), *(one for one in every if one.value in fits)]),
        Options(gettext("not with this figure"), [one for one in every if one.value not in fits], False),
    ]


@lru_cache(maxsize=16)
def _filters(snapshot: Snapshot, language: str, fits: Sequence[str]) -> Sequence[Options]:
    """Every value of every dimension, by dimension, those without a value too."""
    groups = [Options("", [Option("", gettext("add a filter"))])]
    for name in sorted(DIMENSIONS, key=lambda name: in_words(DIMENSIONS[name])):
        if name in NOT_FILTERED:
            continue
        values = [*categories(snapshot, name), category(snapshot, name, MISSING)]
        options = [
            Option(f"{name}:{value.key}", filter_in_words(snapshot, name, value.key)) for value in values
        ]
        groups.append(Options(in_words(DIMENSIONS[name]), options, name in fits))
    return groups


def _places(snapshot: Snapshot, question: Question) -> Sequence[Options]:
    known = [Option(place.key, in_words(place)) for place in categories(snapshot, "municipality")]
    options = [Option("", gettext("all municipalities")), *known]
    return [Options("", _with_own(options, question.municipality or "", question.municipality or ""))]


def _periods(question: Question, years: Sequence[int]) -> Sequence[Options]:
    """Years, quarters and months in which there are records; days of one's own when they are asked."""
    kinds = {
        gettext("Years"): [f"{year}" for year in years],
        gettext("Quarters"): [f"{year}-Q{number}" for year in years for number in (1, 2, 3, 4)],
        gettext("Months"): [f"{year}-{month:02d}" for year in years for month in range(1, 13)],
    }
    groups = [Options(label, list(_of_periods(texts))) for label, texts in kinds.items()]
    own = period_text(question.period)
    if any(own == option.value for group in groups for option in group.options):
        return groups
    return [Options("", [Option(own, period_in_words(question.period))]), *groups]


def _of_periods(texts: Iterable[str]) -> Iterator[Option]:
    for text in texts:
        if period := period_of(text):
            yield Option(text, period_in_words(period))


def _others(snapshot: Snapshot, question: Question, years: Sequence[int]) -> Sequence[Options]:
    """What the answer can stand beside: another period, municipality or team."""
    groups = [
        Options("", [Option("", gettext("nothing"))]),
        Options(gettext("Another period"), list(_other_periods(question, years))),
    ]
    for name in ("municipality", "team"):
        values = [(f"{name}:{each.key}", value_in_words(name, each)) for each in categories(snapshot, name)]
        label = gettext("Another %(what)s") % {"what": in_words(DIMENSIONS[name]).lower()}
        fits = name in CATALOGUE[question.figure].dimensions
        groups.append(Options(label, [Option(value, text) for value, text in values], fits))
    known = {option.value for group in groups for option in group.options}
    own = _against(question)
    return groups if own in known else [*groups, Options("", [Option(own, _in_words(snapshot, question))])]


def _other_periods(question: Question, years: Sequence[int]) -> Iterator[Option]:
    for key, label in (("before", gettext("the period before")), ("year_before", gettext("a year earlier"))):
        other = replace(question, against=Against("period", key)).other()
        if other:
            yield Option(f"period:{key}", f"{label}: {period_in_words(other.period)}")
    for year in years:
        yield Option(f"period:{year}", str(year))


def _in_words(snapshot: Snapshot, question: Question) -> str:
    """What it is compared with, when that is nothing that is offered."""
    if question.against is None:
        return ""
    name, key = question.against.dimension, question.against.key
    other = period_of(key) if name == "period" else None
    return period_in_words(other) if other else filter_in_words(snapshot, name, key)


def _with_own(options: list[Option], value: str, label: str) -> list[Option]:
    """With what was asked, when an address asks something that is not offered."""
    return options if any(one.value == value for one in options) else [*options, Option(value, label)]


def _against(question: Question) -> str:
    return question.against.text if question.against else ""


def _label(option: Option) -> str:
    return option.label.casefold()
