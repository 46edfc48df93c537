"""The records behind a number, as far as this visit may read them anyway."""

from dataclasses import dataclass

from omzien.casework import queries as casework
from omzien.community import queries as community
from omzien.gate.visit import Visit
from omzien.insight.figures import MOST_BEHIND, RECORDS, behind
from omzien.people.policy import READ_RESIDENT, SEE_COUNTED
from omzien.people.queries import CountedRecord, CountedRecords
from omzien.web.desks.explain.number import Number
from omzien.web.kit.paging import Slice, cut


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of the records: how many there are, and how many of these this visit may read."""

    rows: Slice[CountedRecord]
    readable: int
    number: int
    opens: bool


def has_records(number: Number) -> bool:
    """Is a row of it of a resident?"""
    return number.figure.base.name in RECORDS


def may_see(visit: Visit) -> bool:
    """Is anything behind a figure for this visit?"""
    return SEE_COUNTED.open_to(visit)


def records_of(visit: Visit, number: Number, *, page: int) -> Behind | None:
    """The records behind a number; None when there are too many to look through."""
    ids = behind(number.snapshot, number.asked)
    if len(ids) > MOST_BEHIND:
        return None
    found: list[CountedRecords] = []

    def ask(limit: int) -> list[CountedRecord]:
        found.append(_ask(visit, RECORDS[number.figure.base.name], ids, limit))
        return found[-1].rows

    return Behind(cut(ask, page), found[-1].number, len(ids), READ_RESIDENT.open_to(visit))


def _ask(visit: Visit, kind: str, ids: list[int], limit: int) -> CountedRecords:
    counted = casework.counted if kind in casework.KINDS else community.counted
    return counted(visit, kind=kind, ids=ids, limit=limit)
