"""Rows of any table of the package, whoever they are about: for the whole-record work of this door only."""

from typing import Any

from omzien.exchange.package.tables import Table


def all_rows(table: Table, reason: str, organisation_id: int | None = None) -> Any:
    """All rows of a table; of one organisation when that is given and the table knows organisations."""
    model: Any = table.model
    rows = model.objects.unsealed(reason) if table.sealed else model.objects.all()
    if organisation_id is not None and table.organisation_path:
        rows = rows.filter(**{table.organisation_path: organisation_id})
    return rows
