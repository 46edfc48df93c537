"""The answer as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from omzien.insight.figures import CrossTab, Value
from omzien.web.desks.figures.answers import Answer


def as_csv(answer: Answer) -> str:
    """The cells and their margins as CSV: keys, plain numbers, observations, missing, thin."""
    out = io.StringIO()
    rows = csv.writer(out)
    tab = answer.found.now.tab
    rows.writerow(["rows", "columns", "value", "n", "missing", "thin"])
    rows.writerows(_lines(tab) if tab else [["", "", *_plain(answer.found.now.total)]])
    return out.getvalue()


def _lines(tab: CrossTab) -> Iterator[list[Any]]:
    for row in tab.row_keys:
        for column in tab.column_keys:
            if value := tab.cells.get((row.key, column.key)):
                yield [row.key, column.key, *_plain(value)]
        yield [row.key, "", *_plain(tab.row_totals[row.key])]
    for column in tab.column_keys:
        yield ["", column.key, *_plain(tab.column_totals[column.key])]
    yield ["", "", *_plain(tab.total)]


def _plain(value: Value) -> list[Any]:
    return [value.value, value.n, value.missing, str(value.thin).lower()]
