"""Writes a report to a folder in all its forms, telling how far it is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from omzien.insight.reports import csvs
from omzien.insight.reports.document import Document
from omzien.insight.reports.drawing import Drawings, drawings_of
from omzien.insight.reports.html import page
from omzien.insight.reports.pdf import pdf
from omzien.insight.reports.sheets import workbook
from omzien.insight.whole import whole

Progress = Callable[[str, int, int], None]


def write_report(document: Document, folder: Path, *, progress: Progress | None = None) -> list[Path]:
    """Write report.html, report.pdf, report.xlsx and tables/*.csv; gives the files that were written.

    `progress` is told what is being made, how many files are written, and how many there will be. Each file
    is written beside its place and then renamed, so a report that was there stays whole until the new one
    is.
    """
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    total = 3 + len(document.tables)
    written: list[Path] = []
    with ThreadPoolExecutor(1) as beside:
        drawings = beside.submit(drawings_of, document).result
        for name, make in _forms(document, drawings):
            written.append(_put(folder / name, make()))
            if progress:
                progress("report", len(written), total)
    return written


def _forms(document: Document, drawings: Drawings) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What needs no chart comes first: the charts are being drawn meanwhile."""
    yield "report.xlsx", lambda: workbook(document)
    for name, content in csvs.files(document):
        yield f"tables/{name}", content.encode
    yield "report.html", lambda: page(document, drawings=drawings).encode()
    yield "report.pdf", lambda: pdf(document, drawings=drawings)


def _put(path: Path, content: bytes) -> Path:
    with whole(path) as beside:
        beside.write_bytes(content)
    return path
