"""The gate reads the clock; everybody else is handed the time with the visit."""

import ast
from pathlib import Path

from tests.shape.source import SOURCE, judge, last_name, python_files, short, tree

READS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localtime"),
    ("timezone", "localdate"),
    ("time", "time"),
    ("clock", "now"),
}


def _readings(path: Path) -> int:
    nodes = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)]
    return sum((last_name(node.value), node.attr) in READS for node in nodes)


def test_the_clock_is_read_by_the_gate_alone():
    gate = SOURCE / "gate"
    found = {short(path): _readings(path) for path in python_files() if not path.is_relative_to(gate)}
    judge("clock", found, "Use visit.now or visit.today, so that a test can say what time it is:")


def test_inside_the_gate_one_file_reads_it():
    wrong = [
        f"{short(path)}:{node.lineno}"
        for path in python_files("gate")
        if path.name != "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and (last_name(node.value), node.attr) in READS - {("clock", "now")}
    ]
    assert not wrong, f"Ask omzien.gate.clock: {wrong}"
