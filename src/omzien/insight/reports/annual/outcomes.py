"""The exhibits of what came of the support: growth and who moved which way by domain, duration by factor,
goals met by service, who came back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from omzien.insight.disclosure.values import Shown
from omzien.insight.effects import WINDOWS
from omzien.insight.reports import charts, estimated
from omzien.insight.reports.annual import estimates
from omzien.insight.reports.annual.book import Book, Exhibit
from omzien.insight.reports.document import Block, Chart, Column, Figure, Row, Table
from omzien.insight.reports.estimated import Estimated

SCALE = (1, 5)
MOVES = ("better", "same", "worse")


def _members(book: Book, family: str, measured: str) -> list[tuple[str, str]]:
    """The rows of a family with something measured: what is shown first, most first; then what is withheld,
    by name.
    """
    cells = {row: book.shown(f"{family}.{row[0]}.{measured}") for row in book.splits[family].rows}
    shown = [row for row, cell in cells.items() if cell.is_shown and cell.value]
    withheld = [row for row, cell in cells.items() if cell.is_withheld]
    return shown + sorted(withheld, key=lambda row: row[1])


def _growth(book: Book, name: str) -> Sequence[Block]:
    """Mean start, mean end and growth by domain, with the pairs behind them and the interval."""
    domains = _members(book, "zrm", "pairs")
    if not domains:
        return []
    columns = ("pairs", "coverage", "start", "end", "growth", "interval", "growth_before")
    rows = tuple(Row(label, _growth_cells(book, f"zrm.{key}")) for key, label in domains)
    table = _table(book, name, columns, rows, accent="growth")
    drawn = [
        charts.Growth(label, *(book.shown(f"zrm.{key}.{part}") for part in ("start", "end", "growth")))
        for key, label in domains
        if book.shown(f"zrm.{key}.growth").is_shown
    ]
    if not drawn:
        return [Figure(name, book.title(name), table)]
    names = (book.word("column_start"), book.word("column_end"))
    chart = charts.growth(name, table.caption, drawn, book.library.notation, SCALE, names)
    return [Figure(name, book.title(name), table, chart, (names[1], names[0]))]


def _growth_cells(book: Book, zrm: str) -> tuple[Shown | str, ...]:
    numbers = tuple(book.shown(f"{zrm}.{part}") for part in ("pairs", "coverage", "start", "end", "growth"))
    return *numbers, _interval(book, zrm), book.shown(f"{zrm}.growth.previous")


def _interval(book: Book, key: str) -> str:
    low, high = book.shown(f"{key}.low"), book.shown(f"{key}.high")
    write = book.library.notation.cell
    return (
        book.word("interval", low=write(low), high=write(high))
        if low.is_shown and high.is_shown
        else write(low)
    )


def _change(book: Book, name: str) -> Sequence[Block]:
    """Who went forward, stayed the same or went back, by domain."""
    domains = _members(book, "zrm", "pairs")
    if not domains:
        return []
    rows = tuple(Row(label, _moved(book, f"zrm.{key}")) for key, label in domains)
    table = _table(book, name, ("pairs", *MOVES), rows)
    splits = [_split(book, key, label) for key, label in domains]
    splits = [split for split in splits if all(share.is_shown for share in split.shares)]
    if not splits:
        return [Figure(name, book.title(name), table)]
    words = tuple(book.word(f"column_{move}") for move in MOVES)
    chart = charts.stacked(name, table.caption, splits, book.library.notation, words)
    return [Figure(name, book.title(name), table, chart, words)]


def _split(book: Book, key: str, label: str) -> charts.Split:
    return charts.Split(label, tuple(book.shown(f"zrm.{key}.{move}.share") for move in MOVES))


def _moved(book: Book, zrm: str) -> tuple[Shown | str, ...]:
    return tuple(book.shown(f"{zrm}.{part}") for part in ("pairs", *MOVES))


def _durations(book: Book, name: str) -> Sequence[Block]:
    """How long trajectories took with and without a factor."""
    factors = _members(book, "factor", "count")
    if not factors:
        return []
    parts = ("count", "duration_with", "duration_without")
    rows = tuple(
        Row(label, tuple(book.shown(f"factor.{key}.{part}") for part in parts)) for key, label in factors
    )
    return [Figure(name, book.title(name), _table(book, name, parts, rows))]


def _results(book: Book, name: str) -> Sequence[Block]:
    """The share of the goals that was met, by service, with its interval."""
    services = book.splits[name].rows
    if not services:
        return []
    rows = tuple(Row(label, _result_cells(book, f"{name}.{key}")) for key, label in services)
    table = _table(book, name, ("judged", "met", "interval"), rows, accent="met")
    drawn = [_estimated(book, f"{name}.{key}", label) for key, label in services]
    drawn = [one for one in drawn if one.share.is_shown]
    chart = estimated.intervals(name, table.caption, drawn, book.library.notation) if drawn else None
    return [_with_note(book, name, table, chart)]


def _result_cells(book: Book, key: str) -> tuple[Shown | str, ...]:
    return book.shown(f"{key}.judged"), book.shown(f"{key}.share"), _interval(book, key)


def _returning(book: Book, name: str) -> Sequence[Block]:
    """Who came back, by months since the trajectory ended: the curve, and its table."""
    months = [one for one in estimates.MONTHS if book.shown(f"{name}.{one}.share").is_shown]
    if not months:
        return []
    drawn = [
        _estimated(book, f"{name}.{one}", book.word("within_months", months=one), at=one) for one in months
    ]
    told = [one for one in drawn if one.at in WINDOWS] if len(drawn) > len(WINDOWS) else drawn
    rows = tuple(Row(one.label, (one.share, _interval(book, f"{name}.{one.at}"))) for one in told)
    table = _table(book, name, ("came_back", "interval"), rows, accent="came_back")
    axis = book.word("months_since")
    chart = estimated.curve(name, table.caption, drawn, book.library.notation, axis)
    return [_with_note(book, name, table, chart)]


def _estimated(book: Book, key: str, label: str, at: int = 0) -> Estimated:
    share, low, high = (book.shown(f"{key}.{part}") for part in ("share", "low", "high"))
    return Estimated(label, share, low, high, at)


def _with_note(book: Book, name: str, table: Table, chart: Chart | None) -> Figure:
    """With what a reader must know before using it."""
    noted = replace(table, notes=(book.word(f"{name}_note", threshold=book.threshold), *table.notes))
    return Figure(name, book.title(name), noted, chart)


def _completeness(book: Book, name: str) -> Sequence[Block]:
    """Of which figures rows lacked a value, and how many."""
    found = {key: book.shown(f"{key}.missing") for key in sorted(book.used)}
    lacking = {key: each for key, each in found.items() if each.value or each.is_withheld}
    if not lacking:
        return []
    rows = tuple(
        Row(book.label(key), (each, book.shown(f"{key}.missing.previous"))) for key, each in lacking.items()
    )
    year, last = book.years
    table = Table(
        name, book.caption(name), book.head(name), (Column(year), Column(last)), rows, book.notes(rows)
    )
    return [Figure(name, book.title(name), table)]


def _table(
    book: Book, name: str, columns: Sequence[str], rows: tuple[Row, ...], *, accent: str = ""
) -> Table:
    year, last = book.years
    heads = tuple(Column(book.word(f"column_{each}", last=last), accent=each == accent) for each in columns)
    return Table(name, f"{book.caption(name)}, {year}", book.head(name), heads, rows, book.notes(rows))


EXHIBITS: Mapping[str, Exhibit] = {
    "growth": _growth,
    "change": _change,
    "factor_durations": _durations,
    "results": _results,
    "returning": _returning,
    "completeness": _completeness,
}
