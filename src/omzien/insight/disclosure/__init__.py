"""Disclosure control: the one rule for every number that leaves as published. See README.md."""

from omzien.insight.disclosure.attacker import Unanswered
from omzien.insight.disclosure.audit import Breach, audit
from omzien.insight.disclosure.crosstabs import EVERY, SafeTab, Written, safe
from omzien.insight.disclosure.evidence import Evidence, Relation
from omzien.insight.disclosure.hiding import protect
from omzien.insight.disclosure.places import Place
from omzien.insight.disclosure.publications import Publication
from omzien.insight.disclosure.releasing import NotReleased, refuse_breaches, release
from omzien.insight.disclosure.rounding import rounded
from omzien.insight.disclosure.together import weigh
from omzien.insight.disclosure.values import Raw, Shown, State, Style

__all__ = [
    "EVERY",
    "Breach",
    "Evidence",
    "NotReleased",
    "Place",
    "Publication",
    "Raw",
    "Relation",
    "SafeTab",
    "Shown",
    "State",
    "Style",
    "Unanswered",
    "Written",
    "audit",
    "protect",
    "refuse_breaches",
    "release",
    "rounded",
    "safe",
    "weigh",
]
