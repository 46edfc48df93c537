"""Texts with live numbers: what is filled, what is left out, and what is refused."""

import pytest

from omzien.insight.disclosure.values import Shown, State, Style
from omzien.insight.reports.document import Bullets, Callout, Heading, Paragraph
from omzien.insight.reports.library import library
from omzien.insight.reports.prose import UnknownPlaceholder, fill, plain, read, spoken
from tests.insight_reports.made_up import report

NOTATION = library("nl").notation
NUMBERS = {
    "registrations": Shown(State.SHOWN, Style("count", "registrations"), 1118.0, "registrations"),
    "one": Shown(State.SHOWN, Style("count", "registrations"), 1.0),
    "small": Shown(State.SMALL, Style("count", "residents"), threshold=10),
    "absent": Shown(State.ABSENT, Style()),
}


class Source:
    def number(self, key):
        if key not in NUMBERS:
            raise UnknownPlaceholder(key)
        return NUMBERS[key]

    def sentence(self, name):
        return plain("Dat is meer.") if name == "more" else None

    def blocks(self, kind, name):
        return [Paragraph(plain(f"{kind} {name}"))]


def said(body: str) -> list[str]:
    return [
        spoken(block.line, NOTATION)
        for block in fill(read(f"# Titel\n\n{body}"), Source())
        if isinstance(block, Paragraph)
    ]


def test_a_number_is_written_with_its_unit_in_the_dutch_way():
    assert said("Er waren {{ registrations }}, en {{ one }}.") == [
        "Er waren 1.118 aanmeldingen, en 1 aanmelding."
    ]
    assert said("Er waren {{ registrations | bare }}.") == ["Er waren 1.118."]
    assert said("Er kwamen {{ small }}.") == ["Er kwamen minder dan 10 inwoners."]


def test_a_paragraph_without_its_number_is_left_out():
    assert said("Er waren {{ absent }}.\n\nDit blijft.") == ["Dit blijft."]
    assert said("Toen. {{ say nothing }}") == []
    assert said("{{ say more }}") == ["Dat is meer."]


def test_a_directive_on_its_own_line_is_an_exhibit():
    assert said("{{ figure domains }}") == ["figure domains"]


def test_a_name_that_does_not_exist_is_an_error():
    with pytest.raises(UnknownPlaceholder):
        said("Er waren {{ regstrations }}.")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_goes_to_a_page_or_nowhere(link: str):
    try:
        found = said(f"[hier]({link})")
    except ValueError:
        return
    assert found == [f"[hier]({link})"]  # the parser itself did not take it for a link


def test_html_in_a_text_stays_text():
    assert said("Een <b>woord</b>.") == ["Een <b>woord</b>."]


def test_headings_lists_and_remarks():
    blocks = fill(read("# T\n\n## Kop\n\n- een\n- twee\n\n> let op"), Source())
    assert [type(block) for block in blocks] == [Heading, Bullets, Callout]


def test_every_sentence_has_a_caption_or_a_form():
    for name, forms in library("nl").sentences.items():
        assert forms.get("caption") if name.startswith("title_") else forms, name


def test_a_report_without_anything_says_so_in_every_chapter():
    empty = report(size=0)
    assert len(empty.chapters) == len(report().chapters)
    walk_in = next(chapter for chapter in empty.chapters if chapter.key == "walk-in")
    (line,) = walk_in.blocks
    assert isinstance(line, Paragraph)
    assert spoken(line.line, NOTATION).startswith("Over dit onderwerp is in 2020 niets vastgelegd")
