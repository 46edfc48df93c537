"""The exhibits of the annual report: tiles, tables and charts, made from protected numbers only."""

from collections.abc import Mapping, Sequence

from omzien.insight.disclosure.values import Shown, State
from omzien.insight.figures import MISSING
from omzien.insight.reports import charts
from omzien.insight.reports.annual import accounts, outcomes, plan, said
from omzien.insight.reports.annual.book import Book, Exhibit
from omzien.insight.reports.annual.plan import Listing, Split
from omzien.insight.reports.document import Block, Column, Figure, Paragraph, Row, Table, Tile, Tiles
from omzien.insight.reports.prose import plain

MOST_ROWS = 14


def exhibits() -> Mapping[str, Exhibit]:
    """Every exhibit by the words that call for it in a text."""
    found: dict[str, Exhibit] = {"tiles year": _tiles, "tables typed": accounts.typed_tables}
    found |= {f"figure {split.key}": _split_figure for split in plan.SPLITS}
    found |= {f"figure {listing.key}": _listing_figure for listing in plan.LISTINGS}
    found["residents said"] = said.residents_said(_listing_figure)
    return found | {f"figure {key}": each for key, each in outcomes.EXHIBITS.items()}


def _tiles(book: Book, _name: str) -> Sequence[Block]:
    """The year in seven figures."""
    tiles = [
        Tile(book.label(key), book.shown(key), book.shown(f"{key}.previous"), book.shown(f"{key}.change"))
        for key in plan.TILES
    ]
    return [Tiles(tuple(tiles))]


def _split_figure(book: Book, name: str) -> Sequence[Block]:
    """A count by a dimension: bars for both years, and the table with shares; in words when nothing may be
    shown.
    """
    split = next(split for split in plan.SPLITS if split.key == name)
    rows = _in_sight(book, split)
    withheld = _withheld(book, name, rows)
    if not any(book.shown(f"{name}.{key}").value for key, _ in rows):
        said = book.word("all_withheld", what=book.caption(name), rows=", ".join(withheld))
        return [Paragraph(plain(said))] if withheld else []
    rows = rows[:MOST_ROWS]
    table = _split_table(book, split, rows, withheld)
    pairs = [
        charts.Pair(label, book.shown(f"{name}.{key}"), book.shown(f"{name}.{key}.previous"))
        for key, label in rows
        if key != MISSING
    ]
    return [_with_bars(book, name, table, pairs)]


def _with_bars(book: Book, name: str, table: Table, pairs: Sequence[charts.Pair]) -> Figure:
    """A table with its chart; without one when there is nothing to look at."""
    if sum(1 for pair in pairs if pair.now.value) < 2:
        return Figure(name, book.title(name), table)
    chart = charts.bars(name, table.caption, pairs, book.library.notation, book.years)
    return Figure(name, book.title(name), table, chart, book.years)


def _in_sight(book: Book, split: Split) -> list[tuple[str, str]]:
    """The rows of which something may be seen, in their order; of an ordered scale all rows."""
    rows = list(book.splits[split.key].rows)
    if split.in_order:
        return rows
    now = [row for row in rows if book.shown(f"{split.key}.{row[0]}").value]
    before = [row for row in rows if row not in now and book.shown(f"{split.key}.{row[0]}.previous").value]
    return now + sorted(before, key=lambda row: row[1])


def _withheld(book: Book, name: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    """The names of the rows that are left out, by name: their order must not tell their size."""
    others = [row for row in book.splits[name].rows if row not in rows]
    return sorted(label for key, label in others if book.shown(f"{name}.{key}").value != 0)


def _split_table(book: Book, split: Split, rows: Sequence[tuple[str, str]], withheld: Sequence[str]) -> Table:
    body = tuple(Row(label, _split_cells(book, split, key)) for key, label in rows)
    return Table(
        key=split.key,
        caption=book.caption_with_years(split.key),
        head=book.head(split.key),
        columns=_split_columns(book, split),
        rows=(*body, _split_total(book, split)),
        notes=book.notes(
            body, several=book.splits[split.key].several, withheld=() if split.in_order else withheld
        ),
    )


def _split_columns(book: Book, split: Split) -> tuple[Column, ...]:
    year, last = book.years
    shares = Column(book.word("share"))
    if split.people:
        people = Column(book.noun(split.people).capitalize())
        return (
            Column(f"{book.noun(split.figure).capitalize()} {year}", accent=True),
            shares,
            people,
            Column(last),
        )
    return Column(year, accent=True), shares, Column(last)


def _split_cells(book: Book, split: Split, key: str) -> tuple[Shown | str, ...]:
    cell = f"{split.key}.{key}"
    people = (book.shown(f"{split.key}.people.{key}"),) if split.people else ()
    return book.shown(cell), book.shown(f"{cell}.share"), *people, book.shown(f"{cell}.previous")


def _split_total(book: Book, split: Split) -> Row:
    people = (book.shown(split.people),) if split.people else ()
    cells = (book.shown(split.figure), "", *people, book.shown(f"{split.figure}.previous"))
    return Row(book.word("total"), cells, total=True)


def _listing_figure(book: Book, name: str) -> Sequence[Block]:
    """Several figures below each other, this year beside last year."""
    listing = next(listing for listing in plan.LISTINGS if listing.key == name)
    known = [key for key in listing.figures if book.shown(key).state is not State.ABSENT]
    if not known:
        return []
    year, last = book.years
    counts = all(book.shown(key).style.form == "count" for key in known)
    change = (Column(book.word("change")),) if counts else ()
    parts = ("", ".previous", ".change") if counts else ("", ".previous")
    rows = tuple(_listing_row(book, key, parts) for key in known)
    table = Table(
        key=name,
        caption=book.caption_with_years(name),
        head=book.head(name),
        columns=(Column(year, accent=True), Column(last), *change),
        rows=rows,
        notes=book.notes(rows),
    )
    return [_listing_chart(book, listing, table, known)]


def _listing_row(book: Book, key: str, parts: Sequence[str]) -> Row:
    return Row(book.label(key), tuple(book.shown(f"{key}{part}") for part in parts))


def _listing_chart(book: Book, listing: Listing, table: Table, known: Sequence[str]) -> Figure:
    pairs = [
        charts.Pair(book.label(key), book.shown(key), book.shown(f"{key}.previous"))
        for key in listing.drawn
        if key in known
    ]
    return _with_bars(book, listing.key, table, pairs)
