"""One anatomy for every room, and one shape for what a room offers."""

import pytest

from tests.shape.source import (
    RECORD_ROOMS,
    ROOMS,
    SOURCE,
    Function,
    judge,
    offered,
    python_files,
    room_modules,
    short,
)

RECORD = ("models", "rules", "queries", "actions", "policy", "facts", "farewell")
ANATOMY = dict.fromkeys(RECORD_ROOMS, RECORD) | {
    "insight": ("facts", "figures", "reports", "policy"),
    "privacy": ("queries", "actions", "policy"),
    "gate": ("visit", "acts", "sealed", "action", "ledger", "desk", "clock"),
}
README_LINES = 20


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_its_whole_anatomy(room: str):
    absent = [name for name in ANATOMY[room] if not room_modules(room, name)]
    assert not absent, (
        f"src/omzien/{room} lacks {', '.join(absent)}: every room is built alike, so that who knows one "
        "finds the way in all. A module with nothing to say has a docstring that says so, and an empty tuple."
    )


@pytest.mark.parametrize("room", [*ROOMS, "web", "exchange"])
def test_a_room_says_what_it_is_on_one_screen(room: str):
    readme = SOURCE / room / "README.md"
    assert readme.exists(), (
        f"Write {short(readme)}: what it knows, its words, whom it may ask (about 15 lines)."
    )
    lines = len(readme.read_text().splitlines())
    assert lines <= README_LINES, (
        f"{short(readme)} has {lines} lines, at most {README_LINES}: what can be left out?"
    )


def test_no_module_is_a_cellar():
    cellars = {"utils", "util", "helpers", "common", "misc", "tools", "base"}
    found = [short(path) for path in python_files() if path.stem in cellars or path.parent.name in cellars]
    assert not found, f"Name a module for what it knows; things without a subject end up in these: {found}"


def test_what_a_room_offers_begins_with_the_visit():
    wrong = {
        f"{short(module)}:{function.name}": 1
        for room in ROOMS
        for name in ("queries", "actions")
        for module, function in offered(room, name)
        if not _begins_with_the_visit(function)
    }
    judge(
        "before_the_visit",
        wrong,
        "Make it `(visit: Visit, *, ...)`: who asks first, the rest by name. A helper gets an underscore:",
    )


def _begins_with_the_visit(function: Function) -> bool:
    positional = [*function.args.posonlyargs, *function.args.args]
    if len(positional) != 1 or function.args.vararg:
        return False
    annotation = positional[0].annotation
    return positional[0].arg == "visit" and getattr(annotation, "id", "") == "Visit"
