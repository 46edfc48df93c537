"""What the other rooms and the doors may ask about the organisation of a visit."""

from datetime import date

from omzien.gate.validity import valid_on
from omzien.gate.visit import Badge, Role
from omzien.organisation.models import RoleGrant, TeamMembership, Worker


def badge_of(account_id: int, on: date) -> Badge | None:
    """Whose key this account is on a day, and what it opens; None when nobody's, or nobody's any more."""
    known = Worker.objects.unsealed("the badge comes before the visit").filter(
        valid_on(on, start="active_from", until="active_until")
    )
    worker = known.filter(account_id=account_id, account__is_active=True).first()
    if worker is None:
        return None
    roles = RoleGrant.objects.filter(valid_on(on), worker_id=worker.pk).values_list("role", flat=True)
    teams = TeamMembership.objects.filter(valid_on(on), worker_id=worker.pk).values_list("team_id", flat=True)
    return Badge(worker.pk, worker.organisation_id, frozenset(Role(role) for role in roles), frozenset(teams))
