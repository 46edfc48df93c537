"""A safety case from opening to closing: five steps, two decisions, four eyes, sealed for everybody else."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from omzien.casework.actions import (
    close_safety_case,
    confirm_safety,
    decide_safety,
    open_safety_case,
    take_safety_step,
)
from omzien.casework.models import SafetyCase, SafetyStep
from omzien.casework.queries import safety_case, safety_cases_of, timeline
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.gate.visit import Role
from omzien.people.actions import relate
from omzien.people.queries import is_in_reach
from tests.casework.world import TODAY, relations_of
from tests.cast import make_worker, visit_of

DAY = date(2020, 6, 2)


@pytest.fixture
def case_id(world):
    """A case of Willem, who is of the team of Noor and Karim."""
    return open_safety_case(
        world.visit("noor"),
        resident_id=world.house.willem.pk,
        municipality_id=world.house.uitgeest.pk,
        opened_on=DAY,
    )


def take_all(world, case_id):
    for step in (1, 2, 4, 5):
        take_safety_step(world.visit("noor"), case_id=case_id, step=step, taken_on=DAY, text=f"stap {step}")
    take_safety_step(
        world.visit("noor"),
        case_id=case_id,
        step=3,
        taken_on=DAY,
        left_out_because="een gesprek is gevaarlijk",
    )


def test_the_whole_way(world, case_id):
    take_all(world, case_id)
    decide_safety(
        world.visit("noor"),
        case_id=case_id,
        report_needed=True,
        help_possible=True,
        text="met gezin besproken",
    )
    [row] = safety_cases_of(world.visit("karim"), resident_id=world.house.willem.pk)
    assert (row.decided_by, row.confirmed_by, row.steps_left, row.may_confirm) == ("Noor", "", (), True)
    confirm_safety(world.visit("karim"), case_id=case_id)
    close_safety_case(world.visit("noor"), case_id=case_id, closed_on=TODAY)
    [row] = safety_cases_of(world.visit("noor"), resident_id=world.house.willem.pk)
    assert (row.confirmed_by, row.closed_on, row.may_confirm) == ("Karim", TODAY, False)
    assert [step.left_out_because for step in row.steps if step.step == 3] == ["een gesprek is gevaarlijk"]


def test_who_decided_does_not_reach_the_confirmation(world, case_id):
    decide_safety(
        world.visit("noor"),
        case_id=case_id,
        report_needed=False,
        help_possible=True,
        text="met gezin besproken",
    )
    with pytest.raises(Absent):
        confirm_safety(world.visit("noor"), case_id=case_id)


def test_there_must_be_something_to_confirm(world, case_id):
    with pytest.raises(Absent):
        confirm_safety(world.visit("karim"), case_id=case_id)


def test_deciding_anew_asks_for_a_new_confirmation(world, case_id):
    decide_safety(
        world.visit("noor"),
        case_id=case_id,
        report_needed=False,
        help_possible=True,
        text="met gezin besproken",
    )
    confirm_safety(world.visit("karim"), case_id=case_id)
    decide_safety(
        world.visit("karim"),
        case_id=case_id,
        report_needed=True,
        help_possible=True,
        text="met gezin besproken",
    )
    [row] = safety_cases_of(world.visit("noor"), resident_id=world.house.willem.pk)
    assert (row.decided_by, row.confirmed_by) == ("Karim", "")


def test_closing_says_all_that_is_missing(world, case_id):
    take_safety_step(world.visit("noor"), case_id=case_id, step=1, taken_on=DAY, text="signalen")
    with pytest.raises(Refused) as refused:
        close_safety_case(world.visit("noor"), case_id=case_id, closed_on=TODAY)
    assert [str(problem) for problem in refused.value.problems] == [
        "step 2 has not been considered yet",
        "step 3 has not been considered yet",
        "step 4 has not been considered yet",
        "step 5 has not been considered yet",
        "decide whether this must be reported",
        "decide whether we can (also) give or arrange help",
        "there is no decision to confirm yet",
    ]


def test_a_step_is_refused_or_replaced(world, case_id):
    noor = world.visit("noor")
    for wrong in ({"step": 6, "text": "x"}, {"step": 1}, {"step": 1, "text": "x", "left_out_because": "y"}):
        with pytest.raises(Refused):
            take_safety_step(noor, case_id=case_id, taken_on=DAY, **wrong)
    with pytest.raises(Refused):
        take_safety_step(noor, case_id=case_id, step=1, taken_on=date(2020, 6, 1), text="te vroeg")
    take_safety_step(noor, case_id=case_id, step=1, taken_on=DAY, text="eerst")
    take_safety_step(noor, case_id=case_id, step=1, taken_on=TODAY, text="beter")
    [row] = safety_cases_of(noor, resident_id=world.house.willem.pk)
    assert [(step.step, step.text) for step in row.steps] == [(1, "beter")]


def test_a_closed_case_does_not_change(world, case_id):
    take_all(world, case_id)
    decide_safety(
        world.visit("noor"),
        case_id=case_id,
        report_needed=False,
        help_possible=True,
        text="met gezin besproken",
    )
    confirm_safety(world.visit("karim"), case_id=case_id)
    close_safety_case(world.visit("noor"), case_id=case_id, closed_on=TODAY)
    with pytest.raises(Refused):
        decide_safety(
            world.visit("noor"),
            case_id=case_id,
            report_needed=True,
            help_possible=True,
            text="met gezin besproken",
        )
    with pytest.raises(Refused):
        take_safety_step(world.visit("noor"), case_id=case_id, step=1, taken_on=TODAY, text="nog iets")


@pytest.mark.parametrize("who", ["bas", "ineke", "pieter", "femke", "ada", "sven"])
def test_it_is_sealed_for_everybody_else(world, case_id, who):
    visit, willem = world.visit(who), world.house.willem
    assert safety_cases_of(visit, resident_id=willem.pk) == []
    with pytest.raises(Absent):
        decide_safety(visit, case_id=case_id, report_needed=False, help_possible=False, text="niet nodig")
    with pytest.raises(Absent):
        confirm_safety(visit, case_id=case_id)
    with pytest.raises(Absent):
        open_safety_case(visit, resident_id=willem.pk, municipality_id=world.house.uitgeest.pk, opened_on=DAY)
    assert SafetyCase.objects.unsealed("test").count() == 1


def test_it_is_not_on_the_time_line(world, case_id):
    assert timeline(world.visit("noor"), resident_id=world.house.willem.pk) == []


def test_the_database_itself_holds_the_four_eyes_and_the_steps(world, case_id):
    cases = SafetyCase.objects.unsealed("test").filter(pk=case_id)
    noor, karim = world.house.noor.pk, world.house.karim.pk
    for wrong in ({"decided_by": noor, "confirmed_by": noor}, {"confirmed_by": karim}, {"closed_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cases.update(**wrong)
    assert cases.update(decided_by=noor, confirmed_by=karim) == 1
    take_safety_step(world.visit("noor"), case_id=case_id, step=1, taken_on=DAY, text="gezien")
    steps = SafetyStep.objects.unsealed("test").filter(case_id=case_id)
    for wrong_step in ({"step": 6}, {"step": 0}, {"left_out_because": "ook"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            steps.update(**wrong_step)


def test_a_case_is_for_who_needs_it_and_not_for_the_whole_team(world, case_id):
    house = world.house
    ans = visit_of(make_worker(house.demo, "Ans", Role.WORKER, team=house.team), now=world.visit("noor").now)
    assert is_in_reach(ans, resident_id=house.willem.pk)
    assert safety_cases_of(ans, resident_id=house.willem.pk) == []
    with pytest.raises(Absent):
        safety_case(ans, case_id=case_id)
    assert relations_of(house.willem.pk) == [
        (None, house.team.pk, None),
        (house.noor.pk, None, None),
    ], "who opened it supports Willem from then on"
    relate(ans, resident_id=house.willem.pk, worker_id=ans.worker_id)
    for who in (ans, world.visit("karim")):
        assert safety_case(who, case_id=case_id).id == case_id


def test_nobody_comes_near_a_resident_by_opening_a_case(world):
    with pytest.raises(Absent):
        open_safety_case(
            world.visit("joke"),
            resident_id=world.house.willem.pk,
            municipality_id=world.house.uitgeest.pk,
            opened_on=TODAY,
        )
    assert relations_of(world.house.willem.pk) == [(None, world.house.team.pk, None)]
