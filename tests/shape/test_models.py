"""State is in models, what happens is in actions: no logic hides in save() or in a signal."""

import ast

from tests.shape.source import ROOMS, python_files, room_modules, short, tree

HOOKS = {"save", "delete", "clean", "full_clean"}


def test_a_model_has_no_logic_in_its_hooks():
    wrong = [
        f"{short(module)}:{node.lineno} {node.name}()"
        for room in ROOMS
        for module in room_modules(room, "models")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef) and node.name in HOOKS
    ]
    assert not wrong, f"What happens is written in actions.py, what may exist as a constraint: {wrong}"


def test_nothing_happens_by_signal():
    signals = ("django.dispatch", "django.db.models.signals")
    wrong = [
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(signals)
    ]
    assert not wrong, f"A reader cannot see a signal happen: call a function from the action instead: {wrong}"
