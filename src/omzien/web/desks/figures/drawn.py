"""A cross-tab as a table and as a picture."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from omzien.insight.figures import DIMENSIONS, MISSING, Category, CrossTab, Figure, Value
from omzien.web.components.shown import Bar, Cell, Chart, Series, Table, TableRow, bars
from omzien.web.templatetags.omzien import in_words, quantity

MOST_SERIES, MOST_BARS = 6, 30
BY_TIME = ("year", "quarter", "month")
NOTHING = Value("", None, 0, 0, False)


def written(figure: Figure, value: Value | None) -> str:
    """A value in the notation of the page."""
    if value is None or value.value is None:
        return "–"
    if figure.unit == "share":
        return f"{quantity(100 * value.value, figure.decimals - 2)}%"
    return quantity(value.value, figure.decimals)


def table_of(figure: Figure, tab: CrossTab, title: str) -> Table:
    """The table. Of a family (one figure per domain, say) a total means nothing, and is left out."""
    rows = [
        TableRow(in_words(row), [*_cells(figure, tab, row), *_margin(figure, tab, row)])
        for row in tab.row_keys
    ]
    heads = [
        *(in_words(column) for column in tab.column_keys),
        gettext("Total") if tab.columns else gettext("Number"),
    ]
    if _has_shares(figure, tab):
        heads.append(gettext("Share of those known"))
    return Table(
        title, [in_words(DIMENSIONS[tab.rows]), *heads], rows, () if figure.per else _totals(figure, tab)
    )


def _cells(figure: Figure, tab: CrossTab, row: Category) -> list[Cell]:
    return [_cell(figure, tab.cells.get((row.key, column.key))) for column in tab.column_keys]


def _margin(figure: Figure, tab: CrossTab, row: Category) -> list[Cell]:
    margin = [_cell(figure, tab.row_totals[row.key], total=bool(tab.columns))]
    if _has_shares(figure, tab):
        share = None if row.key == MISSING else tab.share_of_units(row.key)
        margin.append(Cell("–" if share is None else f"{quantity(100 * share)}%"))
    return margin


def _totals(figure: Figure, tab: CrossTab) -> list[Cell]:
    totals = [
        *(_cell(figure, tab.column_totals[column.key]) for column in tab.column_keys),
        _cell(figure, tab.total),
    ]
    return [*totals, Cell("")] if _has_shares(figure, tab) else totals


def _has_shares(figure: Figure, tab: CrossTab) -> bool:
    return not tab.columns and bool(figure.measure.counts) and not figure.per


def _cell(figure: Figure, value: Value | None, *, total: bool = False) -> Cell:
    known = value or NOTHING
    return Cell(written(figure, value), thin=known.thin and known.n > 0, total=total)


def chart_of(figure: Figure, tab: CrossTab) -> Chart | None:
    """Bars from zero, the longest first unless in time; with columns small pictures, at most six."""
    rows = _sorted(tab, [row for row in tab.row_keys if row.key != MISSING])
    columns = [column for column in tab.column_keys if column.key != MISSING]
    if len(columns) > MOST_SERIES or not 1 < len(rows) <= MOST_BARS:
        return None
    pictures = {in_words(column): _of_column(tab, rows, column.key) for column in columns}
    values = pictures or {"": {row.key: tab.row_totals[row.key] for row in rows}}
    numbers = [
        value.value for cells in values.values() for value in cells.values() if value.value is not None
    ]
    if not numbers or min(numbers) < 0 or not max(numbers):
        return None
    series = [Series(label, _bars(figure, rows, cells, max(numbers))) for label, cells in values.items()]
    return Chart(_sentence(figure, tab, rows), series)


def _of_column(tab: CrossTab, rows: Sequence[Category], column: str) -> dict[str, Value]:
    return {row.key: tab.cells.get((row.key, column), NOTHING) for row in rows}


def _sorted(tab: CrossTab, rows: list[Category]) -> list[Category]:
    if tab.rows in BY_TIME:
        return rows
    return sorted(rows, key=lambda row: -(tab.row_totals[row.key].value or 0))


def _bars(figure: Figure, rows: Sequence[Category], cells: Mapping[str, Value], longest: float) -> list[Bar]:
    return bars(
        [
            (
                in_words(row),
                float(cells[row.key].value or 0),
                written(figure, cells[row.key]),
                cells[row.key].thin,
            )
            for row in rows
        ],
        longest,
    )


def _sentence(figure: Figure, tab: CrossTab, rows: Sequence[Category]) -> str:
    """What one sees: which one is highest."""
    highest = max(rows, key=lambda row: tab.row_totals[row.key].value or 0)
    said = {"row": in_words(highest), "value": written(figure, tab.row_totals[highest.key])}
    if not figure.measure.counts or figure.per:
        return gettext("%(row)s is highest: %(value)s") % said
    return gettext("%(row)s is most frequent: %(value)s of %(total)s") % {
        **said,
        "total": written(figure, tab.total),
    }
