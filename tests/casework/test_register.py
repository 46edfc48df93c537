"""Registering: works for worker and front desk, refuses with all problems at once, needs rights."""

from datetime import date

import pytest

from omzien.casework.models import Registration
from omzien.casework.queries import InboxFilter, registrations_of, story, waiting_items
from omzien.casework.rules.states import State
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.organisation.models import Code
from tests.casework.world import count_rows, registered, relations_of


def test_a_worker_registers_and_gets_the_relation(world):
    noor, greta = world.visit("noor"), world.house.greta
    assert relations_of(greta.pk) == []
    registration_id = registered(
        world,
        noor,
        resident_id=greta.pk,
        channel="verwezen",
        referral_source="huisarts",
        questions=[("huisvesting", "verkrijgen_woonruimte"), ("financien", None)],
        story="Greta moet haar huis uit.",
    )
    assert relations_of(greta.pk) == [(world.house.noor.pk, None, None)]
    [row] = registrations_of(noor, resident_id=greta.pk)
    assert (row.id, row.state, row.worker, row.municipality) == (
        registration_id,
        State.REGISTERED,
        "Noor",
        "Uitgeest",
    )
    assert row.referral_source
    assert (row.channel.key, row.referral_source.key) == ("verwezen", "huisarts")
    assert [(one.domain.key, one.subdomain and one.subdomain.key, one.is_main) for one in row.questions] == [
        ("huisvesting", "verkrijgen_woonruimte", True),
        ("financien", None, False),
    ]
    assert story(noor, registration_id=registration_id) == "Greta moet haar huis uit."


def test_it_is_one_ledger_line_without_the_story(world):
    before = LedgerLine.objects.count()
    registered(world, world.visit("noor"), story="een geheim verhaal")
    [line] = LedgerLine.objects.order_by("pk")[before:]
    assert (line.act, line.code, line.residents) == ("register", "C", [world.house.fatima.pk])
    assert "geheim" not in str(line.detail)


def test_the_front_desk_registers_for_the_inbox(world):
    bas = world.visit("bas")
    registration_id = registered(world, bas, resident_id=world.house.greta.pk, story="kort")
    assert relations_of(world.house.greta.pk) == []
    assert [
        (row.id, row.name, row.domains[0].key) for row in waiting_items(bas, asked=InboxFilter()).rows
    ] == [(registration_id, "Gréta van der Zee", "financien")]
    assert story(bas, registration_id=registration_id) == "kort"


def test_the_front_desk_may_give_it_to_a_team_or_a_worker(world):
    house = world.house
    registered(
        world, world.visit("bas"), resident_id=house.greta.pk, team_id=house.team.pk, worker_id=house.noor.pk
    )
    assert relations_of(house.greta.pk) == [(house.noor.pk, None, None), (None, house.team.pk, None)]


def test_registering_twice_makes_one_relation(world):
    noor, fatima = world.visit("noor"), world.house.fatima
    registered(world, noor)
    registered(world, noor, registered_on=date(2020, 6, 2))
    assert len(relations_of(fatima.pk)) == 1
    assert len(registrations_of(noor, resident_id=fatima.pk)) == 2


@pytest.mark.parametrize(
    ("triage", "state", "closed_on"),
    [
        ("right_place", State.TRIAGED, None),
        ("advice_done", State.CLOSED, date(2020, 6, 1)),
        ("elsewhere", State.CLOSED, date(2020, 6, 1)),
    ],
)
@pytest.mark.parametrize("who", ["noor", "bas"])
def test_triage_at_once(world, who, triage, state, closed_on):
    registered(world, world.visit(who), triage=triage, story="verhaal")
    [row] = registrations_of(world.visit(who), resident_id=world.house.fatima.pk)
    assert (row.triage, row.state, row.closed_on) == (triage, state, closed_on)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"channel": "verwezen"}, {"referral_source": "say by whom the resident was referred"}),
        (
            {"referral_source": "huisarts"},
            {"referral_source": "a referrer belongs to the channel “referred” only"},
        ),
        ({"channel": "postduif"}, {"channel": "“postduif” is not in the list “channel” on this day"}),
        ({"channel": ""}, {"channel": "choose one"}),
        ({"questions": []}, {"questions": "choose at least one domain of life"}),
        (
            {"questions": [("financien", "verkrijgen_woonruimte")]},
            {"questions": "“verkrijgen_woonruimte” is not a part of “financien”"},
        ),
        ({"questions": [("maan", None)]}, {"domain": "“maan” is not in the list “domain” on this day"}),
        ({"questions": [("financien", None)] * 2}, {"questions": "“financien” is chosen twice"}),
        ({"registered_on": date(2020, 6, 16)}, {"registered_on": "2020-06-16 is in the future"}),
        ({"triage": "misschien"}, {"triage": "choose right place, advice and done, or elsewhere"}),
        (
            {"channel": "verwezen", "registered_on": date(2021, 1, 1)},
            {
                "referral_source": "say by whom the resident was referred",
                "registered_on": "2021-01-01 is in the future",
            },
        ),
    ],
)
def test_bad_input_is_refused_and_leaves_nothing(world, changes, said):
    before, lines = count_rows(), LedgerLine.objects.count()
    with pytest.raises(Refused) as refusal:
        registered(world, world.visit("noor"), resident_id=world.house.greta.pk, **changes)
    assert {problem.field: str(problem) for problem in refusal.value.problems} == said
    assert (count_rows(), LedgerLine.objects.count()) == (before, lines)
    assert relations_of(world.house.greta.pk) == []


def test_a_code_that_is_no_longer_valid_cannot_be_chosen(world):
    Code.objects.filter(list="channel", key="eigen_initiatief").update(valid_until=date(2020, 5, 31))
    with pytest.raises(Refused):
        registered(world, world.visit("noor"))
    assert registered(world, world.visit("noor"), registered_on=date(2020, 5, 31))


@pytest.mark.parametrize("who", ["ineke", "pieter", "femke", "ada", "sven"])
def test_other_roles_and_the_neighbours_cannot(world, who):
    with pytest.raises(Absent):
        registered(world, world.visit(who))
    assert count_rows() == 0


@pytest.mark.parametrize("who", ["noor", "karim", "bas"])
def test_nobody_registers_the_neighbours_resident(world, who):
    with pytest.raises(Absent):
        registered(world, world.visit(who), resident_id=world.house.piet.pk)
    assert count_rows() == 0
    assert len(relations_of(world.house.piet.pk)) == 1


@pytest.mark.parametrize("field", ["team_id", "worker_id", "municipality_id"])
def test_what_is_not_of_the_house_is_absent(world, field):
    other = {
        "team_id": world.house.neighbour_team.pk,
        "worker_id": world.house.sven.pk,
        "municipality_id": 9999,
    }
    with pytest.raises(Absent):
        registered(world, world.visit("noor"), **{field: other[field]})
    assert count_rows() == 0


def test_the_neighbour_sees_nothing(world):
    registration_id = registered(world, world.visit("noor"), story="geheim")
    sven = world.visit("sven")
    assert registrations_of(sven, resident_id=world.house.fatima.pk) == []
    assert waiting_items(sven, asked=InboxFilter()).all == 0
    with pytest.raises(Absent):
        story(sven, registration_id=registration_id)


def test_a_story_out_of_reach_is_absent_and_one_never_told_is_empty(world):
    told = registered(world, world.visit("noor"), story="geheim", triage="right_place")
    untold = registered(world, world.visit("noor"), registered_on=date(2020, 6, 2))
    bas = world.visit("bas")
    with pytest.raises(Absent):
        story(bas, registration_id=told)
    assert story(bas, registration_id=untold) == ""
    assert Registration.objects.unsealed("test").count() == 2
