"""What comes in, from the first knock to the registration that it becomes, and who may see which part."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from omzien.casework import actions, queries
from omzien.casework.models import (
    Arrival,
    ArrivalAttempt,
    ArrivalWords,
    Referral,
    Registration,
    Story,
)
from omzien.casework.rules.arriving import State, Told
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.organisation.models import Partner
from tests.casework.arrivals import FORM, guest, other_team, the
from tests.casework.world import TODAY, relations_of
from tests.cast import code


def test_a_guest_sends_the_public_form_once(desk):
    visit = guest(desk)
    first = actions.receive(visit, way="public_form", told=FORM, municipality_id=desk.house.uitgeest.pk)
    again = actions.receive(visit, way="public_form", told=Told(family_name="Other", phone="1"))
    assert again == first
    assert Arrival.objects.unsealed("test").count() == 1
    words = ArrivalWords.objects.unsealed("test").get()
    assert (words.given_name, words.family_name, words.story) == ("Samira", "Haddad", "Ik heb schulden.")
    assert the(first).received_on == TODAY


def test_another_link_is_another_form_and_no_guest_reaches_it(desk):
    one = actions.receive(guest(desk), way="public_form", told=FORM)
    two = actions.receive(guest(desk, "b" * 64), way="public_form", told=FORM)
    assert one != two
    with pytest.raises(Absent):
        queries.arrival(guest(desk, "b" * 64), arrival_id=one)


@pytest.mark.parametrize("way", ["phone", "partner", "signal", "veilig_thuis", "walk_in"])
def test_a_guest_sends_nothing_else(desk, way):
    with pytest.raises(Refused):
        actions.receive(guest(desk), way=way, told=FORM, referral_source="huisarts")
    assert not Arrival.objects.unsealed("test").exists()


def test_the_ledger_line_of_the_form_tells_nothing_of_the_person(desk):
    actions.receive(guest(desk), way="public_form", told=FORM)
    line = LedgerLine.objects.order_by("-pk").first()
    assert line
    assert (line.act, line.code, line.channel) == ("receive", "C", "link")
    assert "Haddad" not in str(line.detail)
    assert "schulden" not in str(line.detail)


def test_a_neighbours_house_is_not_ours_to_name(desk):
    house = desk.house
    theirs = Partner.objects.create(
        organisation=house.overkant, key="x", name="X", kind=code(house.overkant, "partner_kind", "x")
    )
    bas = desk.visit("bas")
    for wrong in (
        {"partner_id": theirs.pk},
        {"team_id": house.neighbour_team.pk},
        {"worker_id": house.sven.pk},
        {"resident_id": house.piet.pk},
    ):
        with pytest.raises(Absent):
            actions.receive(bas, way="phone", told=FORM, **wrong)
    assert not Arrival.objects.unsealed("test").exists()


def test_from_a_partners_note_to_a_registration_with_channel_referrer_referral_and_story(desk):
    bas, greta = desk.visit("bas"), desk.house.greta
    arrival_id = actions.receive(
        bas,
        way="partner",
        told=Told(family_name="van der Zee", story="Kunt u haar bellen?"),
        partner_id=desk.huisarts.pk,
        received_on=date(2020, 6, 3),
        domain="huisvesting",
    )
    actions.match_arrival(bas, arrival_id=arrival_id, resident_id=greta.pk)
    actions.assign_arrival(bas, arrival_id=arrival_id, team_id=desk.house.team.pk)
    registration_id = actions.register_arrival(
        bas,
        arrival_id=arrival_id,
        questions=[("huisvesting", "verkrijgen_woonruimte")],
        triage="right_place",
    )
    row = Registration.objects.unsealed("test").select_related("channel", "referral_source").get()
    assert row.pk == registration_id
    assert (row.channel.key, row.referral_source and row.referral_source.key) == ("verwezen", "huisarts")
    assert (row.registered_on, row.team_id, row.triage) == (
        date(2020, 6, 3),
        desk.house.team.pk,
        "right_place",
    )
    referral = Referral.objects.unsealed("test").get()
    assert (referral.direction, referral.partner_id, referral.referred_on) == (
        "incoming",
        desk.huisarts.pk,
        date(2020, 6, 3),
    )
    assert Story.objects.unsealed("test").get().text == "Kunt u haar bellen?"
    done = the(arrival_id)
    assert (done.outcome, done.handled_on, done.registration_id) == ("registered", TODAY, registration_id)
    assert (None, desk.house.team.pk, None) in relations_of(greta.pk)


def test_nobody_is_registered_before_it_is_known_who_it_is(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM)
    with pytest.raises(Refused, match="which resident"):
        actions.register_arrival(bas, arrival_id=arrival_id, questions=[("financien", None)])
    assert not Registration.objects.unsealed("test").exists()


def test_an_arrival_is_registered_once(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM, resident_id=desk.house.greta.pk)
    ask: dict[str, Any] = {"arrival_id": arrival_id, "questions": [("financien", None)]}
    actions.register_arrival(bas, **ask)
    with pytest.raises(Refused):
        actions.register_arrival(bas, **ask)
    with pytest.raises(Refused):
        actions.reopen_arrival(bas, arrival_id=arrival_id)
    assert Registration.objects.unsealed("test").count() == 1


def test_three_attempts_then_not_reached_and_reopened_when_somebody_calls_back(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM, received_on=date(2020, 6, 10))
    for day in (10, 11):
        actions.try_to_reach(bas, arrival_id=arrival_id, kind="telefoon", tried_on=date(2020, 6, day))
    with pytest.raises(Refused, match="try 3 times first: so far it was 2"):
        actions.end_arrival(bas, arrival_id=arrival_id, step="give_up")
    actions.try_to_reach(bas, arrival_id=arrival_id, kind="telefoon", tried_on=date(2020, 6, 11))
    assert ArrivalAttempt.objects.unsealed("test").count() == 2, "the same attempt said twice is one"
    actions.try_to_reach(
        bas, arrival_id=arrival_id, kind="telefoon", tried_on=date(2020, 6, 11), part_of_day="evening"
    )
    actions.end_arrival(bas, arrival_id=arrival_id, step="give_up")
    assert the(arrival_id).outcome == "not_reached"
    actions.reopen_arrival(bas, arrival_id=arrival_id)
    assert queries.arrival(bas, arrival_id=arrival_id).state is State.RECEIVED
    assert the(arrival_id).handled_on is None


def test_an_attempt_is_now_on_the_dutch_clock(desk):
    late = desk.visit("bas", now=datetime(2020, 6, 15, 16, 30, tzinfo=UTC))  # half past six here
    arrival_id = actions.receive(late, way="phone", told=FORM)
    actions.try_to_reach(late, arrival_id=arrival_id, kind="telefoon")
    assert ArrivalAttempt.objects.unsealed("test").get().part_of_day == "evening"


@pytest.mark.parametrize(
    ("step", "outcome"), [("advise", "advised"), ("pass_on", "passed_on"), ("withdraw", "withdrawn")]
)
def test_it_ends_without_a_registration(desk, step, outcome):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM)
    actions.end_arrival(bas, arrival_id=arrival_id, step=step)
    assert (the(arrival_id).outcome, the(arrival_id).handled_on) == (outcome, TODAY)
    with pytest.raises(Refused):
        actions.end_arrival(bas, arrival_id=arrival_id, step=step)


@pytest.mark.parametrize("step", ["register", "reopen", "match", "", "delete", "x" * 500])
def test_it_ends_in_no_other_way(desk, step):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM)
    with pytest.raises(Refused, match="choose how it ended"):
        actions.end_arrival(bas, arrival_id=arrival_id, step=step)


def test_a_partner_is_named_only_when_it_is_passed_on(desk):
    bas = desk.visit("bas")
    arrival_id = actions.receive(bas, way="phone", told=FORM)
    with pytest.raises(Refused):
        actions.end_arrival(bas, arrival_id=arrival_id, step="advise", passed_to_id=desk.huisarts.pk)
    assert the(arrival_id).outcome == "", "a refused action changes nothing"
    actions.end_arrival(bas, arrival_id=arrival_id, step="pass_on", passed_to_id=desk.huisarts.pk)
    assert the(arrival_id).passed_to_id == desk.huisarts.pk


# ---- who sees what


def test_who_has_which_part_of_the_inbox(desk):
    house, bas = desk.house, desk.visit("bas")
    other = other_team(desk)
    nobodys = actions.receive(bas, way="phone", told=FORM)
    noors = actions.receive(bas, way="phone", told=FORM, worker_id=house.noor.pk)
    teams = actions.receive(bas, way="phone", told=FORM, team_id=house.team.pk)
    others = actions.receive(bas, way="phone", told=FORM, team_id=other.pk)

    def seen(who):
        visit = desk.visit(who)
        return {row.id for row in queries.waiting_items(visit, asked=queries.InboxFilter()).rows}

    assert seen("bas") == {nobodys, noors, teams, others}
    assert seen("karim") == {nobodys, teams}
    assert seen("noor") == {noors, teams}
    assert seen("joke") == set()
    assert seen("sven") == set()
    for who in ("ineke", "pieter", "femke", "ada"):
        assert seen(who) == set()


@pytest.mark.parametrize("who", ["joke", "sven", "ineke", "pieter", "femke", "ada"])
def test_who_has_nothing_to_do_with_it_does_nothing_with_it(desk, who):
    arrival_id = actions.receive(desk.visit("bas"), way="phone", told=FORM)
    visit = desk.visit(who)
    for attempt in (
        lambda: queries.arrival(visit, arrival_id=arrival_id),
        lambda: actions.match_arrival(visit, arrival_id=arrival_id, resident_id=None),
        lambda: actions.assign_arrival(visit, arrival_id=arrival_id, worker_id=desk.house.noor.pk),
        lambda: actions.try_to_reach(visit, arrival_id=arrival_id, kind="telefoon"),
        lambda: actions.end_arrival(visit, arrival_id=arrival_id, step="withdraw"),
        lambda: actions.register_arrival(visit, arrival_id=arrival_id, questions=[("financien", None)]),
    ):
        with pytest.raises(Absent):
            attempt()
    assert the(arrival_id).outcome == ""


def test_who_gives_it_to_another_team_may_take_it_back(desk):
    karim, other = desk.visit("karim"), other_team(desk)
    arrival_id = actions.receive(desk.visit("bas"), way="phone", told=FORM)
    actions.assign_arrival(karim, arrival_id=arrival_id, team_id=other.pk)
    with pytest.raises(Absent):
        queries.arrival(karim, arrival_id=arrival_id)
    actions.assign_arrival(karim, arrival_id=arrival_id)
    assert queries.arrival(karim, arrival_id=arrival_id).team == ""


def test_a_neighbours_resident_is_nobody_here(desk):
    arrival_id = actions.receive(desk.visit("bas"), way="phone", told=FORM)
    with pytest.raises(Absent):
        actions.match_arrival(desk.visit("bas"), arrival_id=arrival_id, resident_id=desk.house.piet.pk)


# ---- the database holds the rules too


@pytest.mark.parametrize(
    "wrong",
    [
        {"way": "smoke"},
        {"outcome": "advised"},
        {"handled_on": TODAY},
        {"outcome": "registered", "handled_on": TODAY},
        {"outcome": "withdrawn", "handled_on": date(2020, 6, 1)},
        {"outcome": "lost", "handled_on": TODAY},
    ],
)
def test_the_database_refuses_what_no_rule_allows(desk, wrong):
    fields = {"organisation": desk.house.demo, "way": "phone", "received_on": TODAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival(**fields).save()
