"""From a seed to a filled installation: generate, write as packages, and bring in through the import."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa

from omzien.exchange.demo import accounts
from omzien.exchange.demo.generator import generate
from omzien.exchange.demo.neighbour import neighbour
from omzien.exchange.imports import ImportReport, import_from_command
from omzien.exchange.imports.staging import Progress, quiet
from omzien.exchange.package.writer import write_package


class DoesNotImport(RuntimeError):
    """The import refused what was generated: a fault of one of the two. Nothing was brought in."""


def build(
    data: Path, *, seed: int, residents: int, until: date | None = None, progress: Progress = quiet
) -> list[ImportReport]:
    """Make both organisations and the accounts of the cast; `data` is the folder of this installation.

    Raises TooFew for too small a world, and DoesNotImport.
    """
    reports = [
        _bring_in(tables, data, progress) for tables in (generate(seed, residents, until), neighbour())
    ]
    accounts.make()
    return reports


def _bring_in(tables: dict[str, pa.Table], data: Path, progress: Progress) -> ImportReport:
    folder = Path(tempfile.mkdtemp(prefix="demo-package-", dir=data))
    try:
        write_package(tables, folder)
        report = import_from_command(folder, progress=progress)
    finally:
        shutil.rmtree(folder)
    if report.problems:
        raise DoesNotImport("; ".join(report.lines(shown=5)))
    return report
