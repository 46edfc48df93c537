"""The four renderings of one report: whole, accessible, harmless, repeatable, without what was withheld."""

import io
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import openpyxl
import pikepdf
import pytest
from playwright.sync_api import Browser

from omzien.insight.disclosure.values import Shown
from omzien.insight.figures import Period, Selection
from omzien.insight.reports import csvs, report_from, write_report
from omzien.insight.reports.annual.gather import gather
from omzien.insight.reports.csvs import harmless
from omzien.insight.reports.document import Figure
from omzien.insight.reports.drawing import drawings_of
from omzien.insight.reports.html import page
from omzien.insight.reports.notation import Notation
from omzien.insight.reports.pdf import pdf
from omzien.insight.reports.sheets import workbook
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, report, snapshot
from tests.web.axe import LOOKS, assert_accessible, assert_fits


def texts(threshold: int) -> dict[str, str]:
    """Every rendering as text."""
    document = report(threshold)
    book = openpyxl.load_workbook(io.BytesIO(workbook(document)))
    cells = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    found = {"html": readable(page(document)), "pdf": text_of(pdf(document)), "xlsx": "\n".join(cells)}
    return found | dict(csvs.files(document))


@cache
def html() -> str:
    """The page, made once."""
    return page(report())


def readable(html: str) -> str:
    """What can be read or heard: no style sheet, no geometry, no data links (those hold the CSV files)."""
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)


def text_of(content: bytes) -> str:
    """The text of a PDF, by the program that everybody has."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def test_no_rendering_holds_a_number_that_is_withheld():
    """With a threshold above every count, no count of people may be in any text, chart or data."""
    selection = Selection(ORGANISATION, Period.year(YEAR), PLACE)
    raw = list(gather(snapshot(), selection, "nl").evidence.numbers.values())
    secrets = {
        int(each.value) for each in raw if each.counted and each.guarded and each.value and each.value > 60
    }
    secrets -= {int(each.value) for each in raw if not each.guarded and each.value}
    assert len(secrets) > 20
    shown = texts(threshold=100_000)
    for name, text in shown.items():
        whole = {
            int(found.replace(".", "")) for found in re.findall(r"(?<![\w.,#-])\d{2,3}(?![\w.,%;-])", text)
        }
        assert not whole & secrets, name


def test_every_small_count_is_withheld():
    selection = Selection(ORGANISATION, Period.year(YEAR), PLACE)
    raw = gather(snapshot(), selection, "nl").evidence.numbers
    small = {key for key, each in raw.items() if each.counted and each.guarded and 0 < (each.value or 0) < 10}
    assert len(small) > 30
    tables = report().tables
    assert any(table.has_withheld for table in tables)
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                if isinstance(cell, Shown) and cell.style.form == "count" and cell.figure != "group_sessions":
                    assert not cell.value or cell.value >= 10, (table.key, row.label)


def test_the_same_snapshot_gives_the_same_report():
    one, other = (report_from(snapshot(), ORGANISATION, PLACE, YEAR) for _ in range(2))
    assert page(one) == page(other)
    assert pdf(one) == pdf(other)
    assert workbook(one) == workbook(other)
    assert dict(csvs.files(one)) == dict(csvs.files(other))


def test_everything_is_written_and_told(tmp_path: Path):
    steps: list[tuple[str, int, int]] = []
    paths = write_report(report(), tmp_path, progress=lambda *step: steps.append(step))
    assert {path.name for path in paths} >= {"report.html", "report.pdf", "report.xlsx", "domains.csv"}
    assert all(path.stat().st_size for path in paths)
    assert steps[-1] == ("report", len(paths), len(paths))
    assert sorted(tmp_path.rglob("*.*")) == sorted(paths)


@pytest.fixture(scope="module")
def opened() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf(report()))) as document:
        yield document


class TestPdf:
    def test_it_is_tagged_and_says_its_language_and_title(self, opened: pikepdf.Pdf):
        assert opened.Root.MarkInfo.Marked == True  # noqa: E712 - a pikepdf object
        assert str(opened.Root.Lang) == "nl"
        assert opened.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        with opened.open_metadata() as told:
            assert told["dc:title"] == "Jaarverslag 2020 gemeente Uitgeest"
            assert str(told["pdfuaid:part"]) == "1"

    def test_it_has_a_bookmark_for_each_chapter(self, opened: pikepdf.Pdf):
        with opened.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert len(titles) >= len(report().chapters) + 1
        assert any("Aanmeldingen" in title for title in titles)

    def test_every_picture_has_an_alternative_text_and_every_table_a_header(self, opened: pikepdf.Pdf):
        elements = list(structure(opened.Root.StructTreeRoot))
        figures = [element for element in elements if element.get("/S") == "/Figure"]
        tables = [element for element in elements if element.get("/S") == "/Table"]
        charts = [
            block
            for c in report().chapters
            for block in c.blocks
            if isinstance(block, Figure) and block.chart
        ]
        assert len(figures) == len(charts) > 3
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)
        assert len(tables) == len(report().tables)
        for table in tables:
            assert any(part.get("/S") == "/TH" for part in structure(table))


def structure(element: pikepdf.Object):
    """All structure elements below this one."""
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


class TestPage:
    def test_it_asks_nobody_for_anything_and_runs_nothing(self):
        assert "<script" not in html()
        assert not re.search(r'(src|href)="(?!#|data:)', html())
        assert not re.search(r"url\((?!data:|#)", html())

    def test_what_people_typed_stays_text(self):
        assert "=Stichting &lt;Omzien&gt; &amp; Demo" in html()

    def test_every_live_number_opens_a_definition(self):
        targets = set(re.findall(r'class="live" href="#([^"]+)"', html()))
        assert len(targets) > 5
        assert targets <= set(re.findall(r'id="([^"]+)"', html()))

    def test_every_table_can_be_taken_along(self):
        assert html().count("data:text/csv") == len(report().tables)

    @pytest.mark.browser
    @pytest.mark.parametrize(("width", "scheme"), LOOKS)
    def test_it_is_accessible_and_fits_a_phone(
        self, browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
    ):
        (tmp_path / "report.html").write_text(html(), encoding="utf-8")
        tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        tab.goto((tmp_path / "report.html").as_uri())
        assert_accessible(tab)
        assert_fits(tab)
        tab.close()


def test_charts_say_what_they_show():
    drawn = drawings_of(report())
    assert list(drawn) == [chart.key for chart in report().charts]
    for drawing in drawn.values():
        svg = ET.fromstring(drawing)
        assert svg.get("role") == "img"
        assert [child.tag.rpartition("}")[2] for child in svg][:2] == ["title", "desc"]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@x", "\tx"])
def test_no_text_becomes_a_formula(text: str):
    assert harmless(text) == f"'{text}"


def test_no_cell_of_the_spreadsheet_is_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(workbook(report())))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_numbers_are_written_the_dutch_way():
    notation: Notation = report().notation
    assert notation.number(1234.5, 1) == "1.234,5"
    assert notation.number(-0.5, 2, signed=True) == "−0,50"
    assert notation.number(0.001, 2, signed=True) == "0,00"
    assert notation.number(2.5) == "3"
