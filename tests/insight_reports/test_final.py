"""A final report is frozen, and reports of the years beside it are weighed together with it."""

from itertools import permutations, product
from pathlib import Path

import pytest

from omzien.insight.disclosure import Publication, State
from omzien.insight.reports import Document, report_from
from tests.insight_reports.made_up import ORGANISATION, PLACE, SIGNED, YEAR, snapshot


def made(folder: Path, year: int = YEAR, *, final: bool = False) -> Document:
    return report_from(
        snapshot(), ORGANISATION, PLACE, year, final=SIGNED if final else None, published=folder
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """With the final report of this year."""
    folder: Path = tmp_path_factory.mktemp("publications")
    assert made(folder, final=True).status == "DEFINITIEF"
    return folder


def published(folder: Path, year: int = YEAR) -> Publication:
    [path] = folder.glob(f"{PLACE}-{year}-*.json")
    return Publication.read(path)


def hidden(publication: Publication, ending: str) -> set[str]:
    """The printed counts that are withheld, of this year (no ending) or of the year before."""
    return {
        key.removesuffix(ending)
        for key, raw in publication.counts.items()
        if raw.earlier in (State.SMALL, State.HIDDEN) and not raw.quiet and not key.startswith("~")
        if key.endswith(".previous") == bool(ending)
    }


def test_a_concept_keeps_nothing(tmp_path):
    assert made(tmp_path).status == "CONCEPT"
    assert not list(tmp_path.iterdir())


def test_the_same_report_again_is_the_same_publication(shelf):
    before = published(shelf)
    assert made(shelf, final=True).tables == made(shelf).tables
    assert published(shelf) == before


def came_back(publication: Publication, *, shown: bool) -> dict[int, float]:
    """How many had come back by each month at which the curve is told; all, or those that a reader knows."""
    return {
        int(key.split(".")[1]): raw.value or 0
        for key, raw in publication.counts.items()
        if key.startswith("returning.") and key.endswith(".came")
        if not shown or raw.earlier is State.SHOWN
    }


def test_the_curve_of_a_report_that_is_made_again_is_weighed_with_the_first(tmp_path):
    """From other facts it is told at other months: nobody subtracts the one from the other."""
    for size in (690, 800):
        facts = snapshot(size=size)
        report_from(facts, ORGANISATION, PLACE, YEAR, final=SIGNED, published=tmp_path)
    pages = [Publication.read(path) for path in tmp_path.glob("*.json")]

    def few_between(*, shown: bool) -> list[float]:
        curves = [came_back(page, shown=shown) for page in pages]
        steps = [
            more[late] - less[early]
            for less, more in permutations(curves)
            for early, late in product(less, more)
            if early < late
        ]
        return [step for step in steps if 0 < step < 10]

    assert few_between(shown=False)
    assert not few_between(shown=True)


def test_next_year_hides_of_this_year_what_this_years_report_hides(shelf, tmp_path):
    for path in shelf.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    made(tmp_path, YEAR + 1, final=True)
    now, next_year = published(tmp_path), published(tmp_path, YEAR + 1)
    in_both = {key for key in now.counts if f"{key}.previous" in next_year.counts}
    small = {key for key in hidden(now, "") & in_both if 0 < (now.counts[key].value or 0) < 10}
    assert small
    assert small <= hidden(next_year, ".previous")
