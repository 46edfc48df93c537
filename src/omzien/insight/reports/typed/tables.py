"""A table as it was typed in: its columns, and rows that say what part they have in the sum."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a row is in its table."""

    PART = "part"  # counts towards the next total
    SUBTOTAL = "subtotal"  # the sum of the rows that it names
    TOTAL = "total"  # the sum of all parts since the total before it
    RESULT = "result"  # the result of the year
    RESERVES = "reserves"  # the change in reserves, which should be that result


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """A column. `share`: percentages of a whole. `exact`: counted (heads), so that no difference is
    rounding.
    """

    label: str
    share: bool = False
    exact: bool = False
    decimals: int = 0

    @property
    def unit(self) -> Decimal:
        """The smallest step that is printed: 1, or 0.01 with two decimals."""
        return Decimal(1).scaleb(-self.decimals)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row: one value for each column, None where the cell is empty; `sum_of` are the labels that a
    subtotal adds up.
    """

    label: str
    values: tuple[Decimal | None, ...]
    kind: Kind = Kind.PART
    sum_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table; `key` names its data file, `head` is the heading of the first column."""

    key: str
    title: str
    head: str
    columns: tuple[TypedColumn, ...]
    rows: tuple[TypedRow, ...]
