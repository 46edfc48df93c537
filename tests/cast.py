"""The fixed cast of the tests: two organisations, their people, and plain builders for more.

Noor, Karim, Bas, Ineke, Pieter, Femke and Ada work at Stichting Omzien Demo, one role each. Sven works across
the street, at Stichting De Overkant, and must never see anything of the house. Residents: Fatima (in Noor's
caseload), Willem (of the team of Noor and Karim), Greta (nobody's yet) and Piet (of the neighbours).

    house = build_house()
    visit = visit_of(house.noor)
"""

import dataclasses
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.test import Client

from omzien.gate import visit as gate_visit
from omzien.gate.models import Account
from omzien.gate.sealed import SealedModel
from omzien.gate.visit import Badge, Role, Visit
from omzien.organisation.models import (
    Code,
    Municipality,
    Organisation,
    RoleGrant,
    Team,
    TeamMembership,
    Worker,
)
from omzien.organisation.policy import covered_by
from omzien.people import rules
from omzien.people.indexing import index_name
from omzien.people.models import ContactDetails, Resident, TreatmentRelation

Row = TypeVar("Row", bound=SealedModel)

SINCE = date(2018, 1, 1)
MUNICIPALITIES = {"Uitgeest": "GM0450", "Emmen": "GM0114", "Castricum": "GM0383", "Assen": "GM0106"}


@dataclasses.dataclass(frozen=True)
class House:
    """The cast, as saved rows."""

    demo: Organisation
    overkant: Organisation
    uitgeest: Municipality
    emmen: Municipality
    castricum: Municipality
    assen: Municipality
    team: Team
    neighbour_team: Team
    noor: Worker
    karim: Worker
    bas: Worker
    ineke: Worker
    pieter: Worker
    femke: Worker
    ada: Worker
    sven: Worker
    fatima: Resident
    willem: Resident
    greta: Resident
    piet: Resident

    @property
    def staff(self) -> dict[Role, Worker]:
        """One worker of the demo organisation for each role."""
        return {
            Role.WORKER: self.noor,
            Role.TEAM_LEAD: self.karim,
            Role.FRONT_DESK: self.bas,
            Role.COORDINATOR: self.ineke,
            Role.ANALYST: self.pieter,
            Role.PRIVACY_OFFICER: self.femke,
            Role.ADMINISTRATOR: self.ada,
        }


def build_house() -> House:
    """Save the whole cast; call it once in a test."""
    demo = make_organisation("demo", "Stichting Omzien Demo")
    overkant = make_organisation("overkant", "Stichting De Overkant")
    places = {name.lower(): municipality(name) for name in MUNICIPALITIES}
    team = Team.objects.create(organisation=demo, key="wijkteam", name="Wijkteam Uitgeest")
    neighbour_team = Team.objects.create(organisation=overkant, key="overkant", name="Team Overkant")
    workers = {
        "noor": make_worker(demo, "Noor", Role.WORKER, team=team),
        "karim": make_worker(demo, "Karim", Role.TEAM_LEAD, team=team),
        "bas": make_worker(demo, "Bas", Role.FRONT_DESK),
        "ineke": make_worker(demo, "Ineke", Role.COORDINATOR),
        "pieter": make_worker(demo, "Pieter", Role.ANALYST),
        "femke": make_worker(demo, "Femke", Role.PRIVACY_OFFICER),
        "ada": make_worker(demo, "Ada", Role.ADMINISTRATOR),
        "sven": make_worker(overkant, "Sven van de overkant", Role.WORKER, team=neighbour_team),
    }
    residents = {
        "fatima": make_resident(
            demo, given_name="Fatima", name_prefix="el", family_name="Amrani", phone="0251 000 001"
        ),
        "willem": make_resident(
            demo, given_name="Willem", family_name="Dekker", birth_date=date(1948, 2, 29)
        ),
        "greta": make_resident(demo, given_name="Gréta", name_prefix="van der", family_name="Zee"),
        "piet": make_resident(overkant, given_name="Piet", family_name="Buurman"),
    }
    relate(residents["fatima"], worker=workers["noor"])
    relate(residents["willem"], team=team)
    relate(residents["piet"], worker=workers["sven"])
    everybody: dict[str, Any] = {**places, **workers, **residents}
    return House(demo=demo, overkant=overkant, team=team, neighbour_team=neighbour_team, **everybody)


def make_organisation(key: str, name: str = "", **fields: Any) -> Organisation:
    """An organisation with its default norms and thresholds."""
    return Organisation.objects.create(key=key, name=name or key, **fields)


def municipality(name: str) -> Municipality:
    """One of the four municipalities of the tests."""
    return Municipality.objects.get_or_create(code=MUNICIPALITIES[name], defaults={"name": name})[0]


def code(organisation: Organisation, list_name: str, key: str, **fields: Any) -> Code:
    """An entry of a code list: the existing one, or a new one named after its key."""
    names = {"name_nl": key.replace("_", " "), "name_en": key.replace("_", " ")}
    return Code.objects.get_or_create(
        organisation=organisation, list=list_name, key=key, defaults=names | fields
    )[0]


def make_worker(organisation: Organisation, name: str, *roles: Role, team: Team | None = None) -> Worker:
    """A worker with an account (username: the first name in lower case) and roles since 2018."""
    account = Account.objects.create_user(username=f"{name.split()[0].lower()}")
    worker = Worker(
        organisation=organisation, key=account.username, name=name, account=account, active_from=SINCE
    )
    worker.save()
    for role in roles:
        RoleGrant.objects.create(worker=worker, role=role.value, valid_from=SINCE)
    if team is not None:
        TeamMembership.objects.create(worker=worker, team=team, valid_from=SINCE)
    return worker


def make_resident(organisation: Organisation, *, phone: str = "", **fields: Any) -> Resident:
    """A resident of Uitgeest, registered on 6 January 2020; a telephone number goes into contact details."""
    names = {"given_name": "Anna", "name_prefix": "", "family_name": "Jansen"}
    names |= {name: fields.pop(name) for name in names if name in fields}
    fields = {"registered_on": date(2020, 1, 6), "birth_date": date(1980, 5, 17)} | fields
    fields.setdefault("municipality", municipality("Uitgeest"))
    resident = Resident(organisation=organisation, search_name=rules.search_name(**names), **names, **fields)
    resident.pseudonym = rules.pseudonym(
        settings.PSEUDONYM_KEY, organisation=organisation.key, resident=resident.key
    )
    resident.save()
    index_name(organisation.pk, resident.pk, resident.search_name)
    if phone:
        ContactDetails(organisation=organisation, resident=resident, phone=phone).save()
    return resident


def relate(
    resident: Resident, *, worker: Worker | None = None, team: Team | None = None, **fields: Any
) -> TreatmentRelation:
    """A treatment relation with a worker or a team, since 6 January 2020."""
    fields = {"started_on": date(2020, 1, 6)} | fields
    relation = TreatmentRelation(
        organisation=resident.organisation, resident=resident, worker=worker, team=team, **fields
    )
    relation.save()
    return relation


def visit_of(
    worker: Worker, *roles: Role, now: datetime | None = None, opened: frozenset[int] = frozenset()
) -> Visit:
    """A visit of this worker in the worker's own roles (or in the given ones), at a given moment."""
    own = RoleGrant.objects.filter(worker_id=worker.pk).values_list("role", flat=True)
    teams = TeamMembership.objects.filter(worker_id=worker.pk).values_list("team_id", flat=True)
    day = (now or datetime.now(UTC)).date()
    badge = Badge(
        worker_id=worker.pk,
        organisation_id=worker.organisation_id,
        roles=frozenset(roles or (Role(role) for role in own)),
        team_ids=frozenset(teams),
        covers=frozenset(covered_by(worker.pk, day).values_list("worker_id", flat=True)),
    )
    visit = gate_visit.admit(badge, account_id=worker.account_id or 0, purpose="test", channel="test")
    return dataclasses.replace(visit, now=now or visit.now, opened=opened or visit.opened)


def client_of(worker: Worker) -> Client:
    """A browser without a screen, in which this worker is signed in."""
    client = Client()
    assert worker.account
    client.force_login(worker.account)
    return client


def command_visit(organisation: Organisation) -> Visit:
    """A visit of a command (role SYSTEM) in this organisation."""
    return gate_visit.admit_command(organisation_id=organisation.pk, reason="test")


def fresh(row: Row) -> Row:
    """The row as it is in the database now (refresh_from_db would pass the seal, so it refuses)."""
    found: Row = type(row).objects.unsealed("test").get(pk=row.pk)
    return found
