"""A counted answer as a table and as a picture."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from omzien.insight.figures import DIMENSIONS, MISSING, Both, Category, Counted, CrossTab, Figure, Value
from omzien.web.components.shown import Bar, Cell, Chart, Series, Table, TableRow, bars
from omzien.web.desks.figures.words import BY_TIME, unit_in_words, value_in_words
from omzien.web.templatetags.omzien import in_words, quantity

MOST_SERIES, MOST_BARS = 6, 40


def written(figure: Figure, value: float | None) -> str:
    """A value in the notation of the page."""
    if value is None:
        return "–"
    if figure.unit == "share":
        return f"{quantity(100 * value, figure.decimals - 2)}%"
    return quantity(value, figure.decimals)


def written_difference(figure: Figure, difference: float | None) -> str:
    """A difference with its sign; of two shares in percentage points."""
    if difference is None:
        return "–"
    is_share = figure.unit == "share"
    text = quantity(abs(difference) * (100 if is_share else 1), figure.decimals - (2 if is_share else 0))
    sign = "" if not text.strip("0.,") else "+" if difference > 0 else "−"
    return sign + text


def difference_in_words(figure: Figure, difference: float | None) -> str:
    """The same where no head says that two shares differ in percentage points."""
    text = written_difference(figure, difference)
    if figure.unit != "share" or difference is None:
        return text
    return gettext("%(number)s percentage points") % {"number": text}


def head_of_number(figure: Figure) -> str:
    """What stands above the numbers of a figure."""
    return gettext("Number") if figure.measure.counts else unit_in_words(figure.unit)


def head_of_difference(figure: Figure) -> str:
    """What stands above differences; two shares differ in percentage points."""
    return gettext("Difference (percentage points)") if figure.unit == "share" else gettext("Difference")


def heads_of_shares(figure: Figure) -> tuple[str, str]:
    """What stands above the shares of a count: of all with a value, and of all answers."""
    unit = unit_in_words(figure.unit).split(",")[0]
    return gettext("%% of the %(unit)s") % {"unit": unit}, gettext("% of the answers")


def table_of(found: Both, title: str, own: str, other: str) -> Table:
    """The table; `own` and `other` name the two that are compared. Of a family (one figure a domain) a total
    means nothing, and is left out.
    """
    columns = _Columns(found, own, other)
    dimension = found.now.question.rows or ""
    rows = [TableRow(value_in_words(dimension, row), list(columns.cells(row.key))) for row in found.rows]
    totals = () if found.now.figure.per else list(columns.cells(None))
    return Table(title, [in_words(DIMENSIONS[dimension]), *columns.heads()], rows, totals)


class _Columns:
    """The columns of the table of one answer: for each value of the columns, or for what is told of a row."""

    def __init__(self, found: Both, own: str, other: str) -> None:
        self.found, self.own, self.other = found, own, other
        self.figure, self.question = found.now.figure, found.now.question
        self.links = _Links(found.now)
        self.past_links = _Links(found.then) if found.then else None

    def heads(self) -> Iterator[str]:
        """What stands above them."""
        if self.question.columns:
            yield from (value_in_words(self.question.columns, column) for column in self.found.columns)
            yield gettext("Total")
            return
        yield self.own or head_of_number(self.figure)
        if self.found.then:
            yield self.other
            yield head_of_difference(self.figure)
        yield from (head for head, _ in self._shares())
        if not self.figure.measure.counts:
            yield gettext("Observations")

    def cells(self, row: str | None) -> Iterator[Cell]:
        """The numbers of a row; of the totals for None."""
        if self.question.columns:
            yield from (self._cell(row, column.key, with_note=True) for column in self.found.columns)
            yield self._cell(row, None, with_note=True)
            return
        yield self._cell(row, None)
        if self.found.then:
            yield self._past(row)
            yield Cell(written_difference(self.figure, self.found.difference(row)))
        yield from (Cell(_percent(shares.get(row))) for _, shares in self._shares())
        if not self.figure.measure.counts:
            yield Cell(quantity(self.found.now.at(row).n))

    def _cell(self, row: str | None, column: str | None, *, with_note: bool = False) -> Cell:
        value = self.found.now.at(row, column)
        is_total = bool(self.question.columns) and column is None and row is not None
        return Cell(
            written(self.figure, value.value),
            thin=value.thin and value.n > 0,
            total=is_total,
            url=self.links.to(row, column),
            note=self._note(row, column) if with_note and self.found.then else "",
        )

    def _note(self, row: str | None, column: str | None) -> str:
        """Beside a number in a table that has columns already: the difference, and the other number."""
        told = written_difference(self.figure, self.found.difference(row, column))
        return f"{told} ({written(self.figure, self.found.before(row, column).value)})"

    def _past(self, row: str | None) -> Cell:
        value, asked = self.found.before(row), self.question
        key = asked.counterpart(asked.rows, row) if asked.rows and row is not None else None
        url = self.past_links.to(key, None) if self.past_links else ""
        return Cell(written(self.figure, value.value), thin=value.thin and value.n > 0, url=url)

    def _shares(self) -> Sequence[tuple[str, Mapping[str | None, float | None]]]:
        """Of persons and of answers apart; they differ only where one may have several values."""
        tab = self.found.now.tab
        if tab is None or self.question.columns or not self.figure.measure.counts or self.figure.per:
            return ()
        keys = [row.key for row in tab.row_keys if row.key != MISSING]
        of_units, of_answers = heads_of_shares(self.figure)
        told: list[tuple[str, Mapping[str | None, float | None]]] = [
            (of_units, {key: tab.share_of_units(key) for key in keys})
        ]
        if tab.several:
            told.append((of_answers, {key: tab.share_of_answers(key) for key in keys}))
        return told


def _percent(share: float | None) -> str:
    return "" if share is None else f"{quantity(100 * share)}%"


class _Links:
    """Where each number of an answer is explained."""

    def __init__(self, counted: Counted) -> None:
        self.base = f"{reverse('explain')}?{counted.question.to_query()}"
        self.part = lru_cache(maxsize=None)(lambda name, key: f"&{urlencode({name: key})}" if key else "")

    def to(self, row: str | None, column: str | None) -> str:
        """The address of the explanation of one number."""
        return f"{self.base}{self.part('row', row)}{self.part('column', column)}"


def chart_of(found: Both) -> Chart | None:
    """Bars from zero, the longest first unless in time; with columns small pictures, at most six."""
    tab = found.now.tab
    if tab is None:
        return None
    rows = _sorted(found, [row for row in found.rows if row.key != MISSING])
    columns: list[Category | None] = [column for column in found.columns if column.key != MISSING]
    if len(columns) > MOST_SERIES or not 1 < len(rows) <= MOST_BARS:
        return None
    columns = columns or [None]
    keys = [column.key if column else None for column in columns]
    numbers = [
        value.value
        for row in rows
        for key in keys
        for value in (found.now.at(row.key, key), found.before(row.key, key))
        if value.value is not None
    ]
    if not numbers or min(numbers) < 0 or not max(numbers):
        return None
    series = [
        Series(
            value_in_words(tab.columns or "", column) if column else "",
            _bars(found, rows, column.key if column else None, max(numbers)),
        )
        for column in columns
    ]
    return Chart(_sentence(found, tab, rows), series)


def _sorted(found: Both, rows: list[Category]) -> list[Category]:
    if found.now.question.rows in BY_TIME:
        return rows
    return sorted(rows, key=lambda row: -(found.now.at(row.key).value or 0))


def _bars(found: Both, rows: Sequence[Category], column: str | None, longest: float) -> list[Bar]:
    figure, dimension = found.now.figure, found.now.question.rows or ""
    told = []
    for row in rows:
        value = found.now.at(row.key, column)
        told.append(
            (
                value_in_words(dimension, row),
                float(value.value or 0),
                written(figure, value.value),
                value.thin,
            )
        )
    drawn = bars(told, longest)
    if found.then is None:
        return drawn
    return [
        _beside(bar, found.before(row.key, column), longest) for bar, row in zip(drawn, rows, strict=True)
    ]


def _beside(bar: Bar, before: Value, longest: float) -> Bar:
    """The same bar with the one that it is compared with."""
    return Bar(bar.label, bar.text, bar.width, bar.thin, f"{100 * (before.value or 0) / longest:.2f}")


def _sentence(found: Both, tab: CrossTab, rows: Sequence[Category]) -> str:
    """What one sees: which one is highest, of those that few do not stand behind."""
    figure = found.now.figure
    sure = [row for row in rows if not found.now.at(row.key).thin]
    if not sure:
        return gettext("Each of these stands on few observations")
    highest = max(sure, key=lambda row: found.now.at(row.key).value or 0)
    said = {
        "row": value_in_words(tab.rows, highest),
        "value": written(figure, found.now.at(highest.key).value),
    }
    if not figure.measure.counts or figure.per:
        return gettext("%(row)s is highest: %(value)s") % said
    total = written(figure, tab.total.value)
    return gettext("%(row)s is most frequent: %(value)s of %(total)s") % {**said, "total": total}
