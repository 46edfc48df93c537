"""Who is away and who covers: the rules, who may plan it, and what cover opens, day by day."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.gate import ledger
from omzien.gate.clock import CIVIL
from omzien.gate.errors import Absent
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.gate.visit import Role
from omzien.organisation.actions import end_absence, plan_absence
from omzien.organisation.models import Absence, TeamMembership
from omzien.organisation.queries import absences, badge_of, team_of
from omzien.organisation.rules import absence_problems
from omzien.people.models import Resident
from omzien.people.policy import READ_RESIDENT
from tests.cast import House, fresh, make_resident, make_worker, relate, visit_of

DAY = date(2026, 3, 2)
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_an_absence_ends_after_it_starts_and_not_before_today(start, end, today):
    fine = start <= end and today <= end and (end - start).days < 366
    assert (not list(absence_problems(start, end, today=today))) == fine


@given(DAYS, st.integers(0, 40), DAYS, st.integers(0, 40))
def test_nobody_is_away_twice_on_one_day(start, length, other, other_length):
    end, other_end = start + timedelta(length), other + timedelta(other_length)
    shared = {start + timedelta(n) for n in range(length + 1)} & {
        other + timedelta(n) for n in range(other_length + 1)
    }
    problems = list(absence_problems(start, end, today=start, others=[(other, other_end)]))
    assert bool(problems) == bool(shared)


@pytest.fixture(scope="module")
def standing_house(standing_house: House) -> House:
    standing_house.__dict__["joke"] = make_worker(standing_house.demo, "Joke", Role.WORKER)  # of no team
    relate(standing_house.greta, worker=standing_house.noor)
    return standing_house


def at(worker, day: date):
    return visit_of(worker, now=datetime(day.year, day.month, day.day, 12, tzinfo=CIVIL))


def reached(worker, day: date) -> set[str]:
    return {row.given_name for row in Resident.objects.under(READ_RESIDENT, at(worker, day))}


def away(house, **changes):
    fields = {
        "worker_id": house.noor.pk,
        "starts_on": DAY,
        "ends_on": DAY + timedelta(4),
        "covered_by_id": house.joke.pk,
    }
    return plan_absence(at(house.karim, DAY), **(fields | changes))


def test_cover_opens_the_residents_from_the_first_to_the_last_day_and_no_day_more(house):
    away(house)
    for days, names in ((-1, set()), (0, {"Fatima", "Gréta"}), (4, {"Fatima", "Gréta"}), (5, set())):
        assert reached(house.joke, DAY + timedelta(days)) == names, days


def test_cover_counts_at_once_and_ends_at_once(house):
    assert reached(house.joke, DAY) == set()
    absence = away(house)
    assert reached(house.joke, DAY) == {"Fatima", "Gréta"}
    end_absence(at(house.karim, DAY), absence_id=absence)
    assert reached(house.joke, DAY) == set()


def test_who_comes_back_earlier_was_away_until_yesterday(house):
    absence = away(house)
    end_absence(at(house.karim, DAY + timedelta(2)), absence_id=absence)
    assert fresh(Absence.objects.unsealed("test").get(pk=absence)).ends_on == DAY + timedelta(1)
    assert reached(house.joke, DAY + timedelta(1)) == {"Fatima", "Gréta"}
    assert reached(house.joke, DAY + timedelta(2)) == set()
    with pytest.raises(Refused):
        end_absence(at(house.karim, DAY + timedelta(2)), absence_id=absence)


def test_cover_is_not_handed_on(house):
    els = make_worker(house.demo, "Els", Role.WORKER)
    TeamMembership.objects.create(worker=house.joke, team=house.team, valid_from=DAY - timedelta(9))
    away(house)
    away(house, worker_id=house.joke.pk, covered_by_id=els.pk)
    relate(make_resident(house.demo, given_name="Eigen"), worker=house.joke)
    assert reached(els, DAY) == {"Eigen"}


def test_a_resident_whose_support_ended_is_not_opened_by_cover(house):
    gone = make_resident(house.demo, given_name="Weg")
    relate(gone, worker=house.noor, until=DAY - timedelta(1))
    away(house)
    assert "Weg" not in reached(house.joke, DAY)


def test_cover_reaches_no_neighbour_and_no_neighbour_covers(house):
    with pytest.raises(Absent):
        away(house, covered_by_id=house.sven.pk)
    row = Absence(
        organisation=house.demo, worker=house.noor, covered_by=house.sven, starts_on=DAY, ends_on=DAY
    )
    row.save()
    assert reached(house.sven, DAY) == {"Piet"}


@pytest.mark.parametrize("who", ["noor", "bas", "ineke", "pieter", "femke", "ada"])
def test_only_a_team_lead_plans_absence(house, who):
    with pytest.raises(Absent):
        plan_absence(
            at(getattr(house, who), DAY),
            worker_id=house.noor.pk,
            starts_on=DAY,
            ends_on=DAY,
            covered_by_id=house.joke.pk,
        )


def test_a_team_lead_plans_for_the_own_team_only(house):
    with pytest.raises(Absent):
        away(house, worker_id=house.joke.pk, covered_by_id=house.noor.pk)
    assert [card.name for card in team_of(at(house.karim, DAY))] == ["Karim", "Noor"]


def test_who_is_told(house):
    away(house)
    told = {who: len(absences(at(getattr(house, who), DAY))) for who in ("noor", "joke", "karim", "bas")}
    assert told == {"noor": 1, "joke": 1, "karim": 1, "bas": 0}
    assert absences(at(house.karim, DAY + timedelta(5))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": DAY - timedelta(1)},
        {"covered_by_id": "noor"},
        {"ends_on": DAY + timedelta(400)},
    ],
)
def test_what_cannot_be_is_refused(house, changes):
    if "covered_by_id" in changes:
        changes = {"covered_by_id": house.noor.pk}
    with pytest.raises(Refused):
        away(house, **changes)


def covers_on(account: int, day: date) -> frozenset[int]:
    badge = badge_of(account, day)
    assert badge
    return badge.covers


def test_the_badge_says_for_whom_one_stands_in(house):
    away(house)
    account = house.joke.account_id
    assert covers_on(account, DAY) == {house.noor.pk}
    assert covers_on(account, DAY + timedelta(5)) == set()


def test_the_ledger_tells_that_it_was_cover(house):
    away(house)
    visit = dataclasses.replace(at(house.joke, DAY))
    assert list(Resident.objects.under(READ_RESIDENT, visit))
    ledger.close(visit)
    line = LedgerLine.objects.filter(worker_id=house.joke.pk).latest("pk")
    assert line.detail == {"covers": [house.noor.pk]}
    assert not LedgerLine.objects.filter(worker_id=house.karim.pk, detail__has_key="covers").exists()
