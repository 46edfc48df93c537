"""Pin the definitions of all figures and dimensions: src/omzien/insight/figures/definitions.json.

python -m tools.definitions                          pins what is new; says what changed without a version
python -m tools.definitions --same-meaning NAME ...  NAME was written otherwise, and counts the same
python -m tools.definitions --same-meaning           all that changed was written otherwise

A definition that means something else gets a line in REVISIONS (insight/figures/definitions.py) and with it a
new version; the older one stays as it was.
"""

import dataclasses
import hashlib
import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from omzien.insight.figures import Dimension, Figure
    from omzien.insight.figures.definitions import Revisions

FIRST = {"what_nl": "Eerste definitie.", "what_en": "First definition."}
BY = "Omzien"


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure or dimension as it is now: its words, and the text of how it is counted."""

    kind: str
    name: str
    words: Mapping[str, str]
    counted: str

    @property
    def digest(self) -> str:
        """A hash over both."""
        told = json.dumps([*self.words.items(), self.counted], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def entries() -> Iterator[Entry]:
    """Everything that is defined now."""
    from omzien.insight.figures import CATALOGUE, DIMENSIONS

    for figure in CATALOGUE.values():
        yield Entry("figure", figure.name, _words_of(figure), _counted(figure))
    for dimension in DIMENSIONS.values():
        yield Entry("dimension", dimension.name, _meaning_of(dimension), _ways(dimension))


def _words_of(figure: "Figure") -> dict[str, str]:
    told = {
        name: getattr(figure, name) for name in ("label_nl", "label_en", "definition_nl", "definition_en")
    }
    days = {"date_basis_nl": figure.basis.label_nl, "date_basis_en": figure.basis.label_en}
    return told | {"unit": figure.unit} | days


def _meaning_of(dimension: "Dimension") -> dict[str, str]:
    from omzien.insight.figures.meanings import MEANINGS

    nl, en = MEANINGS[dimension.name]
    labels = {"label_nl": dimension.label_nl, "label_en": dimension.label_en}
    nothing = dict.fromkeys(("unit", "date_basis_nl", "date_basis_en"), "")
    return labels | {"definition_nl": nl, "definition_en": en} | nothing


def _counted(figure: "Figure") -> str:
    """The expression of a figure, with how it is rounded and when it is thin."""
    from omzien.insight.figures.queries import Shape, expression_of

    expression = expression_of([figure], Shape((figure.name,), in_municipality=False))
    return f"{figure.decimals} {figure.smallest_cell} {figure.per} {text_of(expression)}"


def _ways(dimension: "Dimension") -> str:
    """How each base knows a dimension, by the first figure of that base that can be split by it."""
    from omzien.insight.figures import CATALOGUE

    told, parts = [f"{dimension.names} {dict(dimension.own_names)}"], set[str]()
    for base in sorted(dimension.ways):
        of = (one for one in CATALOGUE.values() if one.base.name == base and dimension.fits(one))
        if figure := next(of, None):
            told.append(f"{base}: {_way(dimension, figure, parts)}")
    return "\n".join(told)


def _way(dimension: "Dimension", figure: "Figure", parts: set[str]) -> str:
    """The values of a dimension: over its bridge, or from the columns of the base. A part that is joined for
    it is written out once: it is the same for every base.
    """
    import ibis

    from omzien.insight.figures.dimensions import Bridge

    way, base = dimension.ways[figure.base.name], figure.base
    if isinstance(way, Bridge):
        return f"{way.on} {text_of(way.pairs())}"
    rows = base.root()
    if way.part:
        rows = base.parts[way.part](rows, rows)
    rows = base.expand(rows) if base.expand else rows
    if way.part is None or way.part in parts:
        rows = ibis.table(rows.schema(), name=base.name)
    parts |= {way.part} if way.part else set()
    return f"{way.part} {text_of(rows.select(value=way.column(rows, figure.basis)))}"


def text_of(expression: Any) -> str:
    """An expression as SQL from which all that it does not use was taken: columns that only pass by, queries
    within queries. So a definition is the same as long as what is counted is written down the same.
    """
    import ibis
    import sqlglot
    from ibis.expr.operations import UnboundTable
    from sqlglot.optimizer import optimizer
    from sqlglot.schema import MappingSchema

    known = {
        table.name: {name: str(kind) for name, kind in table.schema.items()}
        for table in expression.op().find(UnboundTable)
    }
    told = sqlglot.parse_one(str(ibis.to_sql(expression, dialect="duckdb")), dialect="duckdb")
    schema = MappingSchema(known, dialect="duckdb", normalize=False)
    return str(optimizer.optimize(told, schema=schema, rules=_rules(), dialect="duckdb").sql("duckdb"))


def _rules() -> tuple[Callable[..., Any], ...]:
    from sqlglot.optimizer.eliminate_ctes import eliminate_ctes
    from sqlglot.optimizer.merge_subqueries import merge_subqueries
    from sqlglot.optimizer.pushdown_projections import pushdown_projections
    from sqlglot.optimizer.qualify import qualify

    return qualify, pushdown_projections, merge_subqueries, eliminate_ctes


Pinned = dict[str, dict[str, list[dict[str, Any]]]]


def problems(now: Iterable[Entry], pinned: Pinned, revisions: "Revisions") -> list[str]:
    """What is not pinned as it is now, in words; nothing when all is well."""
    told = []
    for entry in now:
        versions = pinned[entry.kind].get(entry.name, [])
        wanted = 1 + len(revisions.get((entry.kind, entry.name), ()))
        if len(versions) < wanted:
            told.append(
                f"{entry.kind} {entry.name}: version {wanted} is not pinned; run python -m tools.definitions"
            )
        elif versions[-1]["digest"] != entry.digest:
            told.append(
                f"{entry.kind} {entry.name} was changed: add a line to REVISIONS; or, when it still counts "
                f"the same, run python -m tools.definitions --same-meaning {entry.name}"
            )
    return told


def pin(
    now: Iterable[Entry], pinned: Pinned, revisions: "Revisions", *, today: date, same: Collection[str] = ()
) -> None:
    """Pin new versions, and anew those that are said to mean the same. An older version stays as it is."""
    for entry in now:
        versions = pinned[entry.kind].setdefault(entry.name, [])
        for number in range(len(versions) + 1, 2 + len(revisions.get((entry.kind, entry.name), ()))):
            versions.append(_version(entry, number, revisions, today))
        if entry.name in same:
            versions[-1] |= _told(entry)


def _version(entry: Entry, number: int, revisions: "Revisions", today: date) -> dict[str, Any]:
    told: dict[str, Any] = {"number": number, "since": today.isoformat(), "by": BY, **FIRST}
    if number > 1:
        revision = revisions[entry.kind, entry.name][number - 2]
        told |= {**dataclasses.asdict(revision), "since": revision.since.isoformat()}
    return told | _told(entry)


def _told(entry: Entry) -> dict[str, Any]:
    return {**entry.words, "counted": entry.counted, "digest": entry.digest}


def main() -> None:
    """Write the file, and say what is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omzien.config.settings")
    os.environ.setdefault("OMZIEN_DATA", ".cache/check")
    import django

    django.setup()
    from omzien.insight.figures.definitions import FILE, REVISIONS

    pinned = (
        json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"figure": {}, "dimension": {}}
    )
    now, same = list(entries()), sys.argv[2:]
    if sys.argv[1:] == ["--same-meaning"]:
        same = [entry.name for entry in now]
    pin(now, pinned, REVISIONS, today=datetime.now(UTC).date(), same=same)
    told = {kind: dict(sorted(names.items())) for kind, names in pinned.items()}
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if wrong := problems(now, pinned, REVISIONS):
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
