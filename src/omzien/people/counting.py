"""The records behind a figure: whose they are, for a visit that may read both the record and the resident."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from omzien.gate.acts import Act
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit
from omzien.people import rules
from omzien.people.models import Resident
from omzien.people.policy import SEE_COUNTED


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """One record behind a figure: whose it is, and of which day (None: it has no day of its own)."""

    resident_id: int
    resident: str
    on: date | None


@dataclass(frozen=True, slots=True)
class CountedRecords:
    """Some of the records that this visit may read, and how many these are in all."""

    rows: list[CountedRecord]
    number: int


def counted_records(
    visit: Visit,
    act: Act,
    model: type[SealedModel],
    *,
    ids: Collection[int],
    day: str | None,
    limit: int,
) -> CountedRecords:
    """The records with these ids that `act` reaches and whose resident this visit may see in a figure, the
    newest first (3 queries). Only those that are handed out are noted; the others are counted.
    """
    whose = Resident.objects.under(SEE_COUNTED, visit).values("pk")
    there: Any = model.objects.under(act, visit).filter(Q(pk__in=ids, resident__in=whose))
    rows = there.beside("resident", SEE_COUNTED).order_by(*([f"-{day}"] if day else []), "-pk")[:limit]
    told = [
        CountedRecord(row.resident_id, _name(row.resident), getattr(row, day) if day else None)
        for row in rows
    ]
    return CountedRecords(told, there.count())


def _name(resident: Resident) -> str:
    return rules.full_name(
        given_name=resident.given_name, name_prefix=resident.name_prefix, family_name=resident.family_name
    )
