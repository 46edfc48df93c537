"""Activities, sessions and the roll call: works, refuses and leaves nothing behind, needs rights."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from omzien.community.actions import (
    add_activity,
    attend,
    cancel_session,
    hold_session,
    move_session,
    roll_call,
)
from omzien.community.models import Activity, Attendance, Session
from omzien.community.queries import LATEST, activities, attendance, participants, session, sessions_of
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from tests.cast import make_resident

DAY = date(2020, 6, 8)


@pytest.fixture
def session_id(group):
    return hold_session(group.visit("ineke"), activity_id=group.activity_id, held_on=DAY)


def fields_of(function, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        function(*args, **kwargs)
    return [problem.field for problem in refused.value.problems]


def roll(group, session_id):
    rows = attendance(group.visit("ineke"), session_id=session_id)
    return [row.resident for row in rows], session(group.visit("ineke"), session_id=session_id).heads


def test_the_roll_is_called_for_the_whole_session(group, session_id):
    house = group.house
    roll_call(
        group.visit("ineke"),
        session_id=session_id,
        resident_ids=[house.fatima.pk, house.greta.pk],
        anonymous_heads=7,
    )
    assert roll(group, session_id) == (["Fatima el Amrani", "Gréta van der Zee"], 7)
    [row] = sessions_of(group.visit("ineke"), activity_id=group.activity_id)
    assert (row.named, row.heads, row.attendances) == (2, 7, 9)


def test_calling_it_again_changes_nothing(group, session_id):
    call = {"session_id": session_id, "resident_ids": [group.house.fatima.pk] * 2, "anonymous_heads": 3}
    roll_call(group.visit("ineke"), **call)
    before = LedgerLine.objects.count(), list(Attendance.objects.unsealed("test").values())
    roll_call(group.visit("ineke"), **call)
    assert (LedgerLine.objects.count(), list(Attendance.objects.unsealed("test").values())) == before


def test_who_is_not_named_any_more_is_taken_off(group, session_id):
    house = group.house
    roll_call(group.visit("ineke"), session_id=session_id, resident_ids=[house.fatima.pk, house.greta.pk])
    roll_call(group.visit("ineke"), session_id=session_id, resident_ids=[house.greta.pk, house.willem.pk])
    assert roll(group, session_id) == (["Gréta van der Zee", "Willem Dekker"], 0)


def test_one_comes_in_late(group, session_id):
    roll_call(
        group.visit("ineke"), session_id=session_id, resident_ids=[group.house.greta.pk], anonymous_heads=2
    )
    for _ in range(2):
        attend(group.visit("noor"), session_id=session_id, resident_id=group.house.fatima.pk)
    assert roll(group, session_id) == (["Fatima el Amrani", "Gréta van der Zee"], 2)


def test_the_neighbours_resident_is_not_on_our_roll_and_then_nobody_is(group, session_id):
    house = group.house
    with pytest.raises(Absent):
        roll_call(group.visit("ineke"), session_id=session_id, resident_ids=[house.greta.pk, house.piet.pk])
    assert roll(group, session_id) == ([], 0)


def test_a_cancelled_session_has_nobody(group, session_id):
    cancel_session(group.visit("ineke"), session_id=session_id)
    call = {"session_id": session_id, "resident_ids": [group.house.greta.pk], "anonymous_heads": 1}
    assert fields_of(roll_call, group.visit("ineke"), **call) == ["cancelled"]
    assert fields_of(
        attend, group.visit("ineke"), session_id=session_id, resident_id=group.house.greta.pk
    ) == ["cancelled"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.unsealed("test").update(anonymous_heads=1)
    assert activities(group.visit("ineke"))[0].sessions == 0


def test_a_session_to_which_people_came_is_not_cancelled(group, session_id):
    roll_call(group.visit("ineke"), session_id=session_id, resident_ids=[group.house.greta.pk])
    assert fields_of(cancel_session, group.visit("ineke"), session_id=session_id) == ["cancelled"]


def test_a_session_may_be_planned_but_nobody_came_yet(group):
    ineke = group.visit("ineke")
    planned = hold_session(ineke, activity_id=group.activity_id, held_on=date(2020, 7, 1))
    assert fields_of(
        hold_session, ineke, activity_id=group.activity_id, held_on=date(2020, 7, 1), anonymous_heads=4
    ) == ["held_on"]
    assert fields_of(roll_call, ineke, session_id=planned, resident_ids=[], anonymous_heads=-1) == [
        "anonymous_heads"
    ]
    [row] = activities(ineke)
    assert (row.sessions, row.last_held_on) == (1, None)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"kind": "feest"}, ["kind"]),
        ({"form": "zwevend"}, ["form"]),
        ({"topic": "maan"}, ["topic"]),
        ({"name": "", "kind": ""}, ["name", "kind"]),
    ],
)
def test_an_activity_refused(group, changes, fields):
    good = {"name": "Grip op geld", "municipality_id": group.uitgeest}
    assert fields_of(add_activity, group.visit("ineke"), **(good | changes)) == fields
    assert Activity.objects.unsealed("test").count() == 1


@pytest.mark.parametrize("who", ["bas", "pieter", "femke", "ada", "sven"])
def test_who_may_not(group, session_id, who):
    visit = group.visit(who)
    if who != "sven":  # he starts activities across the street
        with pytest.raises(Absent):
            add_activity(visit, name="Stiekem", municipality_id=group.uitgeest)
    with pytest.raises(Absent):
        hold_session(visit, activity_id=group.activity_id, held_on=DAY)
    with pytest.raises(Absent):
        roll_call(visit, session_id=session_id, resident_ids=[], anonymous_heads=5)
    with pytest.raises(Absent):
        attendance(visit, session_id=session_id)
    with pytest.raises(Absent):
        session(visit, session_id=session_id)
    assert Session.objects.unsealed("test").get().anonymous_heads == 0


def test_the_neighbours_see_no_activity(group):
    assert activities(group.visit("sven")) == []
    with pytest.raises(Absent):
        sessions_of(group.visit("sven"), activity_id=group.activity_id)


@pytest.mark.parametrize("many", [1, 4])
def test_fixed_numbers_of_queries(group, django_assert_num_queries, many):
    ineke = group.visit("ineke")
    for number in range(many):
        made = hold_session(ineke, activity_id=group.activity_id, held_on=DAY, anonymous_heads=number)
        people = [
            make_resident(group.house.demo, family_name=f"N{number}{other}").pk for other in range(many)
        ]
        roll_call(ineke, session_id=made, resident_ids=people)
    with django_assert_num_queries(3):
        activities(ineke)
    with django_assert_num_queries(2):
        assert len(sessions_of(ineke, activity_id=group.activity_id)) == many
    with django_assert_num_queries(3):
        assert len(attendance(ineke, session_id=made)) == many


def held(group, day, *who):
    visit = group.visit("ineke")
    made = hold_session(visit, activity_id=group.activity_id, held_on=day)
    roll_call(visit, session_id=made, resident_ids=[resident.pk for resident in who])
    return made


def test_regulars_are_who_came_to_the_latest_sessions_by_name(group):
    fatima, willem = group.house.fatima, group.house.willem
    held(group, date(2020, 1, 6), group.house.greta)
    for week in range(LATEST):
        held(group, date(2020, 3, 2) + timedelta(weeks=week), fatima, *([willem] if week < 3 else []))
    rows = participants(group.visit("ineke"), activity_id=group.activity_id)
    assert [(row.resident, row.times) for row in rows] == [("Fatima el Amrani", LATEST), ("Willem Dekker", 3)]
    [most] = participants(group.visit("ineke"), activity_id=group.activity_id, limit=1)
    assert most.resident_id == fatima.pk
    assert participants(group.visit("sven"), activity_id=group.activity_id) == []


def test_a_session_is_moved_but_not_into_the_future_when_somebody_came(group):
    visit = group.visit("ineke")
    made = held(group, date(2020, 3, 2), group.house.fatima)
    move_session(visit, session_id=made, held_on=date(2020, 3, 3))
    assert session(visit, session_id=made).held_on == date(2020, 3, 3)
    with pytest.raises(Refused):
        move_session(visit, session_id=made, held_on=date(2020, 12, 1))
    with pytest.raises(Absent):
        move_session(group.visit("sven"), session_id=made, held_on=date(2020, 3, 3))
