"""What this room holds of one resident: told on inspection, and taken away on erasure, by privacy only.
And what goes when nobody went on with it: drafts.

Erasure keeps the statistics true: the row of the resident stays, without a name, with a birth year instead of
a date, and under a new pseudonym and key that nothing leads back from.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from omzien.gate.farewell import Farewell, years_before
from omzien.gate.sealed import SealedModel
from omzien.gate.validity import valid_on
from omzien.gate.visit import Visit
from omzien.organisation.queries import own_organisation
from omzien.people.indexing import index_name
from omzien.people.models import (
    CitizenNumber,
    Consent,
    ContactDetails,
    Draft,
    HouseholdStay,
    Kinship,
    Merge,
    Resident,
    TreatmentRelation,
)
from omzien.people.rules import PSEUDONYM_BITS

TOLD: dict[str, tuple[type[SealedModel], str, tuple[str, ...]]] = {
    "resident": (
        Resident,
        "pk",
        (
            "key",
            "given_name",
            "name_prefix",
            "family_name",
            "birth_date",
            "gender",
            "municipality__name",
            "neighbourhood__name",
            "language",
            "needs_interpreter",
            "registered_on",
        ),
    ),
    "contact_details": (
        ContactDetails,
        "resident_id",
        ("phone", "email", "street", "house_number", "postcode", "place"),
    ),
    "consents": (Consent, "resident_id", ("kind__name_nl", "given_on", "withdrawn_on")),
    "supported_by": (
        TreatmentRelation,
        "resident_id",
        ("worker__name", "team__name", "started_on", "until"),
    ),
    "household_stays": (HouseholdStay, "resident_id", ("since", "until")),
    "kinships": (Kinship, "resident_id", ("kind__name_nl",)),
    "merged": (Merge, "survivor_id", ("merged_at", "aside")),
    "drafts": (Draft, "resident_id", ("worker__name", "changed_at")),
    "citizen_number": (CitizenNumber, "resident_id", ("legal_basis",)),
}


def _rows(model: type[SealedModel], visit: Visit) -> QuerySet[Any, Any]:
    rows = model.objects.unsealed("farewell: inspection, erasure, and who is past the term")
    return rows.filter(organisation_id=visit.organisation_id)


def _of(model: type[SealedModel], path: str, visit: Visit, resident_id: int) -> QuerySet[Any, Any]:
    return _rows(model, visit).filter(**{path: resident_id})


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    return {
        name: list(_of(model, path, visit, resident_id).order_by("pk").values(*columns))
        for name, (model, path, columns) in TOLD.items()
    }


def _erase(visit: Visit, resident_id: int) -> int:
    hanging = (ContactDetails, Consent, TreatmentRelation, CitizenNumber, Draft, HouseholdStay, Kinship)
    gone = _of(Kinship, "other_id", visit, resident_id).delete()[0]
    gone += sum(_of(model, "resident_id", visit, resident_id).delete()[0] for model in hanging)
    gone += _of(Merge, "survivor_id", visit, resident_id).delete()[0]
    index_name(visit.organisation_id, resident_id)
    row = _of(Resident, "pk", visit, resident_id)
    born = row.values_list("birth_date", flat=True).first()
    return gone + row.update(**_nobody(born), changed_at=visit.now)


def _nobody(born: date | None) -> dict[str, Any]:
    blank = dict.fromkeys(("given_name", "name_prefix", "family_name", "search_name", "language"), "")
    return blank | {
        "birth_date": born and date(born.year, 1, 1),
        "neighbourhood": None,
        "household": None,
        "needs_interpreter": False,
        "key": f"erased-{secrets.token_hex(16)}",
        "pseudonym": secrets.randbits(PSEUDONYM_BITS),
    }


def forget_drafts(*, before: datetime) -> int:
    """Erase, unread, the drafts that nobody went on with since then, whosever; how many there were."""
    drafts = Draft.objects.unsealed("farewell: drafts that nobody went on with")
    return drafts.filter(changed_at__lt=before).delete()[0]


def _within_term(visit: Visit) -> Iterator[QuerySet[Any, Any]]:
    """Who became known within the term of the organisation, is supported today, or has no name left."""
    since = years_before(visit.today, own_organisation(visit).keep_years)
    yield _rows(Resident, visit).filter(Q(registered_on__gt=since) | Q(search_name="")).values("pk")
    today = valid_on(visit.today, start="started_on", until="until")
    yield _rows(TreatmentRelation, visit).filter(today).values("resident_id")


def past_term(visit: Visit, within: Iterable[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """The residents who are within no term: by how long they are known. Only privacy asks."""
    rows = _rows(Resident, visit)
    for kept in within:
        rows = rows.exclude(pk__in=kept)
    return rows.order_by("registered_on", "pk")


FAREWELL = Farewell("people", export=_export, erase=_erase, within_term=_within_term)
