"""What community holds of one resident: told on inspection, forgotten on request. Only privacy calls it."""

from typing import Any

from django.db.models import F

from omzien.community.models import Attendance, Session, WalkInVisit
from omzien.gate.farewell import Farewell
from omzien.gate.visit import Visit

ERASURE = "farewell: erasure"


def _export(visit: Visit, resident_id: int) -> dict[str, list[dict[str, Any]]]:
    whose = {"organisation_id": visit.organisation_id, "resident_id": resident_id}
    attendances = Attendance.objects.unsealed("farewell: inspection").filter(**whose)
    walk_ins = WalkInVisit.objects.unsealed("farewell: inspection").filter(**whose)
    visited = ("visited_on", "hour__name_nl", "municipality__name", "problematic_debt", "follow_up__name_nl")
    return {
        "attendances": list(
            attendances.order_by("session__held_on", "pk").values(
                "session__activity__name", "session__held_on"
            )
        ),
        "walk_in_visits": list(walk_ins.order_by("visited_on", "pk").values(*visited)),
    }


def _erase(visit: Visit, resident_id: int) -> int:
    """The name goes, the head stays: who came is forgotten, how many came is not."""
    whose = {"organisation_id": visit.organisation_id, "resident_id": resident_id}
    attendances = Attendance.objects.unsealed(ERASURE).filter(**whose)
    Session.objects.unsealed(ERASURE).filter(
        pk__in=list(attendances.values_list("session_id", flat=True))
    ).update(anonymous_heads=F("anonymous_heads") + 1, changed_at=visit.now)
    walk_ins = WalkInVisit.objects.unsealed(ERASURE).filter(**whose)
    return attendances.delete()[0] + walk_ins.update(resident=None, changed_at=visit.now)


FAREWELL = Farewell(room="community", export=_export, erase=_erase)
