"""The world of the rights proof: the cast, with everything that a route may name, all of it about Fatima."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings

from omzien.casework.models import (
    Appointment,
    Arrival,
    ArrivalWords,
    FollowUp,
    Intervention,
    Registration,
    SafetyCase,
    Task,
)
from omzien.community.models import Activity, Session, WalkInVisit
from omzien.insight.disclosure import Evidence, Place, Style
from omzien.insight.figures import Period, Selection
from omzien.insight.reports import Signed, shelf
from omzien.insight.reports.published import about_of, publish
from omzien.organisation.actions import install_starter_set
from omzien.organisation.models import Absence, RoleGrant, SavedView, Service
from omzien.outcomes.actions import found_instruments, record_measurement
from omzien.outcomes.models import Measurement
from omzien.people.actions import merge_residents
from omzien.people.models import Resident
from omzien.web.models import ReportJob
from tests.cast import SINCE, House, build_house, code, command_visit, make_resident, relate, visit_of
from tests.rights import dossier

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclasses.dataclass(frozen=True)
class World:
    """Saved rows of the demo organisation, one for each kind of thing that a route can name."""

    house: House
    registration: Registration
    intervention: Intervention
    activity: Activity
    session: Session
    report: ReportJob
    double: Resident
    merge_id: int


def build_world() -> World:
    """Everybody of the demo organisation supports Fatima; Sven has every role there is, across the street."""
    house = build_house()
    for organisation in (house.demo, house.overkant):
        install_starter_set(command_visit(organisation))
    found_instruments(command_visit(house.demo))
    for worker in house.staff.values():
        relate(house.fatima, worker=worker)
    for role in house.staff:
        RoleGrant.objects.get_or_create(worker=house.sven, role=role.value, valid_from=SINCE)
    ours: dict[str, Any] = {"organisation": house.demo, "municipality": house.uitgeest}
    registration = _saved(
        Registration(
            **ours, resident=house.fatima, registered_on=DAY, channel=code(house.demo, "channel", "inloop")
        )
    )
    intervention = _saved(
        Intervention(
            **ours,
            resident=house.fatima,
            registration=registration,
            service=Service.objects.get(organisation=house.demo, key="AMW"),
            form=Intervention.Form.TRAJECTORY,
            worker=house.noor,
            started_on=DAY,
        )
    )
    activity = _saved(Activity(**ours, name="Koffie"))
    session = _saved(Session(organisation=house.demo, activity=activity, held_on=DAY))
    double, merged = (make_resident(house.demo, family_name="Amrani") for _ in range(2))
    lead = visit_of(house.karim)
    merge_id = merge_residents(lead, survivor_id=house.fatima.pk, merged_id=merged.pk)
    return World(house, registration, intervention, activity, session, _report(ours), double, merge_id)


def _report(ours: dict[str, Any]) -> ReportJob:
    job = ReportJob.objects.create(
        **ours, year=2026, state=ReportJob.State.DONE, percent=100, asked_at=MOMENT, touched_at=MOMENT
    )
    file = settings.DATA / "reports" / str(job.pk) / "report.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("<!doctype html><title>verslag</title>")
    return job


def _published(world: World) -> str:
    """A number that the demo organisation published."""
    folder, evidence = shelf(world.house.demo.pk), Evidence()
    of = Selection(world.house.demo.pk, Period.year(2025), world.house.uitgeest.code)
    evidence.count("all", 118, Style(), "registrations", place=Place.of("registrations", of))
    about = about_of("Aanmeldingen", of, Signed(world.house.pieter.pk, MOMENT))
    publish(evidence, 10, folder, name="registrations", about=about)
    return next(folder.glob("*.json")).stem


def _saved(row: Any) -> Any:
    row.save()
    return row


def _called(world: World) -> int:
    """A follow-up call about Fatima, one of them."""
    there = FollowUp.objects.unsealed("test").filter(resident=world.house.fatima).first()
    about = {"resident": world.house.fatima, "intervention": world.intervention, "due_on": DAY}
    return int((there or _saved(FollowUp(organisation=world.house.demo, **about))).pk)


def _safety_case(world: World) -> int:
    """The safety case of Fatima."""
    there = SafetyCase.objects.unsealed("test").filter(resident=world.house.fatima).first()
    about = {"resident": world.house.fatima, "municipality": world.house.uitgeest, "opened_on": DAY}
    return int((there or _saved(SafetyCase(organisation=world.house.demo, **about))).pk)


def _planned(world: World) -> int:
    rows = Appointment.objects.unsealed("test")
    kind = code(world.house.demo, "contact_kind", "telefoon")
    ours: dict[str, Any] = {"organisation": world.house.demo, "resident": world.house.fatima}
    new = Appointment(**ours, worker=world.house.noor, day=DAY, starts=600, kind=kind)
    return int((rows.first() or _saved(new)).pk)


def _measured(world: World) -> int:
    there = Measurement.objects.unsealed("test").first()
    about: dict[str, Any] = {"moment": "start", "measured_on": DAY, "scores": {"financien": 2}}
    of: dict[str, Any] = {"resident_id": world.house.fatima.pk, "instrument_key": "zrm_2017"}
    return there.pk if there else record_measurement(visit_of(world.house.noor), **of, **about)


def _task(world: World) -> int:
    ours: dict[str, Any] = {"organisation": world.house.demo, "resident": world.house.fatima}
    new = Task(**ours, worker=world.house.noor, due_on=DAY, text="Bellen")
    return int((Task.objects.unsealed("test").first() or _saved(new)).pk)


def _absence(world: World) -> int:
    today = visit_of(world.house.karim).today
    new = Absence(
        organisation=world.house.demo,
        worker=world.house.noor,
        covered_by=world.house.karim,
        starts_on=today,
        ends_on=today,
    )
    return int((Absence.objects.unsealed("test").first() or _saved(new)).pk)


def _arrival(world: World) -> int:
    """What came in by telephone, of Fatima, for the team of Noor and Karim."""
    house = world.house
    row = Arrival(
        organisation=house.demo, way="phone", received_on=DAY, resident=house.fatima, team=house.team
    )
    row.save()
    ArrivalWords(organisation=house.demo, arrival=row, family_name="Amrani", story="Kom eens langs.").save()
    return row.pk


def _visitor(world: World) -> int:
    """Fatima at a walk-in hour."""
    hour = code(world.house.demo, "walk_in_hour", "geldzaken")
    ours: dict[str, Any] = {"organisation": world.house.demo, "municipality": world.house.uitgeest}
    row = WalkInVisit(**ours, visited_on=DAY, hour=hour, resident=world.house.fatima)
    row.save()
    return row.pk


def _saved_view(world: World) -> int:
    """A question to the figures that Noor shares."""
    mine: dict[str, Any] = {"organisation": world.house.demo, "worker": world.house.noor, "is_shared": True}
    new = SavedView(**mine, name="Wachten", query="figure=registrations")
    return int((SavedView.objects.unsealed("test").first() or _saved(new)).pk)


# What stands for each argument of a route. A new name is added here, or the proof says so.
SAMPLES: Mapping[str, Callable[[World], object]] = {
    **dossier.SAMPLES,
    "resident_id": lambda world: world.house.fatima.pk,
    "registration_id": lambda world: world.registration.pk,
    "intervention_id": lambda world: world.intervention.pk,
    "activity_id": lambda world: world.activity.pk,
    "measurement_id": lambda world: _measured(world),
    "session_id": lambda world: world.session.pk,
    "report_id": lambda world: world.report.pk,
    "publication": lambda world: _published(world),
    "survivor_id": lambda world: world.house.fatima.pk,
    "merged_id": lambda world: world.double.pk,
    "appointment_id": lambda world: _planned(world),
    "task_id": lambda world: _task(world),
    "absence_id": lambda world: _absence(world),
    "merge_id": lambda world: world.merge_id,
    "follow_up_id": lambda world: _called(world),
    "arrival_id": lambda world: _arrival(world),
    "visit_id": lambda world: _visitor(world),
    "case_id": lambda world: _safety_case(world),
    "worker_id": lambda world: world.house.noor.pk,
    "name": lambda world: "report.html",
    "ending": lambda world: "csv",
    "view_id": lambda world: _saved_view(world),
    "organisation_key": lambda world: "no-such-house",  # a right one is public: tests/web/test_asking.py
    "token": lambda world: (
        "a-link-that-nobody-got"
    ),  # a right one is a key by itself: tests/web/test_public_survey.py
}
