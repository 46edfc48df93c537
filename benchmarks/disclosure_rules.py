"""The ways in which others hide small counts, for benchmarks/disclosure.py: what they hide, no more.

Each takes a table of counts and the threshold, and gives the places that it hides; margins stay.
"""

import tempfile
from collections.abc import Callable

import numpy as np

Place = tuple[int, int]
Rule = Callable[[np.ndarray, int], set[Place]]
SAFETY_RANGE = 100  # of tau-argus: a hidden count is to be known no better than within this percentage


def small_only(table: np.ndarray, threshold: int) -> set[Place]:
    """Only the small counts themselves, as Open Path does."""
    return {(int(row), int(column)) for row, column in np.argwhere((table > 0) & (table < threshold))}


def one_more_in_the_row(table: np.ndarray, threshold: int) -> set[Place]:
    """The small counts, and where a row has one of them its smallest other count, as KoNote does."""
    hidden = small_only(table, threshold)
    for row in range(table.shape[0]):
        mark(table, hidden, _row(table, row))
    return hidden


def rows_and_columns(table: np.ndarray, threshold: int) -> set[Place]:
    """Row-and-column marking: as long as a row or column has one hidden count, its smallest other one too."""
    hidden, before = small_only(table, threshold), -1
    while len(hidden) != before:
        before = len(hidden)
        for row in range(table.shape[0]):
            mark(table, hidden, _row(table, row))
        for column in range(table.shape[1]):
            mark(table, hidden, _column(table, column))
    return hidden


def once_more(table: np.ndarray, hidden: set[Place], place: Place) -> None:
    """Mark one count more in the row and in the column of a count that can still be worked out."""
    for line in (_row(table, place[0]), _column(table, place[1])):
        mark(table, hidden, line, only_lonely=False)


def mark(table: np.ndarray, hidden: set[Place], line: list[Place], *, only_lonely: bool = True) -> None:
    """Hide the smallest count of a line that is not hidden yet, zeros last."""
    left = [place for place in line if place not in hidden]
    if left and (not only_lonely or len(line) - len(left) == 1):
        hidden.add(min(left, key=lambda place: (table[place] == 0, table[place], place)))


def _row(table: np.ndarray, row: int) -> list[Place]:
    return [(row, column) for column in range(table.shape[1])]


def _column(table: np.ndarray, column: int) -> list[Place]:
    return [(row, column) for row in range(table.shape[0])]


def tau_argus(table: np.ndarray, threshold: int) -> set[Place]:
    """Tau-Argus (the pytauargus package): minimum frequency, optimal suppression. A margin counts as (-1).

    Raises ImportError when it is not installed.
    """
    from pytauargus import protect

    people = [place for place in np.ndindex(*table.shape) for _ in range(table[place])]
    columns = {name: [f"{name}{place[axis]}" for place in people] for axis, name in enumerate("RC")}
    with tempfile.TemporaryDirectory() as folder:
        done = protect(
            columns | {"N": [1.0] * len(people)},
            ["R", "C"],
            response="N",
            safety_rules=f"FREQ({threshold},{SAFETY_RANGE})",
            suppress="OPT(1)",
            workdir=folder,
        )
    return {
        (_number(row["R"]), _number(row["C"])) for row in done.tables[0].rows if row["status"] in ("U", "M")
    }


def _number(label: str) -> int:
    return -1 if label == "Total" else int(label[1:])
