"""The catalogue as data: every figure and dimension with every version of its definition."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.definitions import Kind, gone, history_of
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.figure import Figure

COLUMNS = (
    "kind",
    "name",
    "version",
    "since",
    "until",
    "changed_by",
    "what_nl",
    "what_en",
    "question",
    "label_nl",
    "label_en",
    "definition_nl",
    "definition_en",
    "unit",
    "date_basis_nl",
    "date_basis_en",
    "counted",
    "decimals",
    "thin_under",
    "dimensions",
)


def catalogue_rows() -> Iterator[dict[str, Any]]:
    """One row per version of each figure and dimension, the newest last; `until` is empty while it holds.
    What is counted no more is there with the versions that it had.
    """
    for figure in CATALOGUE.values():
        yield from _versions("figure", figure.name, _of_figure(figure))
    for name in DIMENSIONS:
        yield from _versions("dimension", name, {})
    for kind, known in (("figure", CATALOGUE), ("dimension", DIMENSIONS)):
        for name in gone(kind, known):  # type: ignore[arg-type]
            yield from _versions(kind, name, {})  # type: ignore[arg-type]


def _of_figure(figure: Figure) -> dict[str, Any]:
    return {
        "question": figure.question,
        "decimals": figure.decimals,
        "thin_under": figure.smallest_cell,
        "dimensions": list(figure.dimensions),
    }


def _versions(kind: Kind, name: str, more: dict[str, Any]) -> Iterator[dict[str, Any]]:
    versions = history_of(kind, name)
    ends = [version.since.isoformat() for version in versions[1:]]
    for version, until in zip(versions, [*ends, ""], strict=True):
        told = asdict(version) | {"since": version.since.isoformat(), "until": until}
        told |= {"kind": kind, "name": name, "version": version.number, "changed_by": version.by} | more
        yield {column: told.get(column, "") for column in COLUMNS}


def catalogue_json() -> str:
    """All rows as JSON."""
    return json.dumps(list(catalogue_rows()), ensure_ascii=False, indent=1)


def catalogue_csv() -> str:
    """All rows as CSV; the dimensions of a figure with spaces between."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in catalogue_rows():
        writer.writerow(row | {"dimensions": " ".join(row["dimensions"])})
    return out.getvalue()
