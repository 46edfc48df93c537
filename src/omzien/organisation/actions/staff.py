"""Workers come, get roles and teams, and leave. Nothing is removed: a period ends."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from omzien.gate.action import action, keep, keep_setup, remove_setup
from omzien.gate.models import Account
from omzien.gate.refused import refused
from omzien.gate.validity import valid_on
from omzien.gate.visit import STAFF_ROLES, Role, Visit
from omzien.organisation.models import RoleGrant, TeamMembership, Worker
from omzien.organisation.policy import CHANGE_WORKERS
from omzien.organisation.queries import must_be_ours

Period = RoleGrant | TeamMembership


@action
def hire(visit: Visit, *, name: str, username: str = "", start: date | None = None, key: str = "") -> int:
    """A worker begins, today or on another day; with an account when there is a username. The worker's id.

    The account has no password yet: see `give_key`.
    """
    worker = Worker(organisation_id=visit.organisation_id, name=name, active_from=start or visit.today)
    if key:
        worker.key = key
    if username:
        worker.account = _new_account(username)
    return keep(visit, CHANGE_WORKERS, worker).pk


def _new_account(username: str) -> Account:
    if Account.objects.filter(username__iexact=username).exists():
        raise refused("the name %(username)s is taken", field="username", username=username)
    return Account.objects.create_user(username)


@action
def give_key(visit: Visit, *, worker_id: int, username: str = "", password: str = "") -> None:
    """A worker gets an account, when there was none, and a new password, when there is one.

    Every session that was open under the old password ends.
    """
    worker = Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    if worker.account is None:
        if not username:
            raise refused("say with which name this worker signs in", field="username")
        worker.account = _new_account(username)
    if password:
        worker.account.set_password(password)
        keep_setup(visit, CHANGE_WORKERS, worker.account, organisation_id=worker.organisation_id)
    keep(visit, CHANGE_WORKERS, worker)


@action
def place(visit: Visit, *, worker_id: int, roles: Collection[Role], team_ids: Collection[int]) -> None:
    """A worker has these roles and is in these teams from today, and has and is in no others."""
    held = {Role(role) for role in _today(visit, RoleGrant, worker_id).values_list("role", flat=True)}
    for role in set(roles) - held:
        grant_role(visit, worker_id=worker_id, role=role)
    for role in held - set(roles):
        take_role(visit, worker_id=worker_id, role=role)
    inside = set(_today(visit, TeamMembership, worker_id).values_list("team_id", flat=True))
    for team_id in set(team_ids) - inside:
        join_team(visit, worker_id=worker_id, team_id=team_id)
    for team_id in inside - set(team_ids):
        leave_team(visit, worker_id=worker_id, team_id=team_id)


def _today(visit: Visit, model: type[Period], worker_id: int) -> QuerySet[Any]:
    mine = {"worker_id": worker_id, "worker__organisation_id": visit.organisation_id}
    return model.objects.filter(valid_on(visit.today), **mine)


@action
def dismiss(visit: Visit, *, worker_id: int, on: date) -> None:
    """A worker leaves: this is the last day. Roles and teams end with it."""
    worker = Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    if worker.active_from and on < worker.active_from:
        raise refused("nobody leaves before the first day, %(day)s", field="on", day=worker.active_from)
    worker.active_until = on
    keep(visit, CHANGE_WORKERS, worker)
    for model in (RoleGrant, TeamMembership):
        for row in model.objects.filter(valid_on(on), worker_id=worker_id, valid_from__lte=on):
            _end(visit, row, on)


@action
def grant_role(visit: Visit, *, worker_id: int, role: Role, start: date | None = None) -> None:
    """A worker gets a role, today or on another day; one that is held already stays as it is."""
    if role not in STAFF_ROLES:
        raise refused("%(role)s is not a role of people", field="role", role=role)
    Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    day = start or visit.today
    if not RoleGrant.objects.filter(valid_on(day), worker_id=worker_id, role=role).exists():
        _begin(visit, RoleGrant(worker_id=worker_id, role=role.value, valid_from=day))


@action
def take_role(visit: Visit, *, worker_id: int, role: Role) -> None:
    """A worker has a role no more from today. The last administrator cannot be taken away."""
    Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    held = RoleGrant.objects.filter(valid_on(visit.today), role=role)
    others = held.filter(worker__organisation_id=visit.organisation_id).exclude(worker_id=worker_id)
    if role is Role.ADMINISTRATOR and not others.exists():
        raise refused("somebody must remain administrator", field="role")
    for grant in held.filter(worker_id=worker_id):
        _end(visit, grant, visit.today - timedelta(days=1))


@action
def join_team(visit: Visit, *, worker_id: int, team_id: int) -> None:
    """A worker joins a team today."""
    must_be_ours(visit, team_id=team_id)
    Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    places = TeamMembership.objects.filter(valid_on(visit.today), worker_id=worker_id, team_id=team_id)
    if not places.exists():
        _begin(visit, TeamMembership(worker_id=worker_id, team_id=team_id, valid_from=visit.today))


@action
def leave_team(visit: Visit, *, worker_id: int, team_id: int) -> None:
    """A worker is in a team no more from today."""
    Worker.objects.under(CHANGE_WORKERS, visit).one(pk=worker_id)
    places = TeamMembership.objects.filter(valid_on(visit.today), worker_id=worker_id, team_id=team_id)
    for place in places:
        _end(visit, place, visit.today - timedelta(days=1))


def _begin(visit: Visit, row: Period) -> None:
    keep_setup(visit, CHANGE_WORKERS, row, organisation_id=visit.organisation_id)


def _end(visit: Visit, row: Period, last_day: date) -> None:
    """The period ends. One that began after its last day, given and taken today, held on no day: it goes."""
    if last_day < row.valid_from:
        remove_setup(visit, CHANGE_WORKERS, row, organisation_id=visit.organisation_id)
        return
    row.valid_until = last_day
    keep_setup(visit, CHANGE_WORKERS, row, organisation_id=visit.organisation_id)
