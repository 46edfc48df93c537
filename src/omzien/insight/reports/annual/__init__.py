"""The annual report of one municipality: counted, protected, and then written.

Three steps that only go one way: `gather` counts (raw numbers), disclosure control decides what may be
seen, and `compose` makes the document from that; what was withheld is not there any more.
"""

from omzien.insight.reports.annual.compose import annual_report, report_from
from omzien.insight.reports.annual.said import Said

__all__ = ["Said", "annual_report", "report_from"]
