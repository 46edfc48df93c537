"""One answer of the explorer as a document: what leaves the house of it.

Every number goes through disclosure control, so that file and picture are made from what may be seen, and
from nothing else. What it is compared with stays out where the two overlap: who subtracts them would know a
number that nobody looked at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from omzien.insight.disclosure import EVERY, Evidence, SafeTab, Shown, State, Style, Written
from omzien.insight.disclosure.values import Form
from omzien.insight.facts import Snapshot
from omzien.insight.figures import CATALOGUE, DIMENSIONS, MISSING, Both, Counted, CrossTab, Question
from omzien.insight.figures.store import store_of
from omzien.insight.reports import charts
from omzien.insight.reports.document import (
    Chapter,
    Chart,
    Column,
    Definition,
    Document,
    Figure,
    Provenance,
    Row,
    Table,
    Text,
)
from omzien.insight.reports.library import Library, library
from omzien.insight.reports.published import Signed, about_of, publish

MOST_PICTURES, MOST_BARS = 6, 40
ABSENT = Shown(State.ABSENT, Style())


@dataclass(frozen=True, slots=True)
class Labels:
    """How the question, its rows and its columns are called, in the language of the document.

    `rows` and `columns` name every value by its key, in order; `now` and `other` the two that are compared;
    `shares` those of all with a value, and of all answers; `leaves` says for whom it is: to publish or not.
    """

    title: str
    about: str
    dimension: str
    rows: Mapping[str, str]
    columns: Mapping[str, str]
    figure: str
    definition: str
    unit: str
    date_basis: str
    number: str
    observed: str
    difference: str
    shares: tuple[str, str]
    now: str
    other: str = ""
    legend: str = ""
    leaves: str = ""
    other_left_out: str = ""


@dataclass(frozen=True, slots=True)
class Publishing:
    """That an answer is published: the folder where publications are kept, and who does it."""

    folder: Path
    signed: Signed


def answer_document(
    snapshot: Snapshot, found: Both, labels: Labels, *, publishing: Publishing | None, language: str
) -> Document:
    """The answer, with small numbers hidden: under the organisation's threshold for what is published, and
    kept with what was published before; or under that for within the house (None), and not kept.
    Raises NotReleased when a hidden number could be worked out from the rest.
    """
    settings = store_of(snapshot).dicts("SELECT * FROM settings")[0]
    threshold = int(settings["public_threshold" if publishing else "internal_threshold"])
    sheet = _Sheet(snapshot, found, labels, threshold, publishing, library(language))
    return Document(
        title=labels.title,
        organisation=settings["name"],
        municipality=labels.about,
        year=found.now.question.period.start.year,
        language=language,
        status=labels.about,
        chapters=(Chapter("answer", labels.title, tuple(sheet.blocks())),),
        definitions=(sheet.definition(),),
        provenance=Provenance(snapshot.digest, snapshot.made_at, "", version("omzien")),
        notation=sheet.books.notation,
        words=sheet.books.words,
    )


def are_apart(one: Question, other: Question) -> bool:
    """Can nothing be in both? Else their difference is a number of its own, which nobody protects."""
    in_time = one.period.until <= other.period.start or other.period.until <= one.period.start
    places = (one.municipality, other.municipality)
    in_place = None not in places and places[0] != places[1]
    mine, theirs = one.narrowed, other.narrowed
    shared = [name for name in mine if name in theirs and not set(mine[name]) & set(theirs[name])]
    return in_time or in_place or any(not _several(one, name) for name in shared)


def _several(question: Question, dimension: str) -> bool:
    return DIMENSIONS[dimension].several(CATALOGUE[question.figure])


class _Sheet:
    """The tables and the picture of one answer."""

    def __init__(
        self,
        snapshot: Snapshot,
        found: Both,
        labels: Labels,
        threshold: int,
        publishing: Publishing | None,
        books: Library,
    ) -> None:
        self.snapshot, self.found, self.labels, self.books = snapshot, found, labels, books
        self.question, self.threshold, self.publishing = found.now.question, threshold, publishing
        then = found.then if found.then and are_apart(self.question, found.then.question) else None
        self.now, self.then = self._released(found.now, then)
        self.is_count = bool(found.now.figure.measure.counts)
        has_shares = self.is_count and not self.question.columns and not found.now.figure.per
        kinds = (self.now.of_units, self.now.of_answers)[: 1 + self.now.tab.several]
        self.shares = [kind for kind in kinds if kind] if has_shares else []

    def _released(self, now: Counted, then: Counted | None) -> tuple[SafeTab, SafeTab | None]:
        """The two cross-tabs that leave together, as one publication."""
        evidence = Evidence(counted_from=self.snapshot.digest)
        tabs = [
            Written(evidence, _tab(one), one.question.selection(0), name)
            for name, one in (("", now), ("other ", then))
            if one
        ]
        folder, about = None, None
        if self.publishing:
            folder = self.publishing.folder
            asked, signed = self.question, self.publishing.signed
            about = about_of(self.labels.title, asked.selection(0), signed, asked.to_query())
        name = f"{self.question.figure}-{self.snapshot.digest[:16]}"
        language = self.books.language
        shown = publish(evidence, self.threshold, folder, name=name, about=about, language=language)
        released = [tab.shown(shown) for tab in tabs]
        return released[0], released[1] if then else None

    def blocks(self) -> Iterator[Figure | Table]:
        """The answer with its picture; of a share or a mean, how many observations are behind each number."""
        table = self._table(self.question.figure, self.labels.title, self._values)
        yield Figure("answer", (Text(self.labels.title),), table, self._chart())
        if not self.is_count:
            yield self._table("observed", self.labels.observed, self._observed)

    def definition(self) -> Definition:
        """What the figure means."""
        missing = self.now.missing.get((EVERY, EVERY), ABSENT)
        told = self.labels
        return Definition(
            self.question.figure, told.figure, told.definition, told.unit, told.date_basis, missing
        )

    def _table(self, key: str, caption: str, cells: Callable[[str], Sequence[Shown]]) -> Table:
        rows = [Row(label, tuple(cells(row))) for row, label in self.labels.rows.items()]
        if not self.found.now.figure.per:
            rows.append(Row(self.books.words["total"], tuple(cells(EVERY)), total=True))
        columns = tuple(Column(head) for head in self._heads(cells == self._values))
        return Table(key, caption, self.labels.dimension, columns, tuple(rows), tuple(self._notes()))

    def _heads(self, are_values: bool) -> Iterator[str]:
        own, other, difference = self.labels.now, self.labels.other, self.labels.difference
        if self.question.columns:
            for column in (*self.labels.columns.values(), self.books.words["total"]):
                compared = [f"{column}, {head}" for head in (other, difference)]
                yield from (f"{column}, {own}", *compared) if self.then and are_values else (column,)
        elif not are_values:
            yield self.labels.observed
        else:
            yield from (own, other, difference) if self.then else (self.labels.number,)
            yield from self.labels.shares[: len(self.shares)]

    def _values(self, row: str) -> list[Shown]:
        columns = (*self.labels.columns, EVERY) if self.question.columns else (EVERY,)
        numbers = [number for column in columns for number in self._with_other(row, column)]
        return [*numbers, *(kind.get(row, ABSENT) for kind in self.shares)]

    def _with_other(self, row: str, column: str) -> list[Shown]:
        """A number; when it is compared, the other one and the difference."""
        number = self.now.number(row, column)
        if self.then is None:
            return [number]
        before = self._before(row, column)
        return [number, before, _difference(number, before)]

    def _observed(self, row: str) -> list[Shown]:
        columns = (*self.labels.columns, EVERY) if self.question.columns else (EVERY,)
        return [self.now.observed.get((row, column), ABSENT) for column in columns]

    def _before(self, row: str, column: str = EVERY) -> Shown:
        """The number that stands beside the one at this row and column."""
        asked = self.question
        keys = (
            asked.counterpart(name, key) if name and key else key
            for name, key in ((asked.rows, row), (asked.columns, column))
        )
        return self.then.number(*keys) if self.then else ABSENT

    def _notes(self) -> Iterator[str]:
        told = {"threshold": self.threshold}
        yield self.labels.about
        if self.labels.leaves:
            yield self.labels.leaves
        if self.now.has_withheld or (self.then and self.then.has_withheld):
            yield self.books.words["small_note"].format(**told)
            yield self.books.words["hidden_note"].format(**told)
        if self.now.tab.several:
            yield self.books.words["several_note"]
        if self.found.then and self.then is None:
            yield self.labels.other_left_out

    def _chart(self) -> Chart | None:
        """Bars from zero; with columns one picture for each, all on one scale."""
        rows = [(key, label) for key, label in self.labels.rows.items() if key != MISSING]
        columns = [(key, label) for key, label in self.labels.columns.items() if key != MISSING]
        if not 1 < len(rows) <= MOST_BARS or len(columns) > MOST_PICTURES:
            return None
        groups = {label: self._pairs(rows, key) for key, label in columns or [(EVERY, "")]}
        values = [n.value for pairs in groups.values() for pair in pairs for n in (pair.now, pair.before)]
        numbers = [value for value in values if value is not None]
        if not numbers or min(numbers) < 0 or not max(numbers):
            return None
        years, legend = (self.labels.now, self.labels.other), self.labels.legend if self.then else ""
        told = (self.question.figure, self.labels.title, groups, self.books.notation, years, legend)
        return charts.beside(*told)

    def _pairs(self, rows: Sequence[tuple[str, str]], column: str) -> list[charts.Pair]:
        return [
            charts.Pair(label, self.now.number(key, column), self._before(key, column)) for key, label in rows
        ]


def _tab(counted: Counted) -> CrossTab:
    """Its cross-tab; of a total alone, one with nothing but the total."""
    if counted.tab:
        return counted.tab
    return CrossTab(
        counted.question.figure, "", None, (), (), {}, {}, {}, counted.total, counted.total, several=False
    )


def _difference(now: Shown, before: Shown) -> Shown:
    """The one less the other, when both may be seen."""
    if now.value is None or before.value is None:
        return ABSENT
    form: Form = "change" if now.style.form == "share" else "growth"
    return Shown(State.SHOWN, Style(form, decimals=now.style.decimals), now.value - before.value)
