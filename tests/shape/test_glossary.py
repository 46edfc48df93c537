"""Every word of GLOSSARY.md lives in the code at the place that it names."""

import ast

import pytest

from tests.shape.source import ROOT, SOURCE, tree

Row = tuple[str, ...]


def _rows() -> list[Row]:
    lines = (ROOT / "GLOSSARY.md").read_text().splitlines()
    cells = [
        tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("|")
    ]
    return [row for row in cells if row[0] != "Nederlands" and set(row[0]) - set("-: ")]


def _names(body: list[ast.stmt]) -> dict[str, list[ast.stmt]]:
    """The names that these statements define, with the body of each."""
    found: dict[str, list[ast.stmt]] = {}
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found[node.name] = node.body
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {target.id: [] for target in targets if isinstance(target, ast.Name)}
    return found


def _exists(place: str) -> bool:
    path, _, symbol = place.partition(":")
    file = SOURCE / path
    if not file.is_file():
        return False
    if file.suffix != ".py":  # a data file: the word is one of its words
        return f'"{symbol}"' in file.read_text() or f"\n{symbol}" in file.read_text()
    body = tree(file).body
    for name in symbol.split("."):
        names = _names(body)
        if name not in names:
            return False
        body = names[name]
    return True


def test_the_glossary_has_rows_of_four_cells():
    assert len(_rows()) > 30
    assert [row for row in _rows() if len(row) != 4] == []


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[1])
def test_a_word_lives_where_the_glossary_says(row: Row):
    places = row[3].replace("`", "").split()
    absent = [place for place in places if not _exists(place)]
    assert places, f"Say where the word {row[1]!r} lives: path:Symbol, with the path from src/omzien"
    assert not absent, (
        f"{row[1]}: the code has no {absent}. Mend GLOSSARY.md, or give the thing its word back."
    )


def test_a_word_has_one_row():
    words = [row[1] for row in _rows()]
    assert sorted({word for word in words if words.count(word) > 1}) == []
