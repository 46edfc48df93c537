"""What community holds of one resident: told on inspection, forgotten on request. Only privacy calls it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from omzien.community.models import Attendance, MoneyFinding, Session, WalkInAgreement, WalkInVisit
from omzien.gate.farewell import Farewell, years_before
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Visit
from omzien.organisation.queries import own_organisation

VISITED = ("visited_on", "hour__name_nl", "municipality__name", "problematic_debt", "follow_up__name_nl")


def _of(model: type[SealedModel], visit: Visit, **lookup: Any) -> QuerySet[Any, Any]:
    rows = model.objects.unsealed("farewell: inspection and erasure")
    return rows.filter(organisation_id=visit.organisation_id, **lookup)


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    attendances = _of(Attendance, visit, resident_id=resident_id).order_by("session__held_on", "pk")
    walk_ins = _of(WalkInVisit, visit, resident_id=resident_id).order_by("visited_on", "pk")
    return {
        "attendances": list(attendances.values("session__activity__name", "session__held_on")),
        "walk_in_visits": list(walk_ins.values(*VISITED)),
        "money_findings": list(
            _of(MoneyFinding, visit, visit__resident_id=resident_id).values("topic__name_nl", "finding")
        ),
        "walk_in_agreements": list(
            _of(WalkInAgreement, visit, visit__resident_id=resident_id).values("follow_up__name_nl")
        ),
    }


def _erase(visit: Visit, resident_id: int) -> int:
    """The name goes, the head stays: who came is forgotten, how many came is not."""
    attendances = _of(Attendance, visit, resident_id=resident_id)
    sessions = list(attendances.values_list("session_id", flat=True))
    _of(Session, visit, pk__in=sessions).update(
        anonymous_heads=F("anonymous_heads") + 1, changed_at=visit.now
    )
    gone: int = attendances.delete()[0]
    for model in (MoneyFinding, WalkInAgreement):
        gone += _of(model, visit, visit__resident_id=resident_id).delete()[0]
    walk_ins = _of(WalkInVisit, visit, resident_id=resident_id)
    return gone + walk_ins.update(resident=None, changed_at=visit.now)


def _within_term(visit: Visit) -> Iterator[QuerySet[Any, Any]]:
    """Who came to a session or a walk-in hour within the term of the organisation."""
    since = years_before(visit.today, own_organisation(visit).keep_years)
    yield _of(Attendance, visit, session__held_on__gt=since).values("resident_id")
    yield _of(WalkInVisit, visit, visited_on__gt=since).exclude(resident=None).values("resident_id")


FAREWELL = Farewell(room="community", export=_export, erase=_erase, within_term=_within_term)
