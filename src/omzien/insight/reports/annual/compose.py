"""Writes the annual report: the texts filled with protected numbers, chapter by chapter."""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from omzien.gate import clock
from omzien.insight import facts, figures
from omzien.insight.disclosure import Shown, State, Style
from omzien.insight.facts import Snapshot
from omzien.insight.figures import Period, Selection
from omzien.insight.figures.store import store_of
from omzien.insight.reports import prose
from omzien.insight.reports.annual.book import ABSENT, Book
from omzien.insight.reports.annual.exhibits import exhibits
from omzien.insight.reports.annual.gather import gather
from omzien.insight.reports.annual.said import Said
from omzien.insight.reports.document import Block, Chapter, Definition, Document, Paragraph, Provenance
from omzien.insight.reports.drawing import warm_up
from omzien.insight.reports.library import Library, library
from omzien.insight.reports.prose import Prose
from omzien.insight.reports.published import Signed, about_of, publish, shelf
from omzien.insight.reports.typed import TypedTable

UNNUMBERED = ("year", "method")
ON_REQUEST = "accounts"  # only there when somebody typed in a table


def annual_report(
    organisation_id: int,
    municipality: str,
    year: int,
    *,
    language: str = "nl",
    typed: tuple[TypedTable, ...] = (),
    said: tuple[Said, ...] = (),
    final: Signed | None = None,
) -> Document:
    """The annual report of one municipality (GM code) and calendar year, ready to be rendered.

    Brings the facts up to date first; `language` is `nl` or `en`; `typed` are tables that people typed in,
    `said` the quotes that were chosen, with the consent of who said them. `final`: who says that it is
    no concept any more. Then it is kept, so that nothing later gives away what this one hides.
    Raises LookupError for a municipality that the facts do not know, and NotReleased when a hidden count
    could be worked out from the rest.
    """
    return report_from(
        facts.fresh(organisation_id),
        organisation_id,
        municipality,
        year,
        language=language,
        typed=typed,
        said=said,
        final=final,
        published=shelf(organisation_id),
    )


def report_from(
    snapshot: Snapshot,
    organisation_id: int,
    municipality: str,
    year: int,
    *,
    language: str = "nl",
    typed: tuple[TypedTable, ...] = (),
    said: tuple[Said, ...] = (),
    final: Signed | None = None,
    published: Path | None = None,
) -> Document:
    """The annual report from one snapshot of the facts, beside what was published before, in the folder
    `published`: the same of both give the same report.
    """
    warm_up()
    books = library(language)
    settings = _rows(snapshot, "settings")[0]
    texts = _texts(snapshot, settings, municipality, year, books)
    selection = Selection(organisation_id, Period.year(year), municipality)
    gathered = gather(snapshot, selection, language)
    threshold = int(settings["public_threshold"])
    name = f"{municipality}-{year}-{snapshot.digest[:16]}"
    about = about_of(books.words["title"].format(**texts), selection, final) if final else None
    shown = publish(gathered.evidence, threshold, published, name=name, about=about, language=language)
    numbers = shown | _norms(settings)
    numbers["typed_tables"] = Shown(State.SHOWN, Style("count"), float(len(typed)))
    book = Book(books, numbers, gathered.splits, texts, exhibits(), threshold, typed, said)
    return _document(book, snapshot, year, final=final is not None)


def _rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    return store_of(snapshot).dicts(f"SELECT * FROM {table}")  # noqa: S608  (a table of our own)


def _texts(
    snapshot: Snapshot, settings: dict[str, Any], municipality: str, year: int, books: Library
) -> dict[str, str]:
    """The words that depend on the report."""
    names = {row["code"]: row["name"] for row in _rows(snapshot, "municipalities")}
    if municipality not in names:
        raise LookupError(
            f"the facts know no municipality {municipality}; they know {', '.join(sorted(names))}"
        )
    reach = snapshot.reach("registrations")
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "organisation": settings["name"],
        "municipality": names[municipality],
        "data_from": books.notation.day(reach[0] if reach else date(year, 1, 1)),
        "counted_at": books.notation.moment(snapshot.made_at.astimezone(clock.CIVIL)),
        "digest": snapshot.digest[:16],
    }


def _norms(settings: dict[str, Any]) -> dict[str, Shown]:
    """The organisation's own norms, as numbers that a text can name."""
    styles = {
        "exploration_norm_days": Style("days", "days"),
        "support_norm_days": Style("days", "days"),
        "return_window_months": Style("count"),
        "public_threshold": Style("count"),
    }
    return {key: Shown(State.SHOWN, style, float(settings[key])) for key, style in styles.items()}


def _document(book: Book, snapshot: Snapshot, year: int, *, final: bool) -> Document:
    chapters = tuple(_chapters(book))
    return Document(
        title=book.word("title"),
        organisation=book.texts["organisation"],
        municipality=book.texts["municipality"],
        year=year,
        language=book.library.language,
        status=book.word("status_final" if final else "status_concept"),
        chapters=chapters,
        definitions=tuple(_definitions(book)),
        provenance=Provenance(snapshot.digest, snapshot.made_at, book.texts["data_from"], version("omzien")),
        notation=book.library.notation,
        words={**book.library.words, "status_note": book.word("final_note" if final else "concept_note")},
    )


def _chapters(book: Book) -> Iterator[Chapter]:
    """The chapters in the order of their files; the opening and the method have no number."""
    number = 0
    for stem, text in book.library.chapters.items():
        key = stem.partition("-")[2]
        if key == ON_REQUEST and not book.typed:
            continue
        counts = key not in UNNUMBERED
        number += counts
        yield Chapter(key, text.title, _blocks(book, text), number if counts else None)


def _blocks(book: Book, text: Prose) -> tuple[Block, ...]:
    """A chapter's blocks; one honest line when nothing that it needs was recorded."""
    if text.needs and not any(_is_something(book, key) for key in text.needs):
        return (Paragraph(prose.plain(book.word("nothing"))),)
    return prose.fill(text, book)


def _is_something(book: Book, key: str) -> bool:
    found = [book.shown(key), book.shown(f"{key}.previous")]
    return any(each.value or each.is_withheld for each in found)


def _definitions(book: Book) -> Iterator[Definition]:
    """What every figure that the report names means, in the order of the catalogue."""
    english = book.library.language == "en"
    for name, figure in figures.CATALOGUE.items():
        if name in book.used:
            yield Definition(
                key=name,
                label=book.label(name),
                text=figure.definition_en if english else figure.definition_nl,
                unit=book.word(f"unit_{figure.unit}".replace(" ", "_").replace("-", "_")),
                date_basis=figure.basis.label_en if english else figure.basis.label_nl,
                missing=book.numbers.get(f"{name}.missing", ABSENT),
                version=book.word("version", number=figures.version_of("figure", name).number),
            )
