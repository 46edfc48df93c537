"""Appointments and tasks: their times, who sees them, what becomes of them, and handing over."""

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework import queries
from omzien.casework.actions import (
    do_task,
    give_task,
    hand_over,
    move_appointment,
    plan_appointment,
    settle_appointment,
)
from omzien.casework.models import Appointment, AppointmentNote, Contact, ContactNote, Task
from omzien.casework.rules.planning import (
    appointment_problems,
    clock_of,
    end_of,
    is_on_the_clock,
    moment_of,
    outcome_problems,
    task_problems,
)
from omzien.gate.clock import CIVIL
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.organisation.actions import plan_absence
from tests.casework.world import NOW, TODAY, registered, relations_of, supported
from tests.cast import make_resident, relate

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
MINUTES = st.integers(0, 1439)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@given(DAYS, MINUTES, st.integers(5, 1440))
def test_an_appointment_lasts_as_long_as_it_says_whatever_the_clock_does(day, starts, minutes):
    begun, ended = moment_of(day, starts), end_of(day, starts, minutes)
    assert ended.astimezone(UTC) - begun.astimezone(UTC) == timedelta(minutes=minutes)
    if is_on_the_clock(day, starts):
        assert f"{begun:%H:%M}" == clock_of(starts)
        assert begun.astimezone(UTC).astimezone(CIVIL).date() == day


@given(DAYS, MINUTES)
def test_a_time_is_missing_only_in_the_night_in_which_the_clock_goes_forward(day, starts):
    last_sunday_of_march = day.month == 3 and day.weekday() == 6 and day.day > 24
    assert is_on_the_clock(day, starts) == (not (last_sunday_of_march and 120 <= starts < 180))


def test_the_first_of_two_moments_in_autumn():
    assert moment_of(AUTUMN, 150).utcoffset() == timedelta(hours=2)
    assert end_of(AUTUMN, 150, 60).strftime("%H:%M") == "02:30"


@pytest.mark.parametrize(
    ("day", "starts", "minutes", "field"),
    [
        (SPRING - timedelta(1), 600, 60, "day"),
        (SPRING + timedelta(367), 600, 60, "day"),
        (SPRING, 600, 4, "minutes"),
        (SPRING, 600, 1441, "minutes"),
        (SPRING, 1440, 60, "time"),
        (SPRING, -1, 60, "time"),
        (SPRING, 150, 60, "time"),
    ],
)
def test_what_no_appointment_can_be(day, starts, minutes, field):
    problems = list(appointment_problems(day, starts, minutes, today=SPRING))
    assert [problem.field for problem in problems] == [field]


@pytest.mark.parametrize(
    ("state", "outcome", "days", "fine"),
    [
        ("planned", "held", 0, True),
        ("planned", "no_show", -3, True),
        ("planned", "cancelled", 5, True),
        ("planned", "held", 1, False),
        ("planned", "no_show", 1, False),
        ("held", "held", 0, False),
        ("cancelled", "held", 0, False),
        ("planned", "planned", 0, False),
        ("planned", "", 0, False),
    ],
)
def test_what_may_become_of_an_appointment(state, outcome, days, fine):
    problems = list(outcome_problems(state, outcome, TODAY + timedelta(days), today=TODAY))
    assert (not problems) == fine


@given(st.text(max_size=8), st.integers(-400, 400), st.booleans())
def test_a_task_says_what_by_when_and_for_whom(text, days, one):
    problems = list(task_problems(text, TODAY + timedelta(days), today=TODAY, for_one=one))
    assert (not problems) == (bool(text.strip()) and 0 <= days <= 366 and one)


def planned(world, who="noor", **changes):
    fields = {
        "resident_id": world.house.fatima.pk,
        "day": TODAY,
        "time": time(14, 30),
        "kind": "telefoon",
    }
    return plan_appointment(world.visit(who), **(fields | changes))


def test_a_held_appointment_becomes_a_contact_in_one_step(world):
    pk = planned(world, note="Vraag naar de post.")
    before = LedgerLine.objects.count()
    contact = settle_appointment(
        world.visit("noor"), appointment_id=pk, outcome="held", minutes=25, note="Post geopend."
    )
    assert contact
    assert LedgerLine.objects.count() == before + 1
    row = Contact.objects.unsealed("test").get(pk=contact)
    assert (row.resident_id, row.held_on, row.minutes) == (world.house.fatima.pk, TODAY, 25)
    assert ContactNote.objects.unsealed("test").get(contact_id=contact).text == "Post geopend."
    assert not AppointmentNote.objects.unsealed("test").exists()
    assert Appointment.objects.unsealed("test").get(pk=pk).contact_id == contact


@pytest.mark.parametrize("outcome", ["no_show", "cancelled"])
def test_who_did_not_come_was_not_seen(world, outcome):
    pk = planned(world)
    assert settle_appointment(world.visit("noor"), appointment_id=pk, outcome=outcome) is None
    assert not Contact.objects.unsealed("test").exists()
    with pytest.raises(Refused):
        settle_appointment(world.visit("noor"), appointment_id=pk, outcome="held")
    with pytest.raises(Refused):
        move_appointment(world.visit("noor"), appointment_id=pk, day=TODAY, time=time(9))


def test_an_appointment_is_moved(world):
    pk = planned(world)
    move_appointment(world.visit("noor"), appointment_id=pk, day=TODAY + timedelta(1), time=time(9, 5))
    assert queries.agenda(world.visit("noor"), day=TODAY) == []
    (row,) = queries.agenda(world.visit("noor"), day=TODAY + timedelta(1))
    assert (row.time, row.until, row.resident) == ("09:05", "10:05", "Fatima el Amrani")


@pytest.mark.parametrize("who", ["joke", "bas", "ineke", "pieter", "femke", "ada", "sven"])
def test_outside_the_circle_nothing_is_planned_seen_or_settled(world, who):
    pk = planned(world)
    for act in (
        lambda: planned(world, who),
        lambda: settle_appointment(world.visit(who), appointment_id=pk, outcome="cancelled"),
        lambda: queries.appointment(world.visit(who), appointment_id=pk),
        lambda: give_task(world.visit(who), text="x", due_on=TODAY, resident_id=world.house.fatima.pk),
    ):
        with pytest.raises(Absent):
            act()
    assert queries.agenda(world.visit(who), day=TODAY) == []
    assert queries.tasks(world.visit(who)) == []


def test_a_day_is_in_order_and_what_nobody_settled_comes_back(world):
    late, early = planned(world, time=time(16)), planned(world, time=time(8))
    day = queries.agenda(world.visit("noor"), day=TODAY)
    assert [row.id for row in day] == [early, late]
    tomorrow = world.visit("noor", now=NOW + timedelta(days=1))
    assert [row.id for row in queries.agenda(tomorrow, day=tomorrow.today)] == [early, late]
    settle_appointment(tomorrow, appointment_id=early, outcome="no_show")
    assert [row.id for row in queries.agenda(tomorrow, day=tomorrow.today)] == [late]
    assert [row.id for row in queries.appointments_of(tomorrow, resident_id=world.house.fatima.pk)] == []


def test_tasks_of_mine_and_of_my_team(world):
    mine = give_task(world.visit("noor"), text="Bel de huisbaas", due_on=TODAY)
    teams = give_task(
        world.visit("karim"), text="Folders", due_on=TODAY + timedelta(1), team_id=world.house.team.pk
    )
    about = give_task(
        world.visit("karim"),
        text="Brief",
        due_on=TODAY,
        resident_id=world.house.willem.pk,
        worker_id=world.house.noor.pk,
    )
    assert [row.id for row in queries.tasks(world.visit("noor"))] == [mine, about, teams]
    assert [row.id for row in queries.tasks(world.visit("karim"))] == [teams]
    do_task(world.visit("noor"), task_id=teams)
    assert queries.tasks(world.visit("karim")) == []
    with pytest.raises(Refused):
        do_task(world.visit("noor"), task_id=teams)
    tomorrow = world.visit("noor", now=NOW + timedelta(days=1))
    assert [row.overdue for row in queries.tasks(tomorrow)] == [True, True]


def test_a_task_about_a_resident_who_left_the_circle_is_seen_no_more(world):
    greta = world.house.greta
    relate(greta, worker=world.house.noor, until=TODAY)
    give_task(world.visit("noor"), text="Afronden", due_on=TODAY, resident_id=greta.pk)
    assert len(queries.tasks(world.visit("noor"))) == 1
    assert queries.tasks(world.visit("noor", now=NOW + timedelta(days=1))) == []


def test_who_covers_has_the_appointments_and_tasks_for_that_time(world):
    planned(world)
    give_task(world.visit("noor"), text="Bellen", due_on=TODAY, resident_id=world.house.fatima.pk)
    plan_absence(
        world.visit("karim"),
        worker_id=world.house.noor.pk,
        starts_on=TODAY,
        ends_on=TODAY,
        covered_by_id=world.joke.pk,
    )
    (row,) = queries.agenda(world.visit("joke"), day=TODAY)
    assert (row.resident, row.worker) == ("Fatima el Amrani", "Noor")
    assert [task.text for task in queries.tasks(world.visit("joke"))] == ["Bellen"]
    tomorrow = world.visit("joke", now=NOW + timedelta(days=1))
    assert queries.tasks(tomorrow) == []
    assert queries.agenda(tomorrow, day=TODAY) == []


def test_all_work_for_a_resident_goes_to_a_colleague_at_once(world):
    house, karim = world.house, world.visit("karim")
    supported(world, world.visit("noor"))
    planned(world)
    give_task(world.visit("noor"), text="Bellen", due_on=TODAY, resident_id=house.fatima.pk)
    (work,) = queries.work_of(karim, worker_id=house.noor.pk)
    assert (work.resident_id, work.support, work.appointments, work.tasks) == (house.fatima.pk, 1, 1, 1)
    before = LedgerLine.objects.count()
    hand_over(karim, from_worker_id=house.noor.pk, to_worker_id=world.joke.pk, resident_ids=[house.fatima.pk])
    assert LedgerLine.objects.count() == before + 1
    assert queries.work_of(karim, worker_id=house.noor.pk) == []
    tomorrow = {"now": NOW + timedelta(days=1)}
    assert [row.resident for row in queries.caseload(world.visit("joke", **tomorrow))] == ["Fatima el Amrani"]
    assert queries.caseload(world.visit("noor", **tomorrow)) == []
    assert (house.noor.pk, None, TODAY) in relations_of(house.fatima.pk)


def test_nobody_hands_over_what_is_not_of_the_own_team(world):
    house = world.house
    supported(world, world.visit("noor"))
    for who in ("noor", "bas", "ada"):
        with pytest.raises(Absent):
            hand_over(
                world.visit(who),
                from_worker_id=house.noor.pk,
                to_worker_id=world.joke.pk,
                resident_ids=[house.fatima.pk],
            )
    with pytest.raises(Absent):
        hand_over(
            world.visit("karim"),
            from_worker_id=house.noor.pk,
            to_worker_id=house.sven.pk,
            resident_ids=[house.fatima.pk],
        )
    wrongs: list[dict[str, Any]] = [{"to_worker_id": house.noor.pk}, {"resident_ids": []}]
    for wrong in wrongs:
        fields: dict[str, Any] = {
            "from_worker_id": house.noor.pk,
            "to_worker_id": world.joke.pk,
            "resident_ids": [house.fatima.pk],
        }
        with pytest.raises(Refused):
            hand_over(world.visit("karim"), **(fields | wrong))


def test_the_load_of_a_team_is_counted_in_as_many_queries_for_many_as_for_few(
    world, django_assert_num_queries
):
    house = world.house
    supported(world, world.visit("noor"))
    registered(world, world.visit("noor"))
    planned(world)
    ids = [house.noor.pk, house.karim.pk]
    karim = world.visit("karim")
    with django_assert_num_queries(4):
        found = queries.load(karim, worker_ids=ids, unseen_since=TODAY - timedelta(30))
    row = found[house.noor.pk]
    assert (row.cases, row.unseen, row.waiting, row.appointments, row.late_tasks) == (1, 0, 1, 1, 0)
    assert found[house.karim.pk].cases == 0


def test_a_task_needs_a_reachable_owner(world):
    stranger = make_resident(world.house.demo, given_name="Onbekend")
    with pytest.raises(Absent):
        give_task(world.visit("noor"), text="x", due_on=TODAY, resident_id=stranger.pk)
    assert not Task.objects.unsealed("test").exists()
