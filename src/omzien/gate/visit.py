"""Who is here, in which organisation and roles, for which purpose: what every room asks first."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from omzien.gate import clock
from omzien.gate.errors import Sealed


class Role(StrEnum):
    """What somebody is in the house. A role that an act does not name reaches nothing under that act."""

    WORKER = "worker"
    FRONT_DESK = "front_desk"
    TEAM_LEAD = "team_lead"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    GUEST = "guest"


STAFF_ROLES = tuple(role for role in Role if role not in (Role.SYSTEM, Role.GUEST))


@dataclass(frozen=True, slots=True)
class Badge:
    """What the organisation room knows of a signed-in account: the input of `admit`."""

    worker_id: int
    organisation_id: int
    roles: frozenset[Role]
    team_ids: frozenset[int]
    covers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Visit:
    """One coming in: frozen, made by the gate only. `opened` holds the residents opened by break-glass,
    `covers` the absent workers for whom this one stands in today.

    `link` is the fingerprint of the link by which a guest came; an act for guests reaches only its rows.
    `of_one_row`: a question is being written about one row that is known, not about all that are reached.
    """

    organisation_id: int
    roles: frozenset[Role]
    purpose: str
    now: datetime
    channel: str
    account_id: int | None = None
    worker_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    covers: frozenset[int] = frozenset()
    link: str = ""
    of_one_row: bool = False
    seen: "Sights" = field(default_factory=lambda: Sights(), compare=False, repr=False)

    @property
    def today(self) -> date:
        """The civil date of this visit in the Netherlands."""
        return clock.civil_date(self.now)

    def standing(self, *, of_one_row: bool = False) -> "Visit":
        """Who is here and on which day, without what differs from one visit to the next.

        What may be reached follows from this alone, so two visits of one standing ask the same questions.
        """
        noon = datetime.combine(self.today, time(12), clock.CIVIL)
        return replace(
            self, purpose="", channel="", account_id=None, now=noon, of_one_row=of_one_row, seen=Sights()
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """One look at rows of people, kept on the visit until the ledger line is written."""

    act: str
    model: str
    residents: tuple[int, ...]
    objects: tuple[int, ...]


class Sights(list[Sight]):
    """What one visit has seen and the ledger does not hold yet. Once closed, nothing more may be seen."""

    closed = False

    def append(self, sight: Sight) -> None:
        """Note one look; refused when the ledger line is already written and the page is on its way."""
        if self.closed:
            raise Sealed(
                "this visit is over: rows of people are read before the page leaves, not while it streams"
            )
        super().append(sight)


def admit(badge: Badge, *, account_id: int, purpose: str, channel: str) -> Visit:
    """Let a signed-in worker in. Called by doors only (a shape test counts the places)."""
    from omzien.gate.breakglass import opened_for  # the models are ready only after start-up

    moment = clock.now()
    return Visit(
        organisation_id=badge.organisation_id,
        roles=badge.roles,
        purpose=purpose,
        now=moment,
        channel=channel,
        account_id=account_id,
        worker_id=badge.worker_id,
        team_ids=badge.team_ids,
        opened=opened_for(badge.worker_id, moment),
        covers=badge.covers,
    )


def admit_command(*, organisation_id: int, reason: str) -> Visit:
    """Let a command of the command line in, in the role SYSTEM, for a stated reason."""
    return Visit(
        organisation_id=organisation_id,
        roles=frozenset({Role.SYSTEM}),
        purpose=reason,
        now=clock.now(),
        channel="command",
    )


def admit_guest(*, organisation_id: int, link: str, purpose: str) -> Visit:
    """Let somebody without an account in by a link, in the role GUEST; `link` is its fingerprint."""
    if not link:
        raise ValueError("a guest comes by a link")
    return Visit(
        organisation_id=organisation_id,
        roles=frozenset({Role.GUEST}),
        purpose=purpose,
        now=clock.now(),
        channel="link",
        link=link,
    )
