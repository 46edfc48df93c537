"""Opening a record outside the treatment relation: with a reason, for four hours, and reviewed."""

from datetime import datetime, timedelta
from functools import cache

from django.db import models, transaction

from omzien.gate import ledger
from omzien.gate.models import BrokenGlass
from omzien.gate.refused import refused
from omzien.gate.visit import Role, Visit
from omzien.gate.written import Open, Written

LASTS = timedelta(hours=4)
SHORTEST_REASON = 10
MAY_BREAK = frozenset({Role.WORKER, Role.FRONT_DESK, Role.TEAM_LEAD})


def opened_for(worker_id: int, moment: datetime) -> frozenset[int]:
    """The residents whose record this worker has open by break-glass at this moment."""
    return frozenset(pk for (pk,) in _opened().rows(worker=worker_id, moment=moment))


@cache
def _opened() -> Written:
    moment = Open("moment", models.DateTimeField())
    now = BrokenGlass.objects.filter(opened_at__lte=moment, until__gt=moment)
    worker = Open("worker", models.BigIntegerField())
    return Written(now.filter(worker_id=worker).values_list("resident_id"))


@transaction.atomic
def break_glass(visit: Visit, *, resident_id: int, reason: str) -> BrokenGlass:
    """Open one resident's record for four hours; the caller has checked whose resident it is."""
    if visit.worker_id is None or visit.roles.isdisjoint(MAY_BREAK):
        raise refused("your role may not open records outside the treatment relation")
    if len(reason.strip()) < SHORTEST_REASON:
        raise refused("say why in at least %(number)s characters", field="reason", number=SHORTEST_REASON)
    glass = BrokenGlass.objects.create(
        organisation_id=visit.organisation_id,
        worker_id=visit.worker_id,
        resident_id=resident_id,
        reason=reason.strip(),
        opened_at=visit.now,
        until=visit.now + LASTS,
    )
    ledger.write(
        [ledger.line_of(visit, act="break-glass", code="E", model="people.Resident", residents=[resident_id])]
    )
    return glass


def opened_glass(visit: Visit, *, to_review: bool = False) -> list[BrokenGlass]:
    """Broken glass of the organisation, newest first, for the privacy officer: all, or what nobody saw."""
    if Role.PRIVACY_OFFICER not in visit.roles:
        return []
    mine = BrokenGlass.objects.filter(organisation_id=visit.organisation_id).order_by("-opened_at")
    return list(mine.filter(reviewed_at=None) if to_review else mine)


@transaction.atomic
def review_glass(visit: Visit, *, glass_id: int) -> None:
    """The privacy officer has looked at this opening."""
    mine = {glass.pk: glass for glass in opened_glass(visit)}
    if glass := mine.get(glass_id):
        glass.reviewed_at, glass.reviewed_by = visit.now, visit.worker_id
        glass.save(update_fields=["reviewed_at", "reviewed_by"])
