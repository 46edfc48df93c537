"""A walk-in morning: who came, the money exploration and what was agreed, and who may see which part."""

from datetime import date, timedelta

import pytest

from omzien.community import rules
from omzien.community.actions import explore_money, name_visitor, record_walk_in, take_back_walk_in
from omzien.community.farewell import FAREWELL
from omzien.community.models import MoneyFinding, WalkInAgreement, WalkInVisit
from omzien.community.queries import visitor, visitors
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused
from omzien.organisation.starter import starter_codes
from tests.cast import code

DAY = date(2020, 6, 15)
WAYS = ("crisisinterventie", "cursus", "geen_vervolg", "combinatie")
FOUND = {"schulden": "attention", "inkomen": "in_order"}


@pytest.fixture
def morning(group):
    """The house with the topics of the exploration and what may be agreed."""
    for organisation in (group.house.demo, group.house.overkant):
        for topic in FOUND:
            code(organisation, "money_topic", topic)
        for way in WAYS:
            code(organisation, "walk_in_follow_up", way)
    return group


def came(group, who="bas", **changes) -> int:
    fields = {"visited_on": DAY, "hour": "geldzaken", "municipality_id": group.uitgeest}
    return record_walk_in(group.visit(who), **(fields | changes))


def test_the_list_of_the_morning_by_name_and_without(morning):
    known = came(morning, resident_id=morning.house.greta.pk, domain="financien")
    nobody = came(morning)
    came(morning, visited_on=DAY - timedelta(days=1))
    rows = visitors(morning.visit("bas"), day=DAY)
    assert [(row.id, row.name) for row in rows] == [(known, "Gréta van der Zee"), (nobody, "")]
    assert rows[0].domain
    assert rows[0].domain.key == "financien"
    assert visitors(morning.visit("sven"), day=DAY) == []
    for who in ("ineke", "pieter", "femke", "ada"):
        assert visitors(morning.visit(who), day=DAY) == []


def test_what_was_found_and_agreed_replaces_what_was_said_before(morning):
    noor, visit_id = morning.visit("noor"), came(morning)
    explore_money(noor, visit_id=visit_id, findings=FOUND, agreed=["cursus"], problematic_debt="nee")
    row = visitor(noor, visit_id=visit_id)
    assert (row.findings, [one.key for one in row.agreed]) == (FOUND, ["cursus"])
    assert row.follow_up
    assert (row.follow_up.key, row.problematic_debt) == ("cursus", "nee")
    explore_money(
        noor, visit_id=visit_id, findings={"schulden": "unknown"}, agreed=["cursus", "crisisinterventie"]
    )
    row = visitor(noor, visit_id=visit_id)
    assert row.findings == {"schulden": "unknown"}
    assert row.follow_up
    assert row.follow_up.key == "combinatie"
    assert WalkInAgreement.objects.unsealed("test").count() == 2


@pytest.mark.parametrize(
    ("findings", "agreed", "debt"),
    [
        ({"schulden": "fine"}, [], "nee"),
        ({"dromen": "attention"}, [], "nee"),
        ({}, ["geen_vervolg", "cursus"], "nee"),
        ({}, ["combinatie"], "nee"),
        ({}, ["iets"], "nee"),
        ({}, [], "misschien"),
    ],
)
def test_what_is_not_in_the_lists_is_refused_whole(morning, findings, agreed, debt):
    visit_id = came(morning)
    with pytest.raises(Refused):
        explore_money(
            morning.visit("noor"), visit_id=visit_id, findings=findings, agreed=agreed, problematic_debt=debt
        )
    assert not MoneyFinding.objects.unsealed("test").exists()
    assert not WalkInAgreement.objects.unsealed("test").exists()


def test_the_front_desk_writes_down_who_came_and_sees_nothing_of_the_exploration(morning):
    visit_id = came(morning)
    explore_money(morning.visit("noor"), visit_id=visit_id, findings=FOUND, agreed=["cursus"])
    row = visitor(morning.visit("bas"), visit_id=visit_id)
    assert (row.findings, row.agreed) == ({}, ())
    with pytest.raises(Absent):
        explore_money(morning.visit("bas"), visit_id=visit_id, findings=FOUND, agreed=[])


def test_after_a_week_the_exploration_is_of_who_supports_the_resident(morning):
    long_ago = DAY - timedelta(days=8)
    hers = came(morning, visited_on=long_ago, resident_id=morning.house.fatima.pk)
    gretas = came(morning, visited_on=long_ago, resident_id=morning.house.greta.pk)
    explore_money(morning.visit("noor"), visit_id=hers, findings=FOUND, agreed=[])
    with pytest.raises(Absent):
        explore_money(morning.visit("noor"), visit_id=gretas, findings=FOUND, agreed=[])


def test_a_visitor_gets_a_name_and_a_mistake_is_taken_back_the_same_day(morning):
    bas, visit_id = morning.visit("bas"), came(morning)
    name_visitor(bas, visit_id=visit_id, resident_id=morning.house.greta.pk)
    assert visitor(bas, visit_id=visit_id).name == "Gréta van der Zee"
    with pytest.raises(Absent):
        name_visitor(bas, visit_id=visit_id, resident_id=morning.house.piet.pk)
    old = came(morning, visited_on=DAY - timedelta(days=1))
    with pytest.raises(Refused):
        take_back_walk_in(bas, visit_id=old)
    take_back_walk_in(bas, visit_id=visit_id)
    assert set(WalkInVisit.objects.unsealed("test").values_list("pk", flat=True)) == {old}


@pytest.mark.parametrize("who", ["ineke", "pieter", "femke", "ada", "sven"])
def test_nobody_else_touches_a_visit(morning, who):
    visit_id, visit = came(morning), morning.visit(who)
    for attempt in (
        lambda: visitor(visit, visit_id=visit_id),
        lambda: name_visitor(visit, visit_id=visit_id, resident_id=morning.house.greta.pk),
        lambda: take_back_walk_in(visit, visit_id=visit_id),
        lambda: explore_money(visit, visit_id=visit_id, findings={}, agreed=[]),
    ):
        with pytest.raises(Absent):
            attempt()


def test_it_is_told_on_inspection_and_the_findings_go_when_the_name_goes(morning):
    fatima = morning.house.fatima.pk
    visit_id = came(morning, resident_id=fatima)
    explore_money(morning.visit("noor"), visit_id=visit_id, findings=FOUND, agreed=["cursus"])
    femke = morning.visit("femke")
    told = FAREWELL.export(femke, fatima)
    assert (len(told["money_findings"]), len(told["walk_in_agreements"])) == (2, 1)
    FAREWELL.erase(femke, fatima)
    assert not MoneyFinding.objects.unsealed("test").exists()
    assert WalkInVisit.objects.unsealed("test").get().resident_id is None


@pytest.mark.parametrize(
    ("agreed", "follow_up"),
    [([], None), (["cursus"], "cursus"), (["cursus", "crisisinterventie"], "combinatie")],
)
def test_what_a_visit_led_to_in_one_word(agreed, follow_up):
    assert rules.follow_up_of(agreed) == follow_up


def test_the_starter_lists_hold_the_topics_and_the_words_that_the_rules_use():
    known = {(one.list, one.key) for one in starter_codes()}
    assert {("walk_in_follow_up", rules.NOTHING_MORE), ("walk_in_follow_up", rules.COMBINATION)} <= known
    assert sum(name == "money_topic" for name, _ in known) >= 8
