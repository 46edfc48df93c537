"""Whom to ask how the support was: residents whose individual support ended lately."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from omzien.casework.models import Intervention, SafetyCase
from omzien.casework.policy import SURVEY_SUPPORT
from omzien.casework.rules.surveying import ASK_WITHIN_DAYS, Candidate, NotAsked, why_not
from omzien.gate.visit import Visit
from omzien.outcomes.queries import Asking, earlier_invitations
from omzien.people.queries import emails, without_surveys


@dataclass(frozen=True, slots=True)
class Supported:
    """A resident whose support ended, with what an invitation needs. `why_not` is None for who is asked."""

    about: str
    resident_id: int
    municipality_id: int
    service_id: int
    email: str
    why_not: NotAsked | None


def supported_lately(visit: Visit) -> list[Supported]:
    """Each resident whose individual support ended lately, by the last that ended (4 queries)."""
    rows = _last_ended(visit)
    addresses = emails(visit, resident_ids=rows)
    objecting = without_surveys(visit, resident_ids=rows)
    asked: dict[int, list[Asking]] = {}
    for one in earlier_invitations(visit, resident_ids=rows):
        asked.setdefault(one.resident_id, []).append(one)
    return [
        _judged(visit, row, addresses.get(who, ""), who in objecting, asked.get(who, []))
        for who, row in rows.items()
    ]


def _last_ended(visit: Visit) -> dict[int, Intervention]:
    open_cases = SafetyCase.objects.unsealed("surveys: is safety at home being looked at, yes or no").filter(
        resident_id=OuterRef("resident_id"), closed_on=None
    )
    ended = Intervention.objects.under(SURVEY_SUPPORT, visit).filter(
        ended_on__gte=visit.today - timedelta(days=ASK_WITHIN_DAYS), ended_on__lte=visit.today
    )
    rows = ended.select_related("result").annotate(unsafe=Exists(open_cases)).order_by("ended_on", "pk")
    return {row.resident_id: row for row in rows}  # the last one stays


def _judged(visit: Visit, row: Intervention, email: str, objects: bool, asked: list[Asking]) -> Supported:
    candidate = Candidate(
        ended_on=row.ended_on or visit.today,
        result=row.result.key if row.result else "",
        email=email,
        objects=objects or any(one.declined for one in asked),
        safety_case_open=bool(getattr(row, "unsafe")),  # noqa: B009
        last_asked_on=max((one.sent_on for one in asked), default=None),
    )
    return Supported(
        about=row.key,
        resident_id=row.resident_id,
        municipality_id=row.municipality_id,
        service_id=row.service_id,
        email=email,
        why_not=why_not(candidate, visit.today),
    )
