"""Export: the whole record of one organisation as a data package."""

from pathlib import Path

from django.db import transaction

from omzien.exchange import rows
from omzien.exchange.package.schema import FileFacts
from omzien.exchange.package.tables import TABLES
from omzien.exchange.package.writer import make_folder, write_descriptor, write_table
from omzien.gate import ledger
from omzien.gate.visit import Visit


def export_package(visit: Visit, target: Path) -> list[FileFacts]:
    """Write all tables of the visit's organisation, as they are at one moment, sorted by key.

    The same rows give the same bytes, on every database. One ledger line says what went out.
    """
    make_folder(target)
    with rows.one_moment():
        files = [write_table(table, rows.read(table, visit.organisation_id), target) for table in TABLES]
    write_descriptor(files, target)
    _write_down(visit, files)
    return files


@transaction.atomic
def _write_down(visit: Visit, files: list[FileFacts]) -> None:
    detail = {
        "rows": {file.table.name: file.rows for file in files},
        "hashes": [file.digest for file in files],
    }
    ledger.write(
        [ledger.line_of(visit, act="export", code="R", model="organisation.Organisation", detail=detail)]
    )
