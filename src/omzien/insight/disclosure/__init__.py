"""Disclosure control: the one rule for every number that leaves as published. See README.md."""

from omzien.insight.disclosure.crosstabs import SafeTab, safe
from omzien.insight.disclosure.evidence import Evidence, Relation
from omzien.insight.disclosure.hiding import protect
from omzien.insight.disclosure.values import Raw, Shown, State, Style

__all__ = [
    "Evidence",
    "Raw",
    "Relation",
    "SafeTab",
    "Shown",
    "State",
    "Style",
    "protect",
    "safe",
]
