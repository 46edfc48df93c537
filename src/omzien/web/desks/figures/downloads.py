"""The answer as a file: a spreadsheet, CSV, or a picture. Small numbers are hidden in all of them alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from omzien.insight.figures import DIMENSIONS, period_text
from omzien.insight.reports import (
    Document,
    Labels,
    Publishing,
    alone,
    answer_document,
    as_png,
    csv_of,
    draw,
    workbook,
)
from omzien.web.desks.figures.answers import Answer
from omzien.web.desks.figures.drawn import head_of_difference, head_of_number, heads_of_shares
from omzien.web.desks.figures.words import about, value_in_words
from omzien.web.templatetags.omzien import in_words

WITHIN = _("For use in the house. Do not publish this: make the file to publish for that.")
PUBLISHED = _("To publish. What this shows is kept, so that nothing later gives away what it hides.")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an answer: the ending of its file, its media type, and how it is made.

    What `make` gives is None when there is nothing to write: a picture of one number.
    """

    ending: str
    media: str
    make: Callable[[Document], bytes | None]


def _csv(document: Document) -> bytes:
    return csv_of(document.tables[0], document.notation).encode("utf-8-sig")


def _svg(document: Document) -> bytes | None:
    drawn = _drawn(document)
    return drawn.encode() if drawn else None


def _png(document: Document) -> bytes | None:
    drawn = _drawn(document)
    return as_png(drawn) if drawn else None


def _drawn(document: Document) -> str | None:
    charts = draw(document.charts, document.language) if document.charts else {}
    return next((alone(svg) for svg in charts.values()), None)


FORMS: Mapping[str, Form] = {
    form.ending: form
    for form in (
        Form("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
        Form("csv", "text/csv; charset=utf-8", _csv),
        Form("svg", "image/svg+xml", _svg),
        Form("png", "image/png", _png),
    )
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    media: str
    content: bytes


def file_of(answer: Answer, ending: str, publishing: Publishing | None) -> File | None:
    """The answer as a file of this kind; None when it cannot be written so. Refused when it may not leave."""
    if ending not in FORMS:
        return None
    content = FORMS[ending].make(document_of(answer, publishing))
    name = file_name(answer, ending, is_public=publishing is not None)
    return File(name, FORMS[ending].media, content) if content else None


def document_of(answer: Answer, publishing: Publishing | None) -> Document:
    """The answer as it may leave the house: to publish it, which is kept; or (None) for use within."""
    language = (get_language() or "nl")[:2]
    labels = labels_of(answer, is_public=publishing is not None)
    return answer_document(answer.snapshot, answer.found, labels, publishing=publishing, language=language)


def labels_of(answer: Answer, *, is_public: bool) -> Labels:
    """How everything in the answer is called on the page."""
    asked, found, figure = answer.question, answer.found, answer.figure
    return Labels(
        title=answer.title,
        about=about(answer.snapshot, asked),
        dimension=in_words(DIMENSIONS[asked.rows]) if asked.rows else "",
        rows={row.key: value_in_words(asked.rows or "", row) for row in found.rows},
        columns={column.key: value_in_words(asked.columns or "", column) for column in found.columns},
        figure=in_words(figure),
        definition=answer.definition,
        unit=answer.unit,
        date_basis=in_words(figure.basis),
        number=head_of_number(figure),
        observed=gettext("Observations"),
        difference=head_of_difference(figure),
        shares=heads_of_shares(figure),
        now=answer.own,
        other=answer.other,
        legend=answer.legend,
        leaves=str(PUBLISHED if is_public else WITHIN),
        other_left_out=gettext(
            "What it was compared with is left out: the two overlap, so their difference would tell too much."
        ),
    )


def file_name(answer: Answer, ending: str, *, is_public: bool) -> str:
    """The name of the file: the question and whom it is for, in letters that every machine can keep."""
    asked = answer.question
    whom = "public" if is_public else "internal"
    parts = [asked.figure, asked.rows, asked.columns, asked.municipality, period_text(asked.period), whom]
    name = "-".join(part for part in parts if part)
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name) + f".{ending}"
