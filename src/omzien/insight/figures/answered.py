"""The answer to a question, and that to the question which it is compared with, value by value."""

from dataclasses import dataclass, replace
from functools import lru_cache

from omzien.insight.facts import Snapshot
from omzien.insight.figures.catalogue import CATALOGUE
from omzien.insight.figures.crosstab import crosstab
from omzien.insight.figures.figure import Figure
from omzien.insight.figures.measure import measure
from omzien.insight.figures.question import PERIOD, Against, Question, period_text
from omzien.insight.figures.values import MISSING, Category, CrossTab, Value

RECENT = 64  # answers that one process remembers: who swaps, goes back or downloads does not count again
NOTHING = Value("", None, 0, 0, False)


@dataclass(frozen=True)
class Counted:
    """A question and its answer; without rows there is a total and no cross-tab."""

    question: Question
    total: Value
    tab: CrossTab | None = None

    @property
    def figure(self) -> Figure:
        """What was counted."""
        return CATALOGUE[self.question.figure]

    def at(self, row: str | None = None, column: str | None = None) -> Value:
        """The value of a cell, or of a margin; where there are no rows, a count is zero."""
        if self.tab is None:
            return self.total
        if row is None:
            found = self.tab.total if column is None else self.tab.column_totals.get(column)
        elif column is None:
            found = self.tab.row_totals.get(row)
        else:
            found = self.tab.cells.get((row, column))
        return found or replace(NOTHING, value=0 if self.figure.measure.counts else None)


@lru_cache(maxsize=RECENT)
def counted(snapshot: Snapshot, organisation_id: int, question: Question) -> Counted:
    """The answer to a fitted question, whatever it is compared with."""
    selection = question.selection(organisation_id)
    if question.rows is None:
        return Counted(question, measure(snapshot, selection, [question.figure])[question.figure])
    tab = crosstab(snapshot, selection, question.figure, question.rows, question.columns)
    return Counted(question, tab.total, tab)


@dataclass(frozen=True)
class Both:
    """An answer, and the one that it is compared with (None: it is not)."""

    now: Counted
    then: Counted | None = None

    @property
    def rows(self) -> tuple[Category, ...]:
        """The rows of both, in order: nothing that only one of them has is left out."""
        return self._keys("rows")

    @property
    def columns(self) -> tuple[Category, ...]:
        """The columns of both."""
        return self._keys("columns")

    def before(self, row: str | None = None, column: str | None = None) -> Value:
        """The value that stands beside the one at this row and column."""
        if self.then is None:
            return NOTHING
        asked = self.now.question
        return self.then.at(
            asked.counterpart(asked.rows, row) if asked.rows and row is not None else None,
            asked.counterpart(asked.columns, column) if asked.columns and column is not None else None,
        )

    def difference(self, row: str | None = None, column: str | None = None) -> float | None:
        """The one less the other, as they were counted and before anything is rounded."""
        now, before = self.now.at(row, column).value, self.before(row, column).value
        return None if now is None or before is None else now - before

    def _keys(self, place: str) -> tuple[Category, ...]:
        dimension = getattr(self.now.question, place)
        if dimension is None or self.now.tab is None:
            return ()
        own: tuple[Category, ...] = getattr(self.now.tab, f"{place[:-1]}_keys")
        if self.then is None or self.then.tab is None:
            return own
        there = {each.key for each in own}
        others = [self._moved(dimension, each) for each in getattr(self.then.tab, f"{place[:-1]}_keys")]
        every = [*own, *(each for each in others if each.key not in there)]
        return tuple(sorted(every, key=lambda each: (each.key == MISSING, *each.order, each.key)))

    def _moved(self, dimension: str, other: Category) -> Category:
        """A value of the other answer, at its place in ours."""
        if self.then is None:
            return other
        back = replace(self.then.question, against=Against(PERIOD, period_text(self.now.question.period)))
        key = back.counterpart(dimension, other.key)
        return other if key == other.key else Category(key, key, key, (other.order[0], key))


def both(snapshot: Snapshot, organisation_id: int, question: Question) -> Both:
    """The answer to a question, and the one beside it when it is compared."""
    other = question.other()
    alone = replace(question, against=None)
    now = counted(snapshot, organisation_id, alone)
    asked = replace(now, question=question)
    return Both(asked, counted(snapshot, organisation_id, other) if other else None)
