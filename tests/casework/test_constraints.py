"""What cannot exist, whoever writes it: the database itself refuses, on SQLite and on PostgreSQL."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from omzien.casework.actions import close_intervention, note_contact, refer, set_goal
from omzien.casework.models import (
    Contact,
    FollowUp,
    Goal,
    Intervention,
    MeasurementOf,
    Question,
    Referral,
    Registration,
)
from tests.casework.world import TODAY, supported

EARLY = date(2020, 5, 1)
CASES: list[tuple[type[Any], dict[str, Any]]] = [
    (Registration, {"explored_on": EARLY}),
    (Registration, {"closed_on": EARLY}),
    (Registration, {"triage": "misschien"}),
    (Intervention, {"ended_on": EARLY}),
    (Intervention, {"ended_on": None}),
    (Intervention, {"form": "praatje"}),
    (Goal, {"attainment": "met"}),
    (Goal, {"judged_on": TODAY}),
    (Goal, {"attainment": "met", "judged_on": EARLY}),
    (Goal, {"attainment": "half", "judged_on": TODAY}),
    (Contact, {"minutes": 1441}),
    (Referral, {"direction": "internal"}),
    (Referral, {"partner": None}),
    (Referral, {"direction": "heen"}),
    (FollowUp, {"done_on": None}),
]


@pytest.fixture
def record(world):
    """One of each, with the intervention closed with a result and a follow-up made."""
    noor = world.visit("noor")
    intervention_id = supported(world, noor)
    set_goal(noor, intervention_id=intervention_id, set_on=TODAY, text="rust")
    note_contact(noor, resident_id=world.house.fatima.pk, held_on=TODAY, kind="telefoon")
    refer(
        noor,
        registration_id=Registration.objects.unsealed("test").get().pk,
        direction="outgoing",
        referred_on=TODAY,
        partner_id=world.huisarts.pk,
    )
    close_intervention(
        noor, intervention_id=intervention_id, ended_on=TODAY, result="doel_bereikt", broken_off=True
    )
    call = FollowUp(
        organisation=world.house.demo,
        resident=world.house.fatima,
        intervention_id=intervention_id,
        due_on=TODAY,
        done_on=TODAY,
        outcome=world.house.demo.codes.get(list="follow_up_outcome"),
    )
    call.save()
    return world


@pytest.mark.parametrize(("model", "change"), CASES, ids=lambda value: getattr(value, "__name__", str(value)))
def test_the_database_refuses(record, model, change):
    rows = model.objects.unsealed("test").all()
    assert rows.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change)


def test_a_question_is_asked_once_and_one_is_the_main_one(record):
    asked = Question.objects.unsealed("test").get()
    for change in ({}, {"is_main": True}):
        again = Question(
            organisation=record.house.demo,
            registration_id=asked.registration_id,
            domain_id=asked.domain_id if not change else record.house.demo.codes.get(key="huisvesting").pk,
            **change,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()


def test_the_sources_own_key_is_unique_in_an_organisation(record):
    there = Registration.objects.unsealed("test").get()
    twin = Registration(
        organisation_id=there.organisation_id,
        key=there.key,
        resident_id=there.resident_id,
        municipality_id=there.municipality_id,
        registered_on=TODAY,
        channel_id=there.channel_id,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    assert MeasurementOf.objects.unsealed("test").count() == 0
