"""Triage, exploration, support, closing, follow-up: each step works, or refuses and changes nothing."""

from datetime import date
from typing import Any

import pytest

from omzien.casework.actions import (
    close_intervention,
    close_registration,
    explore,
    judge_goal,
    make_follow_up,
    measure,
    set_goal,
    start_intervention,
    triage,
)
from omzien.casework.models import FollowUp, Intervention, Registration
from omzien.casework.queries import follow_ups_due, goals_of, interventions_of, registrations_of
from omzien.casework.rules.states import State
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.outcomes.actions import found_instruments
from tests.casework.world import TODAY, registered, relations_of, supported


def state(world, resident=None):
    resident_id = (resident or world.house.fatima).pk
    return registrations_of(world.visit("bas"), resident_id=resident_id)[0].state


def refusal(function, *args, **kwargs) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return {problem.field: str(problem) for problem in refused.value.problems}


def test_triage_gives_it_to_a_worker(world):
    registration_id = registered(world, world.visit("bas"), resident_id=world.house.greta.pk)
    triage(
        world.visit("bas"),
        registration_id=registration_id,
        verdict="right_place",
        worker_id=world.house.noor.pk,
    )
    assert state(world, world.house.greta) is State.TRIAGED
    assert relations_of(world.house.greta.pk) == [(world.house.noor.pk, None, None)]


def test_triage_away_closes_today(world):
    registration_id = registered(world, world.visit("bas"))
    triage(world.visit("bas"), registration_id=registration_id, verdict="advice_done")
    [row] = registrations_of(world.visit("bas"), resident_id=world.house.fatima.pk)
    assert (row.state, row.closed_on) == (State.CLOSED, TODAY)


def test_triage_twice_is_refused(world):
    registration_id = registered(world, world.visit("noor"), triage="right_place")
    said = refusal(triage, world.visit("noor"), registration_id=registration_id, verdict="right_place")
    assert said == {"": "this registration has been looked at already (it is now: triaged)"}
    assert refusal(triage, world.visit("noor"), registration_id=registration_id, verdict="?")


def test_exploration_within_the_norm(world):
    registration_id = registered(world, world.visit("noor"))
    explore(world.visit("noor"), registration_id=registration_id, explored_on=date(2020, 6, 15))
    [row] = registrations_of(world.visit("noor"), resident_id=world.house.fatima.pk)
    assert (row.state, row.triage, row.explored_on) == (State.EXPLORED, "right_place", date(2020, 6, 15))


@pytest.mark.parametrize(
    ("registered_on", "changes", "said"),
    [
        (
            date(2020, 5, 1),
            {"explored_on": date(2020, 5, 16)},
            {"over_norm_reason": "this took 15 days and the norm is 14: say why"},
        ),
        (
            date(2020, 5, 1),
            {"explored_on": date(2020, 5, 15), "over_norm_reason": "capaciteit"},
            {"over_norm_reason": "this took 14 days, which is within the norm of 14: leave the reason out"},
        ),
        (
            date(2020, 5, 1),
            {"explored_on": date(2020, 5, 30), "over_norm_reason": "zomaar"},
            {"over_norm_reason": "“zomaar” is not in the list “over_norm_reason” on this day"},
        ),
        (
            date(2020, 6, 1),
            {"explored_on": date(2020, 5, 31)},
            {"explored_on": "2020-05-31 is before 2020-06-01, the day that it follows"},
        ),
        (
            date(2020, 6, 1),
            {"explored_on": date(2020, 6, 16)},
            {"explored_on": "2020-06-16 is in the future"},
        ),
    ],
)
def test_exploration_refused(world, registered_on, changes, said):
    registration_id = registered(world, world.visit("noor"), registered_on=registered_on)
    assert refusal(explore, world.visit("noor"), registration_id=registration_id, **changes) == said
    assert state(world) is State.REGISTERED


def test_a_long_wait_with_its_reason(world):
    registration_id = registered(world, world.visit("noor"), registered_on=date(2020, 5, 1))
    explore(
        world.visit("noor"),
        registration_id=registration_id,
        explored_on=date(2020, 5, 16),
        over_norm_reason="niet_bereikbaar",
    )
    [row] = registrations_of(world.visit("noor"), resident_id=world.house.fatima.pk)
    assert row.over_norm_reason
    assert row.over_norm_reason.key == "niet_bereikbaar"


def test_the_second_wait_has_a_norm_and_a_reason_of_its_own(world):
    noor = world.visit("noor")
    registration_id = registered(world, noor, registered_on=date(2020, 4, 1))
    explore(noor, registration_id=registration_id, explored_on=date(2020, 4, 10))
    start: dict[str, Any] = {
        "registration_id": registration_id,
        "service_id": world.sjd.pk,
        "form": "trajectory",
        "started_on": date(2020, 5, 9),
    }
    said = {"over_norm_reason": "this took 29 days and the norm is 28: say why"}
    assert refusal(start_intervention, noor, **start) == said
    start_intervention(noor, **start, over_norm_reason="capaciteit")
    [row] = registrations_of(noor, resident_id=world.house.fatima.pk)
    assert row.support_over_norm_reason
    assert (row.over_norm_reason, row.support_over_norm_reason.key) == (None, "capaciteit")


def test_support_waits_for_the_exploration_and_advice_does_not(world):
    noor = world.visit("noor")
    registration_id = registered(world, noor)
    fields = {"registration_id": registration_id, "service_id": world.sjd.pk, "started_on": date(2020, 6, 2)}
    said = refusal(start_intervention, noor, form="trajectory", **fields)
    assert "after the question was explored" in said[""]
    assert Intervention.objects.unsealed("test").count() == 0
    start_intervention(noor, form="advice", **fields)
    assert state(world) is State.IN_SUPPORT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"form": "praatje"}, "form"),
        ({"kind": "toveren"}, "kind"),
        ({"started_on": date(2020, 6, 7)}, "started_on"),
        ({"started_on": date(2020, 6, 16)}, "started_on"),
    ],
)
def test_a_start_refused(world, changes, field):
    assert field in refusal(supported, world, world.visit("noor"), **changes)
    assert Intervention.objects.unsealed("test").count() == 0


def test_a_service_of_another_house_is_absent(world):
    with pytest.raises(Absent):
        supported(world, world.visit("noor"), service_id=world.amw.pk + 99)


def close(world, intervention_id, **changes):
    fields = {"intervention_id": intervention_id, "ended_on": date(2020, 6, 14), "result": "doel_bereikt"}
    close_intervention(world.visit("noor"), **(fields | changes))


def test_closing_asks_for_all_that_the_service_demands_and_changes_nothing(world):
    intervention_id = supported(world, world.visit("noor"))
    assert refusal(close, world, intervention_id, result=None) == {
        "goals": "this service closes with at least one goal: set it first",
        "end_measurement": "this service closes with an end measurement: do it first",
        "result": "choose the result",
    }
    assert state(world) is State.IN_SUPPORT


def prepare(world, intervention_id):
    """Do all that AMW demands before closing."""
    noor = world.visit("noor")
    found_instruments(world.visit("ada"))
    goal_id = set_goal(
        noor, intervention_id=intervention_id, set_on=date(2020, 6, 10), text="rust", domain="financien"
    )
    scores: dict[str, Any] = {"instrument_key": "zrm_2017", "scores": {"financien": 3}}
    measure(noor, intervention_id=intervention_id, moment="start", measured_on=date(2020, 6, 10), **scores)
    measure(noor, intervention_id=intervention_id, moment="end", measured_on=date(2020, 6, 14), **scores)
    return goal_id


def test_the_whole_way_to_the_follow_up(world):
    noor = world.visit("noor")
    intervention_id = supported(world, noor)
    goal_id = prepare(world, intervention_id)
    assert refusal(close, world, intervention_id) == {"goals": "say of every goal whether it was met"}
    judge_goal(noor, goal_id=goal_id, attainment="met", judged_on=date(2020, 6, 14))
    close(world, intervention_id)
    assert [row.attainment for row in goals_of(noor, resident_id=world.house.fatima.pk)] == ["met"]
    assert state(world) is State.FOLLOW_UP
    [row] = registrations_of(noor, resident_id=world.house.fatima.pk)
    assert row.closed_on == date(2020, 6, 14)
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, date(2020, 12, 14))]
    [call] = follow_ups_due(noor, until=date(2020, 7, 31))
    assert (call.due_on, call.resident, call.service.key, call.overdue) == (
        date(2020, 7, 12),
        "Fatima el Amrani",
        "AMW",
        False,
    )
    make_follow_up(noor, follow_up_id=call.id, done_on=TODAY, outcome="gaat_goed")
    assert state(world) is State.CLOSED
    assert follow_ups_due(noor, until=date(2020, 12, 31)) == []
    assert refusal(make_follow_up, noor, follow_up_id=call.id, done_on=TODAY, outcome="gaat_goed")


def test_support_that_was_broken_off_asks_for_the_result_only_and_plans_no_call(world):
    intervention_id = supported(world, world.visit("noor"))
    close(world, intervention_id, result="uit_beeld", broken_off=True)
    assert state(world) is State.CLOSED
    assert FollowUp.objects.unsealed("test").count() == 0


def test_the_registration_closes_with_its_last_intervention(world):
    noor = world.visit("noor")
    first = supported(world, noor, service_id=world.sjd.pk)
    registration_id = Registration.objects.unsealed("test").get().pk
    second = start_intervention(
        noor,
        registration_id=registration_id,
        service_id=world.sjd.pk,
        form="light_support",
        started_on=date(2020, 6, 11),
    )
    close(world, second, ended_on=date(2020, 6, 15))
    assert state(world) is State.IN_SUPPORT
    close(world, first, ended_on=date(2020, 6, 13))
    [row] = registrations_of(noor, resident_id=world.house.fatima.pk)
    assert (row.state, row.closed_on) == (State.CLOSED, date(2020, 6, 15))
    assert "no intervention is open" in refusal(close, world, first)[""]
    assert [
        one.result and one.result.key for one in interventions_of(noor, resident_id=world.house.fatima.pk)
    ] == [
        "doel_bereikt",
        "doel_bereikt",
    ]


def test_closed_twice_is_refused_while_others_are_open(world):
    first = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    start_intervention(
        world.visit("noor"),
        registration_id=Registration.objects.unsealed("test").get().pk,
        service_id=world.sjd.pk,
        form="advice",
        started_on=TODAY,
    )
    close(world, first)
    assert refusal(close, world, first) == {"": "this intervention was closed on 2020-06-14"}


def test_more_support_may_follow(world):
    intervention_id = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    close(world, intervention_id, keep_open=True)
    assert state(world) is State.EXPLORED
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, None)]
    registration_id = Registration.objects.unsealed("test").get().pk
    close_registration(world.visit("noor"), registration_id=registration_id, closed_on=TODAY)
    assert state(world) is State.CLOSED
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, date(2020, 12, 15))]


def test_other_open_work_keeps_the_relation(world):
    intervention_id = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    registered(world, world.visit("noor"), registered_on=date(2020, 6, 12))
    close(world, intervention_id)
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, None)]


def test_registering_again_in_the_after_care_takes_the_relation_up_again(world):
    intervention_id = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    close(world, intervention_id)
    registered(world, world.visit("noor"), registered_on=TODAY)
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, None)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ended_on": date(2020, 6, 9)}, "ended_on"),
        ({"ended_on": date(2020, 6, 16)}, "ended_on"),
        ({"result": "onbekend"}, "result"),
    ],
)
def test_a_closing_refused(world, changes, field):
    intervention_id = supported(world, world.visit("noor"), service_id=world.sjd.pk)
    assert list(refusal(close, world, intervention_id, **changes)) == [field]
    assert state(world) is State.IN_SUPPORT


@pytest.mark.parametrize("who", ["bas", "ineke", "pieter", "femke", "ada", "sven"])
def test_who_may_not(world, who):
    intervention_id = supported(world, world.visit("noor"))
    registration_id = Registration.objects.unsealed("test").get().pk
    visit = world.visit(who)
    with pytest.raises(Absent):
        close_intervention(visit, intervention_id=intervention_id, ended_on=TODAY, result="doel_bereikt")
    with pytest.raises(Absent):
        explore(visit, registration_id=registration_id, explored_on=TODAY)
    with pytest.raises(Absent):
        start_intervention(
            visit, registration_id=registration_id, service_id=world.amw.pk, form="advice", started_on=TODAY
        )
    if who != "bas":
        with pytest.raises(Absent):
            triage(visit, registration_id=registration_id, verdict="elsewhere")
    assert interventions_of(visit, resident_id=world.house.fatima.pk) == []
    assert follow_ups_due(visit, until=date(2030, 1, 1)) == []


def test_a_colleague_outside_the_circle_does_not_reach_it(world):
    registered(world, world.visit("noor"))
    registration_id = Registration.objects.unsealed("test").get().pk
    with pytest.raises(Absent):
        explore(world.visit("joke"), registration_id=registration_id, explored_on=TODAY)
