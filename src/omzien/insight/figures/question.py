"""A question to the figures as one value, and as the text behind the `?` of an address.

    figure=registrations&rows=domain&columns=quarter&municipality=GM0450&period=2020&filter=team:oost
    &filter=team:west&against=period:before

So a link holds the whole question, and whoever has it (explorer, explanation, dashboard, saved view) reads
it in one way. `from_query` refuses what is no question, in words; `fitted` leaves out what the figure does
not know.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from urllib.parse import urlencode

from omzien.gate.refused import Problem, Refused
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.values import Keys, Period, Selection, add_months

Query = Mapping[str, Sequence[str]]  # as `dict(QueryDict.lists())` and `urllib.parse.parse_qs` give it
Filters = tuple[tuple[str, str], ...]
YEARS = range(1000, 3000)
LONGEST = timedelta(days=36525)  # a hundred years
LONGEST_KEY = 64
PERIOD = "period"
BEFORE, YEAR_BEFORE = "before", "year_before"
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)
_BETWEEN = ".."


@dataclass(frozen=True, slots=True)
class Against:
    """What a question is compared with.

    Of the dimension "period": the period `before`, the same one a `year_before`, or the text of a period. Of
    any other dimension: the value that takes the place of the question's own.
    """

    dimension: str
    key: str

    @property
    def text(self) -> str:
        """As an address has it: `team:oost`."""
        return f"{self.dimension}:{self.key}"


@dataclass(frozen=True, slots=True)
class Question:
    """A figure, by rows and columns, of a selection, perhaps against another selection.

    `filters` are values of dimensions (`MISSING` for the rows without one), in order. Of several values of
    one dimension a row has at least one.
    """

    figure: str
    period: Period
    rows: str | None = None
    columns: str | None = None
    municipality: str | None = None
    filters: Filters = ()
    against: Against | None = None

    @classmethod
    def from_query(cls, query: Query, *, newest: Period, figure: str = "registrations") -> "Question":
        """The question that an address asks; of what it leaves out, `figure` and the `newest` period.

        Of what can be said once the last counts. Raises Refused with every problem: names that do not
        exist, periods that are none. Whether the figure knows the dimensions, `fitted` tells.
        """
        reading = _Reading(query)
        asked = cls(
            figure=reading.one_of("figure", CATALOGUE) or figure,
            period=reading.period() or newest,
            rows=reading.one_of("rows", DIMENSIONS),
            columns=reading.one_of("columns", DIMENSIONS),
            municipality=reading.key("municipality", reading.last("municipality")),
            filters=reading.filters(),
            against=reading.against(),
        )
        if reading.problems:
            raise Refused(reading.problems)
        return asked

    def to_query(self) -> str:
        """The text of the question for an address; `from_query` reads the same question from it."""
        told = {
            "figure": self.figure,
            "rows": self.rows,
            "columns": self.columns,
            "municipality": self.municipality,
            PERIOD: period_text(self.period),
        }
        pairs = [(name, value) for name, value in told.items() if value]
        pairs += [("filter", f"{name}:{key}") for name, key in self.filters]
        if self.against:
            pairs.append(("against", self.against.text))
        return urlencode(pairs, safe=":.")

    @property
    def unfit(self) -> tuple[str, ...]:
        """The dimensions that its figure cannot be split, filtered or compared by."""
        against = self.against.dimension if self.against and self.against.dimension != PERIOD else None
        named = [self.rows, self.columns, against, *(name for name, _ in self.filters)]
        known = CATALOGUE[self.figure].dimensions
        return tuple(dict.fromkeys(name for name in named if name and name not in known))

    def fitted(self) -> "Question":
        """The same question with only what its figure knows; a family always has its own dimension."""
        out = self.unfit
        rows, columns = (name if name not in out else None for name in (self.rows, self.columns))
        per = CATALOGUE[self.figure].per
        if per and per not in (rows, columns):
            rows, columns = per, rows or columns
        if not rows:
            rows, columns = columns, None
        return dataclasses.replace(
            self,
            rows=rows,
            columns=None if columns == rows else columns,
            filters=tuple((name, key) for name, key in self.filters if name not in out),
            against=None if self.against and self.against.dimension in out else self.against,
        )

    @property
    def narrowed(self) -> dict[str, Keys]:
        """The values that it is filtered by, by dimension."""
        found: dict[str, Keys] = {}
        for name, key in self.filters:
            found[name] = (*found.get(name, ()), key)
        return found

    def selection(self, organisation_id: int) -> Selection:
        """Of whom and of when it asks."""
        filters = {name: keys if len(keys) > 1 else keys[0] for name, keys in self.narrowed.items()}
        return Selection(organisation_id, self.period, self.municipality, MappingProxyType(filters))

    def other(self) -> "Question | None":
        """The question that this one is compared with; None when it is not compared.

        ValueError for an `against` that no address can ask for.
        """
        if self.against is None:
            return None
        alone = dataclasses.replace(self, against=None)
        name, key = self.against.dimension, self.against.key
        if name == PERIOD:
            return dataclasses.replace(alone, period=_other_period(self.period, key))
        if name == "municipality":
            return dataclasses.replace(alone, municipality=key)
        others = [pair for pair in self.filters if pair[0] != name]
        return dataclasses.replace(alone, filters=tuple(sorted([*others, (name, key)])))

    def counterpart(self, dimension: str, key: str) -> str:
        """The value of a dimension in the answer of `other()` that stands beside this one of our own.

        Of time it is the same place in the other period: beside 2020-Q3 stands 2019-Q3. Of all else it is
        itself.
        """
        other, here = self.other(), _whole(key) if dimension in ("year", "quarter", "month") else None
        if other is None or here is None:
            return key
        months = _months(self.period.start) - _months(other.period.start)
        return period_text(Period(add_months(here.start, -months), add_months(here.until, -months)))


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the answer to a question: at a value of its rows and of its columns; None: a margin."""

    question: Question
    row: str | None = None
    column: str | None = None

    @classmethod
    def from_query(cls, query: Query, *, newest: Period) -> "Cell":
        """The number that an address asks about: a question, `row` and `column`. Refused as a question is."""
        reading = _Reading(query)
        row, column = (reading.key(name, reading.last(name)) for name in ("row", "column"))
        if reading.problems:
            raise Refused(reading.problems)
        return cls(Question.from_query(query, newest=newest), row, column)

    def to_query(self) -> str:
        """The text of it for an address."""
        pairs = [(name, key) for name, key in (("row", self.row), ("column", self.column)) if key]
        return "&".join(part for part in (self.question.to_query(), urlencode(pairs)) if part)


def period_text(period: Period) -> str:
    """`2020`, `2020-Q3`, `2020-07`, or `2020-02-01..2020-05-14` with its last day."""
    start = period.start
    if start.day == 1:
        names = {12: f"{start:%Y}", 3: f"{start:%Y}-Q{(start.month + 2) // 3}", 1: f"{start:%Y-%m}"}
        for months, name in names.items():
            if (start.month - 1) % months == 0 and period.until == add_months(start, months):
                return name
    return f"{start}{_BETWEEN}{period.last_day}"


def period_of(text: str) -> Period | None:
    """The period of such a text; None when it is none, is longer than LONGEST, or starts outside YEARS."""
    first, between, last = text.partition(_BETWEEN)
    period = _from_days(first, last) if between else _whole(text)
    if period is None or period.until - period.start > LONGEST or period.start.year not in YEARS:
        return None
    return period


def _whole(text: str) -> Period | None:
    found = _PERIOD.fullmatch(text)
    if not found or int(found["year"]) not in YEARS:
        return None
    year, quarter, month = int(found["year"]), found["quarter"], found["month"]
    if quarter:
        start = date(year, 3 * int(quarter) - 2, 1)
        return Period(start, add_months(start, 3))
    if month:
        start = date(year, int(month), 1)
        return Period(start, add_months(start, 1))
    return Period.year(year)


def _from_days(first: str, last: str) -> Period | None:
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _other_period(period: Period, key: str) -> Period:
    if key == BEFORE:
        return period.previous()
    if key == YEAR_BEFORE:
        return Period(add_months(period.start, -12), add_months(period.until, -12))
    other = period_of(key)
    if other is None:
        raise ValueError(f"no period: {key}")
    return other


class _Reading:
    """Reads one query, and notes what is wrong with it."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.problems: list[Problem] = []

    def last(self, name: str) -> str | None:
        """The last value that is given under a name; None when that is empty, or there is none."""
        given = self.query.get(name) or [""]
        return given[-1] or None

    def one_of(self, name: str, known: Mapping[str, object]) -> str | None:
        """The name of a figure or dimension."""
        value = self.last(name)
        if value is not None and value not in known:
            self.problems.append(Problem("There is no “%(value)s” here.", name, _told(value)))
        return value

    def key(self, name: str, value: str | None) -> str | None:
        """A value of a dimension. Any short text can be one; marks of a compiled query cannot."""
        if value is not None and (len(value) > LONGEST_KEY or not value.isprintable() or "⟦" in value):
            self.problems.append(Problem("There is no “%(value)s” here.", name, _told(value)))
        return value

    def period(self) -> Period | None:
        """Two days of one's own when both are given, otherwise a period by its text, or a calendar year.

        Who chose `days` means two of one's own: one alone is a problem then, and half typed it is not.
        """
        first, last = self.last("from") or "", self.last("to") or ""
        is_meant = bool(self.last("days") and (first or last))
        both = f"{first}{_BETWEEN}{last}" if (first and last) or is_meant else ""
        text, name = both or self.last(PERIOD) or self.last("year") or "", "from" if both else PERIOD
        found = period_of(text) if text else None
        if text and found is None:
            self.problems.append(
                Problem("“%(value)s” is no period: fill in two days, the first one first.", name, _told(text))
            )
        return found

    def filters(self) -> Filters:
        """The values that it is filtered by, each once."""
        given = [text for text in self.query.get("filter", ()) if text]
        return tuple(sorted(set(filter(None, map(self._pair, given)))))

    def against(self) -> Against | None:
        """What it is compared with."""
        text = self.last("against")
        pair = self._pair(text, "against") if text else None
        if pair is None:
            return None
        if pair[0] == PERIOD and pair[1] not in (BEFORE, YEAR_BEFORE) and not period_of(pair[1]):
            self.problems.append(Problem("“%(value)s” cannot be compared with.", "against", _told(pair[1])))
        return Against(*pair)

    def _pair(self, text: str, name: str = "filter") -> tuple[str, str] | None:
        """`team:oost` as a dimension and a value of it."""
        dimension, _, key = text.partition(":")
        is_known = dimension in DIMENSIONS or (name == "against" and dimension == PERIOD)
        if not is_known or not key:
            self.problems.append(Problem("There is no “%(value)s” here.", name, _told(text)))
            return None
        self.key(name, key)
        return dimension, key


def _told(text: str) -> Mapping[str, str]:
    return {"value": _short(text)}


def _short(text: str) -> str:
    """What somebody asked for, as it may be repeated on a page."""
    shown = "".join(letter for letter in text if letter.isprintable())
    return shown if len(shown) <= LONGEST_KEY else f"{shown[:LONGEST_KEY]}…"
