"""The floor of effects: what came of the support, for whom, and how sure that is."""

from omzien.insight.effects.growth import Growth, growth, instrument_names
from omzien.insight.effects.intervals import FEW, Estimate
from omzien.insight.effects.results import OUTCOMES, STRATA, OutcomeName, Part, Results, Stratum, results
from omzien.insight.effects.returns import WINDOWS, Returns, Window, returns
from omzien.insight.effects.standardising import Compared
from omzien.insight.effects.survival import Curve
from omzien.insight.effects.waiting import STEPS, Step, Waiting, waiting

__all__ = [
    "FEW",
    "OUTCOMES",
    "STEPS",
    "STRATA",
    "WINDOWS",
    "Compared",
    "Curve",
    "Estimate",
    "Growth",
    "OutcomeName",
    "Part",
    "Results",
    "Returns",
    "Step",
    "Stratum",
    "Waiting",
    "Window",
    "growth",
    "instrument_names",
    "results",
    "returns",
    "waiting",
]
