"""Visits to the walk-in hour and questions of partners, and what is forgotten when a resident leaves."""

from datetime import date

import pytest

from omzien.community.actions import (
    hold_session,
    record_partner_question,
    record_walk_in,
    roll_call,
)
from omzien.community.farewell import FAREWELL
from omzien.community.models import PartnerQuestion, Session, WalkInVisit
from omzien.community.queries import partner_questions, walk_ins_of
from omzien.gate.errors import Absent
from omzien.gate.refused import Refused

DAY = date(2020, 6, 9)


def came(group, **changes):
    return {"visited_on": DAY, "hour": "geldzaken", "municipality_id": group.uitgeest, **changes}


def test_a_visit_by_name_and_an_anonymous_one(group):
    fatima = group.house.fatima.pk
    record_walk_in(
        group.visit("bas"),
        **came(group, resident_id=fatima, problematic_debt="ja", follow_up="schuldregeling"),
    )
    record_walk_in(group.visit("noor"), **came(group))
    [row] = walk_ins_of(group.visit("noor"), resident_id=fatima)
    assert (row.problematic_debt, row.hour_nl, row.follow_up_nl) == ("ja", "geldzaken", "schuldregeling")
    assert WalkInVisit.objects.unsealed("test").filter(resident=None).count() == 1
    assert len(walk_ins_of(group.visit("karim"), resident_id=fatima)) == 1  # of somebody in his team
    assert walk_ins_of(group.visit("noor"), resident_id=group.house.greta.pk) == []
    assert walk_ins_of(group.visit("bas"), resident_id=fatima) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"hour": ""}, ["hour"]),
        ({"hour": "middernacht"}, ["hour"]),
        ({"follow_up": "weg"}, ["follow_up"]),
        ({"problematic_debt": "misschien"}, ["problematic_debt"]),
        ({"visited_on": date(2020, 6, 16)}, ["visited_on"]),
    ],
)
def test_a_visit_refused(group, changes, fields):
    with pytest.raises(Refused) as refused:
        record_walk_in(group.visit("bas"), **came(group, **changes))
    assert [problem.field for problem in refused.value.problems] == fields
    assert WalkInVisit.objects.unsealed("test").count() == 0


@pytest.mark.parametrize("who", ["ineke", "pieter", "femke", "ada", "sven"])
def test_who_may_not_record(group, who):
    with pytest.raises(Absent):
        record_walk_in(group.visit(who), **came(group, resident_id=group.house.fatima.pk))
    assert WalkInVisit.objects.unsealed("test").count() == 0


def test_not_of_the_neighbours_resident(group):
    with pytest.raises(Absent):
        record_walk_in(group.visit("bas"), **came(group, resident_id=group.house.piet.pk))
    assert WalkInVisit.objects.unsealed("test").count() == 0


def test_partner_questions(group, django_assert_num_queries):
    asked = {"partner_id": group.partner.pk, "municipality_id": group.uitgeest}
    record_partner_question(group.visit("ineke"), asked_on=date(2020, 6, 1), domain="financien", **asked)
    record_partner_question(group.visit("bas"), asked_on=date(2020, 5, 31), **asked)
    noor = group.visit("noor")
    june = {"start": date(2020, 6, 1), "until": date(2020, 7, 1)}
    with django_assert_num_queries(1):
        [row] = partner_questions(noor, **june)
    assert (row.partner, row.domain_nl) == ("Huisarts", "financien")
    assert partner_questions(group.visit("sven"), **june) == []
    with pytest.raises(Refused):
        record_partner_question(group.visit("bas"), asked_on=date(2020, 6, 16), **asked)
    with pytest.raises(Absent):
        record_partner_question(group.visit("sven"), asked_on=DAY, **asked)
    with pytest.raises(Absent):
        record_partner_question(group.visit("pieter"), asked_on=DAY, **asked)
    assert PartnerQuestion.objects.unsealed("test").count() == 2


def test_the_name_goes_and_the_head_stays(group):
    fatima, greta, ineke = group.house.fatima.pk, group.house.greta.pk, group.visit("ineke")
    session_id = hold_session(ineke, activity_id=group.activity_id, held_on=DAY)
    roll_call(ineke, session_id=session_id, resident_ids=[fatima, greta], anonymous_heads=3)
    record_walk_in(group.visit("bas"), **came(group, resident_id=fatima))
    told = FAREWELL.export(group.visit("femke"), fatima)
    assert told["attendances"] == [{"session__activity__name": "Koffietijd", "session__held_on": DAY}]
    assert len(told["walk_in_visits"]) == 1
    assert FAREWELL.erase(group.visit("sven"), fatima) == 0
    assert FAREWELL.erase(group.visit("femke"), fatima) == 2
    assert not any(FAREWELL.export(group.visit("femke"), fatima).values())
    assert Session.objects.unsealed("test").get().anonymous_heads == 4
    assert WalkInVisit.objects.unsealed("test").get().resident_id is None
