"""What is asked of figures and what they answer: periods, selections, values, cross-tabs. Plain frozen
values.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

MISSING = "(missing)"  # the key of the category of rows without a value
Keys = tuple[str, ...]
Narrowing = tuple[str, Keys]  # a dimension, and the values of it of which a row has at least one
NO_FILTERS: Mapping[str, str | Keys] = MappingProxyType({})


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where that day does not exist."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until a day; `until` is not in it."""

    start: date
    until: date

    def __post_init__(self) -> None:
        if self.start >= self.until:
            raise ValueError(f"a period ends after it starts: {self.start} until {self.until}")

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    @property
    def last_day(self) -> date:
        """The last day that is in it."""
        return self.until - timedelta(days=1)

    def previous(self) -> "Period":
        """The period of the same length just before: whole months when it is whole months, else days."""
        if self.start.day == self.until.day == 1:
            months = (self.until.year - self.start.year) * 12 + self.until.month - self.start.month
            return Period(add_months(self.start, -months), self.start)
        return Period(self.start - (self.until - self.start), self.start)


@dataclass(frozen=True, slots=True)
class Selection:
    """Of whom and of when: an organisation, a period, a municipality (GM code; None: all), and values of
    dimensions.

    A filter is one value of a dimension, or several: then a row belongs that has at least one of them. A
    value may be MISSING: the rows without a value.
    """

    organisation_id: int
    period: Period
    municipality: str | None = None
    filters: Mapping[str, str | Keys] = field(default_factory=lambda: NO_FILTERS)

    @property
    def narrowed(self) -> tuple[Narrowing, ...]:
        """The filters in order, each with its values."""
        pairs = sorted(self.filters.items())
        return tuple((name, (keys,) if isinstance(keys, str) else keys) for name, keys in pairs)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as it was counted.

    `n` is the number of observations behind it (of a count: the count), `missing` how many rows belong to the
    question but say nothing about it. `value` is None when there is nothing to count from. `thin`: so few
    observations that another year may well look different.
    """

    name: str
    value: int | float | None
    n: int
    missing: int
    thin: bool


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a dimension, with its names."""

    key: str
    label_nl: str
    label_en: str
    order: tuple[int, str] = (0, "")


@dataclass(frozen=True, slots=True)
class CrossTab:
    """A figure by one or two dimensions. Every margin is counted on its own, never summed.

    With a dimension of which one row may have several values (`several`), the cells of a row do not add up
    to the total. `known` counts the rows or persons with at least one value: the whole of `share_of_units`;
    the sum of the cells is the number of answers: the whole of `share_of_answers`. Both leave the missing
    out.
    """

    figure: str
    rows: str
    columns: str | None
    row_keys: tuple[Category, ...]
    column_keys: tuple[Category, ...]
    cells: Mapping[tuple[str, str], Value]
    row_totals: Mapping[str, Value]
    column_totals: Mapping[str, Value]
    total: Value
    known: Value
    several: bool

    @property
    def missing(self) -> Value | None:
        """The rows without a value of the first dimension; None when there are none."""
        return self.row_totals.get(MISSING)

    @property
    def answers(self) -> float:
        """The number of answers: a row with two values counts twice."""
        return sum(value.value or 0 for key, value in self.row_totals.items() if key != MISSING)

    def share_of_units(self, row: str) -> float | None:
        """The share of the rows or persons with a value that have this one; they may add up to over 1."""
        return _share(self.row_totals[row].value, self.known.value)

    def share_of_answers(self, row: str) -> float | None:
        """The share of all answers that are this one; they add up to 1."""
        return _share(self.row_totals[row].value, self.answers)


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
