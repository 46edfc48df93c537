"""What residents say, in the report: the mark with its response, and only the quotes that were chosen."""

import pytest

from omzien.insight.reports import Document, Said, report_from
from omzien.insight.reports.document import Heading, Quote
from omzien.insight.reports.html import page
from omzien.insight.reports.pdf import pdf
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, report, snapshot

SAID = (
    Said("Ik slaap weer.", "Maatschappelijk werk"),
    Said("=HYPERLINK(1) <script>alert(1)</script> #eval(read)", "Jongerenwerk"),
)


@pytest.fixture(scope="module")
def document() -> Document:
    return report_from(snapshot(), ORGANISATION, PLACE, YEAR, said=SAID)


def quotes_in(document: Document) -> list[Quote]:
    return [block for chapter in document.chapters for block in chapter.blocks if isinstance(block, Quote)]


def test_a_report_without_quotes_has_none():
    assert quotes_in(report()) == []


def test_quotes_stand_with_the_results_and_name_nobody(document: Document):
    assert [(quote.text, quote.who) for quote in quotes_in(document)] == [
        (SAID[0].text, "Inwoner, Maatschappelijk werk"),
        (SAID[1].text, "Inwoner, Jongerenwerk"),
    ]
    [outcomes] = [chapter for chapter in document.chapters if chapter.key == "outcomes"]
    assert any(isinstance(block, Heading) for block in outcomes.blocks)
    assert all(quote.consent == "Met toestemming, zonder naam." for quote in quotes_in(document))


def test_words_stay_words_in_the_page_and_the_pdf(document: Document):
    made = page(document)
    assert "Ik slaap weer." in made
    assert "<script>alert(1)" not in made
    assert pdf(document).startswith(b"%PDF")
