"""Counting by brute force: every figure and dimension again, in plain Python, one row at a time.

Written from the definitions, not from the expressions. `COUNTS` has a count for each figure of the
catalogue, `units` the things that it counts, `values` what a thing has of a dimension.
"""

from tests.insight.brute.counts import COUNTS, Counted
from tests.insight.brute.dimensions import values
from tests.insight.brute.units import Asked, Unit, units

__all__ = ["COUNTS", "Asked", "Counted", "Unit", "units", "values"]
