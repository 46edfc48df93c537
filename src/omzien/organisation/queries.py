"""What the other rooms and the doors may ask about the organisation of a visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from omzien.gate.sealed import Absent
from omzien.gate.validity import valid_on
from omzien.gate.visit import Badge, Role, Visit
from omzien.organisation.models import (
    Code,
    Municipality,
    Partner,
    RoleGrant,
    Service,
    Team,
    TeamMembership,
    Worker,
)


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


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a code list as an action needs it: its id, and the key of the entry it is a part of."""

    id: int
    key: str
    parent: str | None


def choices(visit: Visit, *, lists: Iterable[str], on: date) -> dict[tuple[str, str], Choice]:
    """The entries of these code lists that may be chosen on a day, by list and key: one query."""
    codes = Code.objects.filter(valid_on(on), organisation_id=visit.organisation_id, list__in=set(lists))
    rows = codes.values_list("list", "key", "pk", "parent__key")
    return {(list_name, key): Choice(pk, key, parent) for list_name, key, pk, parent in rows}


def must_be_ours(visit: Visit, **ids: int | None) -> None:
    """Raise `Absent` unless each given id is of the visit's organisation: `must_be_ours(visit, team_id=4)`.

    Knows `service_id`, `partner_id`, `team_id`, `worker_id`, `municipality_id` (of everybody); skips None.
    """
    mine = {"organisation_id": visit.organisation_id}
    tables = {
        "service_id": Service.objects.filter(**mine),
        "partner_id": Partner.objects.filter(**mine),
        "team_id": Team.objects.filter(**mine),
        "worker_id": Worker.objects.unsealed("is this worker one of us").filter(**mine),
        "municipality_id": Municipality.objects.all(),
    }
    for name, pk in ids.items():
        if pk is not None and not tables[name].filter(pk=pk).exists():
            raise Absent(f"{name} {pk}")
