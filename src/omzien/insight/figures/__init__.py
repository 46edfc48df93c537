"""The floor of figures: one catalogue of what is counted, and the ways to count it from a snapshot of
facts.
"""

from omzien.insight.figures.catalogue import CATALOGUE, SPLITS
from omzien.insight.figures.crosstab import breakdown, crosstab, parts
from omzien.insight.figures.dimensions import DIMENSIONS, Dimension
from omzien.insight.figures.figure import Figure, Split
from omzien.insight.figures.listing import listing
from omzien.insight.figures.measure import family_of, measure
from omzien.insight.figures.naming import categories, category
from omzien.insight.figures.question import Against, Cell, Question, period_of, period_text
from omzien.insight.figures.values import MISSING, Category, CrossTab, Period, Selection, Value

__all__ = [
    "CATALOGUE",
    "DIMENSIONS",
    "MISSING",
    "SPLITS",
    "Against",
    "Category",
    "Cell",
    "CrossTab",
    "Dimension",
    "Figure",
    "Period",
    "Question",
    "Selection",
    "Split",
    "Value",
    "breakdown",
    "categories",
    "category",
    "crosstab",
    "family_of",
    "listing",
    "measure",
    "parts",
    "period_of",
    "period_text",
]
