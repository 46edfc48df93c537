"""What passes the gate by another way than an act is counted, place by place."""

import ast

from tests.shape.source import (
    DOORS,
    RECORD_ROOMS,
    SOURCE,
    calls,
    judge,
    python_files,
    room_modules,
    short,
    tree,
)

GATE = SOURCE / "gate"


def test_rows_are_unsealed_in_reviewed_places_only():
    facts = {module for room in RECORD_ROOMS for module in room_modules(room, "facts")}  # their very purpose
    found = {
        short(path): sum(name == "unsealed" for name, _ in calls(path))
        for path in python_files()
        if path not in facts
    }
    judge(
        "unsealed",
        found,
        "Rows of people are read with .objects.under(act, visit). If no act can do it (import, farewell, the "
        "gate itself), count the place in tests/shape/exceptions.toml, [unsealed]:",
    )


def test_the_base_manager_is_used_in_reviewed_places_only():
    names = ("_base_manager", "_default_manager")
    found = {
        short(path): sum(
            isinstance(node, ast.Attribute) and node.attr in names for node in ast.walk(tree(path))
        )
        for path in python_files()
    }
    judge(
        "base_manager", found, "Django's own managers know no seal: use .objects.under(act, visit) instead:"
    )


def test_only_doors_let_somebody_in():
    doors = (SOURCE / "gate/desk.py", *(SOURCE / door for door in DOORS))
    wrong = [
        f"{short(path)}:{call.lineno} {name}()"
        for path in python_files()
        for name, call in calls(path)
        if name in ("admit", "admit_command", "admit_guest")
        and not any(path.is_relative_to(door) for door in doors)
    ]
    assert not wrong, f"A room is handed a visit and never makes one; take it as the first argument: {wrong}"


def test_only_the_gate_makes_a_visit():
    wrong = [
        f"{short(path)}:{call.lineno}"
        for path in python_files()
        for name, call in calls(path)
        if name == "Visit" and path != GATE / "visit.py"
    ]
    assert not wrong, f"A Visit comes from admit(), admit_command() or admit_guest(), nowhere else: {wrong}"
