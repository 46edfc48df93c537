"""A cross-tab as it may be published: every cell and margin as a reader may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omzien.insight.disclosure.evidence import Evidence
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.releasing import release
from omzien.insight.disclosure.values import Form, Shown, State, Style
from omzien.insight.figures import CATALOGUE, MISSING, CrossTab, Figure, Selection, Value

NOT_OF_PEOPLE = frozenset({"sessions", "partner questions"})  # their small counts tell nothing of anybody

Cell = tuple[str, str]
EVERY = ""  # in the place of a row or column: the margin


@dataclass(frozen=True, slots=True)
class SafeTab:
    """The numbers of a cross-tab as they may leave: by row and column, with `EVERY` in a margin.

    `numbers` are the figure itself, `observed` how many observations are behind each, `missing` how many rows
    say nothing. `of_units` and `of_answers` are the shares of a row: of all with a value, and of all answers.
    `tab` has the labels; its values were not protected and must not be printed.
    """

    tab: CrossTab
    numbers: Mapping[Cell, Shown]
    observed: Mapping[Cell, Shown]
    missing: Mapping[Cell, Shown]
    of_units: Mapping[str, Shown]
    of_answers: Mapping[str, Shown]

    def number(self, row: str = EVERY, column: str = EVERY) -> Shown:
        """The number in a cell, or in a margin."""
        return self.numbers.get((row, column), Shown(State.ABSENT, Style()))

    @property
    def has_withheld(self) -> bool:
        """Is a number withheld, so that the signs need a line of explanation?"""
        return any(shown.is_withheld for shown in self.numbers.values())


def style_of(figure: Figure) -> Style:
    """How a figure is written, from its unit and decimals; without the noun that it counts."""
    match figure.unit:
        case "share":
            return Style("share")
        case "days":
            return Style("days", decimals=figure.decimals)
        case "minutes":
            return Style("score")  # a sum, of as many contacts as there are observations
        case "points" | "mark":
            form: Form = "growth" if figure.name.endswith(".growth") else "score"
            return Style(form, decimals=figure.decimals)
        case _:
            return Style()


def safe(tab: CrossTab, threshold: int) -> SafeTab:
    """The cross-tab without the numbers that may not be seen, audited. `threshold` as in `protect`."""
    evidence = Evidence()
    written = Written(evidence, tab)
    return written.shown(release(evidence, threshold))


KINDS = ("value", "n", "missing")


class Written:
    """A cross-tab, written down as evidence: its numbers, and how its counts hang together.

    `selection`: of whom and when it is, for who publishes it; `name` tells it from others in one evidence.
    """

    def __init__(
        self, evidence: Evidence, tab: CrossTab, selection: Selection | None = None, name: str = ""
    ) -> None:
        self.evidence, self.tab, self.name = evidence, tab, name
        self.figure = CATALOGUE[tab.figure]
        self.place = Place.of(tab.figure, selection) if selection else None
        self.values: dict[Cell, Value] = {(EVERY, EVERY): tab.total}
        self.values |= {(row, EVERY): value for row, value in tab.row_totals.items()}
        if tab.columns:
            self.values |= {(EVERY, column): value for column, value in tab.column_totals.items()}
            self.values |= tab.cells
        self.rows = [category.key for category in tab.row_keys]
        self.columns = [category.key for category in tab.column_keys]
        self._numbers()
        self._relations()
        self._shares()

    def shown(self, shown: Mapping[str, Shown]) -> SafeTab:
        """It, as it was released."""
        picked = {kind: {cell: shown[self._key(kind, cell)] for cell in self.values} for kind in KINDS}
        shares = [
            {row: shown[f"{self.name}{kind}|{row}"] for row in self.told} for kind in ("units", "answers")
        ]
        return SafeTab(self.tab, picked["value"], picked["n"], picked["missing"], *shares)

    def _key(self, kind: str, cell: Cell) -> str:
        return f"{self.name}{kind}|{cell[0]}|{cell[1]}"

    def _place(self, kind: str, cell: Cell) -> Place | None:
        """Of whom and when a cell is; a part and the observations behind it are named after the figure."""
        if self.place is None:
            return None
        place = self.place.at(self.tab.rows, cell[0]).at(self.tab.columns, cell[1])
        return place.named(f"{self.figure.name}.{kind}") if kind else place

    def _numbers(self) -> None:
        """The figure in every place: a count, or a number with the observations that it stands on."""
        for place, value in self.values.items():
            self._number(place, value)

    def _number(self, cell: Cell, value: Value) -> None:
        name, style = self.figure.name, style_of(self.figure)
        guarded = self.figure.unit not in NOT_OF_PEOPLE
        key, observed = self._key("value", cell), self._key("n", cell)
        self._count("missing", cell, value.missing, guarded=guarded)
        of_people = guarded and (style.form != "count" or bool(self.figure.measure.counts))
        self._count("n", cell, value.n, guarded=of_people)
        if style.form == "count":
            place = self._place("", cell)
            self.evidence.count(key, value.value, style, name, guarded=guarded, place=place)
            self.evidence.same(key, observed)
            return
        basis = (self._part(cell, value), observed) if style.form == "share" else (observed,)
        self.evidence.derive(key, value.value, style, name, basis)

    def _count(
        self, kind: str, cell: Cell, count: int | None, *, guarded: bool = True, quiet: bool = False
    ) -> str:
        key, place = self._key(kind, cell), self._place(kind, cell)
        self.evidence.count(key, count, Style(), self.figure.name, guarded=guarded, quiet=quiet, place=place)
        return key

    def _part(self, cell: Cell, value: Value) -> str:
        count = None if value.value is None else round(value.value * value.n)
        part = self._count("part", cell, count, quiet=True)
        self.evidence.part_of(part, self._key("n", cell))
        return part

    def _relations(self) -> None:
        """Every row, column and margin with its total, for what is counted in it."""
        for kind in ("value", "n", "missing", "part"):
            for row in (EVERY, *self.rows):
                self._line(kind, (row, EVERY), [(row, column) for column in self.columns])
            for column in (EVERY, *self.columns):
                self._line(kind, (EVERY, column), [(row, column) for row in self.rows])

    def _shares(self) -> None:
        """Of a count: each row as a share of all with a value, and of all answers."""
        rows = [self._key("value", (row, EVERY)) for row in self.told]
        if not rows:
            return
        name = self.figure.name
        known, answers = (f"{self.name}{kind}" for kind in ("known", "answers"))
        self.evidence.count(known, self.tab.known.value, Style(), name, quiet=True)
        self.evidence.count(answers, self.tab.answers, Style(), name, quiet=True)
        self.evidence.adds_up(answers, rows)
        self.evidence.fills(known, rows)
        self.evidence.part_of(known, self._key("value", (EVERY, EVERY)))
        for row, key in zip(self.told, rows, strict=True):
            self.evidence.share(f"{self.name}units|{row}", key, known)
            self.evidence.share(f"{self.name}answers|{row}", key, answers)

    @property
    def told(self) -> list[str]:
        """The rows that are a share of a whole: those with a value, of a figure that is a count."""
        if style_of(self.figure).form != "count":
            return []
        return [row for row in self.rows if row != MISSING and self.tab.row_totals[row].value is not None]

    def _line(self, kind: str, whole: Cell, parts: Iterable[Cell]) -> None:
        total = self._key(kind, whole)
        cells = [key for key in (self._key(kind, part) for part in parts) if self.evidence.is_count(key)]
        if cells and self.evidence.is_count(total):
            self.evidence.fills(total, cells)
