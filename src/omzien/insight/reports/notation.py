"""How numbers and dates are written: Dutch and English notation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from omzien.insight.disclosure.values import Shown, State, Style

NARROW = " "  # no line break between a number and what it counts
MINUS = "−"
DOT = "·"
DASH = "–"


@dataclass(frozen=True, slots=True)
class Notation:
    """The notation of one language; `words` are the texts' own words (nouns in one and many, months,
    phrases).
    """

    language: str
    thousands: str
    decimal: str
    nouns: Mapping[str, Mapping[str, str]]
    months: tuple[str, ...]
    phrases: Mapping[str, str]

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """1234.5 -> 1.234,5 (nl). Halves are rounded away from zero, as everybody learned at school."""
        text = f"{_rounded(abs(value), decimals):,.{decimals}f}".translate(
            {ord(","): self.thousands, ord("."): self.decimal}
        )
        is_zero = not text.strip("0.,")
        sign = MINUS if value < 0 and not is_zero else "+" if signed and not is_zero else ""
        return sign + text

    def bare(self, value: float, style: Style) -> str:
        """A value without its noun: 118, 31%, +0,71."""
        match style.form:
            case "share":
                return self.number(value * 100, style.decimals) + "%"
            case "change":
                return self.number(value * 100, style.decimals, signed=True) + "%"
            case "days" if value == int(value):
                return self.number(value)
            case "growth":
                return self.number(value, style.decimals, signed=True)
            case _:
                return self.number(value, style.decimals)

    def cell(self, shown: Shown) -> str:
        """A number in a table, tile or chart: `118`, `<10`, a dot when withheld, a dash when there is
        none.
        """
        match shown.state:
            case State.SHOWN if shown.value is not None:
                return self.bare(shown.value, shown.style)
            case State.SMALL:
                return f"<{shown.threshold}"
            case State.HIDDEN:
                return DOT
            case _:
                return DASH

    def phrase(self, shown: Shown, *, noun: bool = True) -> str:
        """A number in a sentence: `118 aanmeldingen`, `minder dan 10 aanmeldingen`."""
        named = noun and bool(shown.style.noun)
        match shown.state:
            case State.SHOWN:
                text = self.cell(shown)
            case State.SMALL:
                text = self.phrases["small"].format(threshold=shown.threshold)
            case State.HIDDEN if shown.style.form == "count":
                text = self.phrases["hidden_count_of" if named else "hidden_count"]
            case State.HIDDEN:
                text = self.phrases["hidden_other"]
            case _:
                text = self.phrases["absent"]
        return f"{text}{NARROW}{self.noun(shown)}" if named else text

    def noun(self, shown: Shown) -> str:
        """The noun that this number counts, in one or many."""
        forms = self.nouns.get(shown.style.noun, {})
        return forms.get("one" if shown.is_shown and shown.value == 1 else "many", "")

    def day(self, moment: date) -> str:
        """12 mrt 2026."""
        return f"{moment.day}{NARROW}{self.months[moment.month - 1]}{NARROW}{moment.year}"

    def moment(self, moment: datetime) -> str:
        """12 mrt 2026, 14:05."""
        return f"{self.day(moment)}, {moment:%H:%M}"


def _rounded(value: float, decimals: int) -> float:
    scale = 10.0**decimals
    return float(int(value * scale + 0.5 + 1e-9)) / scale
