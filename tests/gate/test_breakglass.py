"""Breaking the glass: with a reason, for four hours, in the ledger, and seen by the privacy officer."""

from datetime import timedelta

import pytest

from omzien.gate.breakglass import LASTS, break_glass, opened_for, opened_glass, review_glass
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from tests.cast import visit_of

pytestmark = pytest.mark.django_db
REASON = "belde in nood, Noor is ziek"


def test_glass_is_open_for_four_hours_and_not_a_moment_longer(house):
    visit = visit_of(house.noor)
    break_glass(visit, resident_id=house.greta.pk, reason=REASON)
    last_moment = visit.now + LASTS - timedelta(microseconds=1)
    assert opened_for(house.noor.pk, last_moment) == {house.greta.pk}
    assert opened_for(house.noor.pk, visit.now + LASTS) == frozenset()
    assert opened_for(house.noor.pk, visit.now - timedelta(seconds=1)) == frozenset()


def test_it_is_open_for_who_broke_it_and_nobody_else(house):
    visit = visit_of(house.noor)
    break_glass(visit, resident_id=house.greta.pk, reason=REASON)
    assert visit_of(house.noor).opened == {house.greta.pk}
    assert visit_of(house.bas).opened == frozenset()


def test_it_is_a_line_in_the_ledger(house):
    break_glass(visit_of(house.noor), resident_id=house.greta.pk, reason=REASON)
    line = LedgerLine.objects.get()
    assert (line.act, line.code, line.residents) == ("break-glass", "E", [house.greta.pk])


@pytest.mark.parametrize("reason", ["", "   ", "te kort", " " * 40])
def test_it_holds_without_a_reason(house, reason):
    with pytest.raises(Refused):
        break_glass(visit_of(house.noor), resident_id=house.greta.pk, reason=reason)


@pytest.mark.parametrize("name", ["ineke", "pieter", "femke", "ada"])
def test_it_holds_for_roles_that_do_not_support_residents(house, name):
    with pytest.raises(Refused):
        break_glass(visit_of(getattr(house, name)), resident_id=house.greta.pk, reason=REASON)


def test_the_privacy_officer_sees_and_reviews_it(house):
    glass = break_glass(visit_of(house.noor), resident_id=house.greta.pk, reason=REASON)
    femke = visit_of(house.femke)
    assert opened_glass(femke) == [glass]
    review_glass(femke, glass_id=glass.pk)
    glass.refresh_from_db()
    assert (glass.reviewed_at, glass.reviewed_by) == (femke.now, house.femke.pk)


def test_nobody_else_sees_or_reviews_it(house):
    glass = break_glass(visit_of(house.noor), resident_id=house.greta.pk, reason=REASON)
    for worker in (house.karim, house.ada, house.sven):
        assert opened_glass(visit_of(worker)) == []
        review_glass(visit_of(worker), glass_id=glass.pk)
    glass.refresh_from_db()
    assert glass.reviewed_at is None
