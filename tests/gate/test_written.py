"""Questions are written once and asked many times: what is kept is the question, never its answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField, Q
from django.test.utils import CaptureQueriesContext

from omzien.gate import ledger
from omzien.gate.action import action, keep
from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.models import LedgerLine
from omzien.gate.sealed import Absent, Sealed
from omzien.gate.visit import Role, Visit
from omzien.gate.written import Open, Written
from omzien.organisation.models import Team
from omzien.people.models import Resident, TreatmentRelation
from omzien.people.policy import CHANGE_RESIDENT, FIND_RESIDENT, READ_RELATIONS
from tests.cast import relate, visit_of

pytestmark = pytest.mark.django_db


@action
def rename(visit: Visit, *, row: Resident, name: str, act: Act = CHANGE_RESIDENT) -> None:
    row.family_name = name
    keep(visit, act, row)


def test_a_question_is_asked_with_other_values(house):
    place = Open("organisation", BigIntegerField())
    teams = Written(Team.objects.filter(organisation_id=place).order_by("key").values_list("key"))
    for organisation in (house.demo, house.overkant):
        keys = Team.objects.filter(organisation=organisation).order_by("key").values_list("key")
        assert teams.rows(organisation=organisation.pk) == list(keys)
    assert not teams.fits(organisation=0)


def test_a_question_that_nothing_fits_is_not_asked(house):
    with CaptureQueriesContext(connection) as found:
        assert Written(Team.objects.filter(pk__in=[])).rows() == []
    assert not found.captured_queries


def test_a_relation_that_ended_counts_at_once(house):
    """Though the worker, the act and the day are the same, and the question was asked a moment before."""
    relation = relate(house.greta, worker=house.noor)
    rename(visit_of(house.noor), row=house.greta, name="Eerst")
    relation.until = visit_of(house.noor).today - timedelta(days=1)
    relation.save()
    with pytest.raises(Absent):
        rename(visit_of(house.noor), row=house.greta, name="Later")
    assert (
        not Resident.objects.under(CHANGE_RESIDENT, visit_of(house.noor)).filter(pk=house.greta.pk).exists()
    )


def test_a_question_is_of_one_standing(house):
    """Another worker, role, team, day, broken glass, stand-in or link asks another question."""
    visit = visit_of(house.noor)
    assert visit.standing() == visit_of(house.noor, now=visit.now + timedelta(microseconds=1)).standing()
    others = (
        visit_of(house.karim),
        visit_of(house.noor, Role.FRONT_DESK),
        visit_of(house.noor, now=visit.now + timedelta(days=1)),
        visit_of(house.noor, opened=frozenset({house.greta.pk})),
    )
    assert visit.standing() not in {other.standing() for other in others}
    assert not visit.standing().seen


def test_rows_under_an_act_are_not_handed_out_by_a_written_question(house):
    rows = Resident.objects.under(FIND_RESIDENT, visit_of(house.noor))
    with pytest.raises(Sealed, match="noted"):
        Written(rows)
    assert Written(rows, whether=True).fits()


def test_two_acts_of_one_name_are_two(house):
    everybody = Act("test-same", "people.Resident", "test", {Role.WORKER: of_own_organisation})
    nobody = Act("test-same", "people.Resident", "test", {Role.WORKER: lambda _: Q(pk=-1)})
    visit = visit_of(house.noor)
    assert Resident.objects.under(everybody, visit).count() == 3
    assert Resident.objects.under(nobody, visit).count() == 0


def test_a_reach_looks_nothing_up_while_it_is_said(house):
    """What it would learn now would be kept, and hold for this standing until the process ends."""

    def looked_up(visit: Visit) -> Q:
        return Q(pk__in=list(Team.objects.values_list("pk", flat=True)))

    hasty = Act("test-hasty", "people.Resident", "test", {Role.WORKER: looked_up})
    with pytest.raises(Sealed, match="not looked up"):
        Resident.objects.under(hasty, visit_of(house.noor))


def test_what_an_action_read_and_wrote_is_told_once(house):
    """Its line names the row and the resident under that very act; of whom else was seen there is a line."""
    visit = visit_of(house.noor)
    relate(house.greta, worker=house.noor)
    list(TreatmentRelation.objects.under(READ_RELATIONS, visit).filter(resident=house.greta))
    list(Resident.objects.under(FIND_RESIDENT, visit).filter(pk=house.greta.pk))
    rename(visit, row=Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=house.greta.pk), name="Zonder")
    ledger.close(visit)
    told = LedgerLine.objects.order_by("pk").values_list("act", "code", "residents")
    assert list(told) == [
        ("rename", "U", [house.greta.pk]),
        ("read-relations", "R", [house.greta.pk]),
        ("find-resident", "R", [house.greta.pk]),
    ]


def test_a_list_that_an_action_changes_one_row_of_is_told_whole(house):
    visit = visit_of(house.noor)
    rows = {row.pk: row for row in Resident.objects.under(CHANGE_RESIDENT, visit)}
    rename(visit, row=rows[house.fatima.pk], name="Zonder")
    ledger.close(visit)
    assert set(LedgerLine.objects.get(code="R").residents) == {house.fatima.pk, house.willem.pk}


def test_what_a_lost_action_saw_is_told(house):
    @action
    def fail(visit: Visit) -> None:
        rename(visit, row=Resident.objects.under(CHANGE_RESIDENT, visit).one(pk=house.fatima.pk), name="Niet")
        raise RuntimeError("halfway")

    visit = visit_of(house.noor)
    with pytest.raises(RuntimeError):
        fail(visit)
    ledger.close(visit)
    assert LedgerLine.objects.get().code == "R"
