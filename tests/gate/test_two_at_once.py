"""Two people save one row: who comes second is told, and nothing is overwritten in silence."""

import threading
from datetime import datetime

import pytest
from django.db import connection

from omzien.gate.action import action, keep, with_last
from omzien.gate.acts import Act, of_own_organisation
from omzien.gate.errors import Changed
from omzien.gate.models import LedgerLine
from omzien.gate.visit import Role, Visit
from omzien.people.models import ContactDetails, Resident
from tests.cast import build_house, fresh, visit_of

CHANGE = Act("test-change", "people.Resident", "test", {Role.WORKER: of_own_organisation})
CONTACT = Act("test-contact", "people.ContactDetails", "test", {Role.WORKER: of_own_organisation})


@action
def rename(visit: Visit, *, row: Resident, name: str, seen: datetime | None = None) -> None:
    row.family_name = name
    keep(visit, CHANGE, row, seen=seen)


@action
def call(visit: Visit, *, row: ContactDetails, seen: datetime) -> None:
    keep(visit, CONTACT, row, seen=seen)


@pytest.mark.django_db
def test_who_saw_the_latest_saves_and_who_did_not_changes_nothing():
    house = build_house()
    first, second = visit_of(house.noor), visit_of(house.noor)
    seen = house.greta.changed_at
    rename(first, row=fresh(house.greta), name="Eerst", seen=seen)
    with pytest.raises(Changed):
        rename(second, row=fresh(house.greta), name="Later", seen=seen)
    assert fresh(house.greta).family_name == "Eerst"
    assert LedgerLine.objects.filter(act="rename").count() == 1
    rename(visit_of(house.noor), row=fresh(house.greta), name="Later", seen=fresh(house.greta).changed_at)
    assert fresh(house.greta).family_name == "Later"


@pytest.mark.django_db
def test_a_row_that_is_gone_was_changed():
    house = build_house()
    row = ContactDetails(organisation=house.demo, resident=house.greta)
    with pytest.raises(Changed):
        call(visit_of(house.noor), row=row, seen=house.greta.changed_at)


@pytest.mark.django_db(transaction=True)
def test_of_six_who_save_at_the_same_moment_one_gets_through():
    house = build_house()
    seen, gate = house.greta.changed_at, threading.Barrier(6)
    visits = [visit_of(house.noor) for _ in range(6)]
    told: list[str] = []

    def save(place: int) -> None:
        row = fresh(house.greta)
        gate.wait()
        try:
            rename(visits[place], row=row, name=f"Naam{place}", seen=seen)
            told.append(f"Naam{place}")
        except Changed:
            told.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(place,)) for place in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [name for name in told if name]
    assert len(told) == 6
    assert fresh(house.greta).family_name == winner


@pytest.mark.django_db
def test_last_work_is_done_with_the_action_and_undone_with_it():
    house = build_house()
    visit = visit_of(house.noor)

    @action
    def also(visit: Visit) -> None:
        rename(visit, row=fresh(house.willem), name="Ook")

    with with_last(lambda: also(visit)):
        rename(visit, row=fresh(house.greta), name="Eerst")
    assert fresh(house.willem).family_name == "Ook"
    assert LedgerLine.objects.get(act="rename").residents == sorted([house.greta.pk, house.willem.pk])

    def fail() -> None:
        raise RuntimeError("the last thing")

    with pytest.raises(RuntimeError), with_last(fail):
        rename(visit, row=fresh(house.greta), name="Niet")
    assert fresh(house.greta).family_name == "Eerst"
