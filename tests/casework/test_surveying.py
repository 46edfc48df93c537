"""Who is asked how the support was: whose support ended lately, and nobody who should be left alone."""

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from omzien.casework.models import Intervention, Registration, SafetyCase
from omzien.casework.queries import supported_lately
from omzien.casework.rules.surveying import Candidate, NotAsked, why_not
from omzien.outcomes.actions import decline_survey
from omzien.people.models import Consent, ContactDetails
from tests.casework.world import NOW, TODAY, World, supported
from tests.cast import code, command_visit, make_resident
from tests.outcomes.surveys import guest, invited


def candidate(**changes) -> Candidate:
    fields: dict[str, Any] = {"ended_on": date(2020, 6, 1), "email": "f@example.org"}
    return Candidate(**(fields | changes))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"result": "doel_bereikt"}, None),
        ({"result": "overleden"}, NotAsked.DIED),
        ({"objects": True}, NotAsked.OBJECTS),
        ({"safety_case_open": True}, NotAsked.UNSAFE),
        ({"email": ""}, NotAsked.NO_EMAIL),
        ({"last_asked_on": TODAY - timedelta(182)}, NotAsked.ASKED_LATELY),
        ({"last_asked_on": TODAY - timedelta(183)}, None),
        ({"ended_on": TODAY - timedelta(60)}, None),
        ({"ended_on": TODAY - timedelta(61)}, NotAsked.LONG_AGO),
        ({"ended_on": TODAY}, None),
        ({"ended_on": TODAY + timedelta(1)}, NotAsked.LONG_AGO),
        ({"email": "", "objects": True, "result": "overleden"}, NotAsked.DIED),
    ],
)
def test_who_is_asked(changes, why):
    assert why_not(candidate(**changes), TODAY) == why


def ended(world: World, resident=None, *, form: str = "trajectory", ended_on: date = TODAY, result: str = ""):
    """Support that ended, straight into the table; the resident has an e-mail address."""
    house = world.house
    resident = resident or make_resident(house.demo)
    mine = {"organisation": house.demo, "resident": resident, "municipality": house.uitgeest}
    channel = code(house.demo, "channel", "eigen_initiatief")
    registration = Registration(**mine, registered_on=date(2020, 1, 6), channel=channel)
    registration.save()
    row = Intervention(
        **mine,
        registration=registration,
        service=world.amw,
        form=form,
        started_on=date(2020, 1, 10),
        ended_on=ended_on,
        result=code(house.demo, "closing_result", result) if result else None,
    )
    row.save()
    if not ContactDetails.objects.unsealed("test").filter(resident=resident).exists():
        ContactDetails(organisation=house.demo, resident=resident, email="iemand@example.org").save()
    return row


def lately(world: World):
    return supported_lately(dataclasses.replace(command_visit(world.house.demo), now=NOW))


def test_individual_support_that_ended_lately(world, django_assert_num_queries):
    noor = world.visit("noor")
    supported(world, noor)  # runs on
    first = ended(world)
    light = ended(world, form="light_support")
    ended(world, form="advice")
    ended(world, ended_on=TODAY - timedelta(61))
    with django_assert_num_queries(4):
        found = lately(world)
    assert {one.about for one in found} == {first.key, light.key}
    assert {(one.why_not, one.email) for one in found} == {(None, "iemand@example.org")}


def test_a_resident_is_asked_about_the_last_support_only(world):
    row = ended(world, ended_on=TODAY - timedelta(9))
    last = ended(world, row.resident)
    assert [one.about for one in lately(world)] == [last.key]


def test_who_objects_is_left_alone(world):
    row = ended(world)
    kind = code(world.house.demo, "consent", "geen_vragenlijst")
    objection = Consent(
        organisation=world.house.demo, resident=row.resident, kind=kind, given_on=date(2020, 1, 6)
    )
    objection.save()
    assert [one.why_not for one in lately(world)] == [NotAsked.OBJECTS]
    objection.withdrawn_on = TODAY
    objection.save()
    assert [one.why_not for one in lately(world)] == [None]


def test_who_declined_a_survey_is_never_asked_again(world):
    row = ended(world)
    letter = invited(world.house, about="before", resident_id=row.resident_id)
    decline_survey(guest(letter))
    assert [one.why_not for one in lately(world)] == [NotAsked.OBJECTS]


def test_nobody_is_asked_while_safety_at_home_is_looked_at(world):
    row = ended(world)
    case = SafetyCase(
        organisation=world.house.demo,
        resident=row.resident,
        municipality=world.house.uitgeest,
        opened_on=date(2020, 6, 1),
    )
    case.save()
    assert [one.why_not for one in lately(world)] == [NotAsked.UNSAFE]


def test_the_dead_are_not_asked(world):
    ended(world, result="overleden")
    assert [one.why_not for one in lately(world)] == [NotAsked.DIED]


def test_nobody_but_the_command_asks(world):
    ended(world)
    for who in ("noor", "karim", "bas", "pieter", "ada", "sven"):
        assert supported_lately(world.visit(who)) == []
