"""The day's work: inbox, caseload, waiting list; each in a fixed number of queries."""

from datetime import UTC, date, datetime

import pytest

from omzien.casework.actions import (
    close_intervention,
    explore,
    note_contact,
    plan_follow_up,
    receive,
    start_intervention,
)
from omzien.casework.models import Registration
from omzien.casework.queries import (
    InboxFilter,
    caseload,
    day,
    follow_ups_due,
    goals_of,
    interventions_of,
    registrations_of,
    safety_cases_of,
    timeline,
    waiting_items,
    waiting_list,
)
from omzien.casework.rules import Told
from tests.casework.world import registered, supported
from tests.cast import make_resident


def test_the_caseload_shows_who_was_not_seen_for_longest(world):
    noor = world.visit("noor")
    first = supported(world, noor)
    supported(world, noor, started_on=date(2020, 6, 12))
    note_contact(
        noor,
        resident_id=world.house.fatima.pk,
        intervention_id=first,
        held_on=date(2020, 6, 14),
        kind="telefoon",
    )
    rows = [(row.resident, row.days_since_contact, row.last_contact_on) for row in caseload(noor)]
    assert rows == [("Fatima el Amrani", 3, None), ("Fatima el Amrani", 1, date(2020, 6, 14))]
    assert [caseload(world.visit(who)) for who in ("joke", "bas", "sven")] == [[], [], []]


def test_a_team_lead_sees_the_caseload_of_the_team(world):
    karim = world.visit("karim")
    supported_by_team = {"team_id": world.house.team.pk, "worker_id": world.house.noor.pk}
    registration_id = registered(world, karim, resident_id=world.house.willem.pk, team_id=world.house.team.pk)
    explore(karim, registration_id=registration_id, explored_on=date(2020, 6, 3))
    start_intervention(
        karim,
        registration_id=registration_id,
        service_id=world.sjd.pk,
        form="light_support",
        started_on=date(2020, 6, 3),
        **supported_by_team,
    )
    supported(world, world.visit("noor"))
    assert [(row.resident, row.worker) for row in caseload(karim)] == [
        ("Willem Dekker", "Noor"),
        ("Fatima el Amrani", "Noor"),
    ]


def test_the_waiting_list_against_the_norm(world):
    noor = world.visit("noor")
    late = registered(world, noor, registered_on=date(2020, 5, 31))
    on_the_day = registered(world, noor, registered_on=date(2020, 6, 1))
    explored = registered(world, noor, registered_on=date(2020, 6, 2))
    explore(noor, registration_id=explored, explored_on=date(2020, 6, 4))
    registered(world, noor, registered_on=date(2020, 6, 3), triage="advice_done")
    supported(world, noor)
    rows = [(row.registration_id, row.step, row.days, row.over_norm) for row in waiting_list(noor)]
    assert rows == [
        (late, "exploration", 15, True),
        (on_the_day, "exploration", 14, False),
        (explored, "support", 11, False),
    ]
    assert [row.registration_id for row in waiting_list(noor, limit=2)] == [late, on_the_day]
    numbers = day(noor, limit=2, unseen_since=world.visit("noor").today).numbers
    assert (numbers.waiting, numbers.late, numbers.cases) == (3, 1, 1)
    assert len(waiting_list(world.visit("bas"))) == 3
    assert len(waiting_list(world.visit("karim"))) == 3  # Noor is in his team
    assert waiting_list(world.visit("joke")) == waiting_list(world.visit("sven")) == []


def test_home_tells_what_waits_as_the_inbox_does(world):
    """The front desk reads all of it; a worker how much came in for the own team."""
    noor, bas = world.visit("noor"), world.visit("bas")
    waiting = registered(world, noor, registered_on=date(2020, 6, 3))
    older = registered(world, noor)
    registered(world, noor, triage="right_place")
    supported(world, noor)
    called = receive(bas, way="phone", told=Told(phone="0612345678"), team_id=world.house.team.pk)
    home = day(bas, limit=2, unseen_since=bas.today).inbox
    assert home is not None
    assert (home.all, len(home.rows)) == (3, 2)
    whole = waiting_items(bas, asked=InboxFilter())
    assert [(row.kind, row.id) for row in whole.rows] == [
        ("registration", older),
        ("registration", waiting),
        ("arrival", called),
    ]
    for name, arrived in (("noor", 1), ("karim", 1), ("pieter", 0), ("ineke", 0), ("sven", 0)):
        found = day(world.visit(name), limit=2, unseen_since=bas.today)
        assert (found.inbox, found.numbers.arrived) == (None, arrived), name


def test_after_the_after_care_the_dossier_is_out_of_reach(world):
    intervention_id = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    close_intervention(
        world.visit("noor"),
        intervention_id=intervention_id,
        ended_on=date(2020, 6, 15),
        result="doel_bereikt",
    )
    for when, reached in (((2020, 12, 15), True), ((2020, 12, 16), False)):
        visit = world.visit("noor", now=datetime(*when, 9, tzinfo=UTC))
        assert bool(timeline(visit, resident_id=world.house.fatima.pk)) is reached


@pytest.mark.parametrize("many", [1, 3])
def test_fixed_numbers_of_queries(world, django_assert_num_queries, many):
    noor, bas, fatima = world.visit("noor"), world.visit("bas"), world.house.fatima.pk
    for number in range(many):
        other = make_resident(world.house.demo, family_name=f"Nummer{number}")
        registered(world, bas, resident_id=other.pk, worker_id=world.house.noor.pk)
        note_contact(
            noor,
            resident_id=fatima,
            intervention_id=supported(world, noor),
            held_on=date(2020, 6, 14),
            kind="telefoon",
            note="gesproken",
        )
        ended = supported(world, noor)
        close_intervention(
            noor, intervention_id=ended, ended_on=date(2020, 6, 15), result="uit_beeld", broken_off=True
        )
        plan_follow_up(noor, intervention_id=ended, due_on=date(2020, 7, 1))
    assert Registration.objects.unsealed("test").count() == 3 * many
    expected = [
        (14, lambda: day(bas, limit=2, unseen_since=date(2020, 6, 1))),
        (3, lambda: caseload(noor)),
        (4, lambda: waiting_list(bas)),
        (12, lambda: day(noor, limit=2, unseen_since=date(2020, 6, 1))),
        (4, lambda: registrations_of(noor, resident_id=fatima)),
        (3, lambda: interventions_of(noor, resident_id=fatima)),
        (1, lambda: goals_of(noor, resident_id=fatima)),
        (3, lambda: follow_ups_due(noor, until=date(2030, 1, 1))),
        (2, lambda: safety_cases_of(noor, resident_id=fatima)),
        (10, lambda: timeline(noor, resident_id=fatima)),
    ]
    for queries, ask in expected:
        with django_assert_num_queries(queries):
            ask()
