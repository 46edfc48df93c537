"""What a figure is: a value that says what it counts, of what, by which day, and in plain words."""

from dataclasses import dataclass, field
from typing import Literal

from omzien.insight.figures.bases import Base
from omzien.insight.figures.date_bases import DateBasis
from omzien.insight.figures.measures import Measure

Question = Literal[1, 2, 3, 4, 5, 6]
FEW = 5  # fewer observations than this are called thin: a count
FEW_FOR_A_MEAN = 10  # and a mean, a median or a share


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the catalogue.

    `question` is one of the six questions of the field (1 who, 2 which needs, 3 which interventions, 4
    which result, 5 who returns, 6 why). `per` names the dimension of a family: such a figure is counted for
    each of its values, and called `<family>.<value>.<rest>`. `needs` are the parts of the base that it
    uses.
    """

    name: str
    question: Question
    label_nl: str
    label_en: str
    unit: str
    base: Base
    basis: DateBasis
    measure: Measure
    definition_nl: str
    definition_en: str
    decimals: int = 0
    smallest_cell: int = FEW
    needs: tuple[str, ...] = ()
    per: str | None = None
    looks_back: bool = False

    @property
    def date_basis(self) -> str:
        """Which day makes a row count, in Dutch."""
        return self.basis.label_nl

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions that it can be split and filtered by."""
        from omzien.insight.figures.dimensions import dimensions_of  # dimensions are told per base

        return dimensions_of(self)

    @property
    def expression(self) -> Measure:
        """The Ibis expressions: value, observations, missing."""
        return self.measure


@dataclass(frozen=True, slots=True)
class Split:
    """A figure that is always also told by a dimension: `registrations_by_domain`."""

    name: str
    figure: str
    dimension: str
    label_nl: str = field(default="")
    label_en: str = field(default="")
