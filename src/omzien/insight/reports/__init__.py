"""The floor of reports: one document, made from figures, rendered as page, PDF, spreadsheet and CSV."""

from omzien.insight.reports.annual import Said, annual_report, report_from
from omzien.insight.reports.answer import Labels, Publishing, answer_document
from omzien.insight.reports.csvs import content as csv_of
from omzien.insight.reports.document import Document
from omzien.insight.reports.drawing import alone, as_png, draw
from omzien.insight.reports.past import Past, past
from omzien.insight.reports.published import Signed, shelf
from omzien.insight.reports.sheets import workbook
from omzien.insight.reports.typed import BadTypedFile, TypedTable, read_typed
from omzien.insight.reports.writing import write_report

__all__ = [
    "BadTypedFile",
    "Document",
    "Labels",
    "Past",
    "Publishing",
    "Said",
    "Signed",
    "TypedTable",
    "alone",
    "annual_report",
    "answer_document",
    "as_png",
    "csv_of",
    "draw",
    "past",
    "read_typed",
    "report_from",
    "shelf",
    "workbook",
    "write_report",
]
