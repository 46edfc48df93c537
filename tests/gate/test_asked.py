"""Rows whose question is written once: other values, other visits, and everybody's own line in the ledger."""

from collections.abc import Collection

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from omzien.gate.asked import Counts, counted_once, written_once
from omzien.gate.sealed import Sealed, SightQuerySet
from omzien.gate.visit import Visit
from omzien.people.models import Resident, TreatmentRelation
from omzien.people.policy import FIND_RESIDENT, READ_RELATIONS
from tests.cast import make_resident, relate, visit_of

pytestmark = pytest.mark.django_db


@written_once
def one_of(visit: Visit, resident_id: int) -> SightQuerySet[Resident]:
    return Resident.objects.under(FIND_RESIDENT, visit).filter(pk=resident_id)


@written_once
def some_of(visit: Visit, ids: Collection[int], *, limit: int | None) -> SightQuerySet[Resident]:
    return Resident.objects.under(FIND_RESIDENT, visit).filter(pk__in=ids).order_by("-pk")[:limit]


@written_once
def relations_of(visit: Visit, resident_id: int) -> SightQuerySet[TreatmentRelation]:
    return TreatmentRelation.objects.under(READ_RELATIONS, visit).filter(resident_id=resident_id)


def test_it_is_asked_with_other_values_and_noted_on_who_asks(house):
    first, second = visit_of(house.noor), visit_of(house.noor)
    assert list(one_of(first, house.greta.pk)) == [house.greta]
    assert list(one_of(second, house.fatima.pk)) == [house.fatima]
    assert [sight.residents for sight in first.seen] == [(house.greta.pk,)]
    assert [sight.residents for sight in second.seen] == [(house.fatima.pk,)]


def test_another_organisation_asks_another_question(house):
    assert list(one_of(visit_of(house.noor), house.greta.pk)) == [house.greta]
    assert not list(one_of(visit_of(house.sven), house.greta.pk))


def test_of_several_it_is_asked_whatever_their_number(house):
    visit, everybody = visit_of(house.noor), [house.fatima.pk, house.greta.pk, house.willem.pk]
    for number in range(len(everybody) + 1):
        wanted = everybody[:number]
        found = [row.pk for row in some_of(visit, wanted, limit=None)]
        assert found == sorted(wanted, reverse=True)
    assert len(some_of(visit, set(everybody), limit=2)) == 2
    with CaptureQueriesContext(connection) as asked:
        assert not some_of(visit, [], limit=None)
    assert not asked.captured_queries


def test_a_relation_that_ends_counts_at_once(house):
    relation = relate(house.greta, worker=house.noor)
    visit = visit_of(house.noor)
    assert [row.pk for row in relations_of(visit, house.greta.pk)] == [relation.pk]
    relation.delete()
    assert not relations_of(visit, house.greta.pk)


def test_what_is_handed_out_beside_is_of_who_asks(house):
    relate(house.greta, worker=house.noor)
    visit = visit_of(house.noor)
    (row,) = relations_of(visit, house.greta.pk).beside("resident", FIND_RESIDENT)
    assert row.resident == house.greta
    assert [sight.act for sight in visit.seen] == ["find-resident", "read-relations"]


@counted_once
def numbers_of(visit: Visit, resident_id: int) -> Counts:
    return Resident.objects.under(FIND_RESIDENT, visit), {"all": Q(), "this": Q(pk=resident_id)}


def test_numbers_are_counted_anew_and_nobody_is_noted(house):
    visit = visit_of(house.noor)
    assert numbers_of(visit, house.greta.pk) == {"all": 3, "this": 1}
    assert numbers_of(visit, 0) == {"all": 3, "this": 0}
    make_resident(house.demo)
    assert numbers_of(visit, house.greta.pk) == {"all": 4, "this": 1}
    assert numbers_of(visit_of(house.pieter), house.greta.pk) == {"all": 0, "this": 0}
    assert not visit.seen


def test_it_is_not_narrowed_any_more(house):
    rows = one_of(visit_of(house.noor), house.greta.pk)
    for narrowed in (rows.first, rows.count, rows.exists, lambda: rows.filter(pk=1), lambda: rows[:1]):
        with pytest.raises(Sealed, match="written once"):
            narrowed()


def test_saying_it_looks_nothing_up(house):
    @written_once
    def hasty(visit: Visit, resident_id: int) -> SightQuerySet[Resident]:
        known = list(Resident.objects.under(FIND_RESIDENT, visit))
        return Resident.objects.under(FIND_RESIDENT, visit).filter(pk__in=[one.pk for one in known])

    with pytest.raises(Sealed, match="not looked up"):
        hasty(visit_of(house.noor), 1)


def test_bare_columns_are_no_rows(house):
    @written_once
    def bare(visit):
        return Resident.objects.under(FIND_RESIDENT, visit).values_list("pk")

    with pytest.raises(Sealed, match="handed out as rows"):
        bare(visit_of(house.noor))
