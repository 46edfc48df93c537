"""The generated pages say what the code says, and the catalogue says everything that it must of each
figure.
"""

import ast
import tomllib
from pathlib import Path

import ibis
import pytest

from omzien.insight.facts import TABLES
from omzien.insight.figures import CATALOGUE, DIMENSIONS, SPLITS, Figure, bases
from tools.insight_pages import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str):
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name]().rstrip() + "\n", (
        "run `python -m tools.insight_pages`, and read what changed"
    )


@pytest.mark.parametrize("figure", CATALOGUE.values(), ids=list(CATALOGUE))
def test_a_figure_says_everything_in_both_languages(figure: Figure):
    told = (figure.label_nl, figure.label_en, figure.definition_nl, figure.definition_en, figure.date_basis)
    assert all(told)
    assert figure.definition_nl.endswith(".")
    assert figure.definition_en.endswith(".")
    assert figure.dimensions
    assert figure.decimals >= 0
    assert figure.smallest_cell >= 5


def test_a_definition_is_short_sentences():
    """Reading level B1: no sentence of more than 30 words."""
    long = {
        name: sentence
        for name, figure in CATALOGUE.items()
        for sentence in figure.definition_nl.replace(":", ".").split(".")
        if len(sentence.split()) > 30
    }
    assert not long


def test_splits_are_of_figures_that_know_their_dimension():
    assert [
        split for split in SPLITS.values() if split.dimension not in CATALOGUE[split.figure].dimensions
    ] == []
    assert [name for name, split in SPLITS.items() if split.dimension not in DIMENSIONS] == []


def test_names_are_those_that_organisations_published():
    published = Path(__file__).parents[1] / "demo" / "published.toml"
    told = tomllib.loads(published.read_text())
    for section in ("uitgeest_2020", "emmen_2023"):
        assert set(told[section]) <= set(CATALOGUE)


def test_no_fact_has_a_name_or_free_text_of_a_person():
    """Columns that would tell who somebody is have no place in facts."""
    forbidden = (
        "given_name",
        "family_name",
        "birth_date",
        "search_name",
        "text",
        "phone",
        "email",
        "street",
        "postcode",
    )
    paths = [column.path for table in TABLES.values() for column in table.columns.values()]
    assert [path for path in paths if path.split("__")[-1] in forbidden] == []


def test_no_expression_takes_a_method_of_a_table_for_a_column():
    """`scores.view` is Ibis's own method and no column: compared with a text it is false, for every row."""
    columns = {name for table in TABLES.values() for name in table.columns}
    taken = columns & set(dir(ibis.expr.types.Table))
    wrong = [
        f"{path.name}:{node.lineno} write {ast.unparse(node.value)}[{node.attr!r}]"
        for path in Path(bases.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in taken
    ]
    assert taken
    assert wrong == []
