"""How one number was counted: the rows that were left after each step, and the rows behind it.

The steps are those of the query of the number itself (`queries.stages`), so an explanation cannot tell of
another way of counting than the one that was used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from omzien.insight.facts import TABLES, Snapshot
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.kept import kept
from omzien.insight.figures.measure import value_of
from omzien.insight.figures.narrowing import narrowing
from omzien.insight.figures.queries import Shape, expression_of, filters_of, stages, terms_of, values_of
from omzien.insight.figures.question import Cell
from omzien.insight.figures.store import Store, store_of
from omzien.insight.figures.terms import Table, Template, ibis, mark
from omzien.insight.figures.values import Keys, Narrowing, Period, Selection, Value

MOST_BEHIND = 20_000  # more records than this are nobody's business: ask a narrower question

# The bases of which a row is of a resident, with the column that is the number of that row in its room.
RECORDS: Mapping[str, str] = MappingProxyType(
    {
        "registrations": "registration",
        "interventions": "intervention",
        "levels": "intervention",
        "factors": "intervention",
        "goals": "goal",
        "referrals": "referral",
        "contacts": "contact",
        "follow_ups": "follow_up",
        "attendances": "attendance",
        "walk_ins": "visit",
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One number that is counted by itself: a figure of a period and a place, narrowed by dimensions.

    A row has, for each of `narrowed`, at least one of the values; a dimension may be named twice (of the
    registrations about money, those about housing as well).
    """

    figure: Figure
    period: Period
    municipality: str | None = None
    narrowed: tuple[Narrowing, ...] = ()

    @classmethod
    def of(cls, cell: Cell, *, worker: str | None = None) -> "Asked":
        """The number in a cell, whose row and column narrow it as its filters do; of one worker's own work,
        if that is asked. What the figure does not know falls away, as in the answer itself.
        """
        question, figure = cell.question, CATALOGUE[cell.question.figure]
        places = [(question.rows, cell.row), (question.columns, cell.column), ("worker", worker)]
        own = [(name, (key,)) for name, key in places if name and key]
        told = [one for one in (*question.narrowed.items(), *own) if narrowing(one[0]).fits(figure)]
        return cls(figure, question.period, question.municipality, tuple(dict.fromkeys(told)))

    @property
    def shape(self) -> Shape:
        """What its query looks like."""
        return Shape((self.figure.name,), self.municipality is not None, filters_of(self.narrowed))


@dataclass(frozen=True, slots=True)
class Step:
    """What was left after one step: `all` rows of the base, those of the `municipality`, of the `period`, at
    a finer `grain`, by a `filter`, and at last those that the `figure` itself is about.

    `persons`: how many different residents they are of; None when rows are of nobody. Of a filter `name` is
    the dimension, and `keys` the values of which a row has at least one.
    """

    kind: str
    rows: int
    persons: int | None
    name: str = ""
    keys: Keys = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind a number. `settings` are the norms of the organisation that it depends on, `tables`
    the fact tables it was counted from with their numbers of rows, `sql` the query as it was asked,
    `threshold` the smallest number that the organisation publishes.
    """

    asked: Asked
    value: Value
    steps: tuple[Step, ...]
    settings: Mapping[str, int]
    tables: Mapping[str, int]
    snapshot: Snapshot
    sql: str
    threshold: int


def explain(facts: Snapshot | Store, asked: Asked) -> Explanation:
    """How a number was counted (2 queries)."""
    store = store_of(facts)
    template = _template(store, "number", asked, lambda: expression_of([asked.figure], asked.shape))
    sql = _said(store, template, asked)
    return Explanation(
        asked=asked,
        value=value_of(store, asked.figure, store.rows(sql)[0]),
        steps=_steps(store, asked),
        settings={name: value for name, value in store.settings.items() if mark(name) in template.sql},
        tables={name: store.snapshot.rows(name) for name in TABLES if f'"{name}"' in sql},
        snapshot=store.snapshot,
        sql=sql,
        threshold=store.settings["public_threshold"],
    )


def number(facts: Snapshot | Store, asked: Asked) -> Value:
    """The number alone (1 query)."""
    store = store_of(facts)
    template = _template(store, "number", asked, lambda: expression_of([asked.figure], asked.shape))
    return value_of(store, asked.figure, store.rows(_said(store, template, asked))[0])


def behind(facts: Snapshot | Store, asked: Asked) -> list[int]:
    """The numbers (in their room) of the rows behind a figure, the newest first; at most MOST_BEHIND + 1.

    Who may see which of them is for the gate to say. KeyError when the rows are of no resident.
    """
    store, column = store_of(facts), RECORDS[asked.figure.base.name]

    def told() -> Table:
        rows = _last(asked)
        units = rows.filter(asked.figure.measure.counted(rows)).select(unit=rows[column]).distinct()
        return units.order_by(ibis.desc(units.unit)).limit(MOST_BEHIND + 1)

    return [row[0] for row in store.rows(_said(store, _template(store, "behind", asked, told), asked))]


def _last(asked: Asked) -> Table:
    *_, (_, rows) = stages([asked.figure], asked.shape)
    return rows


def _steps(store: Store, asked: Asked) -> tuple[Step, ...]:
    template = _template(store, "steps", asked, lambda: _counted_by_step(asked))
    narrowed = iter(asked.narrowed)
    return tuple(
        Step(kind, rows, persons, *(next(narrowed) if kind == "filter" else ()))
        for _, kind, rows, persons in sorted(store.rows(_said(store, template, asked)))
    )


def _counted_by_step(asked: Asked) -> Table:
    """One row for each step: its place, its kind, the number of rows and of residents."""
    kinds = list(stages([asked.figure], asked.shape))
    _, last = kinds[-1]
    kinds.append(("figure", last.filter(asked.figure.measure.counted(last))))
    return ibis.union(*(_one_step(place, kind, rows) for place, (kind, rows) in enumerate(kinds)))


def _one_step(place: int, kind: str, rows: Table) -> Table:
    who = rows.resident.nunique() if "resident" in rows.columns else ibis.null("int64")
    told = rows.aggregate(rows=rows.count(), persons=who)
    return told.select(
        place=ibis.literal(place, "int64"), kind=ibis.literal(kind), rows=told.rows, persons=told.persons
    )


def _template(store: Store, what: str, asked: Asked, expression: Callable[[], Table]) -> Template:
    return kept(f"{what} {asked.figure.basis.name} {asked.shape}", expression, store.dialect)


def _said(store: Store, template: Template, asked: Asked) -> str:
    selection = Selection(0, asked.period, asked.municipality)
    return store.said(template, {**values_of(store, selection), **terms_of(asked.narrowed)})
