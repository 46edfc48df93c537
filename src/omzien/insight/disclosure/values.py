"""The numbers of a publication: raw as they were counted, and shown as disclosure control lets them out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Form = Literal["count", "share", "change", "score", "growth", "days", "amount"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is written: its form, the noun that it counts (a key of the texts' nouns), its decimals.

    A share and a change are fractions (0.31 is written as 31%); a growth and a change carry their sign. An
    amount was typed in by people, not counted.
    """

    form: Form = "count"
    noun: str = ""
    decimals: int = 0


class State(StrEnum):
    """What a reader may see of a number."""

    SHOWN = "shown"
    SMALL = "small"  # under the threshold, and it is safe to say so
    HIDDEN = "hidden"  # under the threshold, or left out to protect one that is
    ABSENT = "absent"  # there is no such number


@dataclass(frozen=True, slots=True)
class Raw:
    """A number as it was counted. Never given to a renderer.

    A `counted` number takes part in disclosure control by its own value; any other stands on counts
    (`basis`) and is hidden with them. `guarded` is False for counts that are not about people (sessions
    held). `quiet`: printed nowhere itself. `earlier`: how it stands in an earlier publication.
    """

    value: float | None
    style: Style
    figure: str
    counted: bool = True
    guarded: bool = True
    basis: tuple[str, ...] = ()
    quiet: bool = False
    earlier: State | None = None

    @property
    def is_ratio(self) -> bool:
        """Does it stand on a part and a whole, or on now and before?"""
        return not self.counted and self.style.form in ("share", "change") and len(self.basis) == 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it may leave the house. What is not shown has no value any more: nothing can leak it.

    `within`: how far a rounded value may be from what was counted; 0 when it is not rounded.
    """

    state: State
    style: Style
    value: float | None = None
    figure: str = ""
    threshold: int = 0
    within: float = 0

    @property
    def is_shown(self) -> bool:
        """Is there a value to read?"""
        return self.state is State.SHOWN

    @property
    def is_withheld(self) -> bool:
        """Is there a value that the reader may not see?"""
        return self.state in (State.SMALL, State.HIDDEN)
