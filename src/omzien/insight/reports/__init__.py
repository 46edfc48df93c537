"""The floor of reports: one document, made from figures, rendered as page, PDF, spreadsheet and CSV."""

from omzien.insight.reports.annual import Said, annual_report, report_from
from omzien.insight.reports.document import Document
from omzien.insight.reports.typed import BadTypedFile, TypedTable, read_typed
from omzien.insight.reports.writing import write_report

__all__ = [
    "BadTypedFile",
    "Document",
    "Said",
    "TypedTable",
    "annual_report",
    "read_typed",
    "report_from",
    "write_report",
]
