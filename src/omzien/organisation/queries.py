"""What the other rooms and the doors may ask about the organisation of a visit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, DateField, Exists, OuterRef, Q, QuerySet

from omzien.gate.asked import written_once
from omzien.gate.errors import Absent
from omzien.gate.sealed import SightQuerySet
from omzien.gate.validity import valid_on
from omzien.gate.visit import Badge, Role, Visit
from omzien.gate.written import Open, Written
from omzien.organisation.choosing import Choice as Choice
from omzien.organisation.choosing import CodeCard as CodeCard
from omzien.organisation.choosing import Offered as Offered
from omzien.organisation.choosing import Picked as Picked
from omzien.organisation.choosing import choices as choices
from omzien.organisation.choosing import codes as codes
from omzien.organisation.choosing import codes_of as codes_of
from omzien.organisation.choosing import offered as offered
from omzien.organisation.choosing import pick as pick
from omzien.organisation.models import (
    Absence,
    CalendarLink,
    Municipality,
    Neighbourhood,
    Organisation,
    Partner,
    RoleGrant,
    SavedView,
    Service,
    Team,
    TeamMembership,
    Worker,
)
from omzien.organisation.policy import (
    CHANGE_WORKERS,
    OWN_CALENDAR,
    PLAN_ABSENCE,
    READ_ABSENCES,
    READ_VIEWS,
    READ_WORKERS,
    covered_by,
    team_mates,
)
from omzien.organisation.rules import fingerprint

SUPPORTERS = frozenset({Role.WORKER, Role.TEAM_LEAD})  # to whom a resident can be given


def badge_of(account_id: int, on: date) -> Badge | None:
    """Whose key this account is on a day, and what it opens; None when nobody's, or nobody's any more."""
    known, roles, teams, covers = _badge_questions()
    worker = next(iter(known.rows(account=account_id, day=on)), None)
    if worker is None:
        return None
    pk, organisation_id, stands_in = worker
    asked = {"worker": pk, "day": on}
    return Badge(
        pk,
        organisation_id,
        frozenset(Role(role) for (role,) in roles.rows(**asked)),
        frozenset(team for (team,) in teams.rows(**asked)),
        frozenset(other for (other,) in covers.rows(**asked)) if stands_in else frozenset(),
    )


@cache
def _badge_questions() -> tuple[Written, Written, Written, Written]:
    """Whose key, in which roles, in which teams, for whom: every page asks them first."""
    day, worker = Open("day", DateField()), Open("worker", BigIntegerField())
    known = Worker.objects.unsealed("the badge comes before the visit").filter(
        valid_on(day, start="active_from", until="active_until")
    )
    cover = Q(covers__starts_on__lte=day, covers__ends_on__gte=day)
    asked = known.annotate(stands_in=Exists(known.filter(cover, pk=OuterRef("pk"))))
    own = asked.filter(account_id=Open("account", BigIntegerField()), account__is_active=True)
    roles = RoleGrant.objects.filter(valid_on(day), worker_id=worker)
    teams = TeamMembership.objects.filter(valid_on(day), worker_id=worker)
    return (
        Written(own.order_by("pk").values_list("pk", "organisation_id", "stands_in")[:1]),
        Written(roles.values_list("role")),
        Written(teams.values_list("team_id")),
        Written(covered_by(worker, day)),
    )


@dataclass(frozen=True, slots=True)
class House:
    """What everybody may know of an organisation: its name, how soon it means to talk, is its form open."""

    id: int
    key: str
    name: str
    exploration_norm_days: int
    takes_requests: bool


def house_by_key(*, key: str) -> House | None:
    """The organisation with this key, for who comes to its public form; None when there is none."""
    row = Organisation.objects.filter(key=key.replace("\x00", "")).first()
    return House(row.pk, row.key, row.name, row.exploration_norm_days, row.takes_requests) if row else None


def must_be_ours(visit: Visit, **ids: int | None) -> None:
    """Raise `Absent` unless each given id is of the visit's organisation: `must_be_ours(visit, team_id=4)`.

    Knows `service_id`, `partner_id`, `team_id`, `worker_id`, `municipality_id` (of everybody); skips None.
    """
    for name, pk in ids.items():
        if pk is not None and not _is_ours(visit, name, pk):
            raise Absent(f"{name} {pk}")


def _is_ours(visit: Visit, name: str, pk: int) -> bool:
    if name == "worker_id":  # who is here was asked at the door
        here = Worker.objects.under(READ_WORKERS, visit)
        return pk == visit.worker_id or here.filter(pk=pk).exists()
    return _among_ours(name).fits(row=pk, organisation=visit.organisation_id)


@cache
def _among_ours(name: str) -> Written:
    """Is this row of the organisation? Everybody may know these tables, and nothing is handed out."""
    mine = {"organisation_id": Open("organisation", BigIntegerField())}
    tables: dict[str, QuerySet[Any]] = {
        "service_id": Service.objects.filter(**mine),
        "partner_id": Partner.objects.filter(**mine),
        "team_id": Team.objects.filter(**mine),
        "municipality_id": Municipality.objects.all(),
    }
    return Written(tables[name].filter(pk=Open("row", BigIntegerField())), whether=True)


def own_organisation(visit: Visit) -> Organisation:
    """The organisation of this visit, with its norms and thresholds."""
    return Organisation.objects.get(pk=visit.organisation_id)


def keep_years_of(visit: Visit) -> dict[int, int]:
    """How many years a record is kept after support by each service ended: by the service's id (1 query)."""
    services = Service.objects.filter(organisation_id=visit.organisation_id)
    return dict(services.values_list("pk", "keep_years"))


def own_key(visit: Visit) -> str:
    """The key of the organisation of this visit."""
    ((key,),) = _organisation_key().rows(organisation=visit.organisation_id)
    return str(key)


@cache
def _organisation_key() -> Written:
    mine = Organisation.objects.filter(pk=Open("organisation", BigIntegerField()))
    return Written(mine.values_list("key"))


def services(visit: Visit, *, on: date | None = None) -> QuerySet[Service]:
    """The services that are valid on a day (today)."""
    mine = Service.objects.filter(valid_on(on or visit.today), organisation_id=visit.organisation_id)
    return mine.order_by("name_nl")


def partners(visit: Visit) -> QuerySet[Partner]:
    """The partners of the organisation, with their kind."""
    return (
        Partner.objects.filter(organisation_id=visit.organisation_id).select_related("kind").order_by("name")
    )


def teams(visit: Visit) -> QuerySet[Team]:
    """The teams of the organisation."""
    return Team.objects.filter(organisation_id=visit.organisation_id).order_by("name")


def municipalities(visit: Visit) -> QuerySet[Municipality]:
    """All municipalities that this installation knows."""
    return Municipality.objects.order_by("name")


def neighbourhoods(visit: Visit, *, municipality_id: int) -> QuerySet[Neighbourhood]:
    """The neighbourhoods of a municipality in the newest division that this installation knows."""
    known = Neighbourhood.objects.filter(municipality_id=municipality_id)
    newest = known.order_by("-year").values("year")[:1]
    return known.filter(year=newest).order_by("name")


@dataclass(frozen=True, slots=True)
class WorkerCard:
    """A worker as colleagues see one: name, teams and roles today."""

    id: int
    name: str
    teams: tuple[str, ...]
    roles: tuple[str, ...]


def workers(visit: Visit, *, on: date | None = None) -> list[WorkerCard]:
    """Who works here on a day (today), by name."""
    day = on or visit.today
    roles, placed = _roles(visit, day), _teams(visit, day)
    return [
        replace(card, teams=tuple(placed.get(card.id, ())), roles=tuple(roles.get(card.id, ())))
        for card in at_work(visit, on=day)
    ]


def at_work(visit: Visit, *, on: date | None = None) -> list[WorkerCard]:
    """The same, names only (1 query)."""
    return [WorkerCard(row.pk, row.name, (), ()) for row in _working(visit, on or visit.today)]


def supporters(visit: Visit) -> list[WorkerCard]:
    """Who works here today and supports residents, or leads who do: names only (2 queries)."""
    roles = _roles(visit, visit.today)
    return [card for card in at_work(visit) if SUPPORTERS & set(roles.get(card.id, ()))]


@written_once
def _working(visit: Visit, day: date) -> SightQuerySet[Worker]:
    here = valid_on(day, start="active_from", until="active_until")
    return Worker.objects.under(READ_WORKERS, visit).filter(here).order_by("name")


def worker_names(visit: Visit, *, worker_ids: Iterable[int]) -> dict[int, str]:
    """The names of these workers, by id, whether they still work here or not (1 query)."""
    return {row.pk: row.name for row in _these_workers(visit, set(worker_ids))}


@written_once
def _these_workers(visit: Visit, worker_ids: Collection[int]) -> SightQuerySet[Worker]:
    return Worker.objects.under(READ_WORKERS, visit).filter(pk__in=worker_ids)


def all_workers(visit: Visit) -> list[WorkerCard]:
    """Who works here or ever did: names only, for what happened long ago."""
    rows = Worker.objects.under(READ_WORKERS, visit).order_by("name")
    return [WorkerCard(row.pk, row.name, (), ()) for row in rows]


@dataclass(frozen=True, slots=True)
class StaffCard:
    """A worker as an administrator sees one; `username`: with what one signs in, empty without an account."""

    id: int
    name: str
    username: str
    roles: tuple[str, ...]
    team_ids: tuple[int, ...]
    last_day: date | None


def staff_card(visit: Visit, *, worker_id: int) -> StaffCard:
    """One worker with roles and teams of today; `Absent` when there is none here (3 queries)."""
    worker = Worker.objects.under(CHANGE_WORKERS, visit).select_related("account").one(pk=worker_id)
    mine = {"worker_id": worker.pk}
    roles = RoleGrant.objects.filter(valid_on(visit.today), **mine).values_list("role", flat=True)
    teams = TeamMembership.objects.filter(valid_on(visit.today), **mine).values_list("team_id", flat=True)
    username = worker.account.username if worker.account else ""
    return StaffCard(worker.pk, worker.name, username, tuple(roles), tuple(teams), worker.active_until)


def without_account(visit: Visit) -> set[int]:
    """The ids of the workers who cannot sign in, for they have no account (1 query)."""
    rows = Worker.objects.under(READ_WORKERS, visit).filter(account=None)
    return {row.pk for row in rows}


def _roles(visit: Visit, day: date) -> dict[int, list[str]]:
    grants = RoleGrant.objects.filter(valid_on(day), worker__organisation_id=visit.organisation_id)
    return _by_worker(grants.order_by("role").values_list("worker_id", "role"))


def _teams(visit: Visit, day: date) -> dict[int, list[str]]:
    places = TeamMembership.objects.filter(valid_on(day), team__organisation_id=visit.organisation_id)
    return _by_worker(places.order_by("team__name").values_list("worker_id", "team__name"))


def _by_worker(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for worker_id, name in pairs:
        found.setdefault(worker_id, []).append(name)
    return found


@dataclass(frozen=True, slots=True)
class AbsenceCard:
    """Who is away, from a first to a last day, and who covers."""

    id: int
    worker_id: int
    worker: str
    starts_on: date
    ends_on: date
    covered_by: str
    is_now: bool


def must_reach_absence(visit: Visit, *, absence_id: int) -> None:
    """Raise `Absent` unless this visit plans this absence (1 query)."""
    Absence.objects.under(PLAN_ABSENCE, visit).one(pk=absence_id)


def absences(visit: Visit) -> list[AbsenceCard]:
    """Who is away today or later, as far as this visit is told (2 queries)."""
    rows = list(_away(visit, visit.today))
    ids = {pk for row in rows for pk in (row.worker_id, row.covered_by_id) if pk}
    names = worker_names(visit, worker_ids=ids)
    return [
        AbsenceCard(
            row.pk,
            row.worker_id,
            names[row.worker_id],
            row.starts_on,
            row.ends_on,
            names.get(row.covered_by_id or 0, ""),
            row.starts_on <= visit.today,
        )
        for row in rows
    ]


@written_once
def _away(visit: Visit, day: date) -> SightQuerySet[Absence]:
    return Absence.objects.under(READ_ABSENCES, visit).filter(ends_on__gte=day).order_by("starts_on", "pk")


def team_of(visit: Visit) -> list[WorkerCard]:
    """Who is in a team of this visit today, by name (2 queries)."""
    placed = _teams(visit, visit.today)
    return [WorkerCard(row.pk, row.name, tuple(placed.get(row.pk, ())), ()) for row in _mates(visit)]


@written_once
def _mates(visit: Visit) -> SightQuerySet[Worker]:
    return Worker.objects.under(READ_WORKERS, visit).filter(pk__in=team_mates(visit)).order_by("name")


def calendar_link(visit: Visit) -> datetime | None:
    """When the link of one's own calendar was made; None: there is none."""
    row = CalendarLink.objects.under(OWN_CALENDAR, visit).first()
    return row.made_at if row else None


def house_of_calendar(*, token: str, on: date) -> tuple[int, str] | None:
    """The organisation and fingerprint of a calendar link, before there is a visit; None: it opens nothing.

    It opens as long as its worker works here.
    """
    link = fingerprint(token)
    here = valid_on(on, start="worker__active_from", until="worker__active_until")
    known = CalendarLink.objects.unsealed("the link comes before the visit").filter(here, link_hash=link)
    house = known.filter(worker__account__is_active=True).values_list("organisation_id", flat=True).first()
    return None if house is None else (house, link)


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A saved question to the figures; `by`: who shares it, empty when it is one's own."""

    id: int
    name: str
    query: str
    is_shared: bool
    by: str


def saved_views(visit: Visit) -> list[SavedQuestion]:
    """The questions to the figures that this visit saved, and those that others share, by name."""
    rows = SavedView.objects.under(READ_VIEWS, visit).beside("worker", READ_WORKERS).order_by("name", "pk")
    by = {row.pk: "" if row.worker_id == visit.worker_id else row.worker.name for row in rows}
    return [SavedQuestion(row.pk, row.name, row.query, row.is_shared, by[row.pk]) for row in rows]
