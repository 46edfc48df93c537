"""The answer as a file for use in the house, by the one rule for numbers that leave a page."""

import csv
import io
from collections.abc import Sequence

from omzien.insight.disclosure import Evidence, Shown, State, Style, release
from omzien.web.desks.effects.answers import Answer, Line

# Of which count another is a part, in any answer: a reader can subtract.
PARTS = (
    ("of_which", "known"),
    ("pairs", "ended"),
    ("at_the_top", "pairs"),
    ("still", "registrations"),
    ("without", "registrations"),
    ("late", "still"),
)
MOVES = ("better", "same", "worse")


def as_csv(answer: Answer, threshold: int) -> str:
    """Plain numbers; a count under the threshold as `<10`, what is hidden with it as a dot, none as
    nothing.
    """
    shown = release(_evidence(answer.lines), threshold)
    out = io.StringIO()
    rows = csv.writer(out)
    names = list(dict.fromkeys(name for line in answer.lines for name in (*line.counts, *line.numbers)))
    rows.writerow([*answer.heads, *names])
    for place, line in enumerate(answer.lines):
        told = [shown.get(_key(place, name)) for name in names]
        rows.writerow([*line.about, *(_written(one) for one in told)])
    return out.getvalue()


def _key(place: int, name: str) -> str:
    return f"{place}|{name}"


def _evidence(lines: Sequence[Line]) -> Evidence:
    evidence = Evidence()
    for place, line in enumerate(lines):
        for name, value in line.counts.items():
            evidence.count(_key(place, name), value, Style(), name)
        for name, number in line.numbers.items():
            evidence.derive(
                _key(place, name), number, Style(), name, [_key(place, one) for one in line.basis]
            )
        for part, whole in PARTS:
            if part in line.counts and whole in line.counts:
                evidence.part_of(_key(place, part), _key(place, whole))
        if "pairs" in line.counts:
            evidence.adds_up(_key(place, "pairs"), [_key(place, move) for move in MOVES])
    _the_whole(evidence, lines)
    return evidence


def _the_whole(evidence: Evidence, lines: Sequence[Line]) -> None:
    """The first line of results is the whole group: the others fill it."""
    if lines and lines[0].about[0] == "":
        for name in lines[0].counts:
            evidence.fills(_key(0, name), [_key(place, name) for place in range(1, len(lines))])


def _written(one: Shown | None) -> str:
    if one is None or one.state is State.ABSENT:
        return ""
    if one.state is State.SMALL:
        return f"<{one.threshold}"
    return str(one.value) if one.is_shown else "."
