"""What is written down along the way: contacts with notes, factors, goals, referrals, follow-ups."""

from datetime import date
from typing import Any

import pytest

from omzien.casework.actions import (
    close_intervention,
    judge_goal,
    make_follow_up,
    measure,
    name_factor,
    note_contact,
    plan_follow_up,
    refer,
    set_goal,
)
from omzien.casework.models import ContactNote, Factor, Registration
from omzien.casework.queries import interventions_of, timeline
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from tests.casework.world import TODAY, count_rows, supported

DAY = date(2020, 6, 12)


@pytest.fixture
def intervention_id(world):
    return supported(world, world.visit("noor"))


def registration_id() -> int:
    return Registration.objects.unsealed("test").get().pk


def fields_of(function, *args, **kwargs) -> list[str]:
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return [problem.field for problem in refused.value.problems]


def contact(world, **changes) -> dict[str, Any]:
    return {"resident_id": world.house.fatima.pk, "held_on": DAY, "kind": "telefoon", **changes}


def test_the_time_line_tells_it_newest_first(world, intervention_id):
    noor = world.visit("noor")
    note_contact(
        noor, **contact(world, intervention_id=intervention_id, minutes=30, note=" Zij belt terug. ")
    )
    refer(
        noor,
        registration_id=registration_id(),
        direction="outgoing",
        referred_on=TODAY,
        partner_id=world.huisarts.pk,
    )
    moments = timeline(noor, resident_id=world.house.fatima.pk)
    assert [(moment.on.day, moment.kind, moment.what.key, moment.note) for moment in moments] == [
        (15, "outgoing", "huisarts", ""),
        (12, "contact", "telefoon", "Zij belt terug."),
        (10, "start", "AMW", ""),
        (8, "exploration", "financien", ""),
        (1, "registration", "eigen_initiatief", ""),
    ]
    assert moments[1].worker == "Noor"


def test_a_contact_without_words_has_no_note(world, intervention_id):
    note_contact(world.visit("noor"), **contact(world, note="  "))
    assert ContactNote.objects.unsealed("test").count() == 0


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"kind": ""}, ["kind"]),
        ({"kind": "rooksignaal"}, ["kind"]),
        ({"held_on": date(2020, 6, 16)}, ["held_on"]),
        ({"minutes": 1441}, ["minutes"]),
        ({"minutes": -1}, ["minutes"]),
    ],
)
def test_a_contact_refused(world, intervention_id, changes, fields):
    before = count_rows()
    assert fields_of(note_contact, world.visit("noor"), **contact(world, **changes)) == fields
    assert count_rows() == before


def test_a_contact_of_one_resident_does_not_hang_on_anothers_intervention(world, intervention_id):
    with pytest.raises(Absent):
        note_contact(
            world.visit("noor"),
            **contact(world, resident_id=world.house.willem.pk, intervention_id=intervention_id),
        )


def test_a_factor_hangs_on_the_intervention_and_is_named_once(world, intervention_id):
    noor = world.visit("noor")
    fields = {"intervention_id": intervention_id, "factor": "laaggeletterdheid"}
    first = name_factor(noor, **fields, noted_on=DAY)
    assert name_factor(noor, **fields, noted_on=TODAY) == first
    assert Factor.objects.unsealed("test").count() == 1
    [row] = interventions_of(noor, resident_id=world.house.fatima.pk)
    assert [factor.key for factor in row.factors] == ["laaggeletterdheid"]
    assert fields_of(name_factor, noor, intervention_id=intervention_id, factor="", noted_on=DAY) == [
        "factor"
    ]
    assert fields_of(name_factor, noor, **fields, noted_on=date(2020, 6, 9)) == ["noted_on"]


def test_goals_refused(world, intervention_id):
    noor = world.visit("noor")
    fields: dict[str, Any] = {"intervention_id": intervention_id, "set_on": DAY, "text": "rust"}
    assert fields_of(set_goal, noor, **(fields | {"text": " "})) == ["text"]
    assert fields_of(set_goal, noor, **(fields | {"set_on": date(2020, 6, 1)})) == ["set_on"]
    assert fields_of(set_goal, noor, **fields, domain="maan") == ["domain"]
    goal_id = set_goal(noor, **fields)
    assert fields_of(judge_goal, noor, goal_id=goal_id, attainment="half", judged_on=DAY) == ["attainment"]
    early = date(2020, 6, 11)
    assert fields_of(judge_goal, noor, goal_id=goal_id, attainment="met", judged_on=early) == ["judged_on"]
    close_intervention(
        noor, intervention_id=intervention_id, ended_on=TODAY, result="uit_beeld", broken_off=True
    )
    assert fields_of(set_goal, noor, **fields) == [""]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"direction": "internal"}, ["service_id"]),
        ({"partner_id": None}, ["partner_id"]),
        ({"direction": "heen"}, ["direction"]),
        ({"referred_on": date(2020, 5, 31)}, ["referred_on"]),
        ({"outcome": "wie weet"}, ["outcome"]),
    ],
)
def test_a_referral_refused(world, intervention_id, changes, fields):
    good = {
        "registration_id": registration_id(),
        "direction": "outgoing",
        "referred_on": DAY,
        "partner_id": world.huisarts.pk,
    }
    before = count_rows()
    assert fields_of(refer, world.visit("noor"), **(good | changes)) == fields
    assert count_rows() == before


def test_an_incoming_referral_may_be_older_than_the_registration_and_an_internal_one_names_a_service(
    world, intervention_id
):
    noor = world.visit("noor")
    refer(
        noor,
        registration_id=registration_id(),
        direction="incoming",
        referred_on=date(2020, 5, 28),
        partner_id=world.huisarts.pk,
        outcome="aangenomen",
    )
    refer(
        noor,
        registration_id=registration_id(),
        direction="internal",
        referred_on=DAY,
        service_id=world.sjd.pk,
        intervention_id=intervention_id,
    )
    kinds = [moment.kind for moment in timeline(noor, resident_id=world.house.fatima.pk)]
    assert kinds == ["internal", "start", "exploration", "registration", "incoming"]


def test_a_follow_up_comes_after_the_end(world, intervention_id):
    noor = world.visit("noor")
    assert fields_of(plan_follow_up, noor, intervention_id=intervention_id, due_on=TODAY) == ["due_on"]
    close_intervention(
        noor, intervention_id=intervention_id, ended_on=TODAY, result="uit_beeld", broken_off=True
    )
    call = plan_follow_up(noor, intervention_id=intervention_id, due_on=date(2020, 7, 1))
    assert fields_of(make_follow_up, noor, follow_up_id=call, done_on=TODAY, outcome="") == ["outcome"]
    make_follow_up(noor, follow_up_id=call, done_on=TODAY, outcome="gaat_goed")


@pytest.mark.parametrize("who", ["bas", "ineke", "pieter", "femke", "ada", "joke", "sven"])
def test_who_may_not(world, intervention_id, who):
    visit = world.visit(who)
    attempts: list[tuple[Any, dict[str, Any]]] = [
        (note_contact, contact(world)),
        (name_factor, {"intervention_id": intervention_id, "factor": "laaggeletterdheid", "noted_on": DAY}),
        (set_goal, {"intervention_id": intervention_id, "set_on": DAY, "text": "rust"}),
        (plan_follow_up, {"intervention_id": intervention_id, "due_on": TODAY}),
        (
            refer,
            {
                "registration_id": registration_id(),
                "direction": "outgoing",
                "referred_on": DAY,
                "partner_id": world.huisarts.pk,
            },
        ),
        (
            measure,
            {
                "intervention_id": intervention_id,
                "instrument_key": "zrm_2017",
                "moment": "start",
                "measured_on": DAY,
                "scores": {"financien": 3},
            },
        ),
    ]
    before = count_rows()
    for function, fields in attempts:
        with pytest.raises(Absent):
            function(visit, **fields)
    assert count_rows() == before
    if who != "bas":
        assert timeline(visit, resident_id=world.house.fatima.pk) == []


def test_broken_glass_opens_the_record(world, intervention_id):
    opened = frozenset({world.house.fatima.pk})
    assert timeline(world.visit("joke", opened=opened), resident_id=world.house.fatima.pk)
