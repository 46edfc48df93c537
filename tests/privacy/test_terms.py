"""How long things are kept: what must stay stays, what is past its term is erased by the officer only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from omzien.casework.actions import close_intervention, end_arrival, receive
from omzien.casework.models import Arrival, ArrivalWords, Intervention
from omzien.casework.rules import Told
from omzien.community.actions import add_activity, hold_session, roll_call
from omzien.gate.errors import Absent
from omzien.gate.farewell import years_before
from omzien.gate.models import LedgerLine
from omzien.gate.refused import Refused
from omzien.organisation.actions import keep_records_for
from omzien.people.models import Resident
from omzien.privacy.actions import erase_ended_arrivals, erase_past_term
from omzien.privacy.queries import past_terms
from tests.cast import House, client_of, fresh, make_resident, visit_of
from tests.conftest import Shared
from tests.web.world import furnish

pytestmark = pytest.mark.django_db
LONG_AGO = date(2003, 1, 1)


@pytest.fixture(scope="module")
def standing_house(shared_world: Shared) -> Iterator[House]:
    with shared_world():
        yield furnish()


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2026, 6, 1), 15, date(2011, 6, 1)),
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2026, 6, 1), 9999, date(1, 6, 1)),
    ],
)
def test_years_before(day: date, years: int, then: date):
    assert years_before(day, years) == then


def later(house: House, years: int, days: int = 0):
    """The privacy officer, so much later."""
    femke = visit_of(house.femke)
    return replace(femke, now=femke.now.replace(year=femke.now.year + years) + timedelta(days=days))


def shown(visit) -> set[int]:
    return {pk for pk, _name in past_terms(visit).first}


def test_a_record_is_kept_as_long_as_its_service_says(house: House):
    noor = visit_of(house.noor)
    support = Intervention.objects.unsealed("test").get(resident=house.fatima)
    Resident.objects.unsealed("test").filter(pk=house.fatima.pk).update(registered_on=LONG_AGO)
    assert house.fatima.pk not in shown(later(house, 40)), "support runs"
    ended: dict[str, Any] = {"ended_on": noor.today, "result": "verhuisd", "broken_off": True}
    close_intervention(noor, intervention_id=support.pk, **ended)
    assert house.fatima.pk not in shown(later(house, 15, -1))
    assert house.fatima.pk in shown(later(house, 15, 1))
    keep_records_for(visit_of(house.ada), service_id=support.service_id, years=20)
    assert house.fatima.pk not in shown(later(house, 15, 1))
    with pytest.raises(Refused):
        erase_past_term(later(house, 15, 1), resident_id=house.fatima.pk)
    erase_past_term(later(house, 20, 1), resident_id=house.fatima.pk)
    assert fresh(house.fatima).family_name == ""
    assert house.fatima.pk not in shown(later(house, 20, 2)), "who is nobody any more is not erased again"


def test_who_came_to_a_group_is_kept_from_that_day(house: House):
    ineke = visit_of(house.ineke)
    activity = add_activity(ineke, name="Koffie", municipality_id=house.uitgeest.pk)
    held = hold_session(ineke, activity_id=activity, held_on=ineke.today)
    guest, other = (make_resident(house.demo, registered_on=LONG_AGO) for _ in range(2))
    roll_call(ineke, session_id=held, resident_ids=[guest.pk])
    assert shown(visit_of(house.femke)) & {guest.pk, other.pk} == {other.pk}


def arrived(house: House) -> int:
    bas = visit_of(house.bas)
    told = Told(family_name="Verkeerd", phone="0251 123 456", story="Verkeerd nummer.")
    return receive(bas, way="phone", told=told, municipality_id=house.uitgeest.pk)


def test_who_asked_and_did_not_become_a_resident_is_erased_after_the_term(house: House):
    ended, waits = arrived(house), arrived(house)
    end_arrival(visit_of(house.bas), arrival_id=ended, step="withdraw")
    assert past_terms(later(house, 0, 42)).arrivals == 0
    femke = later(house, 0, 43)
    assert past_terms(femke).arrivals == 1
    erase_ended_arrivals(femke)
    assert list(Arrival.objects.unsealed("test").values_list("pk", flat=True)) == [waits]
    assert list(ArrivalWords.objects.unsealed("test").values_list("arrival_id", flat=True)) == [waits]
    line = LedgerLine.objects.get(act="erase-past-term")
    assert line.detail == {"casework.Arrival": 1, "casework.ArrivalWords": 1}


def test_the_officer_erases_on_a_page_and_nobody_else_does(house: House):
    old = make_resident(house.demo, given_name="Oude", family_name="Bekende", registered_on=LONG_AGO)
    femke, address = client_of(house.femke), reverse("terms")
    assert "Oude Bekende" in femke.get(address).content.decode()
    femke.post(address, {"resident_id": old.pk})
    assert fresh(old).family_name == "Bekende", "not without confirming"
    femke.post(address, {"resident_id": old.pk, "confirm": "yes"})
    assert fresh(old).family_name == ""
    assert (
        "kan nog niet weg"
        in femke.post(
            address, {"resident_id": house.fatima.pk, "confirm": "yes"}, follow=True
        ).content.decode()
    )
    for who in (house.noor, house.ada, house.sven):
        assert client_of(who).get(address).status_code == 404
        with pytest.raises(Absent):
            erase_ended_arrivals(visit_of(who))
