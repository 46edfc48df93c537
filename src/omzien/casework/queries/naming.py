"""From the rows that were handed out to the names that a page shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, overload

from omzien.casework.queries.rows import Named
from omzien.gate.visit import Visit
from omzien.organisation.queries import worker_names
from omzien.people.queries import names
from omzien.people.rules import full_name

if TYPE_CHECKING:
    from omzien.organisation.models import Code, Municipality, Partner, Service, Team, Worker
    from omzien.people.models import Resident


@overload
def named(code: "Code | Service") -> Named: ...
@overload
def named(code: "Code | Service | None") -> Named | None: ...
def named(code: "Code | Service | None") -> Named | None:
    """The key and the two names of a code or service; None stays None."""
    return None if code is None else Named(code.key, code.name_nl, code.name_en)


def name_of(who: "Worker | Team | Partner | Municipality | None") -> str:
    """The name of who or where it is; empty when there is none, or none that this visit reaches."""
    return who.name if who else ""


def resident_name(resident: "Resident | None") -> str:
    """The whole name of a resident; empty when this visit does not reach the name."""
    if resident is None:
        return ""
    return full_name(
        given_name=resident.given_name,
        name_prefix=resident.name_prefix,
        family_name=resident.family_name,
    )


class People:
    """Whom the rows of a page are about, and who works with them: asked once, for however many lists."""

    def __init__(self, visit: Visit, *lists: Iterable[Any]) -> None:
        rows = [row for one in lists for row in one]
        self._me = visit.worker_id
        self._residents = names(visit, resident_ids=_filled(rows, "resident_id"))
        self._workers = worker_names(visit, worker_ids=_filled(rows, "worker_id"))

    def resident(self, row: Any) -> str:
        """The name of the resident of a row; empty when there is none, or none that this visit reaches."""
        return self._residents.get(row.resident_id, "")

    def worker(self, row: Any) -> str:
        """The name of the worker of a row; empty when there is none."""
        return self._workers.get(row.worker_id, "")

    def colleague(self, row: Any) -> str:
        """The name of the worker of a row; empty when that is oneself."""
        return "" if row.worker_id == self._me else self.worker(row)


def _filled(rows: Iterable[Any], column: str) -> set[int]:
    return {found for row in rows if (found := getattr(row, column, None)) is not None}
