"""What the page of a survey shows: numbers from the internal threshold on, words without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from omzien.gate.visit import Visit
from omzien.organisation import queries as organisation
from omzien.outcomes import queries as outcomes
from omzien.outcomes.rules import Question, Spread
from omzien.web.components.shown import Chart, Series, Tile, bars
from omzien.web.desks.surveys.forms import Which
from omzien.web.templatetags.omzien import in_words, quantity, told

YEARS = 6  # how many years back can be chosen
MOST_WORDS = 100  # of one open question on the page, newest first


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to one question with numbers; `chart` is None when they are too few to show."""

    text: str
    number: int
    mean: float | None
    deviation: float | None
    chart: Chart | None
    rows: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Said:
    """What was written in answer to one open question."""

    text: str
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words with consent to publish, and of which service they are."""

    id: int
    text: str
    service: str
    chosen: bool


def which(visit: Visit, asked: QueryDict) -> Which | None:
    """The form of what is looked at, filled in; None when the organisation has no survey."""
    cards = outcomes.surveys(visit)
    if not cards:
        return None
    years = [visit.today.year - back for back in range(YEARS)]
    first = {"survey": str(cards[0].id), "year": str(years[0]), "municipality": ""}
    return Which(
        {name: asked.get(name) or value for name, value in first.items()},
        surveys=[(str(card.id), in_words(card)) for card in cards],
        years=years,
        municipalities=[(place.code, place.name) for place in organisation.municipalities(visit)],
    )


def shown(visit: Visit, form: Which) -> dict[str, Any]:
    """The answers of this survey, year and municipality."""
    said, (since, until) = form.cleaned_data, form.period
    card = next(card for card in outcomes.surveys(visit) if card.id == said["survey"])
    about = outcomes.About(card.id, since, until, said["municipality"])
    tally = outcomes.tally(visit, card=card, about=about)
    least = organisation.own_organisation(visit).internal_threshold
    few = tally.answered < least
    open_questions = [] if few else [one for one in card.questions if one.kind == "text"]
    return {
        "tiles": _tiles(card, tally, least),
        "few": few and tally.answered > 0,
        "least": least,
        "none": tally.invited == 0,
        "counted": [
            _counted(card, question, tally.spreads[question.key], least)
            for question in card.questions
            if question.key in tally.spreads
        ],
        "said": [_said(visit, about, question) for question in open_questions],
        "quotes": [_quoted(quote) for quote in outcomes.quotes_to_choose(visit, about=about)],
    }


def _tiles(card: outcomes.SurveyCard, tally: outcomes.Tally, least: int) -> list[Tile]:
    share = 100 * tally.answered / tally.invited if tally.invited else None
    tiles = [
        Tile(tally.invited, _("surveys sent")),
        Tile(tally.answered, _("answered")),
        Tile(share, _("response"), unit="%"),
    ]
    mark = next((tally.spreads[one.key] for one in card.questions if one.kind == "mark"), Spread({}))
    if mark.number >= least:
        spread = _("of %(number)s, spread %(deviation)s") % {
            "number": quantity(mark.number),
            "deviation": quantity(mark.deviation, 1),
        }
        tiles.append(Tile(mark.mean, _("mean report mark"), note=spread, decimals=1))
    return tiles


def _counted(card: outcomes.SurveyCard, question: Question, spread: Spread, least: int) -> Counted:
    text = _asked(question)
    if spread.number < least:
        return Counted(text, spread.number, None, None, None, ())
    names = {level.level: in_words(level) for level in card.levels} if question.kind == "scale" else {}
    rows = [(str(names.get(value, value)), count) for value, count in spread.counts.items()]
    drawn = [(label, float(count), quantity(count), False) for label, count in rows]
    longest = max(count for _label, count in rows)
    chart = Chart(_title(spread), [Series("", bars(drawn, longest))])
    return Counted(text, spread.number, spread.mean, spread.deviation, chart, rows)


def _title(spread: Spread) -> str:
    return _("%(mean)s on average, of %(number)s answers; spread %(deviation)s") % {
        "mean": quantity(spread.mean, 1),
        "number": quantity(spread.number),
        "deviation": quantity(spread.deviation, 1),
    }


def _said(visit: Visit, about: outcomes.About, question: Question) -> Said:
    words = outcomes.words_of(visit, about=about, question=question.key, limit=MOST_WORDS)
    return Said(_asked(question), words)


def _asked(question: Question) -> str:
    """The text of a question in the language of the page."""
    return question.en if get_language() == "en" else question.nl


def _quoted(quote: outcomes.Quote) -> Quoted:
    return Quoted(quote.id, quote.text, told(quote, "service"), quote.chosen)
