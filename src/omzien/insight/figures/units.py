"""The rows that figures are counted from, one by one, for what is estimated rather than counted.

A sample is a question for rows: those that a figure chooses (by its base, its date basis, the municipality,
the period and the filters), and what is told of each. Days are told as whole numbers from DAY_ONE.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from omzien.insight.facts import Snapshot
from omzien.insight.figures.bases import DAY_ONE, MOST_MEASUREMENTS, by_item, start_and_end_by_view
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.dimensions import DIMENSIONS, OF_REGISTRATION
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.grouping import with_columns
from omzien.insight.figures.kept import kept
from omzien.insight.figures.queries import Shape, shape_of, stages, values_of
from omzien.insight.figures.store import store_of
from omzien.insight.figures.terms import FACTS, Column, Table, Template, as_of, ibis, return_months
from omzien.insight.figures.values import MISSING, Category, Selection

ENOUGH = 4  # of the 5 levels of the ZRM: self-reliant enough; a domain below it is a problem
SEVERAL = "(several)"  # the main domain of who asked about several and said of none that it comes first


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows that the named figure chooses, with the `columns` that `told` makes.

    `needs` are parts of the base that it uses.
    """

    figure: str
    columns: tuple[str, ...]
    told: Callable[[Table], Table]
    needs: tuple[str, ...] = ()


def rows_of(
    snapshot: Snapshot, selection: Selection, sample: Sample, by: Sequence[str] = ()
) -> dict[str, Sequence[Any]]:
    """The columns of a sample by name, and `by0`, `by1`, ... for dimensions of which a row has one value.

    ValueError for a filter or dimension that its figure does not know. A missing value of a dimension is
    MISSING, any other missing value None.
    """
    store, names = store_of(snapshot), _names(sample, by)
    asked = template_of(sample, selection, by, store.dialect)
    rows = store.rows(store.said(asked, values_of(store, selection)))
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())


def template_of(
    sample: Sample, selection: Selection, by: Sequence[str] = (), dialect: str = "duckdb"
) -> Template:
    """The compiled query for the rows of a sample."""
    figure, names = replace(CATALOGUE[sample.figure], needs=sample.needs), _names(sample, by)
    shape = shape_of([figure], selection, by)
    return kept(f"sample {names} {shape}", lambda: _chosen(sample, figure, shape).select(names), dialect)


def _names(sample: Sample, by: Sequence[str]) -> list[str]:
    return [*sample.columns, *(f"by{place}" for place in range(len(by)))]


def categories_of(snapshot: Snapshot, dimension: str, keys: Sequence[str]) -> tuple[Category, ...]:
    """The values of a dimension that are among the keys, with their names, in their order; MISSING last."""
    store = store_of(snapshot)
    named = [store.category(DIMENSIONS[dimension], None if key == MISSING else key) for key in set(keys)]
    return tuple(sorted(named, key=lambda category: (*category.order, category.key)))


def _chosen(sample: Sample, figure: Figure, shape: Shape) -> Table:
    *_, (_, chosen) = stages([figure], shape)
    rows = sample.told(with_columns(chosen, figure, shape.by))
    places = [f"by{place}" for place in range(len(shape.by))]
    return rows.mutate(**{name: ibis.coalesce(rows[name], MISSING) for name in places})


def _number(day: Column) -> Column:
    return day.delta(DAY_ONE, unit="day")


def _with_outcomes(rows: Table) -> Table:
    """What came of each intervention: `days`, goals, growth, and whether the resident `returned` within the
    window (null while that has not expired).
    """
    told = _with_first_return(_with_goals(_with_growth(_with_main_domain(rows))))
    expires = (told.ended_on + return_months().as_interval("M")).cast("date")
    back = ibis.coalesce(told.came_on <= expires, ibis.literal(value=False))
    return told.mutate(
        days=_number(told.ended_on) - _number(told.started_on),
        returned=(expires < as_of()).ifelse(back, ibis.null("boolean")),
    )


def _with_main_domain(rows: Table) -> Table:
    """`main_domain` of its registration: the main one, or the only one."""
    asked = FACTS.questions
    asked = asked.semi_join(rows, asked.registration == rows.registration)
    each = asked.group_by(asked_in=asked.registration).aggregate(
        main=asked.domain.min(where=asked.is_main), first=asked.domain.min(), last=asked.domain.max()
    )
    joined = rows.left_join(each, rows.registration == each.asked_in)
    only = (joined["first"] != joined["last"]).ifelse(SEVERAL, joined["first"])
    return joined.mutate(main_domain=ibis.coalesce(joined.main, only, MISSING)).drop(
        "asked_in", "main", "first", "last"
    )


def _with_growth(rows: Table) -> Table:
    """`growth`: its mean over the domains about which the resident asked; `problems`: domains that started
    below ENOUGH; null when no domain was measured at the start.
    """
    levels = _about_what(by_item(rows.select("intervention", "registration")))
    known = levels.is_asked & levels.growth.notnull()
    total, number = levels.growth.sum(where=known), levels.count(where=known)
    each = levels.group_by(grown="intervention").aggregate(
        growth=total.cast("float64") / number.cast("float64").nullif(0.0),
        problems=(levels.start < ENOUGH).cast("int64").sum(),
    )
    return rows.left_join(each, rows.intervention == each.grown).drop("grown")


def _about_what(levels: Table) -> Table:
    """`is_asked`: the resident asked about the domain of life of this item; `highest`: its highest level."""
    items, asked = FACTS.items, OF_REGISTRATION.pairs().distinct()
    known = items.select(
        of_instrument=items.instrument, named=items.key, about=items.domain, highest=items.highest
    )
    joined = levels.left_join(
        known, [levels.instrument == known.of_instrument, levels.item == known.named]
    ).drop("of_instrument", "named")
    asked = asked.select(asked_in=asked.unit, asked_about=asked.value)
    found = joined.left_join(
        asked, [joined.registration == asked.asked_in, joined.about == asked.asked_about]
    )
    return found.mutate(is_asked=found.asked_in.notnull()).drop("asked_in", "asked_about")


def _with_goals(rows: Table) -> Table:
    """`judged` goals and how many of them were `met`."""
    goals = FACTS.goals
    each = goals.group_by(of_intervention=goals.intervention).aggregate(
        judged=goals.attainment.count(), met=goals.count(where=goals.attainment == "met")
    )
    return rows.left_join(each, rows.intervention == each.of_intervention).drop("of_intervention")


def _with_first_return(rows: Table) -> Table:
    """`came_on`: the first day, after it ended, on which the resident registered; `reason`: the domain that
    was given for it.
    """
    came = FACTS.registrations
    came = came.filter(came.registered_on < as_of()).select(
        of=came.resident,
        came=came.registered_on,
        reason=ibis.coalesce(came.return_reason, MISSING),
        entered=_number(came.registered_on) * MOST_MEASUREMENTS + came.registration,
    )
    ended = rows.select(back="intervention", who="resident", last="ended_on")
    pairs = ended.inner_join(came, ended.who == came.of)
    pairs = pairs.filter(pairs.came > pairs["last"])
    first = pairs.group_by("back").aggregate(
        came_on=pairs.came.min(), reason=pairs.reason.argmin(pairs.entered)
    )
    return rows.left_join(first, rows.intervention == first.back).drop("back")


def _followed(rows: Table) -> Table:
    """How long each ended intervention was followed, and whether and why the resident then came back."""
    told = _with_first_return(rows)
    return told.filter(told.ended_on < as_of()).mutate(
        ended=_number(told.ended_on), came=_number(told.came_on), known_until=_number(as_of()) - 1
    )


def _waited(rows: Table) -> Table:
    """The days of each step, and whether an exploration is to follow: nobody sent the resident elsewhere."""
    return rows.mutate(
        registered=_number(rows.registered_on),
        explored=_number(rows.explored_on),
        supported=_number(rows.first_support_on),
        closed=_number(rows.closed_on),
        in_house=rows.triage.isnull() | (rows.triage == "right_place"),
        known_until=_number(as_of()) - 1,
    )


def _grown(rows: Table) -> Table:
    """One row per instrument, view, item, and whether the resident asked about its domain: sums over the
    trajectories that ended, so that who computes a mean or a spread has it to the last digit.
    """
    each, given = start_and_end_by_view(), rows.select("intervention", "registration")
    levels = _about_what(each.inner_join(given, each.scored == given.intervention))
    pair = levels.start.notnull() & levels.end.notnull()
    growth = levels.end - levels.start
    return levels.group_by("instrument", "view", "item", "is_asked").aggregate(
        ended=levels.count(),
        pairs=levels.count(where=pair),
        start=levels.start.sum(where=pair),
        end=levels.end.sum(where=pair),
        squares=(growth * growth).sum(where=pair),
        better=levels.count(where=pair & (growth > 0)),
        worse=levels.count(where=pair & (growth < 0)),
        at_the_top=levels.count(where=pair & (levels.start >= levels.highest)),
    )


RESULTS = Sample(
    "interventions_ended",
    (
        "intervention",
        "resident",
        "main_domain",
        "problems",
        "days",
        "judged",
        "met",
        "growth",
        "returned",
    ),
    _with_outcomes,
)
GOALS = Sample("interventions_ended", ("resident", "judged", "met"), _with_goals)
RETURNS = Sample("interventions_ended", ("resident", "ended", "came", "reason", "known_until"), _followed)
WAITS = Sample(
    "exploration_wait_median",
    ("resident", "registered", "explored", "supported", "closed", "in_house", "known_until"),
    _waited,
    needs=("support",),
)
GROWTH = Sample(
    "interventions_ended",
    (
        "instrument",
        "view",
        "item",
        "is_asked",
        "ended",
        "pairs",
        "start",
        "end",
        "squares",
        "better",
        "worse",
        "at_the_top",
    ),
    _grown,
)
