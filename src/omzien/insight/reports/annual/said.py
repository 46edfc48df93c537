"""What residents say: the report mark with its response, and quotes that an analyst read and chose."""

from collections.abc import Sequence
from dataclasses import dataclass

from omzien.insight.reports.annual.book import Book, Exhibit
from omzien.insight.reports.document import Block, Heading, Quote
from omzien.insight.reports.prose import plain


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a resident who allowed them to be published, and the service that they are about."""

    text: str
    service: str


def residents_said(listing: Exhibit) -> Exhibit:
    """The exhibit: a heading, what was counted, and the quotes; nothing at all when nothing was said."""

    def said(book: Book, _name: str) -> Sequence[Block]:
        blocks = [*_counted(book, listing), *_quotes(book)]
        return [Heading(plain(book.word("residents_say"))), *blocks] if blocks else []

    return said


def _counted(book: Book, listing: Exhibit) -> Sequence[Block]:
    asked = (book.shown("survey_response"), book.shown("survey_response.previous"))
    return listing(book, "satisfaction") if any(one.value or one.is_withheld for one in asked) else []


def _quotes(book: Book) -> list[Block]:
    consent = book.word("quote_consent")
    return [Quote(said.text, book.word("quote_who", service=said.service), consent) for said in book.said]
