"""The report in two languages: the same texts in both, and nothing of the one in the other."""

import io
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pikepdf
import pytest

from omzien.insight.disclosure.values import Shown, State, Style
from omzien.insight.reports import Document, write_report
from omzien.insight.reports.library import TEXTS, library
from omzien.insight.reports.prose import PLACEHOLDER
from tests.insight_reports.made_up import report

DUTCH, ENGLISH = TEXTS / "nl", TEXTS / "en"


def leaves(table: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Every text of a TOML file by its path."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        found |= leaves(value, f"{path}{key}.") if isinstance(value, dict) else {path + key: value}
    return found


def placeholders(text: str) -> list[str]:
    """What a text asks for, whatever the order; where a label stands in the sentence is a language's own."""
    return sorted(each.replace(" | lower", "") for each in PLACEHOLDER.findall(text))


def texts(folder: Path, name: str) -> dict[str, Any]:
    return leaves(tomllib.loads((folder / name).read_text(encoding="utf-8")))


def test_both_languages_have_the_same_chapters_with_the_same_exhibits_in_the_same_order():
    chapters = [sorted(path.name for path in folder.glob("*.md")) for folder in (DUTCH, ENGLISH)]
    assert chapters[0] == chapters[1]
    for name in chapters[0]:
        asked = [
            PLACEHOLDER.findall((folder / name).read_text(encoding="utf-8")) for folder in (DUTCH, ENGLISH)
        ]
        assert asked[0] == asked[1], name


def test_both_languages_have_the_same_blocks_in_every_chapter():
    for name, dutch in library("nl").chapters.items():
        english = library("en").chapters[name]
        assert [token.type for token in dutch.tokens] == [token.type for token in english.tokens], name


def test_both_languages_have_the_same_sentences_with_the_same_numbers():
    dutch, english = texts(DUTCH, "sentences.toml"), texts(ENGLISH, "sentences.toml")
    assert list(dutch) == list(english)
    for key in dutch:
        assert placeholders(dutch[key]) == placeholders(english[key]), key


def test_both_languages_have_the_same_words_with_the_same_gaps():
    dutch, english = texts(DUTCH, "words.toml"), texts(ENGLISH, "words.toml")
    assert list(dutch) == list(english)
    for key in (key for key, value in dutch.items() if isinstance(value, str)):
        gaps = [
            {field for _, field, _, _ in Formatter().parse(each[key]) if field} for each in (dutch, english)
        ]
        assert gaps[0] == gaps[1], key


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (Shown(State.SHOWN, Style("count", "registrations"), 1118.0), True, "1,118 registrations"),
        (Shown(State.SMALL, Style("count", "residents"), threshold=10), True, "fewer than 10 residents"),
        (Shown(State.HIDDEN, Style("count", "residents")), True, "an undisclosed number of residents"),
        (Shown(State.HIDDEN, Style("count", "residents")), False, "an undisclosed number"),
        (Shown(State.SHOWN, Style("growth", decimals=2), 0.714), True, "+0.71"),
    ],
)
def test_numbers_are_written_the_english_way(number: Shown, noun: bool, said: str):
    assert library("en").notation.phrase(number, noun=noun) == said


@cache
def english() -> Document:
    return report(language="en")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The English report in its four forms, each as text."""
    folder = tmp_path_factory.mktemp("english")
    write_report(english(), folder)
    shown = subprocess.run(
        ["pdftotext", "-layout", str(folder / "report.pdf"), "-"], capture_output=True, check=True
    )
    book = openpyxl.load_workbook(folder / "report.xlsx")
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    tables = sorted((folder / "tables").glob("*.csv"))
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    with pikepdf.open(io.BytesIO((folder / "report.pdf").read_bytes())) as opened:
        assert str(opened.Root.Lang) == "en"
        with opened.open_metadata() as told:
            assert told["dc:title"] == "Annual report 2020, municipality of Uitgeest"
    return {
        "html": re.sub(r"<style>.*?</style>|data:text/csv[^\"]*", " ", page, flags=re.DOTALL),
        "pdf": re.sub(r"\s+", " ", shown.stdout.decode()),
        "xlsx": "\n".join([*book.sheetnames, *cells]),
        "csv": "\n".join(path.read_text(encoding="utf-8") for path in tables),
    }


def test_an_english_report_holds_no_dutch_of_ours_in_any_form(written: dict[str, str]):
    """No chapter title, caption, heading or noun of the Dutch texts, where the languages differ."""
    dutch = [chapter.title for chapter in library("nl").chapters.values()]
    pairs = zip(
        texts(DUTCH, "sentences.toml").items(), texts(ENGLISH, "sentences.toml").values(), strict=True
    )
    dutch += [one for (key, one), other in pairs if key.endswith((".caption", ".head")) and one != other]
    nouns = zip(library("nl").notation.nouns.values(), library("en").notation.nouns.values(), strict=True)
    dutch += [one["many"] for one, other in nouns if one["many"] not in other["many"]]
    assert len(dutch) > 60
    for form, text in written.items():
        found = [each for each in dutch if re.search(rf"\b{re.escape(each)}\b", text)]
        assert not found, (form, found)


def test_an_english_report_has_its_own_titles(written: dict[str, str]):
    for chapter in english().chapters:
        assert chapter.title in written["html"]
        assert chapter.title in written["pdf"]
    assert "Area of life" in written["xlsx"]
    assert "Area of life" in written["csv"]


def test_an_empty_year_says_so_in_english():
    walk_in = next(chapter for chapter in report(size=0, language="en").chapters if chapter.key == "walk-in")
    assert "Nothing was recorded" in walk_in.blocks[0].line[0].text  # type: ignore[union-attr]
