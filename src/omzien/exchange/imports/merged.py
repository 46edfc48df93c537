"""Residents that were merged here, and that a package of before the merge still speaks of as two."""

import pyarrow as pa
import pyarrow.compute as pc
from django.apps import apps

from omzien.exchange import rows
from omzien.exchange.imports.problems import Problems, places
from omzien.exchange.imports.record import Record, plain, tell
from omzien.exchange.package.tables import BY_NAME

RESIDENT = "people.Resident"


def check(record: Record, problems: Problems) -> None:
    """Report who would come back beside the resident that he was merged into.

    The row would be a new resident, to whom all that moved with the merge would go back, and the merge could
    not be undone any more.
    """
    if record.organisation_id is None or not record.is_staged("residents"):
        return
    survivors = _survivors(record.organisation_id)
    table = BY_NAME["residents"]
    found = record.staged(table, ["key"])
    merged = pc.is_in(plain(found["key"]), value_set=pa.array(survivors, pa.string()))
    for place in places(merged):
        survivor = survivors[found["key"][place].as_py()]
        mend = f"take the row out, and write {survivor} where it stands; or undo the merge first"
        tell(record, table, problems, found, place, "key", (f"was merged into {survivor} here", mend))


def _survivors(organisation_id: int) -> dict[str, str]:
    """The key of whoever was merged, with the key of the resident into whom."""
    journal = rows.whole(apps.get_model("people.Merge"), "import: who was merged into whom")
    merges = journal.filter(organisation_id=organisation_id).values_list("aside", "survivor__key")
    return {kept["key"]: survivor for aside, survivor in merges for kept in aside[RESIDENT]}
