"""At the desk: advice and done, sent on to a partner, given to another team, and a mistake taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from omzien.casework.actions import give_advice, note_contact, send_on, take_back, triage
from omzien.casework.models import Intervention, Referral, Registration
from omzien.casework.policy import REFER, SUPPORT
from omzien.casework.queries import registrations_of
from omzien.casework.rules.states import State
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from tests.casework.world import TODAY, count_rows, registered, relations_of

DAY = date(2020, 6, 1)


@pytest.fixture
def by(world):
    """A registration of Greta by somebody, on 1 June 2020."""

    def make(who: str, **more) -> int:
        return registered(world, world.visit(who), resident_id=world.house.greta.pk, **more)

    return make


@pytest.mark.parametrize("who", ["noor", "bas"])
def test_advice_is_support_of_one_day_and_closes(world, by, who: str):
    asked = by(who)
    given = give_advice(world.visit(who), registration_id=asked, service_id=world.amw.pk, given_on=DAY)
    row = Intervention.objects.unsealed("test").get(pk=given)
    assert (row.form, row.started_on, row.ended_on) == ("advice", DAY, DAY)
    assert row.worker_id == getattr(world.house, who).pk
    [told] = registrations_of(world.visit(who), resident_id=world.house.greta.pk)
    assert (told.triage, told.state, told.closed_on) == ("advice_done", State.CLOSED, DAY)
    assert not row.result_id


def test_who_advised_reaches_the_record_for_the_time_of_after_care_only(world, by):
    give_advice(world.visit("noor"), registration_id=by("noor"), service_id=world.amw.pk, given_on=DAY)
    [(worker, _, until)] = relations_of(world.house.greta.pk)
    assert (worker, until) == (world.house.noor.pk, DAY + timedelta(days=183))


def test_advice_by_the_front_desk_ends_nobodys_support(world):
    house = world.house
    asked = registered(world, world.visit("bas"))
    give_advice(world.visit("bas"), registration_id=asked, service_id=world.amw.pk, given_on=DAY)
    assert relations_of(house.fatima.pk) == [(house.noor.pk, None, None)]


@pytest.mark.parametrize("who", ["noor", "bas"])
def test_not_with_us_is_a_referral_to_a_partner(world, by, who: str):
    sent = send_on(world.visit(who), registration_id=by(who), partner_id=world.huisarts.pk, sent_on=DAY)
    row = Referral.objects.unsealed("test").get(pk=sent)
    assert (row.direction, row.partner_id, row.referred_on) == ("outgoing", world.huisarts.pk, DAY)
    [told] = registrations_of(world.visit(who), resident_id=world.house.greta.pk)
    assert (told.triage, told.state) == ("elsewhere", State.CLOSED)


def test_the_front_desk_sees_of_support_and_referrals_only_its_own_kind(world, by):
    bas, noor = world.visit("bas"), world.visit("noor")
    send_on(bas, registration_id=by("bas"), partner_id=world.huisarts.pk, sent_on=DAY)
    ours = registered(world, noor)
    inside = Referral(
        organisation=world.house.demo,
        resident=world.house.fatima,
        registration_id=ours,
        direction="incoming",
        partner=world.huisarts,
        referred_on=DAY,
    )
    inside.save()
    assert [row.direction for row in Referral.objects.under(REFER, bas)] == ["outgoing"]
    assert not SUPPORT.open_to(bas)


def test_what_was_looked_at_or_lies_ahead_is_refused(world, by):
    noor, asked = world.visit("noor"), by("noor")
    with pytest.raises(Refused, match="in the future"):
        give_advice(noor, registration_id=asked, service_id=world.amw.pk, given_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="is before"):
        send_on(noor, registration_id=asked, partner_id=world.huisarts.pk, sent_on=DAY - timedelta(days=1))
    triage(noor, registration_id=asked, verdict="elsewhere")
    before = count_rows()
    with pytest.raises(Refused, match="cannot be sent on any more"):
        give_advice(noor, registration_id=asked, service_id=world.amw.pk, given_on=TODAY)
    assert count_rows() == before


def test_services_and_partners_of_the_neighbours_do_not_exist(world, by):
    noor, asked = world.visit("noor"), by("noor")
    with pytest.raises(Absent):
        give_advice(noor, registration_id=asked, service_id=world.amw.pk + 1000, given_on=DAY)
    with pytest.raises(Absent):
        send_on(noor, registration_id=asked, partner_id=world.huisarts.pk + 1000, sent_on=DAY)
    with pytest.raises(Absent):
        give_advice(world.visit("joke"), registration_id=asked, service_id=world.amw.pk, given_on=DAY)
    with pytest.raises(Absent):
        give_advice(world.visit("sven"), registration_id=asked, service_id=world.amw.pk, given_on=DAY)


def test_a_worker_registers_for_another_team_and_reaches_it_today_only(world):
    joke, greta = world.visit("joke"), world.house.greta
    registered(world, joke, resident_id=greta.pk, team_id=world.house.team.pk)
    assert relations_of(greta.pk) == [(None, world.house.team.pk, None), (world.joke.pk, None, TODAY)]
    tomorrow = replace(joke, now=joke.now + timedelta(days=1))
    assert registrations_of(joke, resident_id=greta.pk)
    assert registrations_of(tomorrow, resident_id=greta.pk) == []


def test_a_mistake_is_taken_back_whole(world, by):
    noor, before = world.visit("noor"), count_rows()
    asked = by("noor", story="Verkeerde persoon.")
    give_advice(noor, registration_id=asked, service_id=world.amw.pk, given_on=DAY)
    assert count_rows() > before
    assert relations_of(world.house.greta.pk)
    assert take_back(noor, registration_id=asked) == world.house.greta.pk
    assert relations_of(world.house.greta.pk) == [], "what began with it goes with it"
    assert count_rows() == before


def test_only_who_made_it_takes_it_back_and_soon(world):
    noor, karim = world.visit("noor"), world.visit("karim")
    asked = registered(world, noor, resident_id=world.house.willem.pk)
    with pytest.raises(Refused, match="only who made"):
        take_back(karim, registration_id=asked)
    late = replace(noor, now=noor.now.replace(year=2100))
    with pytest.raises(Refused, match="only who made"):
        take_back(late, registration_id=asked)
    with pytest.raises(Absent):
        take_back(world.visit("sven"), registration_id=asked)
    assert Registration.objects.unsealed("test").filter(pk=asked).exists()


def test_work_that_was_done_since_is_not_taken_back(world, by):
    noor, asked = world.visit("noor"), by("noor")
    given = give_advice(noor, registration_id=asked, service_id=world.amw.pk, given_on=DAY)
    note_contact(noor, resident_id=world.house.greta.pk, held_on=DAY, kind="telefoon", intervention_id=given)
    with pytest.raises(Refused, match="no longer just a mistake"):
        take_back(noor, registration_id=asked)


def test_a_relation_that_something_else_rests_on_stays(world, by):
    noor, asked = world.visit("noor"), by("noor", triage="right_place")
    by("noor", triage="right_place")
    take_back(noor, registration_id=asked)
    assert relations_of(world.house.greta.pk) == [(world.house.noor.pk, None, None)]
    assert relations_of(world.house.fatima.pk) == [(world.house.noor.pk, None, None)]
