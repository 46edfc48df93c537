"""Nothing grows into a lump: files stay under 400 lines, views under 20."""

import ast

from tests.shape.source import ROOT, Function, calls, judge, last_name, python_files, short, tree

FILE_LINES = 400
VIEW_LINES = 20


def test_a_file_has_at_most_400_lines():
    everywhere = [*python_files(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    lengths = {short(path): len(path.read_text().splitlines()) for path in everywhere}
    judge(
        "file_lines",
        {place: lines for place, lines in lengths.items() if lines > FILE_LINES},
        f"Longer than {FILE_LINES} lines. Make it a package of the same name, split by subject:",
    )


def test_a_view_has_at_most_20_lines():
    lengths = {
        f"{short(path)}:{view.name}": _lines(view)
        for path in python_files("web", "exchange")
        for view in ast.walk(tree(path))
        if isinstance(view, Function) and _is_view(view)
    }
    judge(
        "view_lines",
        {place: lines for place, lines in lengths.items() if lines > VIEW_LINES},
        f"A view is admit, form, one domain call, render: at most {VIEW_LINES} lines. Move rules to the "
        "room, and what is shown to a page function beside the view:",
    )


def _is_view(function: Function) -> bool:
    return any(
        isinstance(mark, ast.Call) and last_name(mark.func) == "desk" for mark in function.decorator_list
    )


def _lines(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def test_it_knows_a_view_by_its_desk():
    mark = ast.parse("@desk(act=READ)\ndef view(request, visit):\n    '''Doc.'''\n    return 1\n").body[0]
    assert isinstance(mark, ast.FunctionDef)
    assert _is_view(mark)
    assert _lines(mark) == 2
    assert list(calls(ROOT / "tests/shape/test_size.py"))
