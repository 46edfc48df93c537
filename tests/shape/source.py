"""The source as the shape tests read it: paths, syntax trees, and the one list of reviewed exceptions."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "omzien"
RECORD_ROOMS = ("casework", "community", "outcomes", "people", "organisation")
ROOMS = ("privacy", "insight", *RECORD_ROOMS, "gate")
DOORS = ("web", "exchange")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    """All Python files of these folders of the source (all of it when none is named), without migrations."""
    starts = [SOURCE / folder for folder in folders] or [SOURCE]
    return sorted(
        path for start in starts for path in start.rglob("*.py") if path.parent.name != "migrations"
    )


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(), filename=str(path))


def short(path: Path) -> str:
    """The path as it is written in exceptions.toml and in messages."""
    return path.relative_to(ROOT).as_posix()


def room_modules(room: str, name: str) -> list[Path]:
    """The module `name` of a room: one file, or all files of the package that it has grown into."""
    file = SOURCE / room / f"{name}.py"
    return [file] if file.exists() else python_files(f"{room}/{name}")


def public_functions(module: Path) -> Iterator[Function]:
    """The top-level functions without a leading underscore."""
    for node in tree(module).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def offered(room: str, name: str) -> Iterator[tuple[Path, Function]]:
    """What a module of a room offers: its public functions, or of a package those in its `__init__`."""
    package = SOURCE / room / name / "__init__.py"
    chosen = None
    if package.exists():
        imports = (node for node in tree(package).body if isinstance(node, ast.ImportFrom))
        chosen = {alias.name for node in imports for alias in node.names}
    for module in room_modules(room, name):
        for function in public_functions(module):
            if chosen is None or module == package or function.name in chosen:
                yield module, function


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the last part of the called name: `rows.unsealed("x")` is `unsealed`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield last_name(node.func), node


def last_name(node: ast.expr) -> str:
    """`a.b.c` is `c`, `c` is `c`, anything else is nothing."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@cache
def exceptions() -> dict[str, Any]:
    """The reviewed exceptions, by rule."""
    return tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text())


def judge(rule: str, found: dict[str, int], advice: str) -> None:
    """Compare what was found with the reviewed list of this rule; fail with advice when they differ.

    `found` maps a place to a number (lines, or how often). The list may only hold what is still true, so that
    an exception that is no longer needed goes away too.
    """
    reviewed: dict[str, int] = exceptions().get(rule, {})
    new = {place: number for place, number in found.items() if number > reviewed.get(place, 0)}
    stale = {place: number for place, number in reviewed.items() if found.get(place, 0) < number}
    lines = [f"  {place}: {number}" for place, number in sorted(new.items())]
    assert not new, "\n".join([advice, *lines])
    lines = [f'  "{place}" = {number} (now {found.get(place, 0)})' for place, number in sorted(stale.items())]
    assert not stale, "\n".join([f"Better than the list: lower these in exceptions.toml, [{rule}]", *lines])
