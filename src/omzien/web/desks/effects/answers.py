"""What the page shows of an answer: a sentence, pictures, tables, how it was reckoned, and what may leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from omzien.insight.effects import FEW, Estimate
from omzien.web.components.estimated import Curves, Estimated, Intervals
from omzien.web.components.shown import Cell, Table, Tile
from omzien.web.templatetags.omzien import quantity

NONE = "–"
DECIMALS: Mapping[str, int] = {"share": 1, "points": 2, "days": 0}  # of an estimate, by its unit


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the download: what it is about, `counts` of people or of what they did, and `numbers` that
    stand on the counts that `basis` names.
    """

    about: Sequence[str]
    counts: Mapping[str, int]
    numbers: Mapping[str, float | None]
    basis: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `sure` is what a reader must know before using it; `thin` cells stand on few observations.
    The first tables are those of the curves.
    """

    title: str
    tables: Sequence[Table]
    intervals: Sequence[Intervals] = ()
    curves: Sequence[Curves] = ()
    tiles: Sequence[Tile] = ()
    sure: Sequence[str] = ()
    method: Sequence[str] = ()
    heads: Sequence[str] = ()
    lines: Sequence[Line] = field(default=())

    few = FEW

    @property
    def beside(self) -> list[tuple[Curves, Table]]:
        """Each curve with the table that it is drawn from."""
        return list(zip(self.curves, self.tables, strict=False))

    @property
    def below(self) -> Sequence[Table]:
        """The other tables."""
        return self.tables[len(self.curves) :]

    @property
    def thin(self) -> bool:
        """Does a number stand on few observations?"""
        return any(cell.thin for table in self.tables for row in table.rows for cell in row.cells)


def amount(value: float | None, unit: str) -> str:
    """A value in the notation of the page: 70,3%, 0,58 or 91."""
    if value is None:
        return NONE
    if unit == "share":
        return f"{quantity(100 * value, DECIMALS[unit])}%"
    return quantity(value, DECIMALS[unit])


def signed(value: float | None, unit: str) -> str:
    """A difference, with its sign; of shares in percentage points."""
    if value is None:
        return NONE
    told = quantity(100 * value if unit == "share" else value, DECIMALS[unit]).replace("-", "−")
    return f"+{told}" if value > 0 else told


def between(estimate: Estimate, unit: str) -> str:
    """The interval: 69,4–71,3."""
    if estimate.low is None or estimate.high is None:
        return NONE if estimate.low is None else gettext("from %(low)s") % {"low": amount(estimate.low, unit)}
    return gettext("%(low)s to %(high)s") % {
        "low": amount(estimate.low, unit),
        "high": amount(estimate.high, unit),
    }


def estimated(estimate: Estimate, unit: str, *, difference: bool = False) -> Cell:
    """A value with its interval behind it."""
    if estimate.value is None:
        return Cell(NONE)
    if not difference:
        return Cell(f"{amount(estimate.value, unit)} ({between(estimate, unit)})", thin=estimate.thin)
    told = signed(estimate.value, unit)
    if estimate.low is None or estimate.high is None:
        return Cell(told, thin=estimate.thin)
    ends = {"low": signed(estimate.low, unit), "high": signed(estimate.high, unit)}
    return Cell(f"{told} ({gettext('%(low)s to %(high)s') % ends})", thin=estimate.thin)


def count(number: int) -> Cell:
    """A number of people, or of what they did."""
    return Cell(quantity(number))


def ends(estimate: Estimate) -> Estimated:
    """A value and its interval, for a picture."""
    return estimate.value, estimate.low, estimate.high


def numbers_of(estimate: Estimate, name: str = "") -> dict[str, float | None]:
    """A value and its interval, for a download."""
    before = f"{name}_" if name else ""
    values: tuple[Any, ...] = (estimate.value, estimate.low, estimate.high)
    return {f"{before}{part}": one for part, one in zip(("value", "low", "high"), values, strict=True)}
