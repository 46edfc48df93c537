"""A question as people say it: its period, its filters, what it is compared with, the whole as a title."""

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.facts import Snapshot
from omzien.insight.figures import (
    CATALOGUE,
    DIMENSIONS,
    MISSING,
    Category,
    Period,
    Question,
    category,
    period_of,
    period_text,
)
from omzien.web.templatetags.omzien import day, in_words

QUESTIONS = {
    1: _("Who are our clients?"),
    2: _("What support do they need?"),
    3: _("Which interventions did we use?"),
    4: _("With what result?"),
    5: _("Do they come back?"),
    6: _("Why?"),
}
UNITS = {
    "attendances": _("attendances"),
    "contacts": _("contacts"),
    "days": _("days"),
    "follow-ups": _("follow-up calls"),
    "goals": _("goals"),
    "heads": _("heads"),
    "interventions": _("interventions"),
    "mark": _("report mark, 1 to 10"),
    "minutes": _("minutes"),
    "pairs": _("pairs of measurements"),
    "partner questions": _("questions of partners"),
    "points": _("points on the scale"),
    "referrals": _("referrals"),
    "registrations": _("registrations"),
    "residents": _("residents, each once"),
    "safety cases": _("safety cases"),
    "sessions": _("sessions"),
    "share": _("share"),
    "visits": _("visits"),
}
ONE = {  # the same units behind the number one
    "attendances": _("attendance"),
    "contacts": _("contact"),
    "days": _("day"),
    "follow-ups": _("follow-up call"),
    "goals": _("goal"),
    "heads": _("head"),
    "interventions": _("intervention"),
    "minutes": _("minute"),
    "pairs": _("pair of measurements"),
    "partner questions": _("question of a partner"),
    "points": _("point on the scale"),
    "referrals": _("referral"),
    "registrations": _("registration"),
    "residents": _("resident"),
    "safety cases": _("safety case"),
    "sessions": _("session"),
    "visits": _("visit"),
}
QUARTERS = {1: _("1st quarter"), 2: _("2nd quarter"), 3: _("3rd quarter"), 4: _("4th quarter")}
BY_TIME = ("year", "quarter", "month")


def period_in_words(period: Period) -> str:
    """2020, 3rd quarter 2020, March 2020, or 1 Feb 2020 to 14 May 2020."""
    text = period_text(period)
    year = period.start.year
    if "Q" in text:
        return f"{QUARTERS[(period.start.month + 2) // 3]} {year}"
    if len(text) == len("2020"):
        return text
    if len(text) == len("2020-07"):
        return f"{MONTHS[period.start.month]} {year}"
    return gettext("%(first)s to %(last)s") % {"first": day(period.start), "last": day(period.last_day)}


def value_in_words(dimension: str, value: Category) -> str:
    """A value of a dimension; a quarter or month short, for the head of a column."""
    period = period_of(value.key) if dimension in BY_TIME and value.key != MISSING else None
    if period is None:
        return in_words(value)
    if dimension == "quarter":
        return gettext("Q%(number)s %(year)s") % {
            "number": (period.start.month + 2) // 3,
            "year": period.start.year,
        }
    return f"{MONTHS_3[period.start.month]} {period.start.year}" if dimension == "month" else value.key


def place_in_words(snapshot: Snapshot, question: Question) -> str:
    """The municipality of a question, or all of them."""
    if question.municipality is None:
        return gettext("all municipalities")
    return in_words(category(snapshot, "municipality", question.municipality))


def filters_in_words(snapshot: Snapshot, question: Question) -> list[str]:
    """What it is filtered by: `Team: East or West`."""
    return [filter_in_words(snapshot, name, *keys) for name, keys in question.narrowed.items()]


def filter_in_words(snapshot: Snapshot, dimension: str, *keys: str) -> str:
    """The values of one dimension that are filtered by: a row has one of them, or more."""
    *first, last = [value_in_words(dimension, category(snapshot, dimension, key)) for key in keys]
    said = {"others": ", ".join(first), "last": last}
    told = gettext("%(others)s or %(last)s") % said if first else last
    return f"{in_words(DIMENSIONS[dimension])}: {told}"


def about(snapshot: Snapshot, question: Question) -> str:
    """Of whom and of when: `Uitgeest, 2020, Team: East`."""
    told = [place_in_words(snapshot, question), period_in_words(question.period)]
    return ", ".join([*told, *filters_in_words(snapshot, question)])


def apart(snapshot: Snapshot, question: Question, other: Question) -> str:
    """What is different about the other question, as seen from this one: its period, place or filter."""
    told = []
    if other.period != question.period:
        told.append(period_in_words(other.period))
    if other.municipality != question.municipality:
        told.append(place_in_words(snapshot, other))
    told += [
        filter_in_words(snapshot, name, *keys)
        for name, keys in other.narrowed.items()
        if question.narrowed.get(name) != keys
    ]
    return ", ".join(told) or gettext("all")


def by_in_words(question: Question) -> str:
    """What it is split by: `Registrations by domain and quarter`."""
    said = {"figure": in_words(CATALOGUE[question.figure])}
    for place in ("rows", "columns"):
        name = getattr(question, place)
        said[place] = _within_a_sentence(in_words(DIMENSIONS[name])) if name else ""
    if question.columns:
        return gettext("%(figure)s by %(rows)s and %(columns)s") % said
    return gettext("%(figure)s by %(rows)s") % said if question.rows else said["figure"]


def _within_a_sentence(label: str) -> str:
    """With a small letter, unless it begins with an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def title_of(snapshot: Snapshot, question: Question) -> str:
    """The whole question as one line."""
    return f"{by_in_words(question)}, {about(snapshot, question)}"


def unit_in_words(unit: str, number: float | None = None) -> str:
    """What one of it is; behind a number as it is said there."""
    known = UNITS | ONE if number == 1 else UNITS
    return str(known.get(unit, unit))
