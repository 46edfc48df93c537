"""A report as a spreadsheet: a sheet of contents, one sheet per table, and the definitions."""

import io
import re
from functools import cached_property

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from omzien.insight.disclosure.values import Shown
from omzien.insight.reports.csvs import harmless, plain_value
from omzien.insight.reports.document import Document, Table

BAD_IN_NAME = re.compile(r"[\[\]:*?/\\']")
FONT = {"font_name": "Calibri", "font_size": 11, "font_color": "#1F2933"}


def workbook(document: Document) -> bytes:
    """The spreadsheet (.xlsx) of a report."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    _Filler(document, book).fill()
    book.close()
    return out.getvalue()


class _Filler:
    """Fills one workbook from one document."""

    def __init__(self, document: Document, book: xlsxwriter.Workbook) -> None:
        self.document = document
        self.book = book
        self.formats: dict[str, Format] = {}
        book.set_properties(
            {
                "title": document.title,
                "author": document.organisation,
                "status": document.status,
                "created": document.provenance.counted_at.replace(tzinfo=None),
            }
        )

    def fill(self) -> None:
        contents = self._sheet(self.document.words["contents"])
        names = [self._table(index, table) for index, table in enumerate(self.document.tables, 1)]
        definitions = self._definitions()
        self._contents(contents, [*names, definitions])

    def _contents(self, sheet: Worksheet, names: list[str]) -> None:
        document = self.document
        sheet.write_string(
            0,
            0,
            harmless(document.title),
            self._format(bold=True, font_size=18, font_color=document.theme.accent),
        )
        sheet.write_string(
            1, 0, f"{document.organisation} · {document.status}", self._format(font_color="#52606D")
        )
        sheet.write_string(2, 0, self._origin(), self._format(font_color="#52606D"))
        captions = [table.caption for table in document.tables] + [document.words["definitions"]]
        link = self._format(font_color=document.theme.accent, underline=1)
        for row, (name, caption) in enumerate(zip(names, captions, strict=True), 4):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", link, harmless(caption))
        sheet.set_column(0, 0, 90)

    def _origin(self) -> str:
        origin = self.document.provenance
        counted = self.document.notation.moment(origin.counted_at)
        return f"{self.document.words['snapshot']} {origin.digest[:16]}, {counted}"

    def _table(self, index: int, table: Table) -> str:
        name = BAD_IN_NAME.sub("", f"{index} {table.key}")[:31]
        sheet = self._sheet(name)
        sheet.write_string(0, 0, harmless(table.caption), self._format(bold=True, font_size=14))
        heads = [table.head, *(column.label for column in table.columns)]
        for column, head in enumerate(heads):
            sheet.write_string(2, column, harmless(head), self._head(numeric=column > 0))
        for number, row in enumerate(table.rows, 3):
            sheet.write_string(number, 0, harmless(row.label), self._format(bold=row.total))
            for column, cell in enumerate(row.cells, 1):
                self._cell(sheet, number, column, cell, bold=row.total)
        for number, note in enumerate(table.notes, len(table.rows) + 4):
            sheet.write_string(number, 0, harmless(note), self._format(font_color="#52606D", italic=True))
        sheet.set_column(0, 0, max(24, min(60, max((len(row.label) for row in table.rows), default=0) + 2)))
        sheet.set_column(1, len(table.columns), 16)
        sheet.freeze_panes(3, 1)
        return name

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Shown | str, *, bold: bool) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, harmless(cell), self._format(bold=bold))
        elif (value := plain_value(cell)) is not None:
            sheet.write_number(row, column, value, self._format(bold=bold, num_format=_number_format(cell)))
        else:
            sheet.write_string(
                row, column, self.document.notation.cell(cell), self._format(bold=bold, align="right")
            )

    def _definitions(self) -> str:
        words = self.document.words
        sheet = self._sheet(words["definitions"])
        heads = [words["figure"], words["meaning"], words["unit"], words["date_basis"], words["missing"]]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self._head(numeric=False))
        wrap = self._format(text_wrap=True, valign="top")
        for row, each in enumerate(self.document.definitions, 1):
            missing = self.document.notation.cell(each.missing)
            meaning = f"{each.text} ({each.version})" if each.version else each.text
            for column, text in enumerate([each.label, meaning, each.unit, each.date_basis, missing]):
                sheet.write_string(row, column, harmless(text), wrap)
        for column, width in enumerate([36, 80, 18, 30, 12]):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        return words["definitions"]

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    @cached_property
    def _heads(self) -> dict[bool, Format]:
        look = {
            "bold": True,
            "bg_color": self.document.theme.soft,
            "bottom": 1,
            "bottom_color": self.document.theme.accent,
        }
        return {
            numeric: self._format(
                **look, text_wrap=True, valign="bottom", align="right" if numeric else "left"
            )
            for numeric in (False, True)
        }

    def _head(self, *, numeric: bool) -> Format:
        return self._heads[numeric]

    def _format(self, **look: object) -> Format:
        key = repr(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, **look})
        return self.formats[key]


def _number_format(shown: Shown) -> str:
    digits = "0" + ("." + "0" * shown.style.decimals if shown.style.decimals else "")
    match shown.style.form:
        case "share":
            return f"{digits}%"
        case "change":
            return f"+{digits}%;-{digits}%;{digits}%"
        case "growth":
            return f"+{digits};-{digits};{digits}"
        case _:
            return f"#,##{digits}"
