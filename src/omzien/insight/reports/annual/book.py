"""What the texts of the annual report can name: protected numbers, words, computed sentences and exhibits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from omzien.insight.disclosure.values import Shown, State, Style
from omzien.insight.figures import CATALOGUE
from omzien.insight.reports import prose
from omzien.insight.reports.annual import choices
from omzien.insight.reports.annual.gather import Ranked
from omzien.insight.reports.document import Block, Line, Live, Row
from omzien.insight.reports.library import Library
from omzien.insight.reports.typed import TypedTable

if TYPE_CHECKING:
    from omzien.insight.reports.annual.said import Said

ABSENT = Shown(State.ABSENT, Style())
Exhibit = Callable[["Book", str], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything a text can ask for. It holds protected numbers only; `used` collects the figures that were
    asked for.
    """

    library: Library
    numbers: Mapping[str, Shown]
    splits: Mapping[str, Ranked]
    texts: Mapping[str, str]
    exhibits: Mapping[str, Exhibit]
    threshold: int
    typed: tuple[TypedTable, ...] = ()
    said: "tuple[Said, ...]" = ()
    used: set[str] = field(default_factory=set)

    # -- numbers
    # --------------------------------------------------------------------------------------------------

    def shown(self, key: str) -> Shown:
        """A number by its key; absent when this report does not have it."""
        found = self.numbers.get(key, ABSENT)
        if found.figure and found.state is not State.ABSENT:
            self.used.add(found.figure)
        return found

    def number(self, key: str) -> Shown | str:
        """A live number, or a word that depends on the report: `year`, `domains.top_label`."""
        if key in self.texts:
            return self.texts[key]
        split, _, part = key.partition(".")
        if part.startswith("top") and split in self.splits:
            return self._top(split, part)
        if key not in self.numbers:
            raise prose.UnknownPlaceholder(f"a text asks for {key!r}, and there is no such number")
        return self.shown(key)

    def _top(self, split: str, part: str) -> Shown | str:
        """The one largest row of a split: `top_label`, `top` (its number), or `top.growth` (another number
        of it).
        """
        rows, top = self.splits[split].rows, self.splits[split].top
        if len(top) != 1:
            raise prose.Missing(f"{split} has no single largest row")
        return (
            dict(rows)[top[0]]
            if part == "top_label"
            else self.shown(f"{split}.{top[0]}{part.removeprefix('top')}")
        )

    # -- sentences
    # ------------------------------------------------------------------------------------------------

    def sentence(self, name: str) -> Line | None:
        """The first form of a computed sentence that fits the numbers; None when none does.

        All numbers in a form must be shown, save in the form `few`, which is written for when they are not.
        """
        forms = self.library.sentences[name]
        for form in choices.forms(name, self.shown):
            if form in forms and (found := self._form(forms[form], strict=form != "few")) is not None:
                return found
        return None

    def _form(self, markdown: str, *, strict: bool) -> Line | None:
        try:
            parts = prose.line(markdown, self)
        except prose.Missing:
            return None
        withheld = any(isinstance(part, Live) and not part.number.is_shown for part in parts)
        return None if strict and withheld else parts

    def title(self, name: str) -> Line:
        """The sentence above an exhibit; its plain caption when the numbers allow no sentence."""
        return self.sentence(f"title_{name}") or prose.plain(self.caption(name))

    # -- words
    # ----------------------------------------------------------------------------------------------------

    @property
    def years(self) -> tuple[str, str]:
        """This year and the one before it."""
        return self.texts["year"], self.texts["last_year"]

    def word(self, name: str, **values: object) -> str:
        """One of the fixed words of the texts."""
        return self.library.words[name].format(**{**self.texts, **values})

    def caption(self, name: str) -> str:
        """What an exhibit is about, without numbers."""
        return self.library.sentences[f"title_{name}"]["caption"]

    def caption_with_years(self, name: str) -> str:
        """The caption of a table that compares two years."""
        return f"{self.caption(name)}, {self.years[0]} {self.word('beside')} {self.years[1]}"

    def head(self, name: str) -> str:
        """The heading of the first column of a table."""
        return self.library.sentences[f"title_{name}"]["head"]

    def label(self, figure: str) -> str:
        """The name of a figure."""
        found = CATALOGUE[figure]
        return found.label_en if self.library.language == "en" else found.label_nl

    def noun(self, figure: str) -> str:
        """What a figure counts, in the plural."""
        return self.library.notation.noun(self.shown(figure))

    def notes(
        self, rows: Sequence[Row], *, several: bool = False, withheld: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """What must be said under a table: rows that overlap, rows left out, and signs that stand for
        numbers.
        """
        cells = {cell.state for row in rows for cell in row.cells if isinstance(cell, Shown)}
        said = [self.word("several_note")] if several else []
        if withheld:
            said.append(self.word("left_out_note", rows=", ".join(withheld)))
        said += [
            self.word(f"{state}_note", threshold=self.threshold)
            for state in (State.SMALL, State.HIDDEN)
            if state in cells
        ]
        return tuple(said)

    # -- blocks
    # ---------------------------------------------------------------------------------------------------

    def blocks(self, kind: str, name: str) -> Sequence[Block]:
        """What a directive on a line of its own stands for: an exhibit by its name."""
        if f"{kind} {name}" not in self.exhibits:
            raise prose.UnknownPlaceholder(f"a text asks for the {kind} {name!r}, and there is no such thing")
        return self.exhibits[f"{kind} {name}"](self, name)
