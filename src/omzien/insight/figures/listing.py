"""All figures of a selection as plain values, with their definitions and last period beside them: for door
and report.
"""

from typing import Any

from omzien.insight.facts import Snapshot
from omzien.insight.figures.catalogue import CATALOGUE, SPLITS
from omzien.insight.figures.crosstab import breakdown
from omzien.insight.figures.dimensions import DIMENSIONS
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.measure import family_of, measure
from omzien.insight.figures.store import Store, store_of
from omzien.insight.figures.values import Category, Selection, Value

Line = dict[str, Any]


def listing(snapshot: Snapshot | Store, selection: Selection, *, language: str = "nl") -> list[Line]:
    """Every figure, family member and split of a selection, each with the same figure over the period
    before.

    `change` is the change against the period before as a fraction of it (None when there is nothing to
    compare).
    """
    before = Selection(
        selection.organisation_id, selection.period.previous(), selection.municipality, selection.filters
    )
    store = store_of(snapshot)
    now, then = measure(store, selection), measure(store, before)
    lines = [_line(store, name, value, then.get(name), language) for name, value in now.items()]
    lines += [change for line in lines if (change := _change_line(line))]
    return lines + _splits(store, selection, before, language)


def _line(store: Store, name: str, value: Value, before: Value | None, language: str) -> Line:
    figure = CATALOGUE[family_of(name)]
    label = getattr(figure, f"label_{language}")
    if figure.per:
        label = f"{label}: {_named(store, figure.per, name.split('.')[1], language)}"
    return _told(figure, name, label, value, before, language) | _reach(store, figure)


def _told(figure: Figure, name: str, label: str, value: Value, before: Value | None, language: str) -> Line:
    previous = before.value if before else None
    return {
        "name": name,
        "value": value.value,
        "unit": figure.unit,
        "label": label,
        "definition": getattr(figure, f"definition_{language}"),
        "missing": value.missing,
        "n": value.n,
        "thin": value.thin,
        "previous": previous,
        "change": value.value / previous - 1 if value.value is not None and previous else None,
        "date_basis": getattr(figure.basis, f"label_{language}"),
        "decimals": figure.decimals,
        "question": figure.question,
    }


def _named(store: Store, dimension: str, key: str, language: str) -> str:
    category: Category = store.category(DIMENSIONS[dimension], key)
    return str(getattr(category, f"label_{language}"))


def _reach(store: Store, figure: Figure) -> Line:
    """How far back the data reach, with a figure that looks back beyond its period."""
    reach = store.snapshot.reach("registrations") if figure.looks_back else None
    return {"data_from": reach[0].isoformat()} if reach else {}


def _change_line(line: Line) -> Line | None:
    """The published ZRM tables have the change of the count as a figure of its own."""
    first, _, rest = str(line["name"]).rpartition(".")
    if rest != "count" or not first.startswith("zrm."):
        return None
    told = {"name": f"{first}.change", "value": line["change"], "unit": "share", "decimals": 2}
    return line | told | {"previous": None, "change": None}


def _splits(store: Store, selection: Selection, before: Selection, language: str) -> list[Line]:
    lines: list[Line] = []
    for split in SPLITS.values():
        figure = CATALOGUE[split.figure]
        if not set(selection.filters) <= set(figure.dimensions):
            continue
        now = breakdown(store, selection, split.figure, split.dimension)
        then = breakdown(store, before, split.figure, split.dimension)
        for category in now.row_keys:
            label = f"{getattr(figure, f'label_{language}')}: {getattr(category, f'label_{language}')}"
            value, old = now.row_totals[category.key], then.row_totals.get(category.key)
            lines.append(_told(figure, f"{split.name}.{category.key}", label, value, old, language))
    return lines
