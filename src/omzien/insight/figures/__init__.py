"""The floor of figures: one catalogue of what is counted, and the ways to count it from a snapshot of
facts.
"""

from omzien.insight.figures.answered import Both, Counted, both
from omzien.insight.figures.catalogue import CATALOGUE, SPLITS
from omzien.insight.figures.crosstab import breakdown, crosstab, parts
from omzien.insight.figures.definitions import Version, gone, history_of, version_of
from omzien.insight.figures.differences import Change, Difference, differ
from omzien.insight.figures.dimensions import DIMENSIONS, Dimension
from omzien.insight.figures.entries import catalogue_csv, catalogue_json, catalogue_rows
from omzien.insight.figures.explained import (
    MOST_BEHIND,
    RECORDS,
    Asked,
    Explanation,
    Step,
    behind,
    explain,
    number,
)
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
    "MOST_BEHIND",
    "RECORDS",
    "SPLITS",
    "Against",
    "Asked",
    "Both",
    "Category",
    "Cell",
    "Change",
    "Counted",
    "CrossTab",
    "Difference",
    "Dimension",
    "Explanation",
    "Figure",
    "Period",
    "Question",
    "Selection",
    "Split",
    "Step",
    "Value",
    "Version",
    "behind",
    "both",
    "breakdown",
    "catalogue_csv",
    "catalogue_json",
    "catalogue_rows",
    "categories",
    "category",
    "crosstab",
    "differ",
    "explain",
    "family_of",
    "gone",
    "history_of",
    "listing",
    "measure",
    "number",
    "parts",
    "period_of",
    "period_text",
    "version_of",
]
