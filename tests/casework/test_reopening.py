"""Opening again: with a reason, within the after-care period; what closing left behind is undone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from omzien.casework.actions import (
    close_intervention,
    close_registration,
    make_follow_up,
    reopen_intervention,
    reopen_registration,
    take_back_follow_up,
    triage,
)
from omzien.casework.models import FollowUp, Intervention, Registration, Reopening
from omzien.casework.rules.closing import AFTER_CARE_DAYS, call_problems, reopening_problems
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from tests.casework.world import TODAY, count_rows, registered, relations_of, supported

WHY = "Te vroeg gesloten."
DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 400), st.text(max_size=30))
def test_only_within_the_after_care_period_and_for_a_reason(closed_on, later, reason):
    problems = list(reopening_problems(closed_on, today=closed_on + timedelta(days=later), reason=reason))
    assert bool(problems) == (later > AFTER_CARE_DAYS or len(reason.strip()) < 10)


def test_what_is_open_is_not_opened():
    assert [str(one) for one in reopening_problems(None, today=TODAY, reason=WHY)] == ["this is not closed"]


@given(DAYS, st.integers(-10, 10))
def test_a_call_comes_after_the_closing(closed_on, later):
    problems = list(call_problems(closed_on, closed_on + timedelta(days=later), field="call_on"))
    assert bool(problems) == (later <= 0)
    assert not list(call_problems(closed_on, None, field="call_on"))


@pytest.fixture
def closed(world):
    """Support of Fatima that SJD closed today, with a call planned; gives its id."""
    noor = world.visit("noor")
    intervention_id = supported(world, noor, service_id=world.sjd.pk)
    close_intervention(
        noor,
        intervention_id=intervention_id,
        ended_on=TODAY,
        result="doel_bereikt",
        call_on=TODAY + timedelta(days=10),
    )
    return intervention_id


def row(intervention_id):
    return Intervention.objects.unsealed("test").select_related("registration").get(pk=intervention_id)


def test_support_runs_on_with_its_registration_and_relation(world, closed):
    noor, fatima = world.visit("noor"), world.house.fatima.pk
    assert relations_of(fatima)[0][2] is not None
    before = LedgerLine.objects.count()
    reopen_intervention(noor, intervention_id=closed, reason=WHY)
    again = row(closed)
    assert (again.ended_on, again.result_id, again.registration.closed_on) == (None, None, None)
    assert not FollowUp.objects.unsealed("test").exists()
    assert relations_of(fatima)[0] == (world.house.noor.pk, None, None)
    why = Reopening.objects.unsealed("test").get()
    assert (why.reason, why.was_closed_on, why.worker_id) == (WHY, TODAY, world.house.noor.pk)
    assert LedgerLine.objects.count() == before + 1
    assert LedgerLine.objects.latest("pk").act == "reopen_intervention"


def test_a_call_that_was_made_stays(world, closed):
    noor = world.visit("noor")
    call = FollowUp.objects.unsealed("test").get()
    make_follow_up(noor, follow_up_id=call.pk, done_on=TODAY, outcome="gaat_goed")
    reopen_intervention(noor, intervention_id=closed, reason=WHY)
    assert FollowUp.objects.unsealed("test").get().done_on == TODAY


def test_what_runs_again_is_closed_again(world, closed):
    noor = world.visit("noor")
    reopen_intervention(noor, intervention_id=closed, reason=WHY)
    close_intervention(noor, intervention_id=closed, ended_on=TODAY, result="doel_bereikt")
    assert row(closed).registration.closed_on == TODAY


def test_refused_it_changes_nothing(world, closed):
    late = world.visit("noor", now=world.visit("noor").now + timedelta(days=AFTER_CARE_DAYS))
    reopen_intervention(late, intervention_id=closed, reason=WHY)  # the last day
    before = count_rows()
    with pytest.raises(Refused):
        reopen_intervention(late, intervention_id=closed, reason=WHY)  # it runs already
    for who in ("bas", "ineke", "femke", "sven"):
        with pytest.raises(Absent):
            reopen_intervention(world.visit(who), intervention_id=closed, reason=WHY)
    assert count_rows() == before


def test_a_registration_opens_as_it_was(world):
    noor = world.visit("noor")
    sent = registered(world, noor)
    triage(noor, registration_id=sent, verdict="elsewhere")
    reopen_registration(noor, registration_id=sent, reason=WHY)
    again = Registration.objects.unsealed("test").get(pk=sent)
    assert (again.triage, again.closed_on) == ("", None)
    triage(noor, registration_id=sent, verdict="right_place")
    close_registration(noor, registration_id=sent, closed_on=TODAY)
    reopen_registration(noor, registration_id=sent, reason=WHY)
    assert Registration.objects.unsealed("test").get(pk=sent).triage == "right_place"
    with pytest.raises(Refused):
        reopen_registration(noor, registration_id=sent, reason=WHY)


def test_the_database_holds_the_order_and_the_reason(world, closed):
    reopen_intervention(world.visit("noor"), intervention_id=closed, reason=WHY)
    rows = Reopening.objects.unsealed("test")
    for wrong in ({"reason": ""}, {"was_closed_on": TODAY + timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({}, TODAY + timedelta(days=28)),
        ({"call_on": TODAY + timedelta(days=5)}, TODAY + timedelta(days=5)),
        ({"plans_call": False}, None),
        ({"broken_off": True}, None),
        ({"broken_off": True, "call_on": TODAY + timedelta(days=5)}, TODAY + timedelta(days=5)),
    ],
)
def test_the_call_that_a_closing_plans(world, more, due):
    noor = world.visit("noor")
    intervention_id = supported(world, noor, form="light_support")
    close_intervention(noor, intervention_id=intervention_id, ended_on=TODAY, result="doel_bereikt", **more)
    calls = FollowUp.objects.unsealed("test")
    assert [call.due_on for call in calls] == ([due] if due else [])


def test_a_call_is_taken_back_on_the_day_it_was_noted(world, closed):
    noor = world.visit("noor")
    call = FollowUp.objects.unsealed("test").get()
    with pytest.raises(Refused):
        take_back_follow_up(noor, follow_up_id=call.pk)
    make_follow_up(noor, follow_up_id=call.pk, done_on=TODAY, outcome="gaat_goed")
    with pytest.raises(Refused):
        take_back_follow_up(world.visit("noor", now=noor.now + timedelta(days=1)), follow_up_id=call.pk)
    take_back_follow_up(noor, follow_up_id=call.pk)
    assert FollowUp.objects.unsealed("test").get().done_on is None
