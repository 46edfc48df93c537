"""The cast with the code lists and services that casework needs, and short ways into the story."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from omzien.casework.actions import explore, register, start_intervention
from omzien.casework.models import (
    Contact,
    FollowUp,
    Goal,
    Intervention,
    Question,
    Referral,
    Registration,
    SafetyCase,
    Story,
)
from omzien.gate.visit import Role, Visit
from omzien.organisation.models import Partner, Service, Worker
from omzien.people.models import TreatmentRelation
from tests.cast import House, build_house, code, make_worker, visit_of

NOW = datetime(2020, 6, 15, 10, tzinfo=UTC)
TODAY = date(2020, 6, 15)
LISTS = {
    "channel": ("eigen_initiatief", "verwezen"),
    "referral_source": ("huisarts",),
    "domain": ("financien", "huisvesting", "gezinsrelaties"),
    "over_norm_reason": ("capaciteit", "niet_bereikbaar"),
    "intervention_kind": ("gesprek",),
    "closing_result": ("doel_bereikt", "uit_beeld"),
    "factor": ("laaggeletterdheid",),
    "contact_kind": ("telefoon",),
    "referral_outcome": ("aangenomen",),
    "follow_up_outcome": ("gaat_goed",),
}
TABLES = (Registration, Question, Story, Intervention, Goal, Contact, Referral, FollowUp, SafetyCase)


@dataclass(frozen=True)
class World:
    """The house, with a service that demands everything (AMW) and one that demands a result only (SJD).

    Joke works here too, in no team: a colleague outside the circle.
    """

    house: House
    joke: Worker
    amw: Service
    sjd: Service
    huisarts: Partner

    def visit(self, who: str, **options: Any) -> Visit:
        """A visit on Monday 15 June 2020, by the first name."""
        worker: Worker = self.joke if who == "joke" else getattr(self.house, who)
        return visit_of(worker, **{"now": NOW, **options})


def build_world() -> World:
    """Save the cast with its lists; the same keys exist at the neighbours."""
    house = build_house()
    for organisation in (house.demo, house.overkant):
        for list_name, keys in LISTS.items():
            for key in keys:
                code(organisation, list_name, key)
        housing = code(organisation, "domain", "huisvesting")
        code(organisation, "subdomain", "verkrijgen_woonruimte", parent=housing)
    amw = Service.objects.create(
        organisation=house.demo,
        key="AMW",
        name_nl="Algemeen maatschappelijk werk",
        name_en="General social work",
        needs_goal=True,
        needs_end_measurement=True,
        plans_follow_up_days=28,
    )
    sjd = Service.objects.create(
        organisation=house.demo, key="SJD", name_nl="Sociaal raadslieden", name_en="Legal advice"
    )
    kind = code(house.demo, "partner_kind", "huisarts")
    partner = Partner.objects.create(organisation=house.demo, key="huisarts", name="Huisarts", kind=kind)
    joke = make_worker(house.demo, "Joke", Role.WORKER)
    return World(house, joke, amw, sjd, partner)


def registered(world: World, visit: Visit, **changes: Any) -> int:
    """Register Fatima's question about money, on 1 June 2020 unless told otherwise."""
    fields: dict[str, Any] = {
        "resident_id": world.house.fatima.pk,
        "municipality_id": world.house.uitgeest.pk,
        "registered_on": date(2020, 6, 1),
        "channel": "eigen_initiatief",
        "questions": [("financien", None)],
    }
    return register(visit, **(fields | changes))


def supported(world: World, visit: Visit, **changes: Any) -> int:
    """Register and explore, then start a trajectory of AMW on 10 June 2020; gives the intervention's id."""
    registration_id = registered(world, visit)
    explore(visit, registration_id=registration_id, explored_on=date(2020, 6, 8))
    fields: dict[str, Any] = {
        "registration_id": registration_id,
        "service_id": world.amw.pk,
        "form": "trajectory",
        "started_on": date(2020, 6, 10),
    }
    return start_intervention(visit, **(fields | changes))


def count_rows() -> int:
    """All rows of casework together: what a refused action may not change."""
    return sum(model.objects.unsealed("test").count() for model in TABLES)


def relations_of(resident_id: int) -> list[tuple[int | None, int | None, date | None]]:
    """The treatment relations of a resident: worker, team, until."""
    rows = TreatmentRelation.objects.unsealed("test").filter(resident_id=resident_id).order_by("pk")
    return list(rows.values_list("worker_id", "team_id", "until"))
